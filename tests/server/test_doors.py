"""What is turned down before anyone looks at it, and what no answer and no log ever holds."""

import json
import logging
from collections.abc import AsyncIterator

import pytest
from server.visitor import House

from app.server.logs import DiscreetFormatter
from app.sync.protocol import MAX_BODY, MAX_MUTATIONS, Push
from app.sync.wire import to_wire

SECRET = "গোপন-কথা-7431"


async def test_the_server_says_that_it_is_well(house: House) -> None:
    reply = await house.stranger().http.get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


async def test_a_body_may_be_as_large_as_the_protocol_says_and_no_larger(house: House) -> None:
    nasrin = await house.visitor()
    start = b'{"epoch":"","mutations":[]'
    for size, status in ((MAX_BODY, 200), (MAX_BODY + 1, 413)):
        body = start + b" " * (size - len(start) - 1) + b"}"
        reply = await nasrin.http.post("/v1/push", content=body, headers=nasrin.headers)
        assert reply.status_code == status
    assert reply.json() == {"code": "too.large", "params": {"limit": MAX_BODY}}


async def test_a_body_without_a_length_is_weighed_as_it_comes(house: House) -> None:
    nasrin = await house.visitor()
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 65_536
            yield b" " * 65_536

    reply = await nasrin.http.post("/v1/push", content=endless(), headers=nasrin.headers)
    assert reply.status_code == 413
    assert sent < 2 * MAX_BODY


async def test_a_compressed_body_is_refused_unopened(house: House) -> None:
    nasrin = await house.visitor()
    reply = await nasrin.http.post(
        "/v1/push", content=b"\x1f\x8b", headers=nasrin.headers | {"content-encoding": "gzip"}
    )
    assert (reply.status_code, reply.json()["code"]) == (415, "encoding.refused")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff",
        b'{"epoch":""}',
        b'{"epoch":1,"mutations":[]}',
        b'{"epoch":"","mutations":[{}]}',
        b'{"epoch":"","mutations":' + b"[" * 50_000,
        b'{"epoch":"\\ud800","mutations":[]}',
        b'{"epoch":"","mutations":[{"mid":"1","op":"set","scope":"u","kind":"me","id":"1","h":{"a":[1,2]}}]}',
        b'{"epoch":"","mutations":[{"mid":"1","op":"set","scope":"u","kind":"me","id":"1","args":{"a":'
        + b"[" * 20_000
        + b"]" * 20_000
        + b"}}]}",
    ],
)
async def test_what_is_no_message_of_ours_is_turned_down(house: House, body: bytes) -> None:
    nasrin = await house.visitor()
    reply = await nasrin.http.post("/v1/push", content=body, headers=nasrin.headers)
    assert (reply.status_code, reply.json()) == (400, {"code": "request.wrong", "params": {}})


async def test_fields_of_a_later_version_are_passed_over(house: House) -> None:
    nasrin = await house.visitor()
    body = {"epoch": "", "mutations": [], "later": 1}
    assert (await nasrin.http.post("/v1/push", json=body, headers=nasrin.headers)).status_code == 200


async def test_fifty_mutations_in_four_scopes_are_the_most_of_one_push(house: House) -> None:
    nasrin = await house.visitor()
    assert (await nasrin.send(*[nasrin.profile()] * MAX_MUTATIONS)).status_code == 200
    assert (await nasrin.send(*[nasrin.profile()] * (MAX_MUTATIONS + 1))).status_code == 400
    assert (await nasrin.send(*[nasrin.circle() for _ in range(4)])).status_code == 200
    assert (await nasrin.send(*[nasrin.circle() for _ in range(5)])).status_code == 400
    assert (await nasrin.send(nasrin.post("c." + "x" * 200))).status_code == 400


async def test_a_push_is_answered_by_the_name_it_came_by(house: House) -> None:
    nasrin = await house.visitor()
    named = to_wire(Push(epoch="", mutations=[nasrin.profile()], req="r1"))
    for status in ("ok", "dup"):
        reply = await nasrin.http.post("/v1/push", json=named, headers=nasrin.headers)
        assert (reply.json()["req"], reply.json()["results"][0]["st"]) == ("r1", status)
    unnamed = {name: value for name, value in named.items() if name != "req"}
    reply = await nasrin.http.post("/v1/push", json=unnamed, headers=nasrin.headers)
    assert (reply.status_code, reply.json().get("req", "")) == (200, "")
    too_long = {**named, "req": "r" * 129}
    assert (await nasrin.http.post("/v1/push", json=too_long, headers=nasrin.headers)).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/", 404), ("GET", "/v1/push", 405), ("PUT", "/x", 404)]
)
async def test_other_doors_do_not_exist(house: House, method: str, path: str, status: int) -> None:
    reply = await house.stranger().http.request(method, path)
    assert (reply.status_code, reply.json()["code"]) == (status, "request.misdirected")


async def test_every_answer_keeps_browsers_from_guessing_framing_and_keeping_it(house: House) -> None:
    stranger = house.stranger()
    for reply in (
        await stranger.http.get("/healthz"),
        await stranger.ask(),
        await stranger.http.get("/nothing"),
    ):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        assert "access-control-allow-origin" not in reply.headers


async def test_logs_hold_nothing_that_anyone_wrote(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    nasrin, david = await house.visitor(name_bn="নাসরিন", ask=SECRET), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.push(
        nasrin.post(scope, SECRET), nasrin.message(david.person, SECRET), nasrin.prompt(scope, SECRET)
    )
    await david.push(david.prompt(scope, SECRET), david.reply(scope, SECRET, SECRET))
    await nasrin.http.post("/v1/push", content=SECRET.encode(), headers=nasrin.headers)
    await nasrin.ask(req=SECRET * 9)
    await nasrin.rows()
    assert SECRET not in caplog.text
    assert nasrin.token not in caplog.text
    assert "নাসরিন" not in caplog.text


def test_an_error_in_the_log_tells_where_it_happened_and_not_what_was_said() -> None:
    try:
        SECRET.encode("ascii")
    except UnicodeEncodeError as why:
        record = logging.LogRecord(
            "x", logging.ERROR, "x", 1, "trouble", (), (type(why), why, why.__traceback__)
        )
    said = DiscreetFormatter().format(record)
    assert json.loads(said)["error"] == "UnicodeEncodeError"
    assert "test_doors.py" in said
    assert "7431" not in said
