"""The second reader of a pack: what holds over all possible situations, decided exactly by decision diagrams."""
