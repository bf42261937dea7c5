"""Polls in tests: a prompt with choices, and votes on it."""

from typing import Any

from server.visitor import Visitor

from app.domain.ids import inside
from app.sync.protocol import Mutation

CHOICES = {"choice1_en": "Splint", "choice1_bn": "স্প্লিন্ট", "choice2_en": "Exercise", "choice3_bn": "অপেক্ষা"}


def polling(who: Visitor, scope: str, **fields: Any) -> Mutation:
    """A prompt with three choices."""
    args = {"text_en": "What first?", **CHOICES} | fields
    return who.write(scope, "prompt", "create", args=args, wall=who.clock())


def voting(who: Visitor, scope: str, prompt: str, choice: int = 1, *, wall: int = 0) -> Mutation:
    """A vote for this choice."""
    args = {"circle": inside(scope), "choice": choice}
    return who.write(who.own, "vote", "set", prompt, args, wall=wall or who.clock())


def looking(who: Visitor, scope: str, prompt: str) -> Mutation:
    """The question what is told of a poll by now."""
    return who.write(who.own, "vote", "look", prompt, {"circle": inside(scope)})
