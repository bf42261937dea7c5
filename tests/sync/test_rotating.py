"""A device's token is replaced now and then, and no lost reply can lock the device out."""

import httpx
import pytest
from sync.fakes import HANDS, MORNING, TOKEN, Naps, page, pulled, row, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase
from app.sync.line import read_server
from app.sync.rotating import EVERY_MS

LONG_AGO = MORNING - EVERY_MS - 1
DAY_MS = 24 * 3600 * 1000
LOST = httpx.ReadTimeout("the reply was lost")


class Guard(httpx.AsyncBaseTransport):
    """A server that knows tokens: the next one replaces the old one when it is first used."""

    def __init__(self, stage: Stage) -> None:
        self.inner = stage.server
        self.stage = stage
        self.token, self.next = TOKEN, ""
        self.shown: list[str] = []
        self.lose = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        shown = request.headers["authorization"].removeprefix("Bearer ")
        self.shown.append(shown)
        if self.next and shown == self.next:
            self.token, self.next = self.next, ""
        elif shown != self.token:
            return no(401, "token.unknown")
        answer = await self.inner.handle_async_request(request)
        if request.url.path == "/v1/token":
            if self.lose and self.lose_request():
                raise LOST
            self.next = self.inner.asked[-1][1]["token"]
            if self.lose:
                self.lose -= 1
                raise LOST
        return answer

    def lose_request(self) -> bool:
        return False


class Deaf(Guard):
    """One that loses the request itself."""

    def lose_request(self) -> bool:
        self.lose -= 1
        return True


def guarded(tmp_path, kind: type[Guard] = Guard, rotated: int = LONG_AGO) -> tuple[Stage, Guard]:
    stage = Stage(tmp_path)
    stage.memory.set_note("server", {**stage.memory.note("server"), "rotated": rotated})
    guard = kind(stage)
    stage.engine._transport = guard
    return stage, guard


async def renewed(stage: Stage, guard: Guard) -> None:
    await until(lambda: read_server(stage.memory).token == guard.token != TOKEN)
    await live(stage)
    assert read_server(stage.memory).next_token == ""
    assert read_server(stage.memory).rotated >= MORNING


async def test_after_a_month_a_device_makes_itself_a_new_token(tmp_path):
    stage, guard = guarded(tmp_path)
    async with stage:
        await renewed(stage, guard)
        typed = stage.device.post()
        await until(lambda: not stage.device.get(typed).waiting)
        assert set(guard.shown) == {TOKEN, guard.token}
        assert stage.server.doors.count("token") == 1


async def test_before_that_it_keeps_its_token(tmp_path):
    stage, _ = guarded(tmp_path, rotated=MORNING - EVERY_MS + DAY_MS)
    async with stage:
        await live(stage)
        await stage.settle()
        assert "token" not in stage.server.doors


@pytest.mark.parametrize("rotated", [0, MORNING + 400 * DAY_MS])
async def test_a_token_of_no_age_or_from_the_future_counts_from_now(tmp_path, rotated):
    stage, _ = guarded(tmp_path, rotated=rotated)
    async with stage:
        await live(stage)
        await until(lambda: read_server(stage.memory).rotated == MORNING)
        assert "token" not in stage.server.doors
        assert read_server(stage.memory).token == TOKEN


async def test_the_clock_that_counts_is_the_servers(tmp_path):
    stage, _ = guarded(tmp_path, rotated=MORNING)
    stage.device.clock.turn(days=300)
    async with stage:
        await live(stage)
        await stage.settle()
        assert "token" not in stage.server.doors


async def test_the_next_token_is_on_the_disk_before_the_server_hears_of_it(tmp_path):
    stage, _ = guarded(tmp_path)
    seen = []

    def look(body):
        seen.append((read_server(stage.memory).next_token, body["token"]))
        return {"now": MORNING}

    async with stage:
        stage.server.always["token"] = look
        await until(lambda: seen)
        assert seen[0][0] == seen[0][1]


async def test_a_lost_reply_is_no_harm_the_next_token_is_tried_first_at_the_next_connection(tmp_path):
    stage, guard = guarded(tmp_path)
    guard.lose = 1
    async with stage:
        await until(lambda: guard.next)
        await live(stage)
        assert read_server(stage.memory).token == TOKEN
        stage.server.orders["pull"].append(httpx.ConnectError("no signal for a moment"))
        stage.wake()
        await renewed(stage, guard)
        assert Phase.REFUSED not in {sign.phase for sign in stage.signs}


