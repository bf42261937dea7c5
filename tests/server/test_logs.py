"""What a log may hold: a session with a marker in every field that can be sent leaves none in it."""

import asyncio
import contextlib
import json
import logging
import re
import sys
from pathlib import Path

import httpx
import pytest
from server.visitor import STARTER, Visitor

from app.server.home import wall_clock
from app.server.logs import LOG, DiscreetFormatter, nickname
from app.sync.accounts import Join
from app.sync.doors import DOORS
from app.sync.wire import to_wire

MARK = "zqx7431"
BENGALI = "গোপনকথা"
_SERVE = [sys.executable, "-m", "app", "serve", "--port", "0", "--log"]


def _record(event: str, **extra: object) -> logging.LogRecord:
    return LOG.makeRecord(LOG.name, logging.WARNING, "x.py", 1, event, (), None, extra=extra)


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_line_holds_what_was_allowed_and_nothing_else(form: str) -> None:
    told = {
        "door": f"/v1/{MARK}",
        "status": MARK,
        "device": MARK,
        "scope": f"c.{MARK}",
        "code": f"{MARK} {MARK}",
        "name": MARK,
        "body": MARK,
        "bytes": [MARK],
        "ms": float("1.5"),
    }
    record = _record("request", **{key: value for key, value in told.items() if key != "name"})
    line = DiscreetFormatter(form).format(record)
    assert MARK not in line
    assert "request" in line
    assert "1.5" in line
    assert MARK not in DiscreetFormatter(form).format(_record(f"Hello {MARK}"))


def test_what_other_libraries_say_is_told_by_its_place_only() -> None:
    record = logging.LogRecord("asyncio", logging.ERROR, "/a/b/c/d.py", 7, f"future: {MARK}", (), None)
    told = json.loads(DiscreetFormatter().format(record))
    assert (told["event"], told["at"]) == ("other", "b/c/d.py:7")
    assert MARK not in str(told)


def test_a_device_is_told_by_eight_letters_that_lead_nowhere() -> None:
    assert re.fullmatch("[0-9a-f]{8}", nickname(MARK))
    assert nickname("a") != nickname("b")
    assert json.loads(DiscreetFormatter().format(_record("request", device=nickname("\ud800"))))["device"]


_UNCAUGHT = f"""
import asyncio, threading
from app.server.logs import keep_logs_discreet
keep_logs_discreet()
class Heavy:
    def __del__(self): raise ValueError("{MARK}")
def fail(): raise ValueError("{MARK}")
Heavy()
thread = threading.Thread(target=fail, name="{MARK}"); thread.start(); thread.join()
async def forget(): asyncio.create_task(later(), name="{MARK}"); await asyncio.sleep(0.1)
async def later(): fail()
asyncio.run(forget())
fail()
"""


async def test_errors_that_nobody_caught_are_told_without_their_words() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _UNCAUGHT, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert MARK.encode() not in out + err
    lines = [json.loads(line) for line in err.splitlines()]
    assert [line["error"] for line in lines] == ["ValueError"] * 4


@pytest.mark.parametrize("form", ["json", "text"])
async def test_a_session_full_of_markers_leaves_none_in_what_the_server_says(
    tmp_path: Path, form: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        *_SERVE, form, "--data", tmp_path / "server", cwd=Path.cwd(), env={"SETU_LOG_REQUESTS": "yes"},
        stdout=asyncio.subprocess.PIPE, stderr=(tmp_path / "log").open("wb"),
    )  # fmt: skip
    said = ""
    try:
        async with asyncio.timeout(20):
            while "To invite more" not in said:
                said += (await process.stdout.readline()).decode()
        address = re.search(r"http://\S+", said)[0]
        code = re.search(r"invite: (\S+)", said)[1]
        async with httpx.AsyncClient(base_url=address) as http:
            devices = [Visitor(http, wall_clock)]
            await _a_full_session(devices[0], code)
            secrets = {devices[0].token, devices[0].person, devices[0].device, code, code.replace("-", "")}
        await _broken_bytes(address)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        rest, _ = await asyncio.wait_for(process.communicate(), 20)
    log = (tmp_path / "log").read_text("utf-8")
    assert log.count("/v1/push") >= 3
    assert log.count("no http") >= 3  # the broken bytes were met, and told in our words
    for word in (MARK, BENGALI, json.dumps(BENGALI).strip('"'), *secrets):
        assert word.lower() not in log.lower()
        assert word.lower() not in rest.decode().lower()
    if form == "json":
        assert all(json.loads(line)["time"] for line in log.splitlines())


async def _a_full_session(who: Visitor, code: str) -> None:
    who.device = f"{MARK}-device"
    asked = Join(code=code, person=who.person, device=who.device, token=who.token, name=f"{MARK} {BENGALI}")
    assert (await who.http.post("/v1/join", json=to_wire(asked))).status_code == 200
    words = {"name_en": MARK, "name_bn": BENGALI, "headline_en": MARK, "discipline": "ot"}
    await who.push(who.write(who.own, "me", "set", who.person, words, wall=wall_clock()))
    await who.push(who.joining(STARTER), who.post(STARTER, f"{MARK} {BENGALI}"))
    await who.push(who.message(who.new_id(), MARK), who.write(f"c.{MARK}", MARK, MARK, MARK, {MARK: MARK}))
    headers = who.headers | {"user-agent": MARK, "x-forwarded-for": MARK, "cookie": MARK, "referer": MARK}
    wrong_token = headers | {"authorization": f"Bearer {MARK}{'x' * 40}"}
    for door in DOORS:
        for body in (
            b'{"%b": "%b' % (MARK.encode(), MARK.encode()),
            json.dumps({"code": MARK, "login": MARK}),
        ):
            for shown in (headers, wrong_token):
                await who.http.post(f"{door.path}?q={MARK}", content=body, headers=shown)
    await who.http.post("/v1/join", json=to_wire(asked) | {"code": MARK.upper().ljust(12, "A")})
    await who.http.get(f"/{MARK}/{BENGALI}?{MARK}={MARK}", headers=headers)
    await who.http.request(MARK.upper(), "/v1/push", headers=headers)
    await who.http.post("/v1/pull", json={"epoch": MARK, "req": MARK, "cur": {MARK: 1}}, headers=who.headers)
    await who.http.post("/v1/push", content=MARK.encode() * 60_000, headers=who.headers)


async def _broken_bytes(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    for sent in (
        f"{MARK}\r\n\r\n",
        f"GET /{MARK} HTTP/9.{MARK}\r\nx: {MARK}\r\n\r\n",
        f"POST / HTTP/1.1\r\n{MARK}\x00: 1\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(sent.encode())
        with contextlib.suppress(OSError):
            await asyncio.wait_for(reader.read(), 5)
        writer.close()
