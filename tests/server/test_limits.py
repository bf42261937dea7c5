"""Every limit at its edge: what just fits passes, and one more does not, at a real server on a socket."""

import asyncio
import dataclasses
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, get_type_hints

import httpx
import pytest
from server.talking import acquainted
from server.visitor import GENEROUS, House, Visitor

from app.server.doors import heads
from app.server.doors.heads import MAX_HEAD
from app.server.home import wall_clock
from app.server.logs import DiscreetFormatter
from app.server.serving import running
from app.server.settings.settings import Settings
from app.sync.doors import DOORS
from app.sync.protocol import MAX_BODY, MAX_CURSORS, MAX_MUTATIONS, MAX_PAGE, MAX_WAIT_S


@pytest.fixture
async def nasrin(tmp_path: Path) -> AsyncIterator[Visitor]:
    """An administrator, at a server that listens on a socket."""
    async with (
        running(tmp_path / "server", limits=GENEROUS) as server,
        httpx.AsyncClient(base_url=server.address) as http,
    ):
        visitor = Visitor(http, wall_clock)
        await visitor.join(await server.invite(admin=True))
        await visitor.do(visitor.profile())
        yield visitor


async def _status(who: Visitor, path: str, body: Any, **headers: str) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {"content-type": "application/json", **who.headers, **headers}
    return (await who.http.post(path, content=content, headers=told)).status_code


def _pulling(**changes: Any) -> dict[str, Any]:
    return {"epoch": "", "req": "r", "cur": {}, **changes}


async def test_a_body_may_have_256_kilobytes(nasrin: Visitor) -> None:
    body = json.dumps(_pulling()).encode()
    assert await _status(nasrin, "/v1/pull", body + b" " * (MAX_BODY - len(body))) == 200
    assert await _status(nasrin, "/v1/pull", body + b" " * (MAX_BODY - len(body) + 1)) == 413


async def test_a_head_may_have_16_kilobytes(nasrin: Visitor) -> None:
    assert await _status(nasrin, "/v1/pull", _pulling(), **{"x-long": "a" * (MAX_HEAD - 1_000)}) == 200
    assert await _status(nasrin, "/v1/pull", _pulling(), **{"x-long": "a" * MAX_HEAD}) == 400
    assert await _status(nasrin, "/v1/pull", _pulling()) == 200


async def test_a_head_that_never_ends_is_hung_up_on(nasrin: Visitor) -> None:
    url = nasrin.http.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(b"POST /v1/pull HTTP/1.1\r\nx-long: " + b"a" * (MAX_HEAD - 1_000))
    await asyncio.sleep(0.1)
    assert not reader.at_eof()
    writer.write(b"a" * 2_000)
    assert (await reader.read()).startswith(b"HTTP/1.1 400")
    writer.close()
    assert await _status(nasrin, "/v1/pull", _pulling()) == 200


async def test_the_tenth_connection_of_ten_is_turned_away_and_the_log_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path / "server", settings=Settings(connections=10)) as server:
        held = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(8)]
        for status in (200, 503):
            async with httpx.AsyncClient(base_url=server.address) as http:
                assert (await http.get("/healthz")).status_code == status
            held.append(await asyncio.open_connection("127.0.0.1", server.port))
        for _, writer in held:
            writer.close()
    told = [json.loads(DiscreetFormatter().format(record))["event"] for record in caplog.records]
    assert "too many connections" in told


POST = b"POST /v1/signin HTTP/1.1\r\nhost: setu\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (POST, *(b"x-%d: slow\r\n" % number for number in range(100))),
        (POST + b"content-length: 100\r\ncontent-encoding: gzip\r\n\r\n", *(b"x" for _ in range(99))),
        (b"GET /healthz HTTP/1.1\r\nhost: setu\r\n\r\n", *(b"x-%d: slow\r\n" % n for n in range(100))),
    ],
    ids=["nothing", "a head", "the rest of what was answered", "a second head"],
)
async def test_who_comes_to_no_end_is_hung_up_on(
    nasrin: Visitor, monkeypatch: pytest.MonkeyPatch, pieces: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(heads, "PATIENCE_S", 0.5)
    url = nasrin.http.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)

    async def trickle() -> None:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.1)

    trickling = asyncio.create_task(trickle())
    try:
        async with asyncio.timeout(4):
            with suppress(ConnectionError):
                await reader.read()
    finally:
        trickling.cancel()
        writer.close()


EDGES: dict[str, Callable[[Visitor, int], dict[str, Any]]] = {
    "cursors": lambda who, more: _pulling(cur={f"c.{n}": 0 for n in range(MAX_CURSORS + more)}),
    "windows": lambda who, more: _pulling(window={f"c.{n}": 0 for n in range(MAX_CURSORS + more)}),
    "seconds of waiting": lambda who, more: _pulling(wait=MAX_WAIT_S + more),
    "letters of a request's name": lambda who, more: _pulling(req="r" * (64 + more)),
    "letters of a scope": lambda who, more: _pulling(cur={"c" * (128 + more): 0}),
    "scopes to come first": lambda who, more: _pulling(first=["k"] * (20 + more)),
    "digests": lambda who, more: _pulling(digest=["k"] * (8 + more)),
    "a number": lambda who, more: _pulling(cur={"k": 2**53 - 1 + more}),
    "no page at all": lambda who, more: _pulling(limit=1 - more),
}


