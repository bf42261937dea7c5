"""Consulting a directory that is asked online: the cards that it answers are kept as rows of the commons."""

from dataclasses import replace

from app.domain.connection import ServerNote
from app.domain.errors import Unreachable
from app.domain.ids import COMMONS
from app.store.memory import Memory
from app.sync.client import Client
from app.sync.directory import FindPeople, PeopleFound
from app.sync.line import read_server
from app.sync.places import CURSORS, take_answer
from app.sync.protocol import SCHEMA

TRIES = 3


async def consult(memory: Memory, client: Client, asked: FindPeople) -> PeopleFound:
    """The answer, once its cards are kept; one that came too late to be kept is asked for again."""
    for _ in range(TRIES):
        note = read_server(memory)
        asks = replace(asked, epoch=note.epoch if note else "", schema=SCHEMA)
        found: PeopleFound = await client.ask(asks)
        if _is_current(memory, note, found):
            with memory.transaction():
                for row in found.cards:
                    take_answer(memory, COMMONS, row)
            return found
    raise Unreachable("server.busy")


def _is_current(memory: Memory, before: ServerNote | None, found: PeopleFound) -> bool:
    """Whether this is still the server, and of the history, that was asked, and no pull has read further."""
    now = read_server(memory)
    if before is None or now is None or now.state != "joined":
        return False
    same = (now.address, now.device, now.epoch) == (before.address, before.device, found.epoch)
    return same and found.at >= memory.note(CURSORS, {}).get(COMMONS, 0)
