"""How much one wants to hear of a circle: a choice of one's own, which all of one's devices know."""

from enum import StrEnum


class Level(StrEnum):
    """From all of it to nothing."""

    ALL = "all"
    """Prompts, questions one could answer, answers to oneself, and where somebody calls one by name."""
    MINE = "mine"
    """Only answers to oneself, and where somebody calls one by name."""
    NOTHING = "nothing"
    """Nothing: one looks when one wants to."""


LEVELS = dict.fromkeys(level.value for level in Level)
