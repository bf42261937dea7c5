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


async def test_news_of_the_lost_time_that_come_while_a_restored_server_is_asked_do_not_stay(tmp_path):
    async with Stage(tmp_path) as stage:
        old = row("post", "old", 5)
        stage.server.orders["pull"].append(pulled(page(HANDS, old)))
        await live(stage)

        async def crossed(body):
            stage.server.say("page", **page(HANDS, row("post", "lost", 6)) | {"after": 5})
            await until(lambda: stage.memory.note("cursors") == {HANDS: 6})
            return pulled(epoch="e2")(body)

        stage.server.orders["pull"] += [crossed, pulled(page(HANDS, old, row("post", "new", 6)), epoch="e2")]
        stage.server.always["pull"] = pulled(epoch="e2")
        stage.server.say("poke", **{"c.other": 3})
        await until(lambda: stage.device.get("new") is not None)
        assert stage.device.get("lost") is None
        assert stage.device.get("old") is not None
