"""How much one wants to hear of a circle: a choice of one's own, which all of one's devices know."""

from enum import StrEnum


class Level(StrEnum):
    """From all of it to nothing."""

    ALL = "all"
    """Prompts, questions one could answer, and answers to oneself."""
    MINE = "mine"
    """Only answers to oneself."""
    NOTHING = "nothing"
    """Nothing: one looks when one wants to."""


LEVELS = dict.fromkeys(level.value for level in Level)
