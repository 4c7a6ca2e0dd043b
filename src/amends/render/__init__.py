"""Plans, reasons and packs as text, Markdown, HTML and JSON; nothing is decided here."""

from amends.domain.message import lend
from amends.render.voice import speak

lend(speak)
