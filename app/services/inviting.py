"""Inviting: what lets people into a circle without being asked, for its leaders; and coming in by it."""

from app.domain.circles import May, may, require
from app.domain.errors import Refused
from app.domain.ids import circle_scope, leaders_scope
from app.domain.invitations import SECRET_BYTES, Invitation, invitation, kept, read_invitation
from app.domain.kinds import check_fields
from app.services import archiving
from app.services.belonging import enter, role_in
from app.services.desk import Desk

DAY_MS = 24 * 3600 * 1000
_TEXTS = "invitations"
"""The note with the texts of what was made on this device: the server knows none of them."""


def make(desk: Desk, circle: str, *, uses: int, days: int) -> Invitation:
    """An invitation that lets so many people in, for so many days."""
    require(role_in(desk, circle), May.INVITE)
    archiving.require_open(desk, circle)
    text = invitation(circle, desk.randomness(SECRET_BYTES))
    _, secret = read_invitation(text)
    given = {"hash": kept(secret), "until": desk.clock() + days * DAY_MS, "uses": uses}
    with desk.memory.transaction():
        identifier = desk.new_id()
        texts = desk.memory.note(_TEXTS, {})
        desk.memory.set_note(_TEXTS, {**texts, identifier: text})
        fields = check_fields("ticket", given)
        record = desk.write(leaders_scope(circle), "ticket", identifier, "create", fields)
    return Invitation.of(record, text)


def invitations(desk: Desk, circle: str) -> list[Invitation]:
    """Those there are for a circle, the newest first; for its leaders only."""
    if not may(role_in(desk, circle), May.INVITE):
        return []
    texts = desk.memory.note(_TEXTS, {})
    records = desk.memory.page(f"{leaders_scope(circle)}/ticket", limit=200)
    live = [record for record in records if not record.gone and not _taken_back(record)]
    return [Invitation.of(record, texts.get(record.id, "")) for record in reversed(live)]


def _taken_back(record: object) -> bool:
    return any(operation.op == "redact" for operation in getattr(record, "waiting", ()))


def take_back(desk: Desk, circle: str, identifier: str) -> None:
    """An invitation lets nobody in any more."""
    require(role_in(desk, circle), May.INVITE)
    texts = {one: text for one, text in desk.memory.note(_TEXTS, {}).items() if one != identifier}
    with desk.memory.transaction():
        desk.memory.set_note(_TEXTS, texts or None)
        desk.write(leaders_scope(circle), "ticket", identifier, "redact", {})


def come_in(desk: Desk, text: str) -> str:
    """Use an invitation somebody gave one; the id of the circle it leads into."""
    circle, secret = read_invitation(text)
    if not circle or not circle_scope(circle):
        raise Refused("invitation.wrong")
    enter(desk, circle, secret)
    return circle
