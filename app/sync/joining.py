"""Joining: an invite becomes an account on a server, or makes this a further device of one."""

from dataclasses import replace

from app.domain.errors import Misunderstood, SyncTrouble, Unwelcome
from app.sync.accounts import Join, Joined
from app.sync.adopting import adopt
from app.sync.histories import come_into_history
from app.sync.line import Line, write_server


async def join(line: Line) -> None:
    """Use the invite of the server note, and write down there what came of it.

    Raises `Unreachable`: the same request may simply be made again, for the device made its own token.
    """
    person = _own_id(line)
    note = line.note
    try:
        joined = await line.ask(
            line.client.join(Join(code=note.code, person=person, device=note.device, token=note.token))
        )
    except (Unwelcome, Misunderstood) as why:
        _stay_out(line, why)
    else:
        _come_in(line, person, joined)


def _own_id(line: Line) -> str:
    """Whoever has not introduced themselves yet gets an id now, and keeps it if the reply is lost."""
    person = str(line.memory.note("person") or "")
    if not person:
        person = line.new_id()
        line.memory.set_note("person", person)
    return person


def _come_in(line: Line, person: str, joined: Joined) -> None:
    if not line.holds:
        return
    with line.memory.transaction():
        come_into_history(line.memory, joined.epoch)
        if joined.person != person:
            adopt(line.memory, person, joined.person)
        write_server(
            line.memory, replace(line.note, state="joined", epoch=joined.epoch, code="", why="", params={})
        )


def _stay_out(line: Line, why: SyncTrouble) -> None:
    if line.holds:
        write_server(line.memory, replace(line.note, state="refused", why=why.code, params=why.params))
