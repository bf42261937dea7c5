"""Once a day both ends compare sums over what they have; what differs is read from the beginning again."""

from sync.fakes import EPOCH, HANDS, Script, page, pulled, row

from app.domain.records import Record
from app.sync import checking
from app.sync.digests import digest_of
from app.sync.listening import Ears
from app.sync.pulling import pull_all

DAY_MS = 24 * 3600 * 1000


def sums(*rows: tuple[str, str, int], to: int, start: int = 0):
    return page(HANDS, to=to) | {"start": start, "digest": digest_of(rows)}


async def read(device) -> None:
    rows = row("circle", "x", 2), row("post", "p", 3), row("post", "q", 4), row("post", "q", 5, x=True)
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, *rows))))))


async def check(device, *replies) -> Script:
    server = Script(*(("pull", reply) for reply in replies))
    await pull_all(device.line(server), digest=[HANDS])
    return server


async def test_a_sum_that_agrees_is_the_end_of_it_for_a_day(device):
    await read(device)
    assert checking.due(device.line(Script())) == [HANDS]
    server = await check(device, pulled(sums(("circle", "x", 2), ("post", "p", 3), to=5)))
    assert (server.heard[0]["digest"], server.heard[0]["wrong"]) == ([HANDS], 0)
    assert checking.due(device.line(Script())) == []
    assert device.memory.note("cursors") == {HANDS: 5}
    device.clock.turn(days=1)
    assert checking.due(device.line(Script())) == [HANDS]


async def test_a_sum_that_differs_has_the_scope_read_anew_and_is_told_once(device):
    await read(device)
    typed = device.post()
    await check(device, pulled(sums(("circle", "x", 2), ("post", "missing", 1), to=5)))
    assert device.memory.note("cursors") == {HANDS: 0}
    assert device.get("p") is not None, "what is here stays to be read until it is told anew"
    assert Ears(device.memory, lambda: None).is_behind()
    anew = page(HANDS, row("circle", "x", 2), row("post", "missing", 1), to=5)
    server = Script(("pull", pulled(anew)), ("pull", pulled()))
    line = device.line(server)
    await pull_all(line)
    await pull_all(line)
    assert [(body["wrong"], body["cur"]) for body in server.heard] == [(1, {HANDS: 0}), (0, {HANDS: 5})]
    assert {r.id for r in device.memory.in_scope(HANDS)} == {"x", "missing", typed}


async def test_state_counts_whole_and_content_from_the_window_on(device):
    rows = row("circle", "x", 2), row("post", "below", 3), row("post", "p", 9)
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, *rows) | {"start": 8})))))
    await check(device, pulled(sums(("circle", "x", 2), ("post", "p", 9), to=9, start=8)))
    assert device.memory.note("cursors") == {HANDS: 9}


async def test_what_waits_and_what_no_pull_has_brought_yet_does_not_count(device):
    await read(device)
    device.post()
    device.memory.put(Record(scope=HANDS, kind="post", id="own", base={"title": "হাত"}))
    await check(device, pulled(sums(("circle", "x", 2), ("post", "p", 3), to=5)))
    assert device.memory.note("cursors") == {HANDS: 5}


async def test_what_is_ahead_of_the_sum_is_checked_another_time(device):
    await read(device)
    device.memory.put(Record(scope=HANDS, kind="post", id="own", base={}, seq=7, pos=7))
    await check(device, pulled(sums(("post", "elsewhere", 1), to=5)))
    assert device.memory.note("cursors") == {HANDS: 5}


async def test_a_sum_in_the_middle_of_a_scope_or_unasked_says_nothing(device):
    await read(device)
    middle = sums(("post", "elsewhere", 1), to=5) | {"head": 9}
    await check(device, pulled(middle))
    assert device.memory.note("cursors") == {HANDS: 5}
    await pull_all(device.line(Script(("pull", pulled(sums(("post", "elsewhere", 1), to=9))))))
    assert device.memory.note("cursors") == {HANDS: 9}


async def test_a_sum_over_many_rows_is_right(device):
    rows = [row("post", f"p{seq}", seq) for seq in range(1, checking.SLICE * 2 + 1)]
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, *rows), epoch=EPOCH)))))
    sums_told = sums(*((r.k, r.id, r.seq) for r in rows), to=len(rows))
    await check(device, pulled(sums_told))
    assert device.memory.note("cursors") == {HANDS: len(rows)}


async def test_a_sum_that_is_left_out_is_asked_for_on_another_day(device):
    await read(device)
    await check(device, pulled())
    assert (device.memory.note("cursors"), device.memory.note(checking.WRONG)) == ({HANDS: 5}, None)
    assert checking.due(device.line(Script())) == []
    device.clock.turn(days=1)
    assert checking.due(device.line(Script())) == [HANDS]
