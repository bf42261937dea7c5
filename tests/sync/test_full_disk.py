"""A device without room: syncing says so, and goes on when there is room again."""

from sync.fakes import pulled, pushed, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase


async def test_a_full_disk_is_told_and_survived_whatever_had_to_be_written_down(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.always = {"pull": pulled(epoch="e2"), "push": pushed(epoch="e2")}
        stage.server.orders["pull"].append(no(409, "epoch", epoch="e2"))
        stage.device.disk.full = True
        stage.server.say("hello")
        await until(lambda: stage.now.phase is Phase.OFFLINE)
        await stage.settle()
        assert not stage.task.done()
        stage.device.disk.full = False
        stage.wake()
        await live(stage)
        assert stage.memory.note("server")["epoch"] == "e2"


async def test_a_restored_store_on_a_full_disk_is_seen_to_another_time(tmp_path):
    stage = Stage(tmp_path)
    stage.memory.set_note("restored", True)
    stage.device.disk.full = True
    async with stage:
        await stage.settle()
        assert not stage.task.done()
        assert stage.memory.note("restored") is True
