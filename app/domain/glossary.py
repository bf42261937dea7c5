"""A term of the profession in both languages, and how people change what the glossary says of it.

The glossary begins with the word list that every Setu brings along; over it lies what was proposed and
accepted, field by field, so that a better word list of a later Setu still shows through.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.errors import Refused
from app.domain.records import Delivery, Reason, Record
from app.domain.taxonomy import Term
from app.domain.wordlist import NOTES, TERMS

TOPICS = {
    term.code: term
    for term in (
        Term("people", "People and professions", "মানুষ ও পেশা"),
        Term("fields", "Fields of practice", "কাজের ক্ষেত্র"),
        Term("conditions", "Health and conditions", "স্বাস্থ্য ও অবস্থা"),
        Term("therapy", "Therapy and tools", "থেরাপি ও উপকরণ"),
        Term("learning", "Learning and evidence", "শেখা ও প্রমাণ"),
        Term("together", "Working together", "একসঙ্গে কাজ"),
        Term("setu", "Words of Setu", "সেতুর শব্দ"),
    )
}
"""What a term belongs to."""

WORDING = ("term_en", "term_bn", "also", "note_en", "note_bn", "topic")
"""What is said of a term: fields of a proposal, and of what came of it."""

NAMELESS = Bilingual()
OPEN, ACCEPTED, DECLINED, WITHDRAWN = "open", "accepted", "declined", "withdrawn"
OUTCOMES = (ACCEPTED, DECLINED)
LONGEST, OTHER_WORDS = 80, 10
"""Visible characters of a term, and how many other words there may be for it."""
LEADS = 3
"""In a circle of so many, its leader decides on terms: whoever leads nobody could accept anything alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """One term: what it is called, other words for it, what to know of it.

    `common` are its words that are too common to be pointed out in texts. `proposal` is one's own that is
    still to be decided, by which it reads so on this device alone; `changed` says that people wrote of it.
    """

    id: str
    name: Bilingual
    also: tuple[str, ...] = ()
    note: Bilingual = field(default_factory=Bilingual)
    topic: str = ""
    common: frozenset[str] = frozenset()
    proposal: str = ""
    changed: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word by which someone may look for it."""
        return tuple(word for word in (self.name.en, self.name.bn, *self.also) if word)

    @property
    def pointed_out(self) -> tuple[str, ...]:
        """The words by which it is pointed out in texts."""
        return tuple(word for word in self.words if word not in self.common)

    @property
    def wording(self) -> dict[str, Any]:
        """What is said of it, as a proposal would."""
        return {
            "term_en": self.name.en,
            "term_bn": self.name.bn,
            "also": list(self.also),
            "note_en": self.note.en,
            "note_bn": self.note.bn,
            "topic": self.topic,
        }

    def reworded(self, values: Mapping[str, Any], *, proposal: str = "") -> "GlossaryTerm":
        """The term as these fields have it; what they do not name stays."""
        said = {**self.wording, **{name: values[name] for name in WORDING if name in values}}
        return replace(
            self,
            name=Bilingual.read(said, "term"),
            also=_others(said["also"]),
            note=Bilingual.read(said, "note"),
            topic=str(said["topic"]),
            proposal=proposal,
            changed=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A new term, or other words for the one it is `about`; the reason, and what was decided."""

    id: str
    by: str
    when: int
    about: str
    wording: Mapping[str, Any]
    reason: str
    state: str = OPEN
    answer: str = ""
    decided_by: str = ""
    delivery: Delivery = Delivery.DELIVERED
    refused: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Proposal":
        """The proposal that a `proposal` record tells of."""
        values = record.values
        return cls(
            id=record.id,
            by=record.by,
            when=record.when,
            about=str(values.get("about", "")),
            wording={name: values[name] for name in WORDING if name in values},
            reason=str(values.get("reason", "")),
            state=str(values.get("state", OPEN)),
            answer=str(values.get("answer", "")),
            decided_by=str(values.get("decided_by", "")),
            delivery=record.delivery,
            refused=record.why,
        )

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet, nor taken it back."""
        return self.state == OPEN

    @property
    def term(self) -> str:
        """The id of the term that comes of it, or that it changes."""
        return self.about or self.id


def check_proposal(values: Mapping[str, Any]) -> None:
    """Refuse a proposal that says nothing: a new term without a name, a correction of nothing, no reason."""
    named = values.get("term_en") or values.get("term_bn")
    if not values.get("about") and not named:
        raise Refused("glossary.empty", field="term_en")
    if values.get("about") and not any(name in values for name in WORDING):
        raise Refused("glossary.same")
    if not values.get("reason"):
        raise Refused("glossary.why", field="reason")


def check_decision(proposal: Proposal, *, person: str, outcome: str, words: str) -> None:
    """Refuse to decide on what one proposed oneself, and to decline without saying why."""
    if proposal.by == person:
        raise Refused("glossary.own")
    if outcome not in OUTCOMES:
        raise Refused("field.wrong", field="outcome")
    if outcome == DECLINED and not words.strip():
        raise Refused("glossary.reason", field="note")


def is_listed(identifier: str) -> bool:
    """Whether the word list has a term of this name."""
    return identifier in bundled()


@cache
def bundled() -> Mapping[str, GlossaryTerm]:
    """The terms every Setu begins with, by id and in the order of the word list."""
    notes = {term: Bilingual(en=en, bn=bn) for term, en, bn in _lines(NOTES)}
    return {
        identifier: _term(identifier, topic, en, bn, notes.get(identifier, Bilingual()))
        for identifier, topic, en, bn in _lines(TERMS)
    }


def _term(identifier: str, topic: str, en: str, bn: str, note: Bilingual) -> GlossaryTerm:
    marked = [[word.strip() for word in side.split(";")] for side in (en, bn)]
    (first_en, *more_en), (first_bn, *more_bn) = [[word.rstrip("?") for word in side] for side in marked]
    return GlossaryTerm(
        id=identifier,
        name=Bilingual(en=first_en, bn=first_bn),
        also=(*more_en, *more_bn),
        note=note,
        topic=topic,
        common=frozenset(word[:-1] for side in marked for word in side if word.endswith("?")),
    )


def _others(said: object) -> tuple[str, ...]:
    """Other words as a record has them, be it from a Setu that keeps them in another way."""
    return tuple(map(str, said)) if isinstance(said, (list, tuple)) else ()


def _lines(text: str) -> Iterable[list[str]]:
    return ([part.strip() for part in line.split("|")] for line in text.strip().splitlines())
