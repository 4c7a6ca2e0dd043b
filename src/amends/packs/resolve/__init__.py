"""From located values to a pack: what every name means, and whether it can mean that."""