@pytest.mark.parametrize("what", EDGES)
async def test_a_pull_may_have_so_much_and_not_one_more(nasrin: Visitor, what: str) -> None:
    assert await _status(nasrin, "/v1/pull", EDGES[what](nasrin, 0)) == 200
    assert await _status(nasrin, "/v1/pull", EDGES[what](nasrin, 1)) == 400


async def test_a_push_may_have_fifty_mutations_in_four_scopes_with_ids_of_128_letters(
    nasrin: Visitor,
) -> None:
    scopes = [(await nasrin.do(nasrin.circle())).scope for _ in range(5)]

    async def status(*mutations: Any) -> int:
        return await _status(
            nasrin, "/v1/push", {"epoch": "", "mutations": [dataclasses.asdict(one) for one in mutations]}
        )

    assert await status(*(nasrin.post(scopes[0]) for _ in range(MAX_MUTATIONS))) == 200
    assert await status(*(nasrin.post(scopes[0]) for _ in range(MAX_MUTATIONS + 1))) == 400
    assert await status(*(nasrin.post(scope) for scope in scopes[:4])) == 200
    assert await status(*(nasrin.post(scope) for scope in scopes)) == 400
    assert await status(nasrin.post(scopes[0], identifier="i" * 128)) == 200
    assert await status(nasrin.post(scopes[0], identifier="i" * 129)) == 400


async def test_a_page_has_five_hundred_rows_whatever_is_asked_for(nasrin: Visitor) -> None:
    scope = (await nasrin.do(nasrin.circle())).scope
    for _ in range(11):
        await nasrin.push(*(nasrin.post(scope, "x") for _ in range(MAX_MUTATIONS)))
    for limit in (MAX_PAGE, MAX_PAGE + 1, 10**9):
        pulled = await nasrin.pull(limit=limit)
        assert sum(len(page.rows) for page in pulled.pages) == MAX_PAGE
        assert pulled.more


TEXTS: dict[str, tuple[str, str]] = {
    "visible letters": ("a" * 4_000, "a" * 4_001),
    "visible letters of Bengali, marks and all": ("শি" * 2_730, "শি" * 2_731),
    "bytes": ("🧑🏽‍⚕️" * 963, "🧑🏽‍⚕️" * 964),
}


@pytest.mark.parametrize("what", TEXTS)
async def test_a_text_may_be_so_long(nasrin: Visitor, what: str) -> None:
    scope = (await nasrin.do(nasrin.circle())).scope
    fits, too_long = TEXTS[what]
    await nasrin.do(nasrin.post(scope, fits))
    assert await nasrin.refused(nasrin.post(scope, too_long)) == "text.long"


async def test_a_letter_keeps_eight_marks(nasrin: Visitor) -> None:
    scope = (await nasrin.do(nasrin.circle())).scope
    for given in (8, 9, 400):
        row = (await nasrin.do(nasrin.post(scope, "ত" + "\u0301" * given))).row
        assert row.v["body"] == "ত" + "\u0301" * 8


async def test_an_envelope_goes_sixteen_levels_deep(house: House) -> None:
    nasrin, david = await acquainted(house)
    talk = (await nasrin.do(nasrin.message(david.person))).scope

    def nested(levels: int) -> Any:
        inner: Any = 0
        for _ in range(levels):
            inner = [inner]
        return {"in": inner}

    def sending(levels: int) -> Any:
        args = {"e": 0, "b": nested(levels), "to": david.person}
        return nasrin.write(talk, "dm", "create", args=args)

    await nasrin.do(sending(14))
    assert await nasrin.refused(sending(15)) == "field.wrong"


_SHAPED = {
    "token": "t" * 43,
    "device": "my-device",
    "login": "nasrin.akter",
    "password": "ten green mangoes",
    "code": "ABCD-EFGH-JKMN",
    "person": "01a1ee56-5e00-75b1-a522-4a58b791f1d8",
}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.path)
async def test_a_letter_that_no_database_keeps_is_turned_down_politely(house: House, door: Any) -> None:
    """PostgreSQL cannot keep a NUL in a text; nobody gets a fault of the server for sending one."""
    admin = await house.visitor(admin=True)
    texts = [name for name, hint in get_type_hints(door.asks).items() if hint is str]
    for name in texts:
        others = {"mutations": [], "cur": {}, "before": 1}
        body = others | {one: "a\0b" if one == name else _SHAPED.get(one, "") for one in texts}
        reply = await admin.http.post(door.path, json=body, headers=admin.headers)
        assert reply.status_code < 500, (name, reply.text)


async def test_marks_without_end_hold_nobody_up(nasrin: Visitor) -> None:
    """To bring combining marks into order takes as long as their number squared."""
    marks = "a" + "\u0301" * 30_000 + "\u0316" * 30_000
    began = time.perf_counter()
    assert (await nasrin.sign_in(marks, marks)).status_code == 403
    assert (await nasrin.knock("/v1/password", login="nasrin", password=marks)).status_code == 400
    assert (await nasrin.knock("/v1/admin/people", like=marks)).status_code == 200
    await nasrin.push(nasrin.profile(name_en=marks))
    assert time.perf_counter() - began < 5