async def test_where_the_server_never_heard_of_it_the_old_one_serves_and_it_is_told_again(tmp_path):
    stage, guard = guarded(tmp_path, Deaf)
    guard.lose = 1
    async with stage:
        await until(lambda: read_server(stage.memory).next_token)
        await live(stage)
        first = read_server(stage.memory).next_token
        stage.server.orders["pull"].append(httpx.ConnectError("no signal for a moment"))
        stage.wake()
        await renewed(stage, guard)
        assert guard.token == first
        assert guard.shown.count(first) > 1
        assert Phase.REFUSED not in {sign.phase for sign in stage.signs}


async def test_a_token_that_was_turned_down_once_is_good_as_soon_as_the_server_was_told(tmp_path):
    stage, guard = guarded(tmp_path)
    stage.memory.set_note("server", {**stage.memory.note("server"), "next_token": "n" * 43})
    async with stage:
        await renewed(stage, guard)
        await stage.settle()
        assert read_server(stage.memory).token == "n" * 43
        assert stage.server.doors.count("token") == 1


async def test_after_that_the_next_connection_goes_on_as_ever(tmp_path):
    stage, guard = guarded(tmp_path)
    async with stage:
        await renewed(stage, guard)
        stage.server.orders["pull"].append(httpx.ConnectError("no signal for a moment"))
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "new", 6))))
        stage.wake()
        await until(lambda: stage.device.get("new"))
        await live(stage)


async def test_a_server_restored_from_before_that_is_shown_the_former_token(tmp_path):
    stage, guard = guarded(tmp_path)
    async with stage:
        await renewed(stage, guard)
        guard.token, guard.next = TOKEN, ""
        stage.server.orders["pull"].append(httpx.ConnectError("it is being restored"))
        stage.wake()
        await until(lambda: read_server(stage.memory).token == TOKEN)
        await live(stage)
        assert Phase.REFUSED not in {sign.phase for sign in stage.signs}


async def test_a_server_restored_once_more_from_after_that_is_shown_the_later_one_again(tmp_path):
    stage, guard = guarded(tmp_path)
    async with stage:
        await renewed(stage, guard)
        later = guard.token
        for token in (TOKEN, later, TOKEN):
            guard.token, guard.next = token, ""
            stage.server.orders["pull"].append(httpx.ConnectError("it is being restored"))
            stage.wake()
            await until(lambda token=token: read_server(stage.memory).token == token)
            await live(stage)
        assert Phase.REFUSED not in {sign.phase for sign in stage.signs}


async def test_whoever_is_turned_down_with_both_is_signed_out(tmp_path):
    stage, guard = guarded(tmp_path)
    stage.naps.most = 0
    server = stage.memory.note("server")
    stage.memory.set_note("server", {**server, "next_token": "n" * 43})
    guard.token = "another"
    async with stage:
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert (stage.now.why, set(guard.shown)) == ("token.unknown", {TOKEN, "n" * 43})
        assert read_server(stage.memory).state == "joined"
        guard.token, stage.naps.most = "n" * 43, 100
        stage.wake()
        await live(stage)
        assert read_server(stage.memory).token == "n" * 43


async def test_a_server_that_cannot_do_that_is_no_trouble(tmp_path):
    async with Stage(tmp_path, naps=Naps(most=3)) as stage:
        stage.memory.set_note("server", {**stage.memory.note("server"), "rotated": LONG_AGO})
        stage.server.always["token"] = no(404, "request.misdirected")
        await live(stage)
        stage.wake()
        await stage.settle()
        await live(stage)
        assert stage.server.doors.count("token") == 1


async def test_with_the_new_token_a_connection_that_breaks_goes_on_as_ever(tmp_path):
    stage, guard = guarded(tmp_path)
    async with stage:
        await renewed(stage, guard)
        news = pulled(page(HANDS, row("post", "p", 1)))
        stage.server.orders["pull"].extend([httpx.ConnectError("no signal for a moment"), news])
        stage.wake()
        await until(lambda: stage.device.get("p"))
