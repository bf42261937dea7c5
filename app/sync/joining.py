"""Joining: an invite becomes an account on a server, or makes this a further device of one.

So does signing in, with a password or a recovery code.
"""

import platform
from dataclasses import replace

from app.domain.connection import Secret, is_about_digits
from app.domain.errors import Misunderstood, SyncTrouble, Unwelcome
from app.sync.accounts import Join, Joined, Recover, SignIn
from app.sync.adopting import adopt
from app.sync.histories import come_into_history
from app.sync.line import Line, write_server

TYPED = "secret"
"""The sign with what was typed to sign in; gone as soon as the server has answered, unless it wants more."""


async def join(line: Line) -> None:
    """Use what the server note says to join, and write down there what came of it.

    Raises `Unreachable`: the same request may simply be made again, for the device made its own token.
    """
    person = _own_id(line)
    try:
        joined: Joined = await line.ask(line.client.ask(_request(line, person)))
    except (Unwelcome, Misunderstood) as why:
        _stay_out(line, why)
    else:
        _come_in(line, person, joined)


def _request(line: Line, person: str) -> Join | SignIn | Recover:
    """What to ask. Who had typed a password and closed the app has to type it again."""
    note, kind = line.note, platform.system()  # "Android": enough to tell one's own devices apart
    if note.way == "invite":
        return Join(code=note.code, person=person, device=note.device, token=note.token, name=kind)
    secret = line.memory.sign(TYPED)
    if not isinstance(secret, Secret) or secret.token != note.token:
        raise Unwelcome("signin.again")
    if note.way == "signin":
        return SignIn(
            login=note.login,
            password=secret.password,
            device=note.device,
            token=note.token,
            name=kind,
            code=secret.code,
        )
    return Recover(
        login=note.login,
        code=secret.code,
        password=secret.password,
        device=note.device,
        token=note.token,
        name=kind,
    )


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
        note = replace(line.note, state="joined", epoch=joined.epoch, code="", why="", params={})
        write_server(line.memory, replace(note, rotated=joined.now))
    line.memory.set_sign(TYPED, None)


def _stay_out(line: Line, why: SyncTrouble) -> None:
    """Write down why. Only where digits are missing what was typed is kept: it was right so far."""
    if line.holds:
        if not is_about_digits(why.code):
            line.memory.set_sign(TYPED, None)
        write_server(line.memory, replace(line.note, state="refused", why=why.code, params=why.params))
