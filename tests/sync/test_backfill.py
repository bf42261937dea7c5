"""Older writing comes when it is quiet, a page at a time, and is in nobody's way."""

import asyncio
import json

import httpx
import pytest
from sync.fakes import DAVID, EPOCH, HANDS, MORNING, Naps, Script, page, pulled, pushed, quick, row, until
from sync.stage import Stage, live, no

from app.domain.errors import Unwelcome
from app.sync import reoffering
from app.sync.backfill import Backfill
from app.sync.protocol import SCHEMA, TAIL
from app.sync.pulling import pull_all
from app.sync.pushing import push_all
from app.sync.wire import to_wire

OTHER = "c.other"


def tail(scope: str = HANDS, start: int = 90, head: int = 100, **more):
    rows = [row("post", f"{scope}-{seq}", seq, title=str(seq)) for seq in range(start, head + 1)]
    return page(scope, *rows) | {"start": start} | more


def older(start: int, *positions: int, at: int = 100, **more):
    """A history page's reply to whatever was asked."""

    def reply(body):
        rows = [to_wire(row("post", f"{body['scope']}-{pos}", pos, title=str(pos))) for pos in positions]
        told = {"epoch": EPOCH, "req": body["req"], "now": MORNING, "scope": body["scope"]}
        return told | {"at": at, "start": start, "rows": rows} | more

    return reply


def asked(stage: Stage) -> list[tuple[str, int]]:
    return [(body["scope"], body["before"]) for door, body in stage.server.asked if door == "history"]


async def whole(stage: Stage) -> None:
    await until(lambda: stage.memory.note("cursors") and not stage.memory.note("windows"))


