"""What the server asks of a database, so that the same rules run on SQLite and on PostgreSQL.

Both engines run plain functions: one that writes gets a `Ledger`, one that reads a `Connection`. SQL is
written once, with `?` for values, in what SQLite, PostgreSQL and its distributed kin have in common.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.server.troubles import busy

if TYPE_CHECKING:
    from app.server.database.ledger import Ledger, News

T = TypeVar("T")
Clock = Callable[[], int]
"""The time in milliseconds since 1970."""
Publish = Callable[["News"], None]
"""Is told, in the event loop, what each committed transaction changed."""


class Cursor(Protocol):
    """What a statement gives."""

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


class Unlocked(Exception):
    """A transaction came upon a scope it had not locked at its beginning: it has to begin again."""

    def __init__(self, scopes: frozenset[str]) -> None:
        super().__init__("a scope was not locked")
        self.scopes = scopes


TRIES = 5
"""How often a transaction is begun that another one keeps getting in the way of."""


def transact(begin: Callable[[frozenset[str]], "Ledger"], work: Callable[["Ledger"], T]) -> tuple[T, "News"]:
    """Run work in a transaction that `begin` opens; again, with more locked, where it met further scopes."""
    also: frozenset[str] = frozenset()
    for _ in range(TRIES):
        ledger = begin(also)
        try:
            outcome = work(ledger)
        except Unlocked as met:
            also |= met.scopes
            continue
        ledger.write_heads()
        return outcome, ledger.news
    raise busy()
