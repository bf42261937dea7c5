"""Connecting: telling this device of a server, seeing how that goes, and what waits or came back.

Nothing here speaks to a network. A wish is written down; sync reads it and writes down what became of it.
"""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.domain.addresses import tidy_address
from app.domain.connection import Connection, Phase, ServerNote
from app.domain.errors import Refused
from app.domain.ids import scope_of_its_own
from app.domain.records import Operation, Record, dismissed
from app.i18n.digits import to_latin
from app.services import asking
from app.services.desk import Desk
from app.store.rename import rename

_NEEDS_ANOTHER_ID = {"id.taken", "stale"}
_FOR_WANT_OF_ANOTHER = {"ref.missing", "circle.not_member", "unavailable"}
"""What a server says to what is about something that it does not have."""
_INVITE = "invite"
"""The sign with the question for a code that was asked last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the settings screen tells about the server. `last_sync` is in milliseconds, 0 for never."""

    server: ServerNote | None
    connection: Connection
    last_sync: int
    waiting: int
    refused: int

    @property
    def phase(self) -> Phase:
        """Where the connection stands; before sync has looked at a new wish, what the wish says."""
        if self.server is None:
            return Phase.OFF
        if self.server.state == "refused":
            return Phase.REFUSED
        if self.server.state == "joining":
            return Phase.JOINING
        phase = self.connection.phase
        return Phase.CONNECTING if phase in (Phase.OFF, Phase.JOINING) else phase

    @property
    def joined(self) -> bool:
        """Whether a server has let this device in, however the line is just now."""
        return self.server is not None and self.server.state == "joined"


def connect(desk: Desk, address: str, code: str) -> None:
    """Join the server at this address with this invite."""
    tidy, code = tidy_address(address), to_latin("".join(code.split()))
    if not code:
        raise Refused("invite.empty")
    token = fresh_token(desk)
    known = server(desk)
    if known and (known.address, known.code) == (tidy, code) and known.state != "joined":
        token = known.token  # the server may have said yes to it, and only its answer was lost
    note = ServerNote(address=tidy, code=code, device=desk.device, token=token)
    desk.memory.set_note("server", asdict(note))


def fresh_token(desk: Desk) -> str:
    """A secret of this device's own, which it will show to its server."""
    return base64.urlsafe_b64encode(desk.randomness(32)).decode().rstrip("=")


def disconnect(desk: Desk) -> None:
    """Stop using the server. Everything stays on this device."""
    desk.memory.set_note("server", None)


def try_again(desk: Desk) -> None:
    """Try the server now, rather than when the pause is over."""
    desk.memory.set_sign("wake", int(desk.memory.sign("wake", 0)) + 1)


def server(desk: Desk) -> ServerNote | None:
    """The server this device uses or wants to use."""
    known: Mapping[str, Any] | None = desk.memory.note("server")
    return ServerNote(**known) if known else None


def standing(desk: Desk) -> Standing:
    """How things stand between this device and its server."""
    return Standing(
        server=server(desk),
        connection=desk.memory.sign("sync", Connection()),
        last_sync=int(desk.memory.note("last_sync", 0)),
        waiting=desk.memory.count_waiting(),
        refused=desk.memory.count_refused(),
    )


def refusals(desk: Desk) -> list[Record]:
    """What the server said no to, with what was typed."""
    return desk.memory.all_refused()


def refusal(desk: Desk, scope: str, kind: str, identifier: str) -> Record | None:
    """One record of which the server said no to something, if it is (still) one."""
    known = desk.memory.get(scope, kind, identifier)
    return known if known and known.refused else None


def send_again(desk: Desk, refused: Record) -> None:
    """Offer again what was refused, as a new attempt; under a new id where the old one was taken or too old.

    What was written about it here, refused or waiting, then follows it to the new id. What was refused only
    because the server did not have this is offered again after it.
    """
    known = desk.memory.get(refused.scope, refused.kind, refused.id)
    if known is not None:
        taken = any(operation.code in _NEEDS_ANOTHER_ID for operation in known.refused)
        with desk.memory.transaction():
            _offer_again(desk, known, in_its_place=taken)
            for record in _refused_for_want_of(desk, known):
                _offer_again(desk, record)
            if taken:
                rename(desk.memory, _another_name(desk, known))


def _offer_again(desk: Desk, known: Record, *, in_its_place: bool = False) -> None:
    """`in_its_place` among what waits: what was written about it comes after it."""
    again = tuple(_anew(desk, known, operation) for operation in known.refused)
    if in_its_place:
        again = tuple(replace(o, queue=was.queue) for o, was in zip(again, known.refused, strict=True))
    desk.memory.put(replace(known, refused=(), waiting=(*known.waiting, *again)))


def _refused_for_want_of(desk: Desk, known: Record) -> list[Record]:
    """What was written in it or about it and was refused for want of it, in the order it was written."""
    own = scope_of_its_own(known.kind, known.id)

    def needs_it(record: Record) -> bool:
        about_it = record.scope == known.scope and known.id in record.values.values()
        return record.scope == own or about_it

    wanting = (record for record in desk.memory.all_refused() if needs_it(record))
    found = [one for one in wanting if all(o.code in _FOR_WANT_OF_ANOTHER for o in one.refused)]
    return sorted(found, key=lambda record: record.refused[0].queue)


def _another_name(desk: Desk, record: Record) -> dict[str, str]:
    identifier = desk.new_id()
    own = scope_of_its_own(record.kind, identifier)
    return {record.id: identifier, **({record.scope: own} if own else {})}


def let_go(desk: Desk, refused: Record) -> None:
    """Let go of what was refused."""
    known = desk.memory.get(refused.scope, refused.kind, refused.id)
    if known is not None:
        left = dismissed(known)
        if left is None:
            desk.memory.forget(known)
        else:
            desk.memory.put(left)


def take_back(desk: Desk, let_go: Record) -> None:
    """Have again what was let go, as it was; what has been done to the record since then stays done."""
    known = desk.memory.get(let_go.scope, let_go.kind, let_go.id)
    if known is None:
        desk.memory.put(let_go)
    elif not known.refused:
        desk.memory.put(replace(known, refused=let_go.refused))


def made_anew(desk: Desk) -> Mapping[str, str]:
    """The ids that sync has made anew since the app was opened, by the old ones."""
    names: Mapping[str, str] = desk.memory.sign("renamed", {})
    return names


def ask_for_invite(desk: Desk, *, device: bool = False) -> None:
    """Ask the server for a code: for a colleague, or for another device of one's own."""
    before = desk.memory.sign(_INVITE)
    if before:
        asking.forget(desk, before["question"])
    question = asking.ask(desk, "Invite", device=device)
    desk.memory.set_sign(_INVITE, {"question": question, "device": device})


def invite(desk: Desk) -> Mapping[str, Any] | None:
    """The code that was asked for, or why there is none, once the server has answered."""
    asked = desk.memory.sign(_INVITE)
    answer = asking.answer(desk, asked["question"]) if asked else None
    if answer is None:
        return None
    if answer.why:
        return {"why": answer.why, "params": answer.params}
    return {"code": answer.told.code, "until": answer.told.until, "device": asked["device"]}


def asks_for_invite(desk: Desk) -> bool:
    """Whether a code was asked for and the server has not answered yet."""
    return desk.memory.sign(_INVITE) is not None and invite(desk) is None


def _anew(desk: Desk, record: Record, operation: Operation) -> Operation:
    seen = desk.seen(record.scope, operation.op, record)
    return replace(operation, mid=desk.new_id(), queue=desk.next_in_queue(), seen=seen, code="", params={})
