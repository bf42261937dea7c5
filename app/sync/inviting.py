"""Inviting: a service asks for a code in the note `ask_invite`; the answer is the sign `invite`."""

from app.domain.errors import SetuError, SyncTrouble, Unreachable
from app.store.memory import Memory
from app.sync.accounts import Invite
from app.sync.client import Client


async def answer_invite(memory: Memory, client: Client) -> None:
    """Get the code that was asked for, if one was; a no is an answer too."""
    asked = memory.note("ask_invite")
    if not asked:
        return
    device = bool(asked.get("device"))
    try:
        invited = await client.invite(Invite(device=device))
    except SyncTrouble as why:
        decline_invite(memory, why)
    else:
        _tell(memory, {"code": invited.code, "until": invited.until, "device": device})


def decline_invite(memory: Memory, why: SetuError | None) -> None:
    """Say why there is no code, if one was asked for; without a reason: there is no server to ask."""
    if memory.note("ask_invite"):
        why = why or Unreachable("server.none")
        _tell(memory, {"why": why.code, "params": dict(why.params)})


def _tell(memory: Memory, answer: dict[str, object]) -> None:
    memory.set_note("ask_invite", None)
    memory.set_sign("invite", answer)
