"""Tending: one long work at a time, in slices, which outlives whoever asked and ends when it is told to."""

import asyncio
from collections.abc import Iterator

import examples as eg
import pytest

from app.services.tending import Tending


class Work:
    """A work of some slices that notes what becomes of it."""

    def __init__(self, slices: int) -> None:
        self.slices, self.done, self.given_up = slices, 0, False

    def __call__(self) -> Iterator[int]:
        try:
            for _ in range(self.slices):
                self.done += 1
                yield self.done
        except GeneratorExit:
            self.given_up = True
            raise


async def test_a_work_is_done_in_slices_between_which_others_get_their_turn():
    work, seen = Work(5), []
    doing = asyncio.create_task(Tending().work(work))
    while not doing.done():
        seen.append(work.done)
        await asyncio.sleep(0)
    assert set(seen) >= {1, 2, 3, 4, 5}


async def test_a_second_work_waits_for_the_first():
    tending, first, second = Tending(), Work(50), Work(1)
    one, other = asyncio.create_task(tending.work(first)), asyncio.create_task(tending.work(second))
    await eg.until(lambda: second.done)
    assert first.done == 50
    await asyncio.gather(one, other)


async def test_a_work_goes_on_when_whoever_asked_for_it_has_gone():
    work = Work(5)
    asked = asyncio.create_task(Tending().work(work))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await eg.until(lambda: work.done == 5)


async def test_stopping_gives_up_what_is_being_done_and_what_waits():
    tending, first, second = Tending(), Work(10_000), Work(1)
    works = [asyncio.create_task(tending.work(work)) for work in (first, second)]
    await eg.until(lambda: first.done)
    await tending.stop()
    assert first.given_up
    assert second.done == 0
    await asyncio.gather(*works, return_exceptions=True)


async def test_what_goes_wrong_reaches_whoever_asked():
    def wrong() -> Iterator[int]:
        yield 1
        raise ValueError("no room")

    tending, after = Tending(), Work(1)
    with pytest.raises(ValueError, match="no room"):
        await tending.work(wrong)
    await tending.work(after)
    assert after.done == 1
