"""Questions to the server that a person waits for: an invite, one's devices, a new password.

They are signs, remembered only while the app runs, since there may be a password in one. A question is in
the sign `ask` until sync takes it out; what the server answers is in the sign `answer:<id>`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: the name of its message in the protocol, and that message's fields."""

    id: str
    name: str
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server told, as a message of the protocol, or `why` it told nothing."""

    told: Any = field(default=None, repr=False)
    why: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
