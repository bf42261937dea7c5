"""Appealing: whoever reported may turn once more to those who look after the server."""

from hashlib import sha256
from itertools import count
from typing import Any

from app.domain.errors import Refused
from app.domain.ids import MODERATION, own_scope, uuid7
from app.domain.kinds import check_fields
from app.domain.reporting import MODERATORS, NOBODY_DECIDED_MS
from app.server.database.ledger import Ledger
from app.server.operations.changes import Outdated, unavailable
from app.sync.protocol import Mutation, Row

_VERDICT = ("outcome", "answer", "decided_by")


def appeal(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Ask those who look after the server to look at one's report once more, saying why.

    What leaders were told goes on to them, with the copy. It is for another of them than who decided before.
    The book of deeds does not tell who asked: whom it is about may read the book.
    """
    office = mutation.scope
    known = ledger.row(office, "report", mutation.id)
    mine = ledger.row(own_scope(person), "myreport", mutation.id)
    if known is None or known.by != person or mine is None:
        raise unavailable()
    if mine.v.get("appealed"):
        raise Outdated("state", known)
    words = _words(mutation)
    if known.v["state"] == "open" and not _is_late(ledger, office, known):
        raise Refused("report.not_decided")
    first = {name: known.v[name] for name in _VERDICT if known.v.get(name)}
    told = {"state": "open", "appealed": True}
    kept = {name: value for name, value in known.v.items() if name not in _VERDICT}
    asked, of = _free_id(ledger, office, known)
    ledger.put(
        MODERATION, "report", asked, {**kept, **told, **of, "appeal": words, "first": first}, by=person
    )
    mine_kept = {name: value for name, value in mine.v.items() if name not in _VERDICT}
    seen = {name: value for name, value in first.items() if name != "decided_by"}
    ledger.put(
        own_scope(person), "myreport", known.id, {**mine_kept, **told, "to": MODERATORS, "first": seen}
    )
    if office == MODERATION:
        return ledger.row(MODERATION, "report", asked) or known
    return ledger.put(office, "report", known.id, {**known.v, "appealed": True, "state": "decided"})


def _free_id(ledger: Ledger, office: str, known: Row) -> tuple[str, dict[str, str]]:
    """The id under which those who look after the server have it, and which report it is `of` if that is
    another: a leader, who knows its id and by whom it is, may have taken this one there, and the next."""
    if office == MODERATION or ledger.row(MODERATION, "report", known.id) is None:
        return known.id, {}
    ids = (id_of_appeal(known, turn) for turn in count())
    return next(one for one in ids if ledger.row(MODERATION, "report", one) is None), {"of": known.id}


def id_of_appeal(known: Row, turn: int) -> str:
    """The id to try at this turn for what is known under another that somebody has taken."""
    return uuid7(known.at, sha256(f"{known.id}|{known.by}|{turn}".encode()).digest()[:10])


def _is_late(ledger: Ledger, office: str, known: Row) -> bool:
    """Whether leaders had their time and decided nothing."""
    return office != MODERATION and ledger.now_ms - known.at > NOBODY_DECIDED_MS


def _words(mutation: Mutation) -> str:
    given: dict[str, Any] = {"note": "", **mutation.args}
    for name in given.keys() - {"note"}:
        raise Refused("field.unknown", field=name)
    words: str = check_fields("report", {"note": given["note"]})["note"]
    if not words:
        raise Refused("field.missing", field="note")
    return words
