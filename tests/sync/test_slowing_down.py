"""A server that is asked too much at once says so, and gets everything a little later."""

import httpx
from sync.fakes import NASRIN, until
from sync.stage import Stage, live

from app.domain.records import Delivery


async def test_a_push_that_has_to_wait_goes_out_whole_after_the_time_it_was_told(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        slow = httpx.Response(429, json={"code": "slow.down", "params": {}}, headers={"retry-after": "50"})
        stage.server.orders["push"].append(slow)
        stage.device.write(f"u.{NASRIN}", "me", NASRIN, "set", ask="কী করি?")
        typed = stage.device.post()
        await until(lambda: any(50 <= nap < 51 for nap in stage.naps.taken))
        await until(lambda: stage.device.get(typed).delivery is Delivery.DELIVERED, 2)
        assert not stage.device.memory.count_waiting()
        assert not stage.device.memory.count_refused()
