"""What every step of syncing has at hand: the store, the server, and the sources of time and chance."""

import dataclasses
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from app.domain.connection import ServerNote
from app.domain.ids import NewId
from app.store.memory import Memory
from app.sync.backoff import Randomness
from app.sync.client import Client
from app.sync.progress import Progress
from app.sync.skew import Skew

Clock = Callable[[], int]
"""This device's time in milliseconds since 1970."""


class Timed(Protocol):
    """A reply that says what time it is on the server."""

    @property
    def now(self) -> int:
        """Milliseconds since 1970."""


R = TypeVar("R", bound=Timed)


def read_server(memory: Memory) -> ServerNote | None:
    """What this device keeps of its server, if it has one."""
    note = memory.note("server")
    if not note:
        return None
    known = ServerNote.__dataclass_fields__
    return ServerNote(**{name: value for name, value in note.items() if name in known})


def write_server(memory: Memory, note: ServerNote) -> None:
    """Keep this of the server."""
    memory.set_note("server", dataclasses.asdict(note))


@dataclass(slots=True, kw_only=True)
class Line:
    """One device's line to one server. `renamed` has the ids that were made anew, by their old selves."""

    memory: Memory
    note: ServerNote
    client: Client
    clock: Clock
    new_id: NewId
    randomness: Randomness
    skew: Skew
    renamed: dict[str, str] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)

    async def ask(self, asking: Awaitable[R], fits: Callable[[R], bool] = lambda reply: True) -> R:
        """The reply to a request, from which the server's time is learnt on the way.

        One that does not fit the request may have been on its way for days, and says nothing of the time.
        """
        before = self.clock()
        reply = await asking
        if fits(reply):
            self.skew.observe(before, self.clock(), reply.now)
        return reply

    @property
    def epoch(self) -> str:
        """The history of the server that this device follows; empty while it knows none."""
        note = read_server(self.memory)
        return note.epoch if note else ""

    @property
    def holds(self) -> bool:
        """Whether this is still the server: the person may have left it while a reply was on its way."""
        note = read_server(self.memory)
        return note is not None and (note.address, note.token) == (self.note.address, self.note.token)

    @property
    def server_now(self) -> int:
        """The server's time, as far as this device can tell."""
        return self.clock() - self.skew.ahead_ms
