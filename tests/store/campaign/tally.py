"""What a part of the campaign counted, what it found wrong, and how both are told."""

from collections import Counter
from collections.abc import Callable, Container, Iterable
from time import perf_counter

LOST, UNREADABLE, WRONG, OTHER = "lost", "unreadable", "wrong", "other"
"""An acknowledged operation is gone; a store does not open; it holds what it never held; all the rest."""

EVERY = 5.0
"""Seconds between two words on how far it has come."""

COLUMNS = ("cases", "kills", "acknowledged", "exact", "dropped", "refused", LOST, UNREADABLE, WRONG, OTHER)
TITLES = {
    "kills": "kills or power cuts",
    "dropped": "last one dropped",
    "refused": "refused by name",
    LOST: "acknowledged lost",
    WRONG: "silently wrong",
    OTHER: "other faults",
}


class Enough(Exception):
    """So many violations that the rest of the part would teach nothing new."""


class Tally:
    """The counts and violations of one part."""

    def __init__(
        self,
        name: str,
        *,
        limit: int = 200,
        until: Container[str] = (),
        tell: Callable[["Tally"], object] | None = None,
    ) -> None:
        """It ends at so many violations, at one of the kinds `until`, or when the part is done."""
        self.name, self._tell = name, tell
        self.counts: Counter[str] = Counter()
        self.violations: list[str] = []
        self.seconds = 0.0
        self._limit, self._until = limit, until
        self._began = self._told = perf_counter()

    def count(self, what: str, number: int = 1) -> None:
        """One more of these, or so many; now and then tells how far it has come."""
        self.counts[what] += number
        if self._tell and perf_counter() - self._told > EVERY:
            self._told = perf_counter()
            self._tell(self)

    def violate(self, kind: str, what: str) -> None:
        """Write down something that must not be. Raises `Enough`."""
        self.count(kind)
        self.violations.append(f"{self.name}: {kind}: {what}")
        if len(self.violations) >= self._limit or kind in self._until:
            raise Enough

    def end(self) -> None:
        """Stop the clock."""
        self.seconds = perf_counter() - self._began


def table(tallies: Iterable[Tally]) -> str:
    """All counts, as a table in Markdown."""
    titles = ["part", *(TITLES.get(column, column) for column in COLUMNS), "seconds"]
    rows = [titles, ["---"] * len(titles)]
    tallies = list(tallies)
    for tally in tallies:
        rows.append(
            [tally.name, *(f"{tally.counts[column]:,}" for column in COLUMNS), f"{tally.seconds:.0f}"]
        )
    sums = [f"{sum(tally.counts[column] for tally in tallies):,}" for column in COLUMNS]
    rows.append(["**all**", *sums, f"{sum(tally.seconds for tally in tallies):.0f}"])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
