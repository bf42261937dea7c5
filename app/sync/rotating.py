"""Rotating: now and then a device replaces its token, in such a way that no lost reply can lock it out.

    write down the next token -> tell the server -> use it -> forget the old one

The server takes both until the next one was used. Where that one is not taken, the server was not told of it.
The old one is forgotten only with the next replacement: a server restored from a back-up may know no other,
and one restored once more, from a later back-up, only the one it did not know in between.
"""

import base64
from collections.abc import Iterator
from dataclasses import replace

from app.domain.connection import ServerNote
from app.domain.errors import SetuError, Unwelcome
from app.sync.accounts import NewToken
from app.sync.backoff import Randomness
from app.sync.line import Line, read_server, write_server

EVERY_MS = 30 * 24 * 3600 * 1000
SKEW_MS = 24 * 3600 * 1000


def fresh_token(randomness: Randomness) -> str:
    """256 random bits as text."""
    return base64.urlsafe_b64encode(randomness(32)).decode().rstrip("=")


async def rotate_if_due(line: Line) -> bool:
    """Make the next token and tell the server, if it is time; whether it is to be used from now on.

    What counts is the server's time; a time from the future was written by a clock that has been put right.
    """
    note, now = read_server(line.memory), line.server_now
    if note is None or not line.holds or uses_next(line):
        return False
    if not note.next_token:
        if not note.rotated or note.rotated > now + SKEW_MS:
            write_server(line.memory, replace(note, rotated=now))
            return False
        if now - note.rotated < EVERY_MS:
            return False
        note = replace(note, next_token=fresh_token(line.randomness))
        write_server(line.memory, note)
    await line.client.ask(NewToken(token=note.next_token))
    return line.holds


def uses_next(line: Line) -> bool:
    """Whether this line uses a token that the note still calls the next."""
    note = read_server(line.memory)
    return note is not None and bool(note.next_token) and line.client.token == note.next_token


class Tokens:
    """Which token to show: the next one, the one until now, or the former one; none that was turned down."""

    def __init__(self) -> None:
        self._turned_down: set[str] = set()

    def choose(self, note: ServerNote) -> str:
        """The token for a connection by this note."""
        return next(self._left(note), note.token) if note.state == "joined" else ""

    def trust(self) -> None:
        """The server was told of the next one, or is not the one it was: what it turned down may be good."""
        self._turned_down.clear()

    def fall_back(self, note: ServerNote, why: SetuError) -> bool:
        """Whether there is another token to try: the server may not know of the next one, or not any more.

        Whoever is turned down with all of them is signed out; the next try begins with the next one again.
        """
        if not (isinstance(why, Unwelcome) and why.code.startswith("token.")):
            return False
        self._turned_down.add(self.choose(note))
        if any(self._left(note)):
            return True
        self._turned_down.clear()
        return False

    def _left(self, note: ServerNote) -> Iterator[str]:
        tokens = (note.next_token, note.token, note.former_token)
        return (token for token in tokens if token and token not in self._turned_down)


def settled(line: Line) -> ServerNote | None:
    """The server note after another token than until now was used and taken; nothing if that is not so."""
    note, used = read_server(line.memory), line.client.token
    if note is None or used in ("", note.token):
        return None
    if used == note.next_token:
        return replace(note, token=used, next_token="", former_token=note.token, rotated=line.server_now)
    if used == note.former_token:
        return replace(note, token=used, former_token=note.token)
    return None
