"""A store that was put back from a back-up, or rescued, is told everything anew; nothing typed is lost."""

from pathlib import Path

import pytest
from storekeeping.keepers import done, yes
from sync.fakes import HANDS, Clock, Device, Script, page, pulled, row, until
from sync.stage import Stage, live

from app.domain.records import Operation, Record
from app.services.desk import Desk
from app.store.memory import SCHEMA, Memory
from app.store.restored import NOTE, mark, mark_path
from app.storekeeping import keeping
from app.sync.pulling import pull_all
from app.sync.restarting import see_to_restored


def desk(memory: Memory) -> Desk:
    return Desk(memory=memory, clock=Clock())


async def test_everything_is_read_from_the_beginning_and_what_is_here_stays_until_then(device):
    rows = page(HANDS, row("post", "p", 7), row("post", "ghost", 8))
    await pull_all(device.line(Script(("pull", pulled(rows)))))
    device.memory.set_note("windows", {HANDS: 5})
    typed = device.post()
    device.memory.set_note(NOTE, True)
    see_to_restored(device.memory)
    assert (device.memory.note("cursors"), device.memory.note("windows")) == ({HANDS: 0}, {})
    assert device.get("ghost") is not None
    server = Script(("pull", pulled(page(HANDS, row("post", "p", 7), row("post", "q", 9)))))
    await pull_all(device.line(server))
    assert server.heard[0]["cur"] == {HANDS: 0}
    assert {r.id for r in device.memory.in_scope(HANDS)} == {"p", "q", typed}
    see_to_restored(device.memory)
    assert device.memory.note("cursors") == {HANDS: 9}


async def test_a_scope_of_several_pages_is_forgotten_when_the_first_of_them_comes(device):
    both = page(HANDS, row("post", "ghost", 8)), page("c.2", row("post", "other", 8))
    await pull_all(device.line(Script(("pull", pulled(*both)))))
    device.memory.set_note(NOTE, True)
    see_to_restored(device.memory)
    first = page(HANDS, row("post", "p1", 1)) | {"more": True}
    second = page(HANDS, row("post", "p2", 2))

    def then(body):
        assert device.get("ghost") is None
        assert device.get("p1") is not None
        assert device.get("other", scope="c.2") is not None
        return pulled(second)(body)

    await pull_all(device.line(Script(("pull", pulled(first, more=True)), ("pull", then))))
    assert {r.id for r in device.memory.in_scope(HANDS)} == {"p1", "p2"}
    assert device.memory.in_scope("c.2") == []


def test_what_is_done_from_now_on_is_numbered_and_stamped_like_nothing_before(device):
    here = desk(device.memory)
    before = here.device
    device.memory.set_note("queue", 3)
    device.queue = 8
    device.post()
    late = Operation(mid="m", op="set", args={}, queue=12)
    device.memory.sent.keep(Record(scope=HANDS, kind="circle", id="x"), late, at=1)
    device.memory.set_note(NOTE, True)
    see_to_restored(device.memory)
    assert here.next_in_queue() == 13
    assert here.device != before


async def test_the_engine_sees_to_it_when_it_starts(tmp_path):
    stage = Stage(tmp_path)
    stage.memory.set_note("cursors", {HANDS: 7})
    stage.memory.set_note(NOTE, True)
    async with stage:
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "p", 7))))
        await until(lambda: stage.memory.note("cursors") == {HANDS: 7})
        await live(stage)
        pulls = [body["cur"] for door, body in stage.server.asked if door == "pull"]
        assert pulls[0] == {HANDS: 0}
        assert stage.memory.note(NOTE) is None


@pytest.fixture
def store(tmp_path) -> Path:
    opened = Device(tmp_path)
    opened.memory.set_note("cursors", {HANDS: 7})
    opened.post()
    opened.memory.close()
    return tmp_path / "setu.db"


def noticed(path: Path) -> bool:
    memory = Memory.open(path)
    found = bool(memory.note(NOTE))
    memory.close()
    return found


def test_a_back_up_put_in_place_says_so_when_it_is_opened(store, tmp_path):
    backup = tmp_path / "backup.db"
    done(keeping.backup(store, backup))
    assert not noticed(store)
    done(keeping.restore(backup, store, kept=tmp_path / "kept", schema=SCHEMA, agree=yes))
    assert mark_path(store).exists()
    assert noticed(store)
    assert not mark_path(store).exists()
    assert noticed(store), "until sync has seen to it"


def test_a_rescued_store_says_so_too_and_one_that_was_whole_does_not(store, tmp_path):
    done(keeping.salvage(store, kept=tmp_path / "kept", schema=SCHEMA, agree=yes))
    assert not mark_path(store).exists()
    whole = bytearray(store.read_bytes())
    at = whole.index(b"cursors")
    whole[at] ^= 1
    store.write_bytes(whole)
    done(keeping.salvage(store, kept=tmp_path / "kept", schema=SCHEMA, agree=yes))
    assert noticed(store)


def test_a_mark_that_was_left_while_nothing_was_replaced_does_no_harm(store):
    mark(store)
    memory = Memory.open(store)
    see_to_restored(memory)
    assert len(memory.all_waiting()) == 1
    memory.close()
