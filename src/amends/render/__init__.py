"""Plans, reasons and packs as text, Markdown and JSON; nothing is decided here."""
