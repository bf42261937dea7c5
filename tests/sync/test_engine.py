"""The engine keeps the connection as well as may be, tells how it does, and never loses what was typed."""

import asyncio
import logging

import httpx
import pytest
from sync.fakes import ADDRESS, DAVID, HANDS, Naps, joining, page, pulled, pushed, row, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase
from app.domain.records import Delivery

AWAY = httpx.ConnectError("no route")


def phases(stage: Stage) -> list[Phase]:
    seen = [sign.phase for sign in stage.signs]
    return [phase for place, phase in enumerate(seen) if place == 0 or seen[place - 1] is not phase]


async def test_without_a_server_the_engine_asks_nobody(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        stage.device.post()
        await stage.settle()
        assert (stage.now.phase, stage.server.asked) == (Phase.OFF, [])


async def test_it_listens_first_then_pulls_then_pushes_and_looks_again(tmp_path):
    async with Stage(tmp_path) as stage:
        identifier = stage.device.post()
        await live(stage)
        assert stage.server.doors == ["live", "pull", "push", "pull"]
        assert stage.device.get(identifier).delivery is Delivery.DELIVERED
        assert phases(stage) == [Phase.CONNECTING, Phase.LIVE]
        assert not stage.signs[0].syncing
        assert any(sign.syncing for sign in stage.signs)


async def test_what_is_written_goes_out_at_once(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        identifier = stage.device.post()
        await until(lambda: stage.device.get(identifier).delivery is Delivery.DELIVERED, 1)


async def test_a_poke_brings_the_rows_and_one_that_is_known_brings_nothing(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "p", 7))))
        stage.server.say("poke", **{HANDS: 7})
        await until(lambda: stage.device.get("p"), 1)
        asked = len(stage.server.asked)
        stage.server.say("poke", **{HANDS: 7})
        stage.server.say("tune", moon="full")
        stage.server.say("poke", **{HANDS: "many"})
        await stage.settle()
        assert len(stage.server.asked) == asked


