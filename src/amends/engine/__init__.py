"""The first reader of a pack: Experta runs it, and what fired is the answer and the reason."""

from amends.engine.experta import Record, Restless, run

__all__ = ["Record", "Restless", "run"]
