"""Every heading and message of the program, in one catalogue: wording is looked after here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def say(key: str, /, **parts: str) -> str:
    """The message of this key; only the message is searched for places to fill, never what is filled in."""
    return CATALOGUE[key].format(**parts)


def explained() -> dict[str, str]:
    """For each code of a fault that keeps a file from being read, a paragraph about it."""
    known = (key.partition("explain.")[2] for key in CATALOGUE)
    return {code: f"{code}: {CATALOGUE[f'explain.{code}']}" for code in known if code}


CATALOGUE: Mapping[str, str] = MappingProxyType(
    {
        # ------------------------------------------------------------- a plan
        "plan.title": "Your plan",
        "plan.now": "Made for {now}.",
        "plan.clock": "Time understood: {ago}.",
        "plan.phase_empty": "Nothing to do here.",
        "plan.ground": "What this rests on",
        "plan.assumed": "I assumed: {question} {value}, because {because}.",
        "plan.settled": "This plan is settled: no further answer would change it.",
        "plan.open": "Not settled yet: {count} answers could still change this plan. For now I took the cautious one.",
        "plan.open_one": "Not settled yet: one answer could still change this plan. For now I took the cautious one.",
        "plan.question": "{question} For now: {value}. ({name})",
        "plan.slots": "Put your own words in place of the brackets: {slots}.",
        "plan.slot": "[{name}] {label}",
        "plan.more": "To see why a step is there, give its number (here 1):",
        "plan.urgent": "Do this now; the other questions can wait",
        "plan.certain": "What is certain so far",
        "plan.nothing_certain": "Nothing is certain yet.",
        # ------------------------------------------------------------- a step
        "step.when": "When:",
        "step.when_how": "{when}, {channel}",
        "step.say": "Say:",
        "step.avoid": "Leave:",
        "step.why": "Why:",
        "step.if": "If:",
        "step.because": "{because} ({sources})",
        "step.inferred": "{because} (reasoned from {sources})",
        "step.depends": "this depends on answers that you have not given yet",
        "step.depends_on": "this depends on your answer to: {question}",
        # -------------------------------------------------------- why a step
        "why.title": "Why {step}",
        "why.status": "Status:",
        "why.certain": "certain, whatever the open questions bring",
        "why.possible": "possible; it depends on answers that you have not given yet",
        "why.facts": "The facts that bring it in",
        "why.fact": "{question} {value} ({how})",
        "why.told": "you said so",
        "why.forced": "it follows: {because}",
        "why.assumed": "assumed: {because}",
        "why.no_facts": "None: it is advised in every situation.",
        "why.conclusions": "What was concluded on the way",
        "why.passed": "{about} ({name}): {value}, by {rule}, which looked at {read}",
        "why.left_over": "{about} ({name}): {value}, as nothing else held; it looked at {read}",
        "why.always": "{about} ({name}): {value}",
        "why.rule": "The rule {rule} ({phase}; {where}) asks that",
        "why.short": "It is here because: {facts}. (Rule {rule}, {where}.)",
        "why.always_there": "It belongs to every plan. (Rule {rule}, {where}.)",
        "why.short_fact": "{question} {value} {how}",
        "why.short_told": "",
        "why.short_forced": "(it follows)",
        "why.short_assumed": "(assumed)",
        "why.firings": "The rules that fired, in order",
        "why.overruled": "What it overrules here",
        "why.overruled_step": "{step}: {do}",
        "why.sources": "On whose word",
        "why.inference": "No source says this in so many words; it is reasoned from these.",
        "firing.concluded": "{rule} concluded {name} from {matched}",
        "firing.concluded_plainly": "{rule} concluded {name}",
        "firing.left_over": "{name} was concluded, as nothing else held",
        "firing.fired": "{rule} fired on {matched}",
        "firing.fired_plainly": "{rule} fired",
        "firing.stands": "{rule} stands, on {matched}",
        "firing.stands_plainly": "{rule} stands",
        # ------------------------------------------- why not, what if, when
        "whynot.title": "Why not {step}",
        "whynot.overruled": "Its rule fired, but another step takes its place: {by}.",
        "whynot.unmet": "Its rule asks for something that is not so here",
        "whynot.distance": "({count} answers away)",
        "whynot.distance_one": "(one answer away)",
        "whynot.never": "(no answer would bring this about)",
        "whynot.reach": "What would bring it in, and can still change or be learned",
        "whynot.past": "What would have brought it in, and cannot change any more",
        "whynot.out": "It is out of reach: nothing that can still change would bring it in.",
        "whynot.way": "{changes}",
        "whynot.change": "{question} {value} ({name})",
        "whatif.title": "What if",
        "whatif.change": "{question} {value}",
        "whatif.same": "The plan stays as it is.",
        "whatif.added": "It adds",
        "whatif.removed": "It removes",
        "whatif.moved": "It moves",
        "whatif.by_rule": "{do} ({step})",
        "whatif.overruled": "{do} ({step}; {by} takes its place)",
        "whatif.move": "{do} ({step}): {before} becomes {after}",
        "time.title": "What waiting changes",
        "time.none": "As far as time goes, this plan stays as it is.",
        "time.instant": "{at} (by then: {elapsed})",
        "time.adds": "adds:",
        "time.removes": "removes:",
        "time.ends": "From {at} on, the other answers can no longer be true.",
        "time.shelf": "This plan holds until {at}; then it changes. (amends timeline)",
        # ---------------------------------------------------- comparing packs
        "diff.title": "{old} and {new}",
        "diff.same": "Every one of the {situations} possible situations gets the same plan.",
        "diff.changed": "{changed} of {situations} possible situations get another plan.",
        "diff.only_old": "{count} situations are possible in the old pack only.",
        "diff.only_new": "{count} situations are possible in the new pack only.",
        "diff.facts_old": "Facts that only the old pack asks: {names}.",
        "diff.facts_new": "Facts that only the new pack asks: {names}.",
        "diff.change": "{what}: {rule}, in {count} situations",
        "diff.change_order": "{what}: {rule} now before {besides}, in {count} situations",
        "diff.lost-step": "lost step",
        "diff.added-step": "added step",
        "diff.later-deadline": "later deadline",
        "diff.earlier-deadline": "earlier deadline",
        "diff.other-words": "other words",
        "diff.other-order": "other order",
        "mutant.dropped": "dropped",
        "mutant.without": "dropped: {test}",
        "mutant.affirmed": "no longer negated: {test}",
        "mutant.negated": "negated: {test}",
        "mutant.low": "lower end moved by {step}: {test}",
        "mutant.high": "upper end moved by {step}: {test}",
        "mutant.widened": "widened by {value}: {test}",
        "mutant.narrowed": "narrowed by {value}: {test}",
        "mutant.spared": "no longer overrules {rule}",
        "mutant.swapped": "swapped with {other}",
        "mutant.swapped-condition": "condition swapped with {other}",
        "mutants.title": "Mutants: {pack}",
        "mutants.counts": "{tried} small faults were tried; {same} of them change no plan. Of the other {faults}:",
        "mutants.by_cases": "Caught by the cases:",
        "mutants.by_invariants": "Caught by the invariants (that every phase has a step is one):",
        "mutants.by_either": "Caught by either:",
        "mutants.score": "{caught} ({percent} %)",
        "mutants.none": "No fault that changes a plan goes unnoticed.",
        "mutants.survive": "{count} go unnoticed. These cases would catch them all:",
        "mutants.survive_many": "{count} go unnoticed. Of the cases that would catch them, these catch most:",
        "mutants.more": "{count} more cases would catch the other {faults}. To see them too: --all",
        "mutants.case": "Faults that it catches: {count}",
        "mutants.others": "and {count} others",
        "mutants.nothing_given": "Nothing is answered yet.",
        "questions.title": "Questions until the plan is settled: {pack}",
        "questions.all": "Overall: at least {least}, {mean} on average, at most {most}.",
        "questions.one": "{label}: at least {least}, {mean} on average, at most {most}",
        "questions.worst": "The longest way: {path}",
        # ---------------------------------------------------- facts of a pack
        "facts.title": "What can be asked: {pack}",
        "facts.name": "Name:",
        "kind.choice": "{name} (choose one)",
        "kind.several": "{name} (choose any; several with commas)",
        "kind.yes_no": "{name} (yes or no)",
        "kind.number": "{name} (a whole number)",
        "facts.range": "Range:",
        "facts.from_to": "{low} to {high} {unit}",
        "facts.help": "Help:",
        "facts.private": "Why it is asked:",
        "facts.if_unsure": "If unsure:",
        "facts.required": "Required:",
        "facts.no_plan_without": "there is no plan without an answer",
        "facts.option": "{value}: {label}",
        # ---------------------------------------------------- rules of a pack
        "rules.title": "The rules: {pack}",
        "rules.line": "{id}: {do}",
        "rule.title": "The rule {rule}",
        "rule.phase": "Phase:",
        "rule.seen": "Seen by:",
        "rule.values": "{count} of {all} {unit}",
        "rule.share": "{percent} % of situations",
        "rule.where": "Place:",
        "rule.tags": "Tags:",
        "rule.overrules": "Overrules:",
        "rule.overruled_by": "Overruled by:",
        "rule.when": "It fires when all of this holds",
        "rule.advises": "It advises",
        # ------------------------------------------ how a pack hangs together
        "graph.title": "How it hangs together: {pack}",
        "graph.fact": "Facts",
        "graph.conclusion": "Conclusions",
        "graph.rule": "Rules",
        "graph.phase": "Phases",
        "graph.inside": "Holds:",
        "graph.leads": "Leads to:",
        "graph.advised": "advised",
        "graph.overrules": "overrules",
        "graph.rules": "{count} rules",
        "graph.one-rule": "{count} rule",
        "graph.end": "{name} ({word})",
        # -------------------------------------------------- sources of a pack
        "sources.title": "The sources: {pack}",
        "sources.unused": "Passages that no rule uses",
        "sources.all_used": "None.",
        "sources.cited_whole": "As a whole:",
        "sources.used_by": "Rules:",
        "sources.no_rule": "none",
        "source.line": "{id}: {title} ({published}; {strength}) {address}",
        "source.line_bare": "{id}: {title} ({strength}) {address}",
        "strength.strong": "strong",
        "strength.moderate": "moderate",
        "strength.opinion": "opinion",
        # -------------------------------------------------- values and tests
        "value.unsure": "not sure",
        "value.none": "none of these",
        "list.or": "{most} or {last}",
        "when.always": "always",
        "when.any": "at least one of these holds:",
        "when.all": "all of these hold:",
        "when.none": "none of these holds:",
        "when.not": "not all of these hold:",
        "test.is": "{name} is {values}",
        "test.includes": "{name} includes {values}",
        "test.between": "{name} is {range}",
        "test.advised": "advised before: {steps}",
        "testnot.is": "{name} is not {values}",
        "testnot.includes": "{name} does not include {values}",
        "testnot.between": "{name} is not {range}",
        "testnot.advised": "not advised before: {steps}",
        "range.low": "at least {low}",
        "range.high": "at most {high}",
        "range.both": "from {low} to {high}",
        # ------------------------------------------------------------- times
        "due.now": "right now",
        "due.within": "within {end}",
        "due.until": "by {at}",
        "due.between": "between {start} and {at}",
        "due.after": "not before {at}",
        "time.just_now": "just now",
        "time.ago": "{length} ago",
        "time.ahead": "in {length}",
        "time.today": "{time} today",
        "time.tomorrow": "{time} tomorrow",
        "time.another_day": "{day}, {time}",
        "time.days": "Mon Tue Wed Thu Fri Sat Sun",
        "time.months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "by.now": "right now",
        "by.within": "within {end} from now",
        "by.window": "from {start} until {end} after it happened",
        "by.until": "until {end} after it happened",
        "by.after": "not before {start} after it happened",
        # ---------------------------------------------------------- questions
        "ask.prompt": "> ",
        "ask.hint": "Type a number or a few words. Also: ?, why, unsure, back, plan, quit.",
        "ask.group": "{group} ...",
        "ask.none": "None of these",
        "ask.unsure_line": "Not sure",
        "ask.alone": '"{reply}" goes with nothing else. Please type it alone.',
        "ask.taken": "Taken as: {words}",
        "ask.understood": "Understood: {words}",
        "ask.unsure": "Not sure. For now I take: {value}",
        "ask.unsure_refused": "There is no plan without an answer to this one. Take the nearest.",
        "ask.several_hits": "That could be more than one. Which?",
        "ask.no_hit": 'I did not find "{reply}" in the list. Type a number, or ? for help.',
        "ask.first": "This is the first question.",
        "help.choice": "Type the number of a line, or words from it.",
        "help.several": "Type numbers or words with commas between them, or none.",
        "help.yes_no": "Type y or n.",
        "help.range": "{how} From {low} to {high}.",
        "help.times": "Type a time in your words: 20 minutes ago, 2h, yesterday at 3pm.",
        "help.lengths": "Type a number of minutes, or a length of time such as 2h.",
        "help.whole": "Type a whole number.",
        "help.commands": (
            "You can also type: why (why this is asked), unsure, back (the question before), "
            "plan (what is certain so far), quit (stop and keep your answers)."
        ),
        "stakes.title": "It is asked because the plan depends on it:",
        "stakes.clock": "It sets when each step is due.",
        "stakes.required": "It is asked because there is no plan without it.",
        "stakes.reply": "If you answer: {reply}",
        "stakes.adds": "adds:",
        "stakes.removes": "removes:",
        "stakes.nothing": "changes nothing by itself",
        "stakes.range": "{low} to {high}",
        "end.again": "Your answers so far. To go on from here:",
        "end.no_answers": "No answers yet.",
        "end.input": "The input ended before every question was answered; the rest is assumed.",
        # ------------------------------------------------------ worked cases
        "cases.title": "Worked cases: {pack}",
        "cases.passed": "{passed} of {all} cases hold.",
        "cases.missing": "missing:",
        "cases.forbidden": "must not be there:",
        "cases.refused": "refused:",
        "cases.failed": "{title} ({where})",
        "cases.coverage": "Rules that some case exercises: {covered} of {all}.",
        "cases.uncovered": "Exercised by no case: {rules}.",
        "cases.tests": "Tests in their conditions that come out both ways in some case: {both} of {all}.",
        "cases.one_sided": "{rule}: {test} comes out the same in every case",
        # ------------------------------------------------------------ checks
        "check.title": "Checked: {pack}",
        "check.sound": "No findings.",
        "check.proven": "Proven: {rules} rules, {invariants} invariants, over {situations} possible situations.",
        "check.reading": "Reading: the steps read at grade {mean} on average, the hardest ({rule}) at {most}.",
        "check.findings": "Findings: {errors}. Notes: {notes}.",
        "check.finding": "{where}: {code}: {message}",
        "check.note": "{where}: note: {code}: {message}",
        "check.example": "For example:",
        "check.remedy": "Remedy:",
        "check.more": "What a code means: amends check --explain CODE",
        # ------------------------------------------------- why something is assumed
        "because.unsure": "you were not sure",
        "because.unasked": "not asked yet",
        # ---------------------------------------------------------------- problems
        "problem.near": 'Did you mean "{name}"?',
        "problem.allowed": "Allowed: {names}",
        "problem.more": "{names}, ... and {count} more",
        "told": "{name} = {value}",
        "is.mapping": "a mapping",
        "is.list": "a list",
        "is.boolean": "true or false",
        "is.number": "a number",
        "is.nothing": "nothing",
        "is.text": "text",
        "terse.is": "{name} = {values}",
        "terse.low": "{name} at least {low}",
        "terse.high": "{name} at most {high}",
        "terse.both": "{name} from {low} to {high}",
        "terse.advised": "advised {values}",
        "terse.not": "not ({part})",
        "terse.all": "all of ({parts})",
        "terse.any": "any of ({parts})",
        # ------------------------------------------------- files that cannot be read
        "bad-revision": "git does not give {found}: {reason}.",
        "bad-revision.empty": "there is no YAML file in that folder",
        "bad-revision.hyphen": "a revision does not begin with a hyphen",
        "empty-file": "{name} is empty.",
        "empty-file.yaml": "{name} says nothing.",
        "empty-pack": "There is no YAML file in {folder}. A pack has at least pack.yaml.",
        "is-folder": "{name} is a folder; a file is needed here.",
        "leads-out": "{name} is a link that leads out of its folder.",
        "not-a-file": "{name} is not a regular file.",
        "not-a-folder": "{found} is a file; a pack is a folder of YAML files.",
        "not-found": "There is no file {name}.",
        "not-text": "{name} is not UTF-8 text. If it is text, save it as UTF-8.",
        "not-text.reply": "The reply is not text that can be read.",
        "too-big": "{name} is larger than {most} KB, the most that is read.",
        "too-big.input": "Standard input is larger than {most} KB, the most that is read.",
        "too-big.pack": "The files of this pack are larger than {most} KB together.",
        "unknown-pack": 'There is no pack and no folder "{found}".',
        "unknown-pack.folder": "There is no folder {found}.",
        "unreadable": "{name} cannot be read ({reason}).",
        "wrong-ending": "The files of a pack end in .yaml; rename this one to {stem}.yaml.",
        # --------------------------------------------------------- YAML, JSON, bounds
        "alias": "Aliases (*name) are not allowed. Write the value out.",
        "anchor": "Anchors (&name) are not allowed. Write the value where it is needed.",
        "control-character": "A control or invisible character (U+{code}) is not allowed in a text. Take it out.",
        "duplicate-key": 'The key "{name}" stands here a second time; the first is in line {line}.',
        "key-not-text": "A key has to be text. Put quotes around {name}.",
        "key-not-text.nothing": "A key has to be text. Nothing is written for it here.",
        "merge-key": "Merge keys (<<) are not allowed. Write the entries out.",
        "needs-quotes": 'Put quotes around this: "{found}". Without them, some readers take it for another value.',
        "number-too-big": "This number is larger than any number that is read.",
        "number-too-big.written": (
            "{found} is larger than any number that is read. If it is text, put quotes around it."
        ),
        "second-document": "A second document (---) is not allowed in a file.",
        "syntax.bracket": "A bracket was opened and not closed, or a comma is missing.",
        "syntax.colon": (
            "A colon and a space begin a new entry; if they belong to a text, put quotes around the whole text."
        ),
        "syntax.first": "A text cannot begin with this character; put quotes around the text.",
        "syntax.indent": "This line begins further left or right than those that it belongs to.",
        "json.backslash": "This backslash begins nothing that JSON knows; to mean a backslash, write two.",
        "json.colon": '":" is expected here, between a name and its value.',
        "json.comma": '"," or a closing bracket is expected here.',
        "json.control": "A text holds no line ends or tabs; write \\n for a line end, and \\t for a tab.",
        "json.end": "The JSON value ends before this; nothing may follow it.",
        "json.last-comma": "No comma may stand before this; take it out.",
        "json.name": "A name in double quotes is expected here.",
        "json.no-value": "{found} is no value. Put text in double quotes.",
        "json.other": "{detail}.",
        "json.quote": "A quotation mark was opened here and not closed.",
        "json.value": "A value is expected here.",
        "syntax.json": "This is not JSON. {hint}",
        "syntax.look": "Look at the indentation and the quotes here and in the line above.",
        "syntax.quote": "A quotation mark was opened and not closed.",
        "syntax.tab": "This line begins with a tab, and indents have to be spaces.",
        "syntax.yaml": "This is not YAML: {detail}. {hint}",
        "tag": "Tags (!name) are not allowed. Write the value alone.",
        "text-too-long": "This text has {count} characters; at most {most} are allowed.",
        "text-too-long.answer": "This answer has {count} characters; at most {most} are read.",
        "text-too-long.reply": "A reply may have at most {most} characters.",
        "too-deep": "This is nested too deeply; at most {most} levels are read.",
        "too-many-nodes": "A file may hold at most {most} values and keys. Split it.",
        "wrong-type.data": "This is text, a number, true, false, a list or a mapping, and not a {kind}.",
        # ------------------------------------------------------ the shape of a pack's files
        "owner.file": "a pack file",
        "owner.head": "the pack head",
        "owner.inside": "{part} of {owner}",
        "owner.named": '{kind} "{name}"',
        "owner.number": "{kind} {number}",
        "owner.part": '"{part}" of {owner}',
        "form.address": "begin with https:// or http:// and have no spaces",
        "form.cited": "be the id of a source, such as seed, or one of its passages, such as seed/4",
        "form.hyphened": (
            "begin with a small letter and go on with small letters, digits and hyphens, at most 64 in all"
        ),
        "form.language": "be the code of a language, such as en or pt-BR",
        "form.seen": "have at least one letter",
        "form.underscored": (
            "begin with a small letter and go on with small letters, digits and underscores, at most 64 in all"
        ),
        "bad-form.string_pattern_mismatch": "{Name} is {found}. It has to {form}.",
        "list-too-long.too_long": "{Name} is too long: it may have {bound} entries.",
        "missing-key.missing": 'The key "{key}" is missing in {inside}{meaning}.',
        "missing-key.nothing": "{Name} has nothing written after it{meaning}.",
        "out-of-range.greater_than_equal": "{Name} is {found}, and has to be at least {bound}.",
        "out-of-range.less_than_equal": "{Name} is {found}, and may be at most {bound}.",
        "text-too-long.string_too_long": "{Name} is too long: it may have {bound} characters.",
        "too-short.string_too_short": "{Name} is empty.",
        "too-short.too_short": "{Name} is too short: it needs at least {bound} entries.",
        "unknown-key.extra_forbidden": 'There is no key "{key}" in {inside}.',
        "unknown-value.literal_error": "{Name} cannot be {found}.",
        "wrong-type.bool_type": "{Name} has to be true or false, and is {found}.",
        "wrong-type.dict_type": "{Name} has to be a mapping (key: value), and is {found}.",
        "wrong-type.int_type": "{Name} has to be a whole number, and is {found}.",
        "wrong-type.list_type": (
            "{Name} has to be a list (each entry on a line of its own after a hyphen, or in [brackets]), "
            "and is {found}."
        ),
        "wrong-type.model_type": "{Name} has to be a mapping (key: value), and is {found}.",
        "wrong-type.other": "{Name} has to be of another kind, and is {found}.",
        "wrong-type.string_type": "{Name} has to be text, and is {found}.",
        "wrong-type.unquoted": "{Name} has to be text, and is {found}. Put quotes around it.",
        # ---------------------------------------------------------- the names in a pack
        "bad-form.by": '"by" {found}; it has to be now, {{within: 30 min}}, {{from: 5 h, until: 24 h}}, '
        "{{until: 24 h}} or {{after: 2 working days}}.",
        "bad-form.by-has": "has {keys}",
        "bad-form.by-is": "is {found}",
        "bad-form.law": "An invariant has exactly one of {laws}; this one has {given}.",
        "bad-form.no-law": "An invariant has exactly one of {laws}; this one has none.",
        "bad-form.span": (
            "A length of time is a number and a unit (min, h, days, weeks), such as 30 min, and this is {found}."
        ),
        "bad-form.span-or-working-days": (
            "A length of time is a number and a unit (min, h, days, weeks or working days), "
            "such as 30 min, and this is {found}."
        ),
        "bad-form.value": "A value is a word of small letters, digits and underscores, and this is {found}.",
        "duplicate-head": 'A pack has one "pack" entry; the first stands at {first}.',
        "duplicate-id": '"{name}" is the {key} of two {kind}; the first stands at {first}.',
        "duplicate-id.fact": '"{name}" is the name of a fact already.',
        "duplicate-value": '"{name}" has the value "{value}" already.',
        "empty-list": (
            '"{name}" is tested for nothing: there is nothing between the brackets. Name at least one value.'
        ),
        "empty-list.steps": "This list is empty. Name at least one step or tag.",
        "missing-key.bounds": '"{name}" is a number fact and needs a {keys}.',
        "missing-key.head": 'No file of this pack has a "pack" entry, its head. By custom it stands in pack.yaml.',
        "missing-key.if_unsure": '"{name}" needs an "if_unsure": the value to count on when somebody does not know. '
        "Without such a value, write `required: true`.",
        "missing-key.options": '"{name}" is a {kind} fact and needs "options".',
        "name-out-of-reach.advised": (
            '"advised" can be asked in rules and invariants only: no step is advised yet when this is decided.'
        ),
        "name-out-of-reach.conclusion": "A conclusion may use the conclusions above it, not itself or those below.",
        "name-out-of-reach.constraint": "A constraint speaks of facts alone, not of conclusions.",
        "out-of-range": '"{name}" lies between {low} and {high}, and {found} does not.',
        "out-of-range.bounds": 'The minimum of "{name}" is {low}, above its maximum, {high}.',
        "out-of-range.tested": '"{name}" lies between {low} and {high}, so {found} decides nothing.',
        "out-of-range.window": (
            'This window ends ("until") {end} after the event, and has not begun ("from") by then.'
        ),
        "overrule-cycle": "These rules overrule one another in a circle: {circle}.",
        "overrules-earlier": (
            '"{rule}" overrules "{other}" of an earlier phase, when its step has been advised already.'
        ),
        "required": 'There is no plan without "{name}", so "unsure" will not do. Give the closest value.',
        "required.case": '"{name}" is required: nobody can be unsure about it. Give one of its values.',
        "reserved-name": '"{name}" is a word of conditions. Choose another name.',
        "reserved-name.otherwise": (
            '"otherwise" is said when no decision holds, so no decision bears that name. Choose another id.'
        ),
        "reserved-name.unsure": (
            '"unsure" stands for "not sure" in every answer, so it cannot be a value. Choose another word.'
        ),
        "step-out-of-reach": '"{name}" stands in this phase or in a later one; only earlier steps count here.',
        "tag-is-rule": '"{name}" is the id of a rule, so it cannot be a tag as well.',
        "too-many-facts": "A pack may have at most {most} facts; this one has {count}.",
        "too-many-rules": "A pack may have at most {most} rules; this one has {count}.",
        "too-many-tests": (
            "This condition has {count} tests; at most {most} are allowed. Move some of them into a conclusion."
        ),
        "outside-family": 'Rule "{rule}" tests "{name}" for a value that the `for` of its file leaves out.',
        "unknown-family.named": "There is no family {found}.",
        "unknown-tag.named": "There is no tag {found}.",
        "unknown-channel.named": "There is no channel {found}.",
        "unknown-fact.named": "There is no fact {found}.",
        "unknown-fact.tested": 'There is no fact or conclusion "{name}".',
        "unknown-key.edge": 'A number cannot be tested by "{key}".',
        "unknown-passage": ('There is no passage {number} of "{source}"; its passages are numbered from 1 to {most}.'),
        "unknown-phase.named": "There is no phase {found}.",
        "unknown-rule.named": "There is no rule {found}.",
        "unknown-slot": 'There is no slot {slot}. Declare it under "slots" in the head of the pack.',
        "unknown-source.named": "There is no source {found}.",
        "unknown-step.named": "There is no step {found}.",
        "unknown-step-or-tag.named": "There is no step or tag {found}.",
        "unknown-value": '"{name}" cannot be {found}.',
        "unknown-value.anywhere": 'No fact can be "{found}". To see them all: amends facts',
        "unknown-value.several": 'More than one fact can be "{found}". Say which one.',
        "unknown-value.many": '"{name}" cannot be {found}. To see them all: amends facts',
        "unknown-value.tested": '"{name}" is tested for {found}, a value that it never has.',
        "wrong-clock": 'The clock, "{name}", has to be a number fact with `unit: minutes`.',
        "wrong-kind": '"{key}" belongs to number facts, and "{name}" is a {kind} fact.',
        "wrong-kind.if_unsure": (
            '"{name}" is required, so nothing stands in for it. Take out "if_unsure" or "required".'
        ),
        "wrong-kind.options": (
            '"{name}" is a number fact and has no options. Say what it may be by minimum and maximum.'
        ),
        "wrong-options": '"{name}" is a yes_no fact: its options, if it has any, are "yes" and "no".',
        "wrong-test.edges": '"{one}" and "{other}" bound the same side. Keep one of them.',
        "wrong-test.number": '"{name}" is a number, and is tested for {found}. Give a whole number, or a range such as '
        "{{at_least: 0, below: 60}}.",
        "wrong-test.several": '"{name}" can have several values at once; test it with {{includes: value}}.',
        "wrong-test.value": '"{name}" is one of its values; test it with a value or with a list of values.',
        "wrong-type.condition": "A condition is a mapping, such as {{fact: value}}, and this is {found}.",
        "wrong-type.conditions": (
            '"{key}" needs a list of conditions, such as [{{fact: value}}, ...], and this is {found}.'
        ),
        # -------------------------------------------------------------------- answers
        "impossible-combination": "{because} These answers cannot go together: {answers}.",
        "missing-answer": 'There is no plan without an answer to "{question}" Give one, such as {name}={value}.',
        "not-a-number": '"{found}" is not understood for "{name}". Give a whole number.',
        "not-a-number.time": '"{found}" is not understood for "{name}". Give a whole number or a time such as '
        '"20 minutes ago", "2h" or "yesterday at 3pm".',
        "too-many-answers": "At most {most} answers are read.",
        "unknown-fact": 'There is no fact "{name}" in the pack "{pack}".',
        "unknown-fact.see": 'There is no fact "{name}" in the pack "{pack}". To see them all: amends facts',
        "wrong-type.answers": "Answers are a mapping of facts to values (fact: value), and this is {found}.",
        "wrong-type.number": '"{name}" needs a whole number from {low} to {high}, and this is {found}.',
        "wrong-type.one": '"{name}" needs one value, and this is {found}.',
        "wrong-type.several": '"{name}" needs a list of its values, and this is {found}.',
        # -------------------------------------------------------------------- requests
        "absent-step": 'The pack has the step "{step}", but it is not in this plan.',
        "overruled-step": 'The step "{step}" is not in this plan: {by} overrules it.',
        "step-stands": '"{step}" is in the plan already. To see the reason: amends why {step}',
        "unknown-step": 'There is no step "{step}".',
        "unknown-step.pack": 'The pack has no step "{step}". To see all steps: amends rules',
        "unknown-rule.pack": 'There is no rule "{name}" in this pack.',
        "unknown-source.pack": 'There is no source "{name}" in this pack.',
        "unknown-slot.pack": 'There is no slot "{name}" in this pack.',
        "unknown-check": 'There is no check "{name}".',
        "unknown-kind": '"{found}" is no kind of change.',
        "empty-slot": "An empty text cannot fill a slot.",
        "not-a-pair": '"{found}" should be {wanted}.',
        "pair.answer": "NAME=VALUE",
        "pair.name": "SLOT=TEXT",
        "bad-time": '"{found}" is not a time such as 2026-11-23T09:12+00:00.',
        "bad-time.range": '"{found}" is outside the years 2000 to 2100.',
        "no-zone": "`now` must have a time zone, for example datetime.now(UTC)",
        "too-much": "Give a rule, or answers, but not both.",
        "unsound-pack": "The pack has findings of its own; mend those first: amends check",
        # -------------------------------------------------------------------- findings
        "contradiction": '"{says}" ({id}) does not hold in {count} of the possible situations.',
        "dead-rule": 'Rule "{rule}" can never fire: {count} of its tests exclude one another.',
        "dead-rule.one": 'Rule "{rule}" can never fire: one of its tests can never hold.',
        "duplicate": '"{one}" advises the same as "{other}", and fires only where that one fires too.',
        "subsumed": '"{one}" advises the same as "{other}", and fires only where that one fires too.',
        "failing-case": 'The case "{case}" {wrong}.',
        "case.refused": "is refused: {why}",
        "case.missing": "does not get {missing}",
        "case.forbidden": "gets {forbidden}",
        "case.missing-and-forbidden": "does not get {missing} and gets {forbidden}",
        "gap": 'Phase "{phase}" has no step in {count} of the possible situations.',
        "gap.remedy": (
            "- id: fill-the-gap\n"
            "  phase: {phase}\n"
            "  when:{when}\n"
            "  advise:\n"
            "    do: What to do here.\n"
            "    by: now\n"
            "    because: Why.\n"
            "  sources: [which-source]"
        ),
        "hard-to-read": '"{rule}" reads at grade {grade}; more than {most} is too hard. Use shorter sentences.',
        "shouting": '"{field}" of "{rule}" has an exclamation mark.',
        "too-long": '"{field}" of "{rule}" has {count} words; more than {most} are too many.',
        "idle-condition.constraint": 'Constraint "{name}" changes nothing: the others already say it.',
        "idle-condition.decision": 'Decision "{name}": leaving out the test {test} changes nothing.',
        "idle-condition.rule": 'Rule "{name}": leaving out the test {test} changes nothing.',
        "idle-fact": 'No answer to "{name}" can change any plan.',
        "idle-value": 'The values {values} of "{name}" are never told apart by any rule.',
        "impossible-constraints": "The constraints together leave no situation possible.",
        "impossible-constraints.value": 'The constraints rule out {value} for "{name}" in every situation.',
        "never-stands": '"{rule}" is overruled wherever it fires, by {above}.',
        "not-decided": 'The check "{name}" is {why}.',
        "not-decided.budget": "not decided, because more than {most} nodes of decision diagrams would be needed",
        "past-deadline": '"{rule}" can stand when its window ({amount} {unit}) is already over.',
        "unreachable-value": '"{name}" can never be "{value}".',
        "unreachable-value.decision": (
            'Decision "{name}" never decides: the ones before it take all of its situations.'
        ),
        "unused.channel": 'No step goes through the channel "{name}".',
        "unused.conclusion": 'Nothing reads the conclusion "{name}".',
        "unused.fact": 'Nothing reads the fact "{name}".',
        "unused.slot": 'No step has the slot "{name}".',
        "unused.source": 'No rule cites the source "{name}".',
        "unused.tag": 'Nothing asks for the tag "{name}".',
        "disagreement": "Something is wrong in amends itself, not in the pack: the logic finds {code} at {where}, "
        "and the engine does not show it for these answers: {answers}. Please report this.",
        "restless": "the rules of {pack} did not come to rest after {most} firings",
        # ---------------------------------------- what the codes of unreadable files mean
        "explain.bad-revision": (
            "Git does not know this revision or this folder in it. Look with `git log` and `git ls-tree`."
        ),
        "explain.control-character": (
            "The file holds a character that nobody sees (a control or a text direction). It could make a rule "
            "read differently on a screen than to the program. Delete it and type the line again."
        ),
        "explain.empty-file": "The file says nothing. Write something in it, or delete it.",
        "explain.empty-pack": (
            "The folder holds no YAML file. A pack has at least pack.yaml, with its id, title and phases."
        ),
        "explain.is-folder": "A file is needed here. Give the file inside the folder.",
        "explain.leads-out": (
            "The file is a link to somewhere outside its folder, and a pack from elsewhere must not reach into "
            "your files. Copy the file into the folder."
        ),
        "explain.not-a-file": "This is a pipe or a device. Only plain files are read, so that reading always ends.",
        "explain.not-a-folder": "A pack is a folder of YAML files. Give the folder that holds the file.",
        "explain.not-found": (
            "There is nothing under this name. Look at the spelling and at the folder that you are in."
        ),
        "explain.not-text": "The file is not UTF-8 text. Save it as UTF-8 in your editor.",
        "explain.syntax": (
            "The file is not YAML or not JSON, so that nothing in it can be read. The place is where reading "
            "stopped; the cause is often a quote, a bracket or an indentation just above it."
        ),
        "explain.unknown-pack": (
            "No pack of this name came with the program and there is no folder of this name. To give a folder, "
            "write it with a slash: ./name."
        ),
        "explain.unreadable": "The system does not let this file be read. Look at its permissions.",
        "explain.wrong-ending": "Files of a pack end in .yaml, so that none is left out by accident. Rename it.",
        "explain.alias": (
            "An alias repeats a part of the file under a short name. A few lines of them can grow without bound, "
            "and a reader cannot see what a rule says. Write the value out."
        ),
        "explain.anchor": "An anchor names a part of the file for aliases, which are refused. Take the name away.",
        "explain.duplicate-key": (
            "The same key stands twice in one place, and YAML would silently keep one of the two. Delete one."
        ),
        "explain.key-not-text": "A key is a word. Put quotes around one that YAML takes for a number or for yes or no.",
        "explain.merge-key": (
            "A merge key (<<) copies entries from elsewhere, so that a reader cannot see what a rule says. Write "
            "the entries out."
        ),
        "explain.needs-quotes": (
            "Some readers of YAML take this plain word for something else: no for false, 9:30 for 570, 010 for 8."
            " In quotes it is the same for all of them."
        ),
        "explain.second-document": (
            "A line of three hyphens begins a second document, which most readers skip. Use a second file."
        ),
        "explain.tag": "A tag (!name) can make some readers of YAML run code. Write the value alone.",
        "explain.number-too-big": (
            "The number is larger than any amount that a rule could need. Look for a slip of the keyboard."
        ),
        "explain.text-too-long": (
            "The text is longer than anybody would read in a step. Say it shorter, or in two steps."
        ),
        "explain.too-big": "The file is larger than any pack needs. Split it, or look whether it is the right one.",
        "explain.too-deep": (
            "The file nests deeper than any pack needs, which can bring readers down. Write it flatter."
        ),
        "explain.list-too-long": "There are more entries in this list than it may have. Split what it belongs to.",
        "explain.too-many-answers": (
            "There are more answers than any pack has facts. Look whether this is an answers file."
        ),
        "explain.too-many-facts": "Nobody answers so many questions, and the proofs would not end. Make two packs.",
        "explain.too-many-nodes": "The file has more entries than any pack needs. Split it.",
        "explain.too-many-rules": "The pack has more rules than the proofs are made for. Make two packs.",
        "explain.too-many-tests": (
            "This condition has more tests than a reader can follow. Name a part of it as a conclusion."
        ),
        "explain.too-short": (
            "Something has to be written here. An empty text or list would be an empty line in a plan."
        ),
        "explain.duplicate-head": "A pack has one `pack` entry, which says its id, title and phases. Delete the other.",
        "explain.duplicate-id": (
            "Two of a kind have the same name, so that nobody could say which is meant. Rename one."
        ),
        "explain.duplicate-value": "A fact has the same value twice. Delete one.",
        "explain.name-out-of-reach": (
            "Things are decided in order: facts, constraints, conclusions from top to bottom, then rules. A "
            "condition may only use what is decided before it."
        ),
        "explain.reserved-name": (
            "The word has a meaning of its own in the language, so it cannot be a name. Choose another."
        ),
        "explain.step-out-of-reach": (
            "`advised` asks for steps of an earlier phase; those of this phase are not decided yet. Use "
            "`overrules`, or move the rule to a later phase."
        ),
        "explain.tag-is-rule": (
            "A tag and a rule have the same name, so that `advised` and `overrules` could mean either. Rename the tag."
        ),
        "explain.outside-family": (
            "The head of the file says which situations all of its rules are for, and this rule tests a value "
            "that lies outside. Move the rule to another file, or widen `for`."
        ),
        "explain.unknown-family": "The `pack` entry names a family in the order of reading that no file is of.",
        "explain.unknown-tag": "A rule has a tag that is not among those that the pack lists under `tags`.",
        "explain.unknown-channel": "A step names a way to reach people that the pack does not list under `channels`.",
        "explain.unknown-fact": (
            "There is no fact or conclusion of this name. Look at the spelling, or add it to the facts."
        ),
        "explain.unknown-key": (
            "The language has no such word here. Look at the spelling; `amends schema pack` has all of them."
        ),
        "explain.unknown-passage": (
            "The source has fewer passages than this number. Count them, or add the one that you mean."
        ),
        "explain.unknown-phase": "The phase is not listed in the `pack` entry. Use one of those, or add it there.",
        "explain.unknown-rule": "There is no rule of this name.",
        "explain.unknown-slot": (
            "A text holds a [slot] that the pack does not list under `slots`, so nobody can fill it."
        ),
        "explain.unknown-source": "The rule stands on a source that the pack does not have. Add it, or mend the name.",
        "explain.unknown-step": "A case speaks of a step that no rule gives. A step has the name of its rule.",
        "explain.unknown-step-or-tag": "No rule has this name or this tag.",
        "explain.unknown-value": (
            "The fact or conclusion cannot have this value. Use one of those that it lists, or add it there."
        ),
        "explain.bad-form": "What is written here has another form than it needs; the message says which one.",
        "explain.empty-list": "A test for nothing would never hold. Name at least one value.",
        "explain.missing-key": "Something that cannot be left out is missing here.",
        "explain.not-a-number": (
            "A number is needed here, or, where minutes are counted, a time in words such as 20 minutes ago."
        ),
        "explain.out-of-range": (
            "The number lies outside the bounds of its fact, so the test would always or never hold. Mend the "
            "number or the bounds."
        ),
        "explain.overrule-cycle": (
            "Rules overrule one another in a ring, so that none of them could ever be decided. Take one "
            "`overrules` away."
        ),
        "explain.overrules-earlier": (
            "A rule cannot overrule a step of an earlier phase: by then that step has been advised."
        ),
        "explain.required": "Nobody can be unsure about a required fact, because without it there is no plan.",
        "explain.wrong-clock": (
            "`clock` names the fact that counts the minutes since it happened. It has to be a number fact with "
            "`unit: minutes`, because deadlines are counted from it."
        ),
        "explain.wrong-kind": (
            "This belongs to another kind of fact: minimum, maximum and unit to numbers, options to choices."
        ),
        "explain.wrong-options": (
            "A yes_no fact is answered by yes or no; its options can only say what these two mean."
        ),
        "explain.wrong-test": (
            "The test does not fit the kind of the fact: values for a choice, a range for a number, `includes` "
            "for what can have several values."
        ),
        "explain.wrong-type": "Another type of value is needed here: a text, a number, a list or a mapping.",
    }
)
