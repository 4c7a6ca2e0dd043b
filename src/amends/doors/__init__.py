"""Where people and programs come in: the only layer that touches clock, terminal, network and files."""
