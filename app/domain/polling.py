"""What is told of the votes on a poll: sums, of so many that one does not see what a single person chose.

Nothing is told before there are `ENOUGH` votes. Then it is counted again whenever `FEW` people have voted or
changed their minds, and not in between. A discipline is counted by itself if `FEW` people of it voted; the
others are counted together, and where that would leave fewer than `FEW` of them, the smallest of the told
disciplines joins them: what was told could else be subtracted from all.

It is no secret ballot. Where all chose the same, one knows what each chose; and who keeps every count, and
knows who of a small discipline came to it in between, can guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.records import Delivery, Record

KIND = "vote"
ENOUGH, FEW = 5, 3
OTHERS = "others"
"""The disciplines that are counted together."""

Ballot = tuple[int, str]
"""A choice, the first being 1, and the discipline of who made it."""


def count(ballots: Iterable[Ballot], choices: int) -> dict[str, Any]:
    """What is told of these votes; nothing while they are too few."""
    votes = list(ballots)
    if len(votes) < ENOUGH:
        return {}
    groups: dict[str, list[int]] = {}
    for choice, discipline in votes:
        groups.setdefault(discipline, [0] * choices)[choice - 1] += 1
    told = sorted((g for g in groups.items() if sum(g[1]) >= FEW), key=lambda g: (-sum(g[1]), g[0]))
    rest = [sums for name, sums in groups.items() if name not in dict(told)]
    while told and rest and _votes(rest) < FEW:
        rest.append(told.pop()[1])
    shown = [{"of": name, "counts": sums} for name, sums in told]
    if told and rest:
        shown.append({"of": OTHERS, "counts": _together(rest, choices)})
    return {"counts": _together(groups.values(), choices), "groups": shown}


def is_to_be_told(votes: int, fresh: int) -> bool:
    """Whether to count again: there are so many votes, so many of which have not been told."""
    return votes >= ENOUGH and fresh >= FEW


def _votes(groups: Iterable[list[int]]) -> int:
    return sum(map(sum, groups))


def _together(groups: Iterable[list[int]], choices: int) -> list[int]:
    return [sum(each) for each in zip([0] * choices, *groups, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often each choice was made, by people of one discipline or by everybody."""

    of: str = ""
    counts: tuple[int, ...]

    @property
    def votes(self) -> int:
        """How many voted."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one chose oneself, and what is told of everybody's votes to who has voted, once it is told."""

    choice: int
    everybody: Counted | None = None
    groups: tuple[Counted, ...] = ()
    delivery: Delivery = Delivery.DELIVERED

    @classmethod
    def of(cls, record: Record) -> "Vote":
        """The vote that a `vote` record tells of."""
        values = record.values
        told: Mapping[str, Any] = values.get("told") or {}
        counts, groups = tuple(told.get("counts", ())), told.get("groups", ())
        return cls(
            choice=int(values.get("choice", 0)),
            everybody=Counted(counts=counts) if counts else None,
            groups=tuple(Counted(of=g["of"], counts=tuple(g["counts"])) for g in groups),
            delivery=record.delivery,
        )
