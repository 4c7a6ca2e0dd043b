"""Which keys a pack has and what kind of value each takes; what is wrong with a file in that respect."""
