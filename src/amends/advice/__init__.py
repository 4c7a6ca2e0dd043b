"""What a person asks for: a plan, the next question, and the reasons. One file for each."""
