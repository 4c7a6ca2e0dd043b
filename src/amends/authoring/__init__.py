"""What an author of rules asks for: checks, cases, differences, mutants, numbers of questions, what is forbidden.

One file for each.
"""
