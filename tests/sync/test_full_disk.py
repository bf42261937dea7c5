"""A device without room: syncing says so, and goes on when there is room again."""

from sync.fakes import pulled, pushed, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase


async def test_a_full_disk_is_told_and_survived_whatever_had_to_be_written_down(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.always = {"pull": pulled(epoch="e2"), "push": pushed(epoch="e2")}
        stage.server.orders["pull"].append(no(409, "epoch", epoch="e2"))
        stage.memory.set_note("ask_invite", {"device": False})
        stage.device.disk.full = True
        stage.server.say("hello")
        await until(lambda: stage.now.phase is Phase.OFFLINE)
        await stage.settle()
        assert not stage.task.done()
        stage.device.disk.full = False
        stage.wake()
        await live(stage)
        assert stage.memory.note("ask_invite") is None


async def test_a_full_disk_is_survived_where_there_is_no_server_to_ask(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        await stage.settle()
        stage.memory.set_note("ask_invite", {"device": False})
        stage.device.disk.full = True
        await stage.settle()
        assert not stage.task.done()
        stage.device.disk.full = False
        stage.wake()
        await until(lambda: stage.memory.note("ask_invite") is None)
