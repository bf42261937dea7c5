"""Reports: what may be reported, why, and what those who look after the community decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.cleaning import clean
from app.domain.ids import MODERATION, inside, leaders_scope, scope_type
from app.domain.prompting import CHOICE_FIELDS
from app.domain.records import Delivery, Reason, Record
from app.domain.taxonomy import Term

CATEGORIES = {
    term.code: term
    for term in (
        Term("danger", "Someone may be in danger", "কেউ বিপদে থাকতে পারেন"),
        Term("harassment", "Harassment or insult", "হয়রানি বা অপমান"),
        Term("private", "Private details of a patient or colleague", "রোগী বা সহকর্মীর ব্যক্তিগত তথ্য"),
        Term("harmful", "Advice that could harm", "ক্ষতিকর হতে পারে এমন পরামর্শ"),
        Term("spam", "Advertising or spam", "বিজ্ঞাপন বা স্প্যাম"),
        Term("pretending", "Pretends to be someone else", "অন্য কেউ সেজেছেন"),
        Term("other", "Something else", "অন্য কিছু"),
    )
}
"""Why something is reported. Of `danger` moderators hear first; Setu is no emergency service."""

OUTCOMES = {
    term.code: term
    for term in (
        Term("kept", "It stays as it is", "যেমন আছে তেমনই থাকবে"),
        Term("removed", "It was removed", "এটি সরানো হয়েছে"),
        Term("warned", "The person was spoken to", "ব্যক্তিটির সঙ্গে কথা বলা হয়েছে"),
        Term("put_out", "The person was removed from the circle", "ব্যক্তিটিকে সার্কেল থেকে সরানো হয়েছে"),
        Term("suspended", "The account was suspended", "অ্যাকাউন্টটি স্থগিত করা হয়েছে"),
    )
}
"""What was decided, as the reporter is told."""

PUT_OUT = "put_out"
LEADERS, MODERATORS = "leaders", "moderators"
"""Who reads a report: those who lead the circle it is about, or those who look after the server."""
NOBODY_DECIDED_MS = 7 * 24 * 3600 * 1000
"""So long leaders have; then the reporter may turn to those who look after the server."""

WRITTEN = frozenset({"post", "reply", "answer", "prompt", "dm"})
"""What people write and can withdraw; leaders and moderators can remove it."""

REMOVABLE = WRITTEN | {"proposal", "term"}
"""What those who look after the server can remove; of a term only what people made of it."""

REPORTABLE = REMOVABLE | {"mreq", "member", "card", "circle", "listing"}
"""Kinds of which a row can be reported."""

FOR_LEADERS = (WRITTEN - {"dm"}) | {"member"}
"""Kinds of which a row of a circle can be reported to its leaders."""

SURROUNDED = WRITTEN | {"mreq"}
"""Kinds that are read one after the other: a report of one tells what was around it, too."""

_OF_A_PERSON = frozenset({"member", "card"})
"""Kinds of which a row is about the person whose id it has."""

REPORTED_WORDS = (
    "title",
    "tried",
    "body",
    "name_en",
    "name_bn",
    "purpose_en",
    "purpose_bn",
    "text_en",
    "text_bn",
    "summary_en",
    "summary_bn",
    *CHOICE_FIELDS,
    "term_en",
    "term_bn",
    "note_en",
    "note_bn",
    "reason",
    "goals",
    "message",
    "ask",
    "learn",
)
"""The fields in which there are words of a person's own, in the order in which they are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """What was written beside what was reported: of which kind, by whom, when, and the words."""

    kind: str
    by: str
    when: int
    said: str

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Nearby":
        """One of the rows that the server put beside a report."""
        when = int(told.get("at") or told.get("said") or 0)
        said = words_of(told.get("v") or {})
        return cls(kind=str(told.get("k", "")), by=str(told.get("by", "")), when=when, said=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided of a report: the outcome, and what the reporter was told."""

    outcome: str = ""
    answer: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Verdict":
        """The verdict that a row tells of."""
        return cls(outcome=str(told.get("outcome", "")), answer=str(told.get("answer", "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report, as those who decide see it, or as its own reporter does, who has no copy.

    `scope`, `kind` and `about` name the row that was reported, `author` wrote it at `written`. `before` and
    `after` is what was around it, in the order of its place. `to` are the leaders of the circle, or those who
    look after the server, to whom the reporter may turn once more, saying why: then `first` is what was
    decided before, if anything was.
    """

    id: str
    scope: str
    kind: str
    about: str
    category: str
    by: str = ""
    when: int = 0
    note: str = ""
    author: str = ""
    written: int = 0
    copy: Mapping[str, Any] = field(default_factory=dict)
    before: tuple[Nearby, ...] = ()
    after: tuple[Nearby, ...] = ()
    state: str = "open"
    outcome: str = ""
    answer: str = ""
    decided_by: str = ""
    to: str = MODERATORS
    appeal: str = ""
    appealed: bool = False
    first: "Verdict | None" = None
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Report":
        """The report that a `report` or a `myreport` record tells of."""
        told = record.values
        copy, around = told.get("copy") or {}, told.get("around") or {}
        words = ("note", "category", "outcome", "answer", "decided_by", "appeal")
        return cls(
            id=record.id,
            scope=str(told.get("scope", "")),
            kind=str(told.get("kind", "")),
            about=str(told.get("id", "")),
            by=record.by,
            when=record.when,
            author=str(copy.get("by", "")),
            written=int(copy.get("at") or copy.get("said") or 0),
            copy=copy.get("v") or {},
            before=tuple(Nearby.of(row) for row in around.get("before", ())),
            after=tuple(Nearby.of(row) for row in around.get("after", ())),
            state=str(told.get("state", "open")),
            to=LEADERS if scope_type(record.scope) == "l" else str(told.get("to", MODERATORS)),
            appealed=bool(told.get("appealed", False)),
            first=Verdict.of(told["first"]) if told.get("first") else None,
            delivery=record.delivery,
            why=record.why,
            **{name: str(told.get(name, "")) for name in words},
        )

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.state == "open"

    @property
    def office(self) -> str:
        """The scope in which those who decide it have it."""
        return leaders_scope(inside(self.scope)) if self.to == LEADERS else MODERATION

    def may_appeal(self, now_ms: int) -> bool:
        """Whether its reporter may turn to those who look after the server: once, when something was decided,
        or when leaders decided nothing for a week."""
        late = self.to == LEADERS and now_ms - self.when > NOBODY_DECIDED_MS
        return not self.appealed and self.delivery is Delivery.DELIVERED and (not self.is_open or late)

    @property
    def removable(self) -> bool:
        """Whether what was reported can be removed."""
        return self.kind in REMOVABLE

    @property
    def said(self) -> str:
        """What was reported, as it was: the words of a person's own, one paragraph each."""
        return words_of(self.copy)


def most_pressing_first(reports: list[Report]) -> list[Report]:
    """Open reports: those where someone may be in danger first, in each the newest first."""
    return sorted(reports, key=lambda report: (report.category != "danger", -report.when))


def outcomes_for(report: Report) -> dict[str, Term]:
    """What can be decided: what nobody can remove is not said to be removed, leaders suspend nobody, and only
    they remove a person from their circle."""
    never = {"suspended"} if report.to == LEADERS else {PUT_OUT}
    if not report.removable:
        never.add("removed")
    if not report.author:
        never.add(PUT_OUT)
    return {code: term for code, term in OUTCOMES.items() if code not in never}


def words_of(values: Mapping[str, Any]) -> str:
    """The words of a person's own in a row, one paragraph each."""
    envelope = values.get("b")
    sealed = envelope.get("text", "") if isinstance(envelope, Mapping) else ""
    parts = [clean(str(part)) for part in (*(values.get(name, "") for name in REPORTED_WORDS), sealed)]
    card = values.get("card")
    names = [str(card.get(name, "")) for name in ("name_en", "name_bn")] if isinstance(card, Mapping) else []
    return "\n\n".join(part for part in (*parts, *names) if part)


def accuses(report: Mapping[str, Any], person: str) -> bool:
    """Whether a report is about this person or their words; such a report is not for their eyes."""
    copy = report.get("copy") or {}
    return copy.get("by") == person or (report.get("kind") in _OF_A_PERSON and report.get("id") == person)