async def test_a_scope_comes_tail_first_and_the_rest_when_it_is_quiet(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        stage.server.orders["history"].extend([older(40, 41, 40), older(0, 7)])
        await whole(stage)
        assert stage.server.asked[1][1]["tail"] == TAIL
        assert asked(stage) == [(HANDS, 90), (HANDS, 40)]
        assert {body["schema"] for door, body in stage.server.asked if door == "history"} == {SCHEMA}
        assert stage.device.get(f"{HANDS}-41").values == {"title": "41"}
        assert [r.pos for r in stage.memory.in_scope(HANDS)] == [7, 40, 41, *range(90, 101)]


async def test_rows_cursor_and_window_are_one_commit(tmp_path):
    async with Stage(tmp_path) as stage:
        commits = []
        stage.memory.subscribe(commits.append)
        stage.server.orders["pull"].append(pulled(tail()))
        stage.server.orders["history"].append(older(0, 7))
        await whole(stage)
        with_rows = [news for news in commits if "kind:post" in news]
        assert len(with_rows) == 2
        assert {"note:cursors", "note:windows"} <= with_rows[0]
        assert "note:windows" in with_rows[1]


async def test_the_window_is_told_in_every_pull(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        stage.server.always["history"] = no(503, "server.busy")
        await until(lambda: stage.memory.note("windows"))
        stage.server.say("hello")
        await until(lambda: stage.server.doors.count("pull") == 2)
        pull = [body for door, body in stage.server.asked if door == "pull"][1]
        assert (pull["window"], pull["cur"]) == ({HANDS: 90}, {HANDS: 100})


async def test_it_goes_on_after_a_restart_where_it_stopped(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.memory.set_note("cursors", {HANDS: 100})
        stage.memory.set_note("windows", {HANDS: 40})
        stage.server.orders["history"].append(older(0, 7))
        await whole(stage)
        assert asked(stage) == [(HANDS, 40)]


async def test_a_page_read_before_what_one_has_been_told_is_thrown_away_and_asked_for_again(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        stage.server.orders["history"].extend([older(0, 7, at=99), older(0, 8, at=100)])
        await whole(stage)
        assert asked(stage) == [(HANDS, 90), (HANDS, 90)]
        assert (stage.device.get(f"{HANDS}-7"), stage.device.get(f"{HANDS}-8") is not None) == (None, True)


async def test_what_was_withdrawn_meanwhile_does_not_come_back(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        asking = asyncio.Event()
        stale = asyncio.Event()

        class Slow(httpx.AsyncByteStream):
            async def __aiter__(self):
                asking.set()
                await stale.wait()
                yield b"{}"

        stage.server.orders["history"].append(lambda body: httpx.Response(200, stream=Slow()))
        await asking.wait()
        gone = row("post", f"{HANDS}-7", 101, x=True)
        stage.server.orders["pull"].append(pulled(page(HANDS, gone) | {"start": 90}))
        stage.server.orders["history"].append(older(0, 8, at=101))
        stage.server.say("poke", **{HANDS: 101})
        await whole(stage)
        assert stage.device.get(f"{HANDS}-7") is None


async def test_news_stop_it_at_once_and_come_first(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        hanging = asyncio.Event()

        class Hanging(httpx.AsyncByteStream):
            async def __aiter__(self):
                hanging.set()
                await asyncio.Event().wait()
                yield b""

        stage.server.orders["history"].append(lambda body: httpx.Response(200, stream=Hanging()))
        await hanging.wait()
        stage.server.orders["history"].append(older(0))
        stage.server.orders["push"].append(pushed(after=100))
        typed = stage.device.post()
        await until(lambda: not stage.device.get(typed).waiting)
        await whole(stage)
        assert stage.server.doors[1:] == ["pull", "history", "push", "pull", "history"]


async def test_what_the_person_looks_at_comes_first_and_else_each_scope_in_turn(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.memory.set_note("cursors", {HANDS: 100, OTHER: 100, "c.shown": 100})
        stage.memory.set_note("windows", {HANDS: 90, OTHER: 90, "c.shown": 90})
        stage.memory.set_sign("look", ("c.shown",))
        steps = [older(60), older(0), older(50), older(50), older(0), older(0)]
        stage.server.orders["history"].extend(steps)
        await whole(stage)
        first = ["c.shown", "c.shown"]
        assert [scope for scope, _ in asked(stage)] == first + sorted([HANDS, OTHER]) * 2
        pulls = [body["first"] for door, body in stage.server.asked if door == "pull"]
        assert pulls[0] == ["c.shown"]


async def test_a_server_that_gives_nothing_older_is_not_asked_for_ever(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        stage.server.always["history"] = older(90, 95)
        await until(lambda: asked(stage))
        await stage.settle()
        await stage.settle()
        assert asked(stage) == [(HANDS, 90)]
        await live(stage)


async def test_an_answer_to_another_question_from_another_history_is_no_sign_of_anything(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        stage.server.orders["history"] += [older(40, 41, epoch="long ago", req="another"), older(0, 7)]
        await whole(stage)
        assert asked(stage) == [(HANDS, 90), (HANDS, 90)]
        assert stage.device.note.epoch == EPOCH


async def test_older_writing_that_cannot_be_had_keeps_nobody_from_the_news(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(tail()))
        slow = httpx.Response(429, json={"code": "slow.down", "params": {}}, headers={"retry-after": "40"})
        stage.server.orders["history"].append(slow)
        stage.server.always["history"] = no(403, "unavailable")
        await until(lambda: len(asked(stage)) == 2)
        assert any(39 < nap <= 40 for nap in stage.naps.taken)
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "new", 101)) | {"start": 90}))
        stage.server.orders["push"].append(pushed(after=101))
        typed = stage.device.post()
        await until(lambda: not stage.device.get(typed).waiting and stage.device.get("new"))
        await live(stage)
        assert len(asked(stage)) <= 4  # again after each piece of news, and not without


async def test_what_could_not_be_had_is_asked_for_again_once_there_is_news_for_one_may_be_back(device):
    device.memory.set_note("cursors", {HANDS: 100})
    device.memory.set_note("windows", {HANDS: 90})
    line = device.line(Script(("history", no(403, "unavailable"))))
    backfill = Backfill(quick(Naps()))
    assert backfill.next(line) == HANDS
    with pytest.raises(Unwelcome):
        await backfill.load(line, HANDS)
    assert backfill.next(line) is None
    device.memory.set_note("cursors", {HANDS: 102})
    assert backfill.next(line) == HANDS


async def test_a_page_for_a_scope_that_is_gone_meanwhile_does_not_count(device):
    device.memory.set_note("cursors", {HANDS: 100})
    device.memory.set_note("windows", {HANDS: 90})

    class Gone(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            device.memory.set_note("cursors", {})
            device.memory.set_note("windows", {})
            return httpx.Response(200, json=older(0, 7)(json.loads(request.content)))

    await Backfill(quick(Naps())).load(device.line(Gone()), HANDS)
    assert device.memory.in_scope(HANDS) == []


async def test_a_page_of_five_hundred_rows_is_one_commit(tmp_path):
    async with Stage(tmp_path) as stage:
        commits = []
        stage.memory.subscribe(commits.append)
        rows = [row("post", f"p{seq}", seq, title="হাত", by=DAVID) for seq in range(1, 501)]
        stage.server.orders["pull"].append(pulled(page(HANDS, *rows)))
        await until(lambda: stage.memory.note("cursors"))
        assert len([news for news in commits if "kind:post" in news]) == 1
        assert len(stage.memory.in_scope(HANDS)) == 500


async def test_what_a_restored_server_is_offered_again_from_before_the_window_is_left_to_it(device):
    identifier = device.post()
    await push_all(device.line(Script(("push", pushed()))))
    restored = pulled(tail(), epoch="e2")
    again = Script(
        ("pull", lambda body: restored(body) | {"resync": [HANDS]}), ("push", pushed("dup", epoch="e2"))
    )
    line = device.line(again)
    await pull_all(line)
    await push_all(line)
    assert (device.get(identifier), reoffering.is_pending(device.memory)) == (None, False)
