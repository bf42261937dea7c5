"""News on its way to the other processes of a server: short letters in ASCII."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from app.server.database.news import Move, News

LONGEST = 7_900
"""Bytes: PostgreSQL carries less than 8,000."""


class Letter(msgspec.Struct, frozen=True):
    """What one process tells the others. `hub` is the sender's, who does not listen to itself.

    `since` is when the oldest of it was committed, by the sender's clock; 0 from who does not say.
    """

    hub: str
    since: int = 0
    heads: dict[str, int] = {}
    moves: list[tuple[str, str, bool, int]] = []
    revoked: list[str] = []

    @property
    def news(self) -> News:
        """What it says."""
        return News(dict(self.heads), [Move(*move) for move in self.moves], list(self.revoked))


_decoder = msgspec.json.Decoder(Letter)


def write_letters(hub: str, news: News, since: int = 0) -> Iterator[str]:
    """As many letters as it takes. They may arrive in any order, twice, or not at all."""
    said = _begin(hub, since)
    size = room = len(_spelt(said))
    for name, key, value in _items(news):
        weight = len(_spelt([key, value])) + 1
        if size + weight > LONGEST and size > room:
            yield _spelt(said)
            said, size = _begin(hub, since), room
        if name == "heads":
            said[name][key] = value
        else:
            said[name].append(value)
        size += weight
    if size > room:
        yield _spelt(said)


def read_letter(said: str) -> Letter | None:
    """What a letter says; nothing when it is none of ours."""
    try:
        return _decoder.decode(said)
    except (msgspec.DecodeError, UnicodeError):
        return None


def _begin(hub: str, since: int) -> dict[str, Any]:
    return {"hub": hub, "since": since, "heads": {}, "moves": [], "revoked": []}


def _items(news: News) -> Iterator[tuple[str, str, Any]]:
    for scope, head in news.heads.items():
        yield "heads", scope, head
    for move in news.moves:
        yield "moves", "", (move.person, move.scope, move.there, move.head)
    for device in news.revoked:
        yield "revoked", "", device


def _spelt(what: object) -> str:
    return json.dumps(what, separators=(",", ":"))
