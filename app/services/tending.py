"""Tending: long work on the file of this device, in slices between which everything else goes on."""

import asyncio
import contextlib
from collections.abc import Callable, Generator, Iterator
from contextvars import Context
from typing import TYPE_CHECKING, TypeVar, cast

from app.domain.errors import StoreTrouble

if TYPE_CHECKING:
    from app.services.desk import Desk

T = TypeVar("T")

Slices = Iterator[object]
"""What does a slice of the work each time it is asked for the next; given up, it leaves all as it was."""


BREATH_SECONDS = 0.05
"""Time for the windows to show that it begins: stretching a passphrase then holds everybody up."""

_DAMAGE = "damage"


def damage(desk: "Desk") -> StoreTrouble | None:
    """What was found to be damaged in the file since it was opened, if anything was."""
    found = desk.memory.sign(_DAMAGE)
    return found if isinstance(found, StoreTrouble) else None


def report(desk: "Desk", trouble: StoreTrouble) -> None:
    """Let every window know of a damage that was found while nobody was waiting."""
    desk.memory.set_sign(_DAMAGE, trouble)


class Tending:
    """One work at a time: two that write the file out anew would get in each other's way."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._works: set[asyncio.Task[None]] = set()

    async def work(self, begin: Callable[[], Slices], *, after: float = 0) -> None:
        """Begin the work when its turn has come and `after` seconds more are over, and do it.

        Whoever asked for it may go: the work goes on, in no window's context.
        """
        task = asyncio.get_running_loop().create_task(self._do(begin, after), context=Context())
        self._works.add(task)
        task.add_done_callback(self._works.discard)
        await asyncio.shield(task)

    async def stop(self) -> None:
        """Give up what is being done; the file must not be closed under it."""
        works = tuple(self._works)
        for task in works:
            task.cancel()
        await asyncio.gather(*works, return_exceptions=True)

    async def _do(self, begin: Callable[[], Slices], after: float) -> None:
        async with self._turn:
            await asyncio.sleep(after)
            with closing(begin()) as slices:
                for _ in slices:
                    await asyncio.sleep(0)


@contextlib.contextmanager
def closing(slices: Iterator[T]) -> Iterator[Iterator[T]]:
    """The slices, given up in the end if they are not done: a generator does that when it is closed."""
    with contextlib.closing(cast("Generator[T]", slices)):
        yield slices
