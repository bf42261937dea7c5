"""The parts of the campaign, each in full and in short."""

import os
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from traceback import format_exc
from typing import Any

from . import failing, flips, kills, points, power, torn
from .tally import OTHER, Enough, Tally
from .writer import Open, open_store


@dataclass(frozen=True)
class Part:
    """One way to harm a store, how often in full and in short, and what it is about."""

    about: str
    harm: Callable[..., None]
    full: Mapping[str, Any]
    short: Mapping[str, Any]

    @property
    def possible(self) -> bool:
        """Whether this system has what it takes: processes that fork, if they are to be killed."""
        return "kills" not in self.full or hasattr(os, "fork")


PARTS = {
    "random": Part("kill -9 at any moment", kills.run, {"kills": 600}, {"kills": 36}),
    **{
        kind: Part(
            f"kill -9 at a verb of a {kind}",
            partial(points.run, kind=kind),
            {"kills": 250},
            {"kills": 16},
        )
        for kind in points.KINDS
    },
    "power": Part("power cut at every verb", power.run, {"rounds": 9, "cuts": 4}, {"rounds": 2, "cuts": 1}),
    "kill, power": Part(
        "kill, another writer, power cut",
        power.run_after_kill,
        {"rounds": 3, "cuts": 12},
        {"rounds": 1, "cuts": 4},
    ),
    "torn": Part("a torn tail at every byte", torn.run, {"step": 1}, {"step": 149, "near": 8}),
    "failing": Part("EIO and ENOSPC at every call", failing.run, {"step": 1}, {"step": 5}),
    "flips": Part("every bit flipped", flips.run, {"step": 1}, {"step": 31}),
}


def campaign(
    name: str,
    *,
    seed: int,
    short: bool,
    open_store: Open = open_store,
    until: Container[str] = (),
    tell: Callable[[Tally], object] | None = None,
) -> Tally:
    """Run one part to its end, or until there is nothing more to learn from its violations."""
    part, tally = PARTS[name], Tally(name, until=until, tell=tell)
    with suppress(Enough):
        try:
            part.harm(tally, seed=seed, open_store=open_store, **(part.short if short else part.full))
        except Enough:
            raise
        except Exception:
            tally.violate(OTHER, f"seed {seed}, and nobody harmed the store yet: {format_exc()}")
    tally.end()
    return tally
