"""Sharing a post to a second circle: its author offers it, and who leads that circle says whether it comes.

Nobody but the author offers their own words. Nothing of a peer-support circle, in which nobody has a name,
goes elsewhere, nor does anything with a name come there. What is shared is the post alone, without what was
said to it and without the names of people it mentions; of a hidden circle not even the name is told. It stays
the author's: what they put right or take back where it was written is so in the other circle, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.cases import Case
from app.domain.circles import HIDDEN
from app.domain.errors import Refused
from app.domain.mentions import SOMEBODY, flat
from app.domain.people import Person
from app.domain.records import Delivery, Reason, Record

OFFER = "offer"
"""The kind of row, in one's own scope, that says what one offered whom, and what became of it."""
OFFERED = "offered"
"""The kind of row, in the scope of a circle's leaders, that shows them what somebody would like to share."""
SHARED = "shared"
"""The field of a post that came from another circle: which one, or nothing where that is hidden."""
NOTE = "shared_note"
"""The field with what its author said along with it."""
WAITING, ACCEPTED, DECLINED = "waiting", "accepted", "declined"
WITHDRAWN = "withdrawn"
"""Only on a device that has taken an offer back, until the server has heard."""
MOST_WAITING = 20
"""Offers one may have waiting at a time."""
NAMED = ("circle", "post", "to")
"""What an offer names: the circle in which the post is, the post, and the circle it shall come to."""
_CARRIED = ("tab", "title", "body", "lang", "age", "setting", "tried")
_WORDS = ("title", "body", "tried")


def check_offer(values: Mapping[str, Any]) -> None:
    """Refuse to share a post to the circle in which it is."""
    if values.get("circle") == values.get("to"):
        raise Refused("field.wrong", field="to")


def carried(post: Mapping[str, Any]) -> dict[str, Any]:
    """What of a post goes along; whoever is mentioned in it is not named elsewhere."""
    told = {name: post[name] for name in _CARRIED if name in post}
    someone = SOMEBODY.bn if post.get("lang") == "bn" else SOMEBODY.en
    return told | {name: flat(told[name], lambda _: someone) for name in _WORDS if name in told}


def origin(circle: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Where it comes from, as far as that may be told."""
    if values.get("entry") == HIDDEN:
        return {SHARED: ""}
    name = Bilingual.read(values, "name")
    return {SHARED: circle, "shared_en": name.en, "shared_bn": name.bn}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a post was written first. Of a hidden circle there is neither name nor id."""

    circle: str = ""
    name: Bilingual
    note: str = ""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Origin | None":
        """The origin of a post with these fields; nothing where it is at home."""
        if SHARED not in values:
            return None
        name, note = Bilingual.read(values, SHARED), str(values.get(NOTE) or "")
        return cls(circle=str(values[SHARED] or ""), name=name, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one offered oneself. `state` is waiting until the leaders there have said something."""

    id: str
    circle: str
    post: str
    to: str
    note: str = ""
    state: str = WAITING
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Offer":
        """The offer that an `offer` record tells of."""
        values = record.values
        named = {name: str(values.get(name) or "") for name in ("circle", "post", "to", "note")}
        state = str(values.get("state") or WAITING)
        return cls(id=record.id, state=state, delivery=record.delivery, why=record.why, **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What somebody would like to share to a circle one leads. `answer` is what was said to it here and waits
    to be sent."""

    id: str
    person: Person
    title: str
    body: str
    case: Case
    lang: str
    tab: str
    note: str
    source: Bilingual
    answer: str = ""
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Offered":
        """What an `offered` record tells of."""
        values = record.values
        post = values.get("post") or {}
        words = {name: str(post.get(name) or "") for name in ("title", "body", "lang")}
        return cls(
            id=record.id,
            person=Person.read(record.by, values.get("card", {})),
            tab=str(post.get("tab") or "topic"),
            case=Case.of(post),
            note=str(values.get(NOTE) or ""),
            source=Bilingual.read(values, SHARED),
            answer=record.waiting[-1].op if record.waiting else "",
            delivery=record.delivery,
            why=record.why,
            **words,
        )
