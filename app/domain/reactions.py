"""Reactions: a few answers of one tap to what somebody wrote, each with a name in both languages.

One row holds all that one person says so of one item. Its id is made of both of theirs, so that two devices
of a person that react offline write the same row; each reaction is a field of it, and so a bit of which the
later write wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.records import Record
from app.domain.taxonomy import Term

KIND = "react"
HEAR = "hear"

REACTIONS = {
    term.code: term
    for term in (
        Term("thanks", "Thank you", "ধন্যবাদ"),
        Term("agree", "I agree", "একমত"),
        Term("learned", "I learned something", "নতুন কিছু জানলাম"),
        Term("well_done", "Well done", "দারুণ কাজ"),
        Term("warmth", "With warmth", "আন্তরিক ভালোবাসা"),
        Term(HEAR, "I hear you", "আপনার কথা বুঝতে পারছি"),
    )
}
"""What one can say with a tap, in the order in which it is offered."""

REACTED_TO = frozenset({"post", "reply", "answer", "dm"})
"""Kinds of which a row can be reacted to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Who reacted in one way, the first of them first, and whether the reader is one of them."""

    code: str
    people: tuple[str, ...]
    mine: bool


def reaction_id(item: str, person: str) -> str:
    """The id of the row with all reactions of this person to this item."""
    return f"{item}.{person}"


def tally(records: Iterable[Record], reader: str) -> tuple[Tally, ...]:
    """The reactions that somebody chose, in the order in which they are offered."""
    kept = [record for record in records if not record.gone]
    people = {code: tuple(r.by for r in kept if r.values.get(code) is True) for code in REACTIONS}
    return tuple(
        Tally(code=code, people=those, mine=reader in those) for code, those in people.items() if those
    )
