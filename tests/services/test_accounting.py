"""What left this device is counted with what it was about, and told in plain terms."""

import gzip
import json

import examples as eg
import httpx
import pytest
from sync.fakes import HANDS, MORNING, Device, Script, page, pulled, pushed, row

from app.domain.errors import Unreachable
from app.services import accounting
from app.services.accounting import EXCHANGES
from app.services.desk import Desk
from app.sync.protocol import Page
from app.sync.pulling import pull_all, take_news
from app.sync.pushing import push_all
from app.sync.wire import from_wire

DAY_MS = accounting.DAY_MS


def desk_of(device: Device) -> Desk:
    return Desk(memory=device.memory, clock=device.clock, randomness=eg.randomness())


async def test_an_exchange_says_how_many_of_what_went_and_how_many_bytes(tmp_path):
    device = Device(tmp_path)
    bodies: list[tuple[int, int]] = []

    class Weighing(httpx.AsyncBaseTransport):
        inner = Script(("push", pushed()))

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            answer = await self.inner.handle_async_request(request)
            bodies.append((len(request.content), len(answer.content)))
            return answer

    device.post()
    device.post()
    device.write(HANDS, "circle", "x", "set", name_bn="হাত")
    commits = []
    device.memory.subscribe(commits.append)
    await push_all(device.line(Weighing()))
    (exchange,) = accounting.exchanges(desk_of(device))
    assert (exchange.kinds, exchange.at) == ({"post": 2, "circle": 1}, MORNING)
    assert [(exchange.up, exchange.down)] == bodies
    assert len(commits) == 1, "it is written down in the commit of the answers"
    device.memory.close()


async def test_a_page_that_comes_before_the_answer_takes_nothing_from_the_count(tmp_path):
    device = Device(tmp_path)
    bodies: list[tuple[int, int]] = []
    device.memory.set_note("cursors", {HANDS: 5})

    class Quick(httpx.AsyncBaseTransport):
        inner = Script(("push", pushed()))

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            news = page(HANDS, row("post", "p", 6)) | {"after": 5}
            assert take_news(line, from_wire(Page, news))
            answer = await self.inner.handle_async_request(request)
            bodies.append((len(request.content), len(answer.content)))
            return answer

    device.post()
    line = device.line(Quick())
    await push_all(line)
    (exchange,) = accounting.exchanges(desk_of(device))
    assert [(exchange.up, exchange.down)] == bodies
    device.memory.close()


async def test_the_last_hundred_are_kept_the_latest_first(tmp_path):
    device = Device(tmp_path)
    for number in range(EXCHANGES + 3):
        device.post()
        await push_all(device.line(Script(("push", pushed(now=MORNING + number)))))
        device.clock.turn(seconds=1)
    found = accounting.exchanges(desk_of(device))
    assert len(found) == EXCHANGES
    assert found[0].at == MORNING + 1000 * (EXCHANGES + 2)
    assert found[-1].at == MORNING + 3000
    device.memory.close()


async def test_days_add_up_what_went_and_what_came_and_are_kept_for_a_month(tmp_path):
    device = Device(tmp_path)
    device.post()
    line = device.line(Script(("pull", pulled(page(HANDS, row("post", "p", 1)))), ("push", pushed())))
    await pull_all(line)
    await push_all(line)
    (today,) = accounting.days(desk_of(device))
    (exchange,) = accounting.exchanges(desk_of(device))
    assert (today.at, today.kinds) == (MORNING // DAY_MS * DAY_MS, {"post": 1})
    assert today.up > exchange.up
    assert today.down > exchange.down
    device.clock.turn(days=1)
    device.post()
    await push_all(device.line(Script(("push", pushed()))))
    assert [day.at // DAY_MS for day in accounting.days(desk_of(device))] == [
        MORNING // DAY_MS + 1,
        MORNING // DAY_MS,
    ]
    device.clock.turn(days=40)
    assert accounting.days(desk_of(device)) == []
    device.memory.close()


async def test_what_was_lost_on_the_way_has_left_the_device_all_the_same(tmp_path):
    device = Device(tmp_path)
    device.post()
    server = Script(("push", httpx.ReadTimeout("…")), ("push", pushed()))
    line = device.line(server)
    with pytest.raises(Unreachable):
        await push_all(line)
    await push_all(line)
    (exchange,) = accounting.exchanges(desk_of(device))
    (again,) = {len(str(body)) for body in server.heard}
    assert exchange.up > again
    device.memory.close()


async def test_a_squeezed_reply_counts_as_it_came(tmp_path):
    device = Device(tmp_path)
    rows = [row("post", f"p{number}", number + 1, title="একই কথা") for number in range(300)]

    class Squeezing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            body = json.dumps(pulled(page(HANDS, *rows))(json.loads(request.content))).encode()
            self.size, packed = len(body), gzip.compress(body)

            class Body(httpx.AsyncByteStream):
                async def __aiter__(self):
                    yield packed

            self.packed = len(packed)
            return httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Body())

    server = Squeezing()
    await pull_all(device.line(server))
    (today,) = accounting.days(desk_of(device))
    assert today.down == server.packed < server.size / 5
    device.memory.close()
