"""Peer-support circles, as one reads and writes in them: voices instead of names."""

from collections.abc import Iterable

from app.domain.bilingual import Bilingual
from app.domain.ids import circle_scope, inside, scope_type, uuid7
from app.domain.peers import HOUR_MS, NOBODY, ONESELF, called
from app.domain.people import Person
from app.domain.writing import Reply, Written
from app.services import belonging, finding
from app.services.desk import Desk

THREAD = 10_000
"""Replies of which the voices are counted."""


def is_peer(desk: Desk, scope: str) -> bool:
    """Whether what is said in this scope carries no name."""
    if scope_type(scope) != "c":
        return False
    known = belonging.circle(desk, inside(scope))
    return known is not None and known.peer


def author(desk: Desk, said: Written, voices: Iterable[int] = ()) -> Person:
    """Who wrote it; in a peer-support circle nobody but a voice among those of its thread."""
    if not is_peer(desk, said.scope):
        return finding.person(desk, said.by, scope=said.scope)
    return _unnamed(_voice_of(desk, said, voices))


def voices(desk: Desk, replies: list[Reply]) -> list[int]:
    """The voices of the thread in which these replies are, as far as it is here."""
    if not replies or not is_peer(desk, replies[0].scope):
        return []
    there = desk.memory.page(replies[0].to, THREAD)
    return [voice for record in there if isinstance(voice := record.values.get("voice"), int)]


def new_id(desk: Desk, circle: str) -> str:
    """The id of what one is going to say in this circle."""
    if not is_peer(desk, circle_scope(circle)):
        return desk.new_id()
    return uuid7(desk.clock() // HOUR_MS * HOUR_MS, desk.randomness(10))


def _voice_of(desk: Desk, said: Written, voices: Iterable[int]) -> Bilingual:
    if said.by == desk.person:
        return ONESELF
    if said.voice is None or not isinstance(said, Reply):
        return NOBODY
    return called(said.voice, voices)


def _unnamed(name: Bilingual) -> Person:
    return Person.read("", {"name_en": name.en, "name_bn": name.bn})
