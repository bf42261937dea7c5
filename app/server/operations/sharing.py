"""Sharing a post to a second circle: offering it, taking that back, and what its leaders say."""

from typing import Any

from app.domain.arranging import WRITTEN_AT
from app.domain.circles import May, Role, may, require, require_going_on, require_writer
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside, own_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.sharing import (
    ACCEPTED,
    DECLINED,
    MOST_WAITING,
    NOTE,
    OFFER,
    OFFERED,
    SHARED,
    WAITING,
    carried,
    check_offer,
    origin,
)
from app.domain.traces import BY_AUTHOR
from app.server.database.ledger import Ledger
from app.server.operations.arranging import written_at
from app.server.operations.belonging import barest
from app.server.operations.changes import (
    Outdated,
    already_there,
    create,
    require_bare,
    require_member,
    spoken_row,
    unavailable,
)
from app.server.operations.offices import office_of, open_office
from app.server.operations.profiles import card_in
from app.server.operations.shares import close, come, offers_of, stands
from app.server.operations.withdrawing import bury
from app.sync.protocol import Mutation, Row


def offer(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Offer one's own post to another circle one is in; where one leads, it comes there at once."""
    if mutation.scope != own_scope(person):
        raise unavailable()
    known = already_there(ledger, person, mutation)
    if known:
        return known
    fields = check_fields(OFFER, mutation.args)
    check_whole(OFFER, fields)
    check_offer(fields)
    shown = _own_post(ledger, person, fields)
    there = circle_scope(fields["to"])
    role = _require_place(ledger, person, there)
    _require_first(ledger, person, fields)
    if ledger.row(there, "post", mutation.id) is not None:
        raise Refused("id.taken")
    row = create(ledger, person, mutation)
    if may(role, May.TAKE_IN):
        return come(ledger, person, row, shown)
    office = office_of(there)
    open_office(ledger, office)
    card = barest(card_in(ledger, there, person))
    ledger.put(office, OFFERED, row.id, {"card": card, **shown}, by=person, said=row.said)
    return stands(ledger, row, WAITING)


def take_back(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Take an offer back; what is in the other circle already goes from there. What was declined stays so,
    lest it be offered again and again."""
    require_bare(mutation)
    if mutation.scope != own_scope(person):
        raise unavailable()
    known = ledger.row(mutation.scope, OFFER, mutation.id)
    if known is None:
        raise Refused("ref.missing", field="id")  # it was refused itself
    if known.x or known.v["state"] == DECLINED:
        return known
    there = circle_scope(known.v["to"])
    shared = ledger.row(there, "post", known.id)
    gone = close(ledger, known, BY_AUTHOR)
    if shared is not None and shared.by == person:
        bury(ledger, person, there, shared, BY_AUTHOR)
    return gone


def accept(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Let what was offered come into the circle, as leaders may."""
    there, offered, made = _offered(ledger, person, mutation)
    if made is not None and made.v.get("state") == ACCEPTED:
        return offered
    if offered.x or made is None or made.x:
        raise Outdated("changed", offered)
    if not may(ledger.role(there, offered.by), May.WRITE):
        raise Refused("share.left")
    come(ledger, person, made, offered.v)
    return ledger.bury(mutation.scope, OFFERED, mutation.id, "leader") or offered


def decline(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Leave it where it is, as leaders may."""
    _, offered, made = _offered(ledger, person, mutation)
    if made is not None and made.v.get("state") == DECLINED:
        return offered
    if offered.x:
        raise Outdated("changed", offered)
    if made is not None and not made.x:
        stands(ledger, made, DECLINED)
    return ledger.bury(mutation.scope, OFFERED, mutation.id, "leader") or offered


def scopes_of_offer(ledger: Ledger, mutation: Mutation) -> set[str]:
    """Where its author has the offer, where the post is, and where it shall come."""
    known, args = ledger.row(mutation.scope, mutation.kind, mutation.id), mutation.args
    if mutation.kind == OFFERED:
        known = ledger.row(own_scope(known.by), OFFER, mutation.id) if known else None
    if known is not None:
        args = known.v
    circles = {circle_scope(args[name]) for name in ("circle", "to") if isinstance(args.get(name), str)}
    offices = {office_of(circle_scope(str(args.get("to"))))} if circles else set()
    own = {own_scope(known.by)} if known else set()
    there = {circle_scope(inside(mutation.scope))} if mutation.kind == OFFERED else set()
    return {mutation.scope, *own, *circles, *offices, *there}


def _own_post(ledger: Ledger, person: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What the others would see of it: only one's own words are one's own to share."""
    here = circle_scope(fields["circle"])
    require_member(ledger, here, person)
    if ledger.membership(here, person).peer:
        raise Refused("share.peer")
    try:
        post = spoken_row(ledger, person, here, "post", fields["post"])
    except Refused as why:
        raise Refused(why.code, field="post") from why
    if post.by != person:
        raise Refused("share.others")
    if SHARED in post.v:
        raise Refused("share.original")
    circle = ledger.row(here, "circle", fields["circle"])
    words = carried(post.v) | {WRITTEN_AT: written_at(post)}
    return {
        "post": words,
        NOTE: fields.get("note", ""),
        **origin(fields["circle"], circle.v if circle else {}),
    }


def _require_place(ledger: Ledger, person: str, there: str) -> Role | None:
    """Refuse who may not write there, or where there is nothing to be added, or where nobody has a name."""
    at = ledger.membership(there, person)
    require_writer(at.role)
    require_going_on(archived=at.archived)
    if at.peer:
        raise Refused("share.peer")
    return at.role


def _require_first(ledger: Ledger, person: str, fields: dict[str, Any]) -> None:
    """Refuse to offer the same post to the same circle again, and to have too much waiting."""
    if offers_of(ledger, person, post=fields["post"], to=fields["to"]):
        raise Refused("share.twice")
    if len(offers_of(ledger, person, state=WAITING)) >= MOST_WAITING:
        raise Refused("share.limit", limit=MOST_WAITING)


def _offered(ledger: Ledger, person: str, mutation: Mutation) -> tuple[str, Row, Row | None]:
    """The circle, what was offered to it, which may be gone, and the offer as its author has it."""
    require_bare(mutation)
    there = circle_scope(inside(mutation.scope))
    require(require_member(ledger, there, person), May.TAKE_IN)
    offered = ledger.row(mutation.scope, OFFERED, mutation.id)
    if offered is None:
        raise Refused("ref.missing", field="id")
    return there, offered, ledger.row(own_scope(offered.by), OFFER, offered.id)
