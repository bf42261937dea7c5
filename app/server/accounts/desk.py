"""What the accounts keep in memory while the server runs: hashing, tries, and who was seen today."""

from collections.abc import Awaitable, Callable

from app.server.accounts.hashing import Hashing
from app.server.accounts.seen import Seen
from app.server.accounts.tries import Tries
from app.server.database.engine import Clock
from app.server.database.ledger import Ledger


class Desk:
    """The reception: nothing on it outlives the process."""

    def __init__(self, write: Callable[[Callable[[Ledger], None]], Awaitable[None]], *, clock: Clock) -> None:
        self.hashing = Hashing()
        self.tries = Tries(clock)
        self.seen = Seen(write)

    def close(self) -> None:
        """Finish what is under way."""
        self.seen.close()
        self.hashing.close()