async def test_a_poke_for_what_one_may_not_see_asks_once_and_not_for_ever(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        asked = len(stage.server.asked)
        stage.server.say("poke", **{"c.secret": 7})
        await stage.settle()
        assert stage.server.doors[asked:] == ["pull"]


async def test_an_invite_becomes_a_connection(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        await stage.settle()
        joining(stage.memory, ADDRESS, "ABCD", "d1")
        await live(stage)
        assert stage.server.doors == ["join", "live", "pull"]
        assert phases(stage) == [Phase.OFF, Phase.JOINING, Phase.CONNECTING, Phase.LIVE]
        assert stage.memory.note("server")["state"] == "joined"


async def test_a_lost_reply_to_the_invite_means_the_same_again_with_longer_and_longer_waits(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        stage.server.orders["join"].extend([AWAY, httpx.ReadTimeout("…"), AWAY])
        joining(stage.memory, ADDRESS, "ABCD", "d1")
        await live(stage)
        requests = [body for door, body in stage.server.asked if door == "join"]
        assert requests == requests[:1] * 4
        assert stage.naps.taken == [0.5, 1, 2]
        assert phases(stage) == [Phase.JOINING, Phase.CONNECTING, Phase.LIVE]
        assert "server.unreachable" in [sign.why for sign in stage.signs]


async def test_a_refused_invite_is_told_and_not_tried_again(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        stage.server.always["join"] = no(403, "invite.used")
        joining(stage.memory, ADDRESS, "ABCD", "d1")
        await until(lambda: stage.now.phase is Phase.REFUSED)
        await stage.settle()
        assert (stage.now.why, stage.server.doors) == ("invite.used", ["join"])
        del stage.server.always["join"]
        joining(stage.memory, ADDRESS, "EFGH", "d2")
        await live(stage)


async def test_the_invite_a_server_no_longer_wants_to_hear_of_is_left_until_it_does(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        slow = httpx.Response(429, json={"code": "invite.slow", "params": {}}, headers={"retry-after": "120"})
        stage.server.orders["join"].append(slow)
        joining(stage.memory, ADDRESS, "ABCD", "d1")
        await live(stage)
        assert stage.naps.taken == [120]


async def test_no_signal_is_told_and_tried_again_with_longer_and_longer_waits(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=8)) as stage:
        stage.server.always = {"pull": AWAY}
        identifier = stage.device.post()
        await stage.naps.over.wait()
        assert (stage.now.phase, stage.now.why) == (Phase.OFFLINE, "server.unreachable")
        assert stage.naps.taken == [0.5, 1, 2, 4, 8, 16, 30, 30]
        assert stage.device.get(identifier).delivery is Delivery.WAITING


async def test_a_person_who_wants_it_now_need_not_wait(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        stage.server.always = {"pull": AWAY}
        await stage.naps.over.wait()
        await until(lambda: stage.now.phase is Phase.OFFLINE)
        stage.server.always = {}
        stage.wake()
        await live(stage)
        asked = len(stage.server.asked)
        stage.wake()
        await stage.settle()
        assert stage.server.doors[asked:] == ["pull"]


async def test_an_unknown_token_is_told_and_nothing_is_deleted(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        await live(stage)
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "p", 7))))
        stage.server.say("hello")
        await until(lambda: stage.device.get("p"))
        stage.server.always = {"push": no(401, "token.unknown"), "pull": no(401, "token.unknown")}
        identifier = stage.device.post()
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert stage.now.why == "token.unknown"
        assert stage.device.get("p").values == {}
        assert stage.device.get(identifier).delivery is Delivery.WAITING
        assert stage.memory.note("server")["state"] == "joined"
        stage.server.always = {}
        stage.wake()
        await live(stage)
        assert stage.device.get(identifier).delivery is Delivery.DELIVERED


async def test_a_server_that_said_no_is_asked_again_only_now_and_then(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=2)) as stage:
        stage.server.always = {"pull": no(401, "token.unknown")}
        await stage.naps.over.wait()
        assert stage.naps.taken == [300, 300]


@pytest.mark.parametrize(
    ("answer", "phase", "why"),
    [
        (no(426, "upgrade", min=2), Phase.REFUSED, "server.upgrade"),
        (no(426, "server.behind", max=1), Phase.REFUSED, "server.behind"),
        (httpx.Response(200, html="<h1>Wi-Fi</h1>"), Phase.OFFLINE, "server.not_setu"),
        (no(503, "server.busy"), Phase.OFFLINE, "server.busy"),
        (no(403, "account.suspended"), Phase.REFUSED, "account.suspended"),
    ],
)
async def test_what_the_server_says_is_what_the_person_reads(tmp_path, answer, phase, why):
    async with Stage(tmp_path, naps=Naps(most=0)) as stage:
        stage.server.always = {"pull": answer}
        await until(lambda: stage.now.why)
        assert (stage.now.phase, stage.now.why) == (phase, why)


async def test_a_restored_server_is_read_anew_and_what_waits_is_sent(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.memory.set_note("cursors", {HANDS: 40})
        identifier = stage.device.post()
        stage.server.orders["pull"].append(no(409, "epoch", epoch="e2"))
        stage.server.always = {"pull": pulled(epoch="e2"), "push": pushed(epoch="e2")}
        await live(stage)
        pulls = [body for door, body in stage.server.asked if door == "pull"]
        assert [(body["epoch"], body["cur"]) for body in pulls[:2]] == [
            ("e1", {HANDS: 40}),
            ("e2", {HANDS: 0}),
        ]
        assert stage.memory.note("server")["epoch"] == "e2"
        assert stage.device.get(identifier).delivery is Delivery.DELIVERED


async def test_a_live_channel_that_breaks_is_opened_again_without_alarm(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.server.tickers[-1].words.put_nowait(None)
        await until(lambda: len(stage.server.tickers) == 2)
        await live(stage)
        assert Phase.OFFLINE not in phases(stage)
        assert stage.server.doors.count("pull") >= 2


async def test_where_the_live_channel_cannot_be_opened_pulls_go_on_with_its_tries(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=4)) as stage:
        stage.server.always = {"live": httpx.Response(200, html="<h1>Proxy</h1>")}
        await stage.naps.over.wait()
        await live(stage)
        assert stage.server.doors.count("pull") >= 2
        assert Phase.OFFLINE not in phases(stage)


async def test_leaving_the_server_ends_it_all_and_keeps_what_is_here(tmp_path):
    async with Stage(tmp_path) as stage:
        identifier = stage.device.post()
        await live(stage)
        stage.memory.set_note("server", None)
        await until(lambda: stage.now.phase is Phase.OFF)
        assert stage.server.tickers[-1].closed
        asked = len(stage.server.asked)
        stage.device.post()
        await stage.settle()
        assert len(stage.server.asked) == asked
        assert stage.device.get(identifier) is not None


async def test_leaving_while_a_request_hangs_ends_it_too(tmp_path):
    async with Stage(tmp_path) as stage:
        hanging = asyncio.Event()

        class Hanging(httpx.AsyncByteStream):
            async def __aiter__(self):
                hanging.set()
                await asyncio.Event().wait()
                yield b""

        stage.server.orders["pull"].append(lambda body: httpx.Response(200, stream=Hanging()))
        await hanging.wait()
        stage.memory.set_note("server", None)
        await until(lambda: stage.now.phase is Phase.OFF)


async def test_an_unexpected_error_is_told_by_kind_without_its_words_and_syncing_goes_on(tmp_path, caplog):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(ZeroDivisionError("নাসরিনের কথা"))
        with caplog.at_level(logging.DEBUG, "app"):
            await live(stage)
        assert "ZeroDivisionError" in caplog.text
        assert "নাসরিন" not in caplog.text


async def test_a_clock_that_is_ahead_is_told(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.device.clock.turn(seconds=3600)
        await live(stage)
        assert stage.now.ahead_ms == 3_600_000


async def test_when_it_is_called_off_it_lets_go_of_everything(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stage.task
        assert stage.server.tickers[-1].closed
        asked = len(stage.server.asked)
        stage.device.post()
        await stage.settle()
        assert len(stage.server.asked) == asked
        assert stage.memory._listeners == [stage._watch]


async def test_rows_of_a_person_one_has_never_heard_of_are_no_trouble(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(
            pulled(page("u.x", row("grant", HANDS, 1, role="leader")), page("d.y", row("dm", "m", 1)))
        )
        await live(stage)
        assert stage.memory.note("cursors") == {"u.x": 1, "d.y": 1}
        assert stage.memory.get("d.y", "dm", "m").by == DAVID
