"""What the server asks of a database, so that the same rules run on SQLite and on PostgreSQL.

Both engines run plain functions: one that writes gets a `Ledger`, one that reads a `Connection`. SQL is
written once, with `?` for values, in what SQLite, PostgreSQL and its distributed kin have in common.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.server.troubles import busy

if TYPE_CHECKING:
    from app.server.database.fresh import Fresh
    from app.server.database.ledger import Ledger
    from app.server.database.news import News

T = TypeVar("T")
Clock = Callable[[], int]
"""The time in milliseconds since 1970."""
Publish = Callable[["News"], None]
"""Is told, in the event loop, what each committed transaction changed."""
Look = Callable[["Connection", "News"], Mapping[str, "Fresh"]]
"""Is asked in a transaction that is about to be committed, by the thread that writes, what is to be shown of
its news: what is written and who may read it are then of one moment."""


class Cursor(Protocol):
    """What a statement gives."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """The rows one by one."""


class Connection(Protocol):
    """One conversation with the database."""

    @property
    def for_update(self) -> str:
        """What to put behind a SELECT so that its rows stay locked until the transaction ends."""

    @property
    def changes(self) -> int:
        """Grows with whatever is written: as long as it has not grown, there is nothing to take back."""

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Run one statement; a `?` for each value."""


class Database(Protocol):
    """An open database. Its two verbs may be called from the event loop only."""

    async def write(self, work: Callable[["Ledger"], T]) -> T:
        """The outcome of this work, once durably committed. Raises what it raised, or 503 `server.busy`."""

    async def read(self, question: Callable[[Connection], T]) -> T:
        """The answer to a question put to one snapshot."""

    def stored_bytes(self, connection: Connection) -> dict[str, int]:
        """What is stored takes up so much, by what it is."""

    def close(self) -> None:
        """Finish what was promised, and let go."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a transaction is begun: scopes it locks at once, and whether each attempt gets a savepoint."""

    also: frozenset[str] = frozenset()
    careful: bool = False


class BeginAgain(Exception):
    """A transaction cannot go on as it was begun, and can on these terms."""

    def __init__(self, terms: Terms) -> None:
        super().__init__("a transaction begins again")
        self.terms = terms


TRIES = 5
"""How often a transaction is begun that another one keeps getting in the way of."""


def transact(
    begin: Callable[[Terms], "Ledger"], undo: Callable[[], None], work: Callable[["Ledger"], T]
) -> tuple[T, "News"]:
    """Run work in the transaction that is open; where it cannot go on, undo it and run it on better terms."""
    terms = Terms()
    for _ in range(TRIES):
        ledger = begin(terms)
        try:
            outcome = work(ledger)
        except BeginAgain as why:
            terms = why.terms
            undo()
            continue
        ledger.write_heads()
        return outcome, ledger.news
    raise busy()
