"""From bytes to values that know their places."""
