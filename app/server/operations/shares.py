"""What became of posts that were offered to other circles, when something happens to the post itself."""

from typing import Any

from app.domain.circles import may_write
from app.domain.ids import circle_scope, own_scope
from app.domain.sharing import ACCEPTED, NOTE, OFFER, OFFERED, SHARED, WAITING, carried
from app.domain.traces import BY_AUTHOR, BY_LEADER, is_trace
from app.server.database.ledger import Ledger
from app.server.database.rows import COLUMNS, as_row
from app.server.operations.offices import office_of
from app.server.operations.quotas import charge
from app.sync.protocol import Row


def offers_of(ledger: Ledger, person: str, **fields: str) -> list[Row]:
    """What this person offered, and did not take back, of which all this is so."""
    sql = f"SELECT {COLUMNS} FROM item WHERE scope_id = ? AND kind = ? AND deleted = 0 ORDER BY id"  # noqa: S608
    found = map(as_row, ledger.connection.execute(sql, (own_scope(person), OFFER)).fetchall())
    return [row for row in found if all(row.v.get(name) == value for name, value in fields.items())]


def stands(ledger: Ledger, offer: Row, state: str) -> Row:
    """Write down how an offer stands now, for whoever made it."""
    after = ledger.put(own_scope(offer.by), OFFER, offer.id, {**offer.v, "state": state})
    charge(ledger, offer.by, offer, after)
    return after


def close(ledger: Ledger, offer: Row, why: str) -> Row:
    """Let an offer go, and nobody has to say anything to it any more."""
    ledger.bury(office_of(circle_scope(offer.v["to"])), OFFERED, offer.id, why)
    after = ledger.bury(own_scope(offer.by), OFFER, offer.id, why) or offer
    charge(ledger, offer.by, offer, after)
    return after


def let_go(ledger: Ledger, scope: str, post: Row, why: str) -> list[tuple[str, Row]]:
    """A post goes, and with it the offers of it; unless only the leaders of its circle took it away there, so
    does what was shared of it. These posts, and where they are."""
    if not post.by:
        return []
    if SHARED in post.v:
        known = ledger.row(own_scope(post.by), OFFER, post.id)
        if known is not None and not known.x and why == BY_AUTHOR:
            close(ledger, known, why)
        return []
    gone: list[tuple[str, Row]] = []
    for offer in offers_of(ledger, post.by, post=post.id):
        there = circle_scope(offer.v["to"])
        shared = ledger.row(there, "post", offer.id)
        if offer.v["state"] != ACCEPTED or why != BY_LEADER:
            close(ledger, offer, why)
        if shared is not None and shared.by == post.by and why != BY_LEADER:
            gone.append((there, shared))
    return gone


def carry(ledger: Ledger, before: Row, post: Row, also: dict[str, Any]) -> Row:
    """What its author put right is right in the other circles, too, as long as they may write there."""
    news = post.k == "post" and post.seq != before.seq
    for offer in offers_of(ledger, post.by, post=post.id) if news else ():
        there = circle_scope(offer.v["to"])
        at = ledger.membership(there, post.by)
        if at.archived or not may_write(at.role):
            continue
        place = (office_of(there), OFFERED) if offer.v["state"] == WAITING else (there, "post")
        known = ledger.row(*place, offer.id)
        if known is None or known.x or is_trace(known.v):
            continue
        words = {"post": carried(post.v)} if place[1] == OFFERED else carried(post.v) | also
        after = ledger.put(*place, offer.id, {**known.v, **words})
        if place[1] == "post":
            charge(ledger, post.by, known, after)
    return post


def come(ledger: Ledger, actor: str, offer: Row, shown: dict[str, Any]) -> Row:
    """Put what was offered into the circle it was offered to; the offer says so."""
    values = {**shown["post"], **{name: shown[name] for name in shown if name.startswith(SHARED)}}
    if not values.get(NOTE):
        values.pop(NOTE, None)
    row = ledger.insert(circle_scope(offer.v["to"]), "post", offer.id, values, by=offer.by, said=offer.said)
    charge(ledger, actor, None, row)
    return stands(ledger, offer, ACCEPTED)
