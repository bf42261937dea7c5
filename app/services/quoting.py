"""Quoting: answering one message of a conversation, which is named and never copied: who takes back their
words takes them back from there, too."""

from dataclasses import dataclass

from app.domain.graphemes import shorten
from app.domain.writing import Message
from app.services import mentioning
from app.services.desk import Desk

SHOWN = 160
"""Visible characters of what is quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is answered: whose words, and how they begin; nothing where this device does not have them (any
    more)."""

    id: str
    by: str = ""
    words: str = ""
    taken: str = ""


def begin(desk: Desk, scope: str, message: str) -> None:
    """From now on what one writes in this conversation answers that message."""
    if _known(desk, scope, message):
        desk.memory.set_note(_note(scope), message)


def end(desk: Desk, scope: str) -> None:
    """What one writes answers nothing in particular any more."""
    if desk.memory.note(_note(scope)):
        desk.memory.set_note(_note(scope), None)


def chosen(desk: Desk, scope: str) -> str:
    """The id of what one is about to answer in this conversation, if it is still there."""
    message = str(desk.memory.note(_note(scope), ""))
    known = _known(desk, scope, message) if message else None
    return message if known and not known.taken else ""


def about_to(desk: Desk, scope: str, lang: str = "en") -> Quote | None:
    """What one is about to answer in this conversation."""
    message = chosen(desk, scope)
    return quote(desk, scope, message, lang) if message else None


def quote(desk: Desk, scope: str, message: str, lang: str = "en") -> Quote:
    """What a message says that another one answers, to a reader of this language."""
    known = _known(desk, scope, message)
    if known is None:
        return Quote(id=message)
    words = shorten(" ".join(mentioning.words(desk, scope, known.body, lang).split()), SHOWN)
    return Quote(id=message, by=known.by, words=words, taken=known.taken)


def _known(desk: Desk, scope: str, message: str) -> Message | None:
    record = desk.memory.get(scope, "dm", message)
    return Message.of(record) if record and not record.gone else None


def _note(scope: str) -> str:
    return f"quoting:{scope}"
