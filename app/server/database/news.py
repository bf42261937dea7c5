"""What a transaction changed, for those who listen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.server.database.fresh import Fresh
from app.sync.protocol import Row


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came into a scope or went out of it, when the scope stood at this head."""

    person: str
    scope: str
    there: bool
    head: int


@dataclass(slots=True)
class News:
    """What a transaction changed: where scopes stand, who came or went, and devices that are signed out.

    `written` are the rows as they were put, each with its scope, in their order. `fresh` is what listeners of
    these scopes are shown, where the writer has looked it up already.
    """

    heads: dict[str, int] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    written: list[tuple[str, Row]] = field(default_factory=list)
    fresh: Mapping[str, Fresh] = field(default_factory=dict)

    @classmethod
    def of(cls, several: Iterable["News"]) -> "News":
        """The news of several transactions, in their order, as of one."""
        whole = cls()
        for news in several:
            whole.heads |= news.heads
            whole.moves += news.moves
            whole.revoked += news.revoked
            whole.written += news.written
        return whole

    def copy(self) -> "News":
        """The news so far, to go back to."""
        return News(dict(self.heads), list(self.moves), list(self.revoked), list(self.written))
