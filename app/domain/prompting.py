"""What a learning prompt may carry beside its question, and one that is planned for later.

A plan lies in its leader's own scope, which nobody else gets to see; when its time has come, the server asks
the circle. So there is nothing in the circle to hide, and nothing that could leak from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.errors import Refused
from app.domain.links import Link, link
from app.domain.records import Delivery, Reason, Record
from app.domain.taxonomy import Term

WEEK_MS = 7 * 24 * 3600 * 1000
YEAR_MS = 366 * 24 * 3600 * 1000
PLANS = 50
"""Plans of one person that still wait, at most."""
WEEKLY = "week"
EVERY = {WEEKLY: Term(WEEKLY, "Every week", "প্রতি সপ্তাহে")}
"""How often a planned prompt comes again; without a word, not at all."""


def check_link(address: str) -> str:
    """The address of what to read first as it will be opened, or a refusal: `link.wrong`."""
    found = link(address.strip())
    if found is None:
        raise Refused("link.wrong")
    return found.url


def check_plan(values: Mapping[str, Any]) -> None:
    """Refuse to ask for answers before the question: `plan.due`."""
    if 0 < values.get("due", 0) <= values.get("when", 0):
        raise Refused("plan.due", field="due")


def following(at: int, due: int, now: int) -> tuple[int, int]:
    """When a weekly prompt comes next, and is due then. Weeks in which no server was there are left out."""
    weeks = max(1, -(-(now + 1 - at) // WEEK_MS))
    return at + weeks * WEEK_MS, due + weeks * WEEK_MS if due else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A learning prompt that a leader has planned. `when` it will be asked, and `asked` how often it was.

    `ended` is empty as long as it waits, `asked` once it was asked for the last time, and else why the server
    could not ask it.
    """

    id: str
    circle: str
    text: Bilingual
    when: int
    every: str = ""
    due: int = 0
    link: Link | None = None
    asked: int = 0
    ended: str = ""
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record) -> "Plan":
        """The plan that a `plan` record tells of."""
        told = record.values
        return cls(
            id=record.id,
            circle=str(told.get("circle", "")),
            text=Bilingual.read(told, "text"),
            when=int(told.get("when", 0)),
            every=str(told.get("every", "")),
            due=int(told.get("due", 0)),
            link=link(str(told.get("link", ""))),
            asked=int(told.get("asked", 0)),
            ended=str(told.get("ended", "")),
            delivery=record.delivery,
            why=record.why,
        )
