"""What each code of a fault in a file means, why it is refused, and what to do: for `amends check --explain`."""

from __future__ import annotations

from collections.abc import Mapping

_FILES = {
    "bad-revision": "Git does not know this revision or this folder in it. Look with `git log` and `git ls-tree`.",
    "control-character": "The file holds a character that nobody sees (a control or a text direction). It could make "
    "a rule read differently on a screen than to the program. Delete it and type the line again.",
    "empty-file": "The file says nothing. Write something in it, or delete it.",
    "empty-pack": "The folder holds no YAML file. A pack has at least pack.yaml, with its id, title and phases.",
    "is-folder": "A file is needed here. Give the file inside the folder.",
    "leads-out": "The file is a link to somewhere outside its folder, and a pack from elsewhere must not reach into "
    "your files. Copy the file into the folder.",
    "not-a-file": "This is a pipe or a device. Only plain files are read, so that reading always ends.",
    "not-a-folder": "A pack is a folder of YAML files. Give the folder that holds the file.",
    "not-found": "There is nothing under this name. Look at the spelling and at the folder that you are in.",
    "not-text": "The file is not UTF-8 text. Save it as UTF-8 in your editor.",
    "syntax": "The file is not YAML or not JSON, so that nothing in it can be read. The place is where reading "
    "stopped; the cause is often a quote, a bracket or an indentation just above it.",
    "unknown-pack": "No pack of this name came with the program and there is no folder of this name. To give a folder, "
    "write it with a slash: ./name.",
    "unreadable": "The system does not let this file be read. Look at its permissions.",
    "wrong-ending": "Files of a pack end in .yaml, so that none is left out by accident. Rename it.",
}

_YAML = {
    "alias": "An alias repeats a part of the file under a short name. A few lines of them can grow without bound, and "
    "a reader cannot see what a rule says. Write the value out.",
    "anchor": "An anchor names a part of the file for aliases, which are refused. Take the name away.",
    "duplicate-key": "The same key stands twice in one place, and YAML would silently keep one of the two. Delete one.",
    "key-not-text": "A key is a word. Put quotes around one that YAML takes for a number or for yes or no.",
    "merge-key": "A merge key (<<) copies entries from elsewhere, so that a reader cannot see what a rule says. "
    "Write the entries out.",
    "needs-quotes": "Some readers of YAML take this plain word for something else: no for false, 9:30 for 570, 010 "
    "for 8. In quotes it is the same for all of them.",
    "second-document": "A line of three hyphens begins a second document, which most readers skip. Use a second file.",
    "tag": "A tag (!name) can make some readers of YAML run code. Write the value alone.",
}

_LIMITS = {
    "number-too-big": "The number is larger than any amount that a rule could need. Look for a slip of the keyboard.",
    "text-too-long": "The text is longer than anybody would read in a step. Say it shorter, or in two steps.",
    "too-big": "The file is larger than any pack needs. Split it, or look whether it is the right one.",
    "too-deep": "The file nests deeper than any pack needs, which can bring readers down. Write it flatter.",
    "list-too-long": "There are more entries in this list than it may have. Split what it belongs to.",
    "too-many-answers": "There are more answers than any pack has facts. Look whether this is an answers file.",
    "too-many-facts": "Nobody answers so many questions, and the proofs would not end. Make two packs.",
    "too-many-nodes": "The file has more entries than any pack needs. Split it.",
    "too-many-rules": "The pack has more rules than the proofs are made for. Make two packs.",
    "too-many-tests": "This condition has more tests than a reader can follow. Name a part of it as a conclusion.",
    "too-short": "Something has to be written here. An empty text or list would be an empty line in a plan.",
}

_NAMES = {
    "duplicate-head": "A pack has one `pack` entry, which says its id, title and phases. Delete the other.",
    "duplicate-id": "Two of a kind have the same name, so that nobody could say which is meant. Rename one.",
    "duplicate-value": "A fact has the same value twice. Delete one.",
    "name-out-of-reach": "Things are decided in order: facts, constraints, conclusions from top to bottom, then rules. "
    "A condition may only use what is decided before it.",
    "reserved-name": "The word has a meaning of its own in the language, so it cannot be a name. Choose another.",
    "step-out-of-reach": "`advised` asks for steps of an earlier phase; those of this phase are not decided yet. Use "
    "`overrules`, or move the rule to a later phase.",
    "tag-is-rule": "A tag and a rule have the same name, so that `advised` and `overrules` could mean either. Rename "
    "the tag.",
    "unknown-channel": "A step names a way to reach people that the pack does not list under `channels`.",
    "unknown-fact": "There is no fact or conclusion of this name. Look at the spelling, or add it to the facts.",
    "unknown-key": "The language has no such word here. Look at the spelling; `amends schema pack` has all of them.",
    "unknown-passage": "The source has fewer passages than this number. Count them, or add the one that you mean.",
    "unknown-phase": "The phase is not listed in the `pack` entry. Use one of those, or add it there.",
    "unknown-rule": "There is no rule of this name.",
    "unknown-slot": "A text holds a [slot] that the pack does not list under `slots`, so nobody can fill it.",
    "unknown-source": "The rule stands on a source that the pack does not have. Add it, or mend the name.",
    "unknown-step": "A case speaks of a step that no rule gives. A step has the name of its rule.",
    "unknown-step-or-tag": "No rule has this name or this tag.",
    "unknown-value": "The fact or conclusion cannot have this value. Use one of those that it lists, or add it there.",
}

_MEANINGS = {
    "bad-form": "What is written here has another form than it needs; the message says which one.",
    "empty-list": "A test for nothing would never hold. Name at least one value.",
    "missing-key": "Something that cannot be left out is missing here.",
    "not-a-number": "A number is needed here, or, where minutes are counted, a time in words such as 20 minutes ago.",
    "out-of-range": "The number lies outside the bounds of its fact, so the test would always or never hold. Mend the "
    "number or the bounds.",
    "overrule-cycle": "Rules overrule one another in a ring, so that none of them could ever be decided. Take one "
    "`overrules` away.",
    "overrules-earlier": "A rule cannot overrule a step of an earlier phase: by then that step has been advised.",
    "required": "Nobody can be unsure about a required fact, because without it there is no plan.",
    "wrong-clock": "`clock` names the fact that counts the minutes since it happened. It has to be a number fact with "
    "`unit: minutes`, because deadlines are counted from it.",
    "wrong-kind": "This belongs to another kind of fact: minimum, maximum and unit to numbers, options to choices.",
    "wrong-options": "A yes_no fact is answered by yes or no; its options can only say what these two mean.",
    "wrong-test": "The test does not fit the kind of the fact: values for a choice, a range for a number, `includes` "
    "for what can have several values.",
    "wrong-type": "Another type of value is needed here: a text, a number, a list or a mapping.",
}

FAULTS: Mapping[str, str] = _FILES | _YAML | _LIMITS | _NAMES | _MEANINGS
"""For each code of a fault that keeps a pack or an answers file from being read, a paragraph about it."""
