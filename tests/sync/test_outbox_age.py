"""A device says for how long the oldest of what waits on it has waited: a number, and nothing else."""

import pytest
from sync.fakes import HANDS, MORNING, Script, pushed

from app.sync.pushing import push_all


async def test_each_request_says_for_how_long_the_oldest_has_waited(device):
    for minutes in (5, 3):
        device.write(HANDS, "post", f"p{minutes}", said=device.clock(), body="x")
        device.clock.turn(seconds=60 * (5 - 3))
    device.clock.turn(seconds=60)
    server = Script(("push", pushed("ok", None)), ("push", pushed()))
    await push_all(device.line(server))
    assert [body["waited"] for body in server.heard] == [5 * 60_000, 3 * 60_000]


@pytest.mark.parametrize("said", [0, MORNING + 60_000], ids=["unknown", "by a clock that was ahead"])
async def test_of_a_time_that_cannot_be_known_nothing_is_said(device, said):
    device.write(HANDS, "post", "p1", said=said, body="x")
    server = Script(("push", pushed()))
    await push_all(device.line(server))
    assert server.heard[0]["waited"] == 0
