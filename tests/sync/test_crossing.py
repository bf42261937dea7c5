"""What comes twice, late or crosswise changes nothing that is known better by then."""

from sync.fakes import HANDS, page, pulled, row, until
from sync.stage import Stage, live


async def test_a_pull_read_before_a_withdrawal_that_the_live_channel_brought_does_not_bring_it_back(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "old", 5))))
        await live(stage)
        asked = len(stage.server.asked)

        async def crossed(body):
            stage.server.say("page", **page(HANDS, row("post", "p", 6)) | {"after": 5})
            stage.server.say("page", **page(HANDS, row("post", "p", 7, x=True)) | {"after": 6})
            await until(lambda: stage.memory.note("cursors") == {HANDS: 7})
            return pulled(page(HANDS, row("post", "p", 6)))(body)

        stage.server.orders["pull"].append(crossed)
        stage.server.say("poke", **{"c.other": 3})
        await until(lambda: len(stage.server.asked) > asked)
        await live(stage)
        await stage.settle()
        assert stage.server.doors[asked:] == ["pull"]
        assert stage.device.get("p") is None
