"""What an author of rules asks for: checks, cases, differences, mutants, numbers of questions. One file for each."""
