"""A server of another version: what waits goes on waiting, and is sent when both are up to date."""

import pytest
from sync.fakes import HANDS, Naps, page, pulled, row, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase
from app.domain.records import Delivery


@pytest.mark.parametrize(
    ("no_more", "why", "params"),
    [
        (no(426, "upgrade", min=2), "server.upgrade", {"min": 2}),
        (no(426, "server.behind", max=1), "server.behind", {"max": 1}),
    ],
    ids=["an older app", "an older server"],
)
async def test_a_server_of_another_version_gets_all_that_waited_after_the_upgrade(
    tmp_path, no_more, why, params
):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "p", 7))))
        await live(stage)
        stage.server.always = {"pull": no_more, "push": no_more}
        identifier = stage.device.post()
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert stage.server.doors[-1] == "push"
        assert (stage.now.why, stage.now.params) == (why, params)
        assert stage.device.get(identifier).delivery is Delivery.WAITING
        assert stage.device.get("p") is not None
        stage.server.always = {}
        stage.wake()
        await live(stage)
        assert stage.device.get(identifier).delivery is Delivery.DELIVERED
        assert [body["cur"] for door, body in stage.server.asked if door == "pull"][-1][HANDS] == 7
