"""Messaging: two people who talk."""

from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.ids import pair_scope, scope_type
from app.domain.kinds import check_fields
from app.domain.people import Person
from app.domain.records import Record
from app.domain.talks import REQUEST_LETTERS
from app.domain.text import check_body, guess_language
from app.domain.writing import Message
from app.services import finding, grouping, marking, quoting, talking
from app.services.desk import Desk
from app.services.marking import Unread
from app.services.talking import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation as its line in the list shows it, and how it stands."""

    scope: str
    person: Person
    last: Message
    unread: bool
    talk: Talk


def send(desk: Desk, to: str, text: str) -> Message:
    """Send a person a message; it answers what one has chosen to quote."""
    if to == desk.person:
        raise Refused("dm.oneself")
    how = talking.talk(desk, to)
    if how.blocked:
        raise Refused("dm.blocked")
    if not how.may_write:
        raise Refused("dm.waiting")
    body = check_body(text, limit=REQUEST_LETTERS) if how.would_ask else check_body(text)
    scope = pair_scope(desk.person, to)
    answers = quoting.chosen(desk, scope)
    words = {"text": body, "lang": guess_language(body), **({"re": answers} if answers else {})}
    envelope = check_fields("dm", {"e": 0, "b": words})
    with desk.memory.transaction():
        record = desk.write(scope, "dm", desk.new_id(), "create", {**envelope, "to": to}, effect=envelope)
        see(desk, to)
        quoting.end(desk, scope)
    return Message.of(record)


def messages(desk: Desk, with_person: str, limit: int = 50, before: int | None = None) -> list[Message]:
    """The latest messages of a conversation, oldest of them first."""
    return said(desk, pair_scope(desk.person, with_person), limit, before)


def said(desk: Desk, scope: str, limit: int = 50, before: int | None = None) -> list[Message]:
    """The latest messages of two or of a group, oldest of them first."""
    return [Message.of(record) for record in desk.memory.page(f"{scope}/dm", limit, before)]


def conversations(desk: Desk) -> list[Conversation]:
    """One's conversations, the latest first; neither who only asks for one, nor whom one keeps away."""
    return [line for line in _lines(desk) if not line.talk.waits]


def requests(desk: Desk) -> list[Conversation]:
    """Those who ask to write to one and have no answer yet, the latest first."""
    return [line for line in _lines(desk) if line.talk.is_request]


def count_requests(desk: Desk) -> int:
    """How many ask to write to one, or to have one in a group."""
    return len(requests(desk)) + len(grouping.invitations(desk))


def partner(desk: Desk, record: Record) -> str:
    """With whom the message of this record was exchanged; nothing where this device was not told."""
    if scope_type(record.scope) != "d":
        return ""
    if record.by not in ("", desk.person):
        return record.by
    present = desk.memory.page(f"{record.scope}/member", limit=4)
    sent_to = (str(operation.args.get("to", "")) for operation in (*record.waiting, *record.refused))
    others = (*(member.id for member in present if member.id != desk.person), *sent_to)
    return next(filter(None, others), "")


def see(desk: Desk, with_person: str, upto: int | None = None) -> None:
    """Take note that one has read a conversation, to its end or up to a message; one's other devices hear."""
    scope = pair_scope(desk.person, with_person)
    marking.mark(desk, scope, f"{scope}/dm", upto)


def unread(desk: Desk, with_person: str) -> Unread:
    """What the other wrote since one last read there."""
    scope = pair_scope(desk.person, with_person)
    return marking.unread(desk, scope, f"{scope}/dm")


def count_unread(desk: Desk) -> int:
    """How many conversations, of two and of groups, have something new; muted ones are not counted."""
    two = sum(talk.unread and not talk.talk.muted for talk in conversations(desk))
    return two + grouping.count_unread(desk)


def _lines(desk: Desk) -> list[Conversation]:
    lines = [_line(desk, scope, partner) for scope, partner in _partners(desk).items()]
    return sorted((line for line in lines if line), key=lambda line: line.last.when, reverse=True)


def _partners(desk: Desk) -> dict[str, str]:
    partners = {
        record.scope: record.id
        for record in desk.memory.of_kind("member")
        if record.scope.startswith("d.") and record.id != desk.person
    }
    for record in (*desk.memory.all_waiting(), *desk.memory.all_refused()):
        if record.kind == "dm" and scope_type(record.scope) == "d":
            for operation in (*record.waiting, *record.refused):
                partners.setdefault(record.scope, str(operation.args.get("to", "")))
    return partners


def _line(desk: Desk, scope: str, partner: str) -> Conversation | None:
    latest = desk.memory.page(f"{scope}/dm", limit=1)
    if not latest:
        return None
    talk = talking.talk(desk, partner)
    return Conversation(
        scope=scope,
        person=finding.person(desk, partner, scope=scope),
        last=Message.of(latest[0]),
        unread=bool(marking.unread(desk, scope, f"{scope}/dm").count) and not talk.blocked,
        talk=talk,
    )
