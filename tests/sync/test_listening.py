"""The live channel brings pages itself, goes on where it stopped, and can be done without."""

import asyncio
import json

import httpx
import pytest
from sync.fakes import HANDS, NASRIN, Naps, page, pulled, row, until
from sync.nets import Ticker, stream
from sync.stage import Stage, live

from app.domain.connection import Phase
from app.domain.ids import own_scope
from app.sync.listening import DEAF_AFTER
from app.sync.protocol import MAX_WAIT_S, SCHEMA


class Eager(httpx.AsyncBaseTransport):
    """Passes requests on, and keeps those to the live channel with their headers."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self.inner = inner
        self.lives: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/live":
            self.lives.append(request)
        return await self.inner.handle_async_request(request)


def follows(after: int, *rows, start: int = 0, scope: str = HANDS):
    return page(scope, *rows) | {"after": after, "start": start}


async def known(stage: Stage, cursor: int = 5, window: int = 0) -> int:
    """Connected, with one scope read up to here; how often the server was asked."""
    first = page(HANDS, row("post", "old", cursor)) | {"start": window}
    stage.server.orders["pull"].append(pulled(first))
    await live(stage)
    return len(stage.server.asked)


async def test_a_page_that_follows_on_what_is_here_is_taken_in_without_asking(tmp_path):
    async with Stage(tmp_path) as stage:
        asked = await known(stage)
        stage.server.say("page", **follows(5, row("post", "new", 6, title="হাত")))
        await until(lambda: stage.device.get("new"))
        assert stage.memory.note("cursors") == {HANDS: 6}
        stage.server.say("page", **follows(6, row("post", "new", 7, x=True)))
        await until(lambda: stage.device.get("new") is None)
        await stage.settle()
        assert len(stage.server.asked) == asked


async def test_its_rows_and_place_are_one_commit(tmp_path):
    async with Stage(tmp_path) as stage:
        await known(stage)
        commits = []
        stage.memory.subscribe(commits.append)
        stage.server.say("page", **follows(5, row("post", "new", 6)))
        await until(lambda: stage.device.get("new"))
        assert [news for news in commits if "kind:post" in news and "note:cursors" in news]


@pytest.mark.parametrize(
    "doubtful",
    [
        follows(4, row("post", "new", 6)),
        follows(6, row("post", "new", 7)),
        follows(5, row("post", "new", 6), start=3),
        follows(0, row("post", "new", 6), scope="c.unknown"),
        follows(5, row("post", "new", 6)) | {"more": True},
    ],
    ids=["before", "beyond", "of another window", "of a scope unknown here", "with more to come"],
)
async def test_a_page_that_does_not_follow_makes_one_pull(tmp_path, doubtful):
    async with Stage(tmp_path) as stage:
        asked = await known(stage)
        stage.server.say("page", **doubtful)
        await until(lambda: len(stage.server.asked) > asked)
        await stage.settle()
        assert stage.server.doors[asked:] == ["pull"]
        assert stage.device.get("new") is None


async def test_a_page_of_ones_own_scope_makes_a_pull_which_tells_what_else_has_come_or_gone(tmp_path):
    async with Stage(tmp_path) as stage:
        own = own_scope(NASRIN)
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "p", 5)), page(own, to=3)))
        await live(stage)
        removed = row("grant", HANDS, 4, x=True)
        stage.server.orders["pull"].append(pulled(page(own, removed), gone=(HANDS,)))
        stage.server.say("page", **follows(3, removed, scope=own))
        await until(lambda: stage.device.get("p") is None)


async def test_a_page_nobody_understands_makes_one_pull_and_one_that_is_known_makes_none(tmp_path):
    async with Stage(tmp_path) as stage:
        asked = await known(stage)
        stage.server.say("page", scope=HANDS)
        await until(lambda: len(stage.server.asked) > asked)
        stage.server.say("page", **follows(4, row("post", "old", 5)))
        await stage.settle()
        assert stage.server.doors[asked:] == ["pull"]


async def test_a_page_leaves_the_window_as_it_is(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.always["history"] = httpx.ConnectError("later")
        stage.naps.most = 0
        await known(stage, window=3)
        stage.server.say("page", **follows(5, row("post", "new", 6)))
        await until(lambda: stage.device.get("new"))
        assert stage.memory.note("windows") == {HANDS: 3}


async def test_a_page_of_another_history_is_not_believed(tmp_path):
    async with Stage(tmp_path) as stage:
        asked = await known(stage)
        stage.server.say("hello", epoch="e2")
        stage.server.say("page", **follows(5, row("post", "new", 6)))
        await until(lambda: len(stage.server.asked) > asked)
        await stage.settle()
        assert stage.device.get("new") is None


async def test_a_pull_that_was_under_way_when_a_page_came_does_not_set_anything_back(tmp_path):
    async with Stage(tmp_path) as stage:
        await known(stage)
        hanging, go_on = asyncio.Event(), asyncio.Event()

        def slowly(body):
            class Slow(httpx.AsyncByteStream):
                async def __aiter__(self):
                    hanging.set()
                    await go_on.wait()
                    yield json.dumps(pulled(page("k", row("card", "d", 1)))(body)).encode()

            return httpx.Response(200, stream=Slow())

        stage.server.orders["pull"].append(slowly)
        stage.wake()
        await hanging.wait()
        stage.server.say("page", **follows(5, row("post", "new", 6)))
        await until(lambda: stage.device.get("new"))
        go_on.set()
        await live(stage)
        assert stage.memory.note("cursors") == {HANDS: 6, "k": 1}


async def test_a_channel_that_breaks_goes_on_from_the_last_thing_it_said(tmp_path):
    stage = Stage(tmp_path)
    eager = Eager(stage.server)
    stage.engine._transport = eager
    async with stage:
        await live(stage)
        ticker = stage.server.tickers[-1]
        ticker.words.put_nowait(("poke\nid: h.7", {}))
        await stage.settle()
        ticker.words.put_nowait(None)
        await until(lambda: len(eager.lives) == 2)
        assert [request.headers.get("last-event-id") for request in eager.lives] == [None, "h.7"]
        assert eager.lives[0].url.query == f"pages=1&schema={SCHEMA}".encode()


class Silence(httpx.AsyncByteStream):
    """A channel that is open and says nothing, until it ends."""

    async def __aiter__(self):
        yield b""


def silent(body):
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Silence())


class Hanging:
    """Pulls that wait for news, as a server holds them."""

    def __init__(self) -> None:
        self.waits: list[int] = []
        self.news = asyncio.Event()
        self.pages: list[dict] = []

    def __call__(self, body):
        if not body["wait"]:
            return pulled()(body)
        self.waits.append(body["wait"])
        hanging = self

        class Held(httpx.AsyncByteStream):
            async def __aiter__(self):
                await hanging.news.wait()
                hanging.news.clear()
                yield json.dumps(pulled(*hanging.pages)(body)).encode()

        return httpx.Response(200, stream=Held())


async def test_where_the_channel_says_nothing_pulls_wait_for_news_instead(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=DEAF_AFTER - 1)) as stage:
        hanging = Hanging()
        stage.server.always = {"live": silent, "pull": hanging}
        await until(lambda: hanging.waits)
        assert (hanging.waits[0], stage.server.doors.count("live")) == (MAX_WAIT_S, DEAF_AFTER)
        hanging.pages = [page(HANDS, row("post", "new", 6))]
        hanging.news.set()
        await until(lambda: stage.device.get("new"))
        await until(lambda: len(hanging.waits) >= 2)
        assert stage.now.phase is Phase.LIVE


async def test_what_is_written_does_not_wait_behind_a_pull_that_hangs(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=DEAF_AFTER)) as stage:
        hanging = Hanging()
        stage.server.always = {"live": silent, "pull": hanging}
        await until(lambda: hanging.waits)
        typed = stage.device.post()
        await until(lambda: not stage.device.get(typed).waiting, 1)
        await until(lambda: len(hanging.waits) >= 2)


async def test_a_channel_that_gets_through_again_takes_over(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=DEAF_AFTER + 1)) as stage:
        hanging, ticker = Hanging(), Ticker()
        stage.server.always = {"live": silent, "pull": hanging}
        stage.server.orders["live"].extend([silent, silent, stream(ticker)])
        await until(lambda: stage.server.doors.count("live") == DEAF_AFTER + 1)
        await live(stage)
        await stage.settle()
        waits = len(hanging.waits)
        await asyncio.sleep(0.05)
        assert len(hanging.waits) == waits
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "new", 6))))
        ticker.say("poke", **{HANDS: 6})
        await until(lambda: stage.device.get("new"))


async def test_a_server_that_will_not_wait_is_not_asked_on_and_on(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=9)) as stage:
        stage.server.always = {"live": silent}
        await stage.naps.over.wait()
        asked = len(stage.server.asked)
        await stage.settle()
        assert len(stage.server.asked) <= asked + 3
        assert asked < 30
