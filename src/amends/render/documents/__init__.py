"""JSON documents with fixed names, for other programs; one file for each."""
