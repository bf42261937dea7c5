"""What a learning prompt may carry beside its question, and one that is planned for later.

A plan lies in its leader's own scope, which nobody else gets to see; when its time has come, the server asks
the circle. So there is nothing in the circle to hide, and nothing that could leak from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.errors import Refused
from app.domain.links import Link, link
from app.domain.records import Delivery, Reason, Record
from app.domain.taxonomy import Term

CHOICES, FEWEST = 6, 2
"""Choices of a poll at most, and at least."""
CHOICE_FIELDS = tuple(f"choice{n}_{lang}" for n in range(1, CHOICES + 1) for lang in ("en", "bn"))
LONGEST_CHOICE = 80
"""Characters of a choice."""
WEEK_MS = 7 * 24 * 3600 * 1000
YEAR_MS = 366 * 24 * 3600 * 1000
PLANS = 50
"""Plans of one person that still wait, at most."""
WEEKLY = "week"
EVERY = {WEEKLY: Term(WEEKLY, "Every week", "প্রতি সপ্তাহে")}
"""How often a planned prompt comes again; without a word, not at all."""

_BARE_HOST = re.compile(r"[^/?#:@]+(?:[/?#]|$)")
"""Begins with its host: says nothing of another way to open it, of a port, or of a person."""


def check_link(address: str) -> str:
    """The address of what to read first as it will be opened, or a refusal: `link.wrong`.

    Of one that was typed without `https://` it is taken to be meant.
    """
    typed = address.strip()
    found = link(typed) or (link(f"https://{typed}") if _BARE_HOST.match(typed) else None)
    if found is None:
        raise Refused("link.wrong")
    return found.url


def read_choices(values: Mapping[str, Any]) -> tuple[Bilingual, ...]:
    """The choices of a poll, each in one language or both; none where there is no poll."""
    found = [Bilingual.read(values, f"choice{n}") for n in range(1, CHOICES + 1)]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def packed(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields of the choices that were filled in, without gaps between them; the others blank."""
    filled = [choice for choice in read_choices(values) if choice.en.strip() or choice.bn.strip()]
    filled += [Bilingual()] * (CHOICES - len(filled))
    return {f"choice{n}_{lang}": c.side(lang) for n, c in enumerate(filled, 1) for lang in ("en", "bn")}


def check_choices(values: Mapping[str, Any]) -> None:
    """Refuse a poll in which there is nothing to choose: `poll.few`."""
    choices = read_choices(values)
    if choices and (len(choices) < FEWEST or not all(choices)):
        raise Refused("poll.few", field=CHOICE_FIELDS[0], least=FEWEST)


def require_same_choices(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Refuse to add or take away choices of a poll that is asked, `poll.fixed`: votes say the how-manieth.
    Their words, and the other language, may be written anew."""
    if len(read_choices(before)) != len(read_choices(after)):
        raise Refused("poll.fixed")


def check_plan(values: Mapping[str, Any]) -> None:
    """Refuse to ask for answers before the question, `plan.due`, and a poll with nothing to choose."""
    check_choices(values)
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
    choices: tuple[Bilingual, ...] = ()
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
            choices=read_choices(told),
            asked=int(told.get("asked", 0)),
            ended=str(told.get("ended", "")),
            delivery=record.delivery,
            why=record.why,
        )
