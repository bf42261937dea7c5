"""Traces: what stays where somebody's words were taken back and others had said something to them.

A trace is the row without its words: where it stood, and whose doing it was that they went. It is no
tombstone, so it comes with every first page and stays as long as what was said to it; a conversation still
reads.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.cases import FIELDS

TAKEN = "taken"
"""The field by which a trace is known. Only a server writes it, so nobody can say it of another's words."""

BY_AUTHOR, BY_LEADER, BY_MODERATION = "author", "leader", "mod"
"""Whose doing it was: its author's, the circle's leaders' and moderators', or the server's."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "post": ("tab",),
    "reply": ("post",),
    "answer": ("prompt",),
    "dm": (),
}
"""Kinds that leave a trace, and the fields that say where it stands."""

_CASE = dict.fromkeys(FIELDS, "")
_WORDS: Mapping[str, Any] = {"title": "", "body": "", "b": {}, **_CASE}
_BLANK: Mapping[str, Any] = {"title": "…", "body": "…", "b": {"text": "…"}, **_CASE}


def trace(kind: str, values: Mapping[str, Any], why: str) -> dict[str, Any]:
    """What is left of these fields when the words go."""
    return {**{name: values[name] for name in PLACES[kind] if name in values}, TAKEN: why}


def emptied(kind: str, values: Mapping[str, Any], why: str) -> dict[str, Any]:
    """What a device shows of it until the server has agreed: the trace, over words that are still there."""
    gone = {name: nothing for name, nothing in _WORDS.items() if name in values}
    return {**gone, **trace(kind, values, why)}


def wordless(fields: Mapping[str, Any]) -> dict[str, Any]:
    """These fields as they may be sent before they are taken back at once: there is nothing in them."""
    return {**fields, **{name: blank for name, blank in _BLANK.items() if name in fields}}


def is_trace(values: Mapping[str, Any]) -> bool:
    """Whether the words of this row are gone."""
    return bool(values.get(TAKEN))


def takes_replies(values: Mapping[str, Any]) -> bool:
    """Whether the conversation goes on: where leaders or moderators took the words away, it ends."""
    return values.get(TAKEN) in (None, BY_AUTHOR)
