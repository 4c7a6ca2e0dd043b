"""The commands of the command line: each reads its options, calls one function, prints, and returns a status."""
