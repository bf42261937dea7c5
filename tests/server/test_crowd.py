"""A crowd of live channels is cheap, loses nobody, and keeps nobody else waiting. `crowd.py` opens 5,000."""

import asyncio

from server.crowd import DEVICES, PER_DEVICE, measure

CHANNELS = 300


async def test_many_open_channels_cost_little_and_an_honest_user_does_not_notice_them() -> None:
    told = await asyncio.to_thread(measure, CHANNELS, seconds=2, watchers=5)
    assert (told.channels, told.lost) == (CHANNELS, 0)
    assert told.idle_kb <= 30
    assert max(told.push) < 1_000
    assert max(told.pull) < 1_000
    assert told.up_to_date == 5 * DEVICES * PER_DEVICE
