"""What everything else is said in: frozen values, of the standard library alone. Nothing is decided or worded here."""
