"""Rotating: now and then a device replaces its token, in such a way that no lost reply can lock it out.

    write down the next token -> tell the server -> use it -> forget the old one

The server takes both until the next one was used. Where that one is not taken, the server was not told of it.
"""

import base64
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
    """Which token to show: the next one, unless it was turned down just now."""

    def __init__(self) -> None:
        self._turned_down = ""

    def choose(self, note: ServerNote) -> str:
        """The token for a connection by this note."""
        if note.state != "joined":
            return ""
        return note.token if note.next_token in ("", self._turned_down) else note.next_token

    def trust(self) -> None:
        """The server has just been told of the next one."""
        self._turned_down = ""

    def fall_back(self, note: ServerNote, why: SetuError) -> bool:
        """Whether only the next token was turned down, of which the server was never told.

        Whoever is turned down with both is signed out; the next try begins with the next one again.
        """
        if not (isinstance(why, Unwelcome) and why.code.startswith("token.")):
            return False
        tried_next = note.next_token != "" and self.choose(note) == note.next_token
        self._turned_down = note.next_token if tried_next else ""
        return tried_next


def settled(line: Line) -> ServerNote | None:
    """The server note after the next token was used and taken; nothing if that is not so."""
    note = read_server(line.memory)
    if note is None or not uses_next(line):
        return None
    return replace(note, token=note.next_token, next_token="", rotated=line.server_now)
