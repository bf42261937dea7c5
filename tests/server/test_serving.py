"""`setu serve` as a process: what it says, what it refuses, and what survives when it is killed."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from server.visitor import STARTER, Visitor

from app.server.home import DATABASE, Home, wall_clock
from app.server.serving import run, running
from app.server.settings.settings import Settings

_SERVE = """
import sys
from pathlib import Path
from app.server.serving import run
from app.server.settings.settings import Settings
sys.exit(run(Settings(data=Path(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2])), invites=2))
"""


@asynccontextmanager
async def _process(data: Path, port: int = 0) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _SERVE, str(data), str(port), stdout=asyncio.subprocess.PIPE, cwd=Path.cwd()
    )
    said = ""
    try:
        async with asyncio.timeout(10):
            while "To invite more" not in said:
                line = await process.stdout.readline()
                assert line, f"ended after: {said}"
                said += line.decode()
        yield process, said
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _address(said: str) -> str:
    return re.search(r"http://\S+", said)[0]


async def test_a_killed_server_keeps_every_write_it_acknowledged(tmp_path: Path) -> None:
    data, acked = tmp_path / "server", []
    async with _process(data) as (process, said), httpx.AsyncClient(base_url=_address(said)) as http:
        nasrin = Visitor(http, wall_clock)
        await nasrin.join(re.search(r"Administrator's invite: (\S+)", said)[1])
        await nasrin.do(nasrin.joining(STARTER))

        enough = asyncio.Event()

        async def load() -> None:
            with contextlib.suppress(httpx.TransportError):
                while True:
                    reply = await nasrin.send(nasrin.post(STARTER))
                    if reply.status_code == 200:
                        acked.extend(result["row"]["id"] for result in reply.json()["results"])
                        if len(acked) >= 60:
                            enough.set()
                    else:
                        await asyncio.sleep(0.005)

        loading = [asyncio.create_task(load()) for _ in range(4)]
        await asyncio.wait_for(enough.wait(), 10)
        process.send_signal(signal.SIGKILL)
        await asyncio.gather(*loading)
    connection = sqlite3.connect(data / DATABASE)
    kept = {identifier for (identifier,) in connection.execute("SELECT id FROM item WHERE kind = 'post'")}
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert set(acked) <= kept
    Home.open(data).close()


async def test_a_first_start_gives_an_administrators_invite_and_later_ones_invites_for_members(
    tmp_path: Path,
) -> None:
    async with _process(tmp_path / "server") as (process, said):
        assert said.count("nvite:") == 1
        async with httpx.AsyncClient(base_url=_address(said)) as http:
            await Visitor(http, wall_clock).join(re.search(r"Administrator's invite: (\S+)", said)[1])
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 5) == 0
    async with _process(tmp_path / "server") as (process, said):
        codes = re.findall(r"^Invite: (\S+)$", said, re.MULTILINE)
        assert len(codes) == 2
        async with httpx.AsyncClient(base_url=_address(said)) as http:
            await Visitor(http, wall_clock).join(codes[1])
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 5) == 0


async def test_a_second_server_on_the_same_data_says_so_and_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(tmp_path / "server"):
        assert await asyncio.to_thread(run, Settings(data=tmp_path / "server", port=0)) == 1
    assert capsys.readouterr().err.startswith("Another Setu server is already using")


def test_a_port_in_use_is_said_in_one_sentence_and_the_data_is_let_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(Settings(data=tmp_path / "server", host="127.0.0.1", port=port)) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert f"Port {port} on 127.0.0.1 is already in use" in said.err
    Home.open(tmp_path / "server").close()


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_a_host_that_is_not_ours_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert run(Settings(data=tmp_path / "server", host=host, port=0)) == 1
    assert capsys.readouterr().err == f"{host} is not an address of this machine. Choose another host.\n"


def test_a_file_that_is_no_database_is_said_in_one_sentence_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / DATABASE).write_bytes(b"a letter, not a database" * 100)
    assert run(Settings(data=tmp_path, host="127.0.0.1", port=0)) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert (tmp_path / DATABASE).read_bytes() == b"a letter, not a database" * 100


@pytest.mark.parametrize(("key", "mode", "why"), [("", 0o600, "holds no key"), ("7" * 64, 0o644, "Others")])
def test_a_server_that_is_to_seal_its_back_ups_does_not_start_with_a_key_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, mode: int, why: str
) -> None:
    """Otherwise its operator would hear of it when there have been no back-ups for two days."""
    (tmp_path / "key").write_text(key)
    (tmp_path / "key").chmod(mode)
    sealed = {"backups": str(tmp_path / "shelf"), "backup_key": str(tmp_path / "key")}
    assert run(Settings(data=tmp_path / "server", host="127.0.0.1", port=0, **sealed)) == 1
    assert why in capsys.readouterr().err


async def test_an_address_others_can_reach_comes_with_a_warning(tmp_path: Path) -> None:
    serve = _SERVE.replace("127.0.0.1", "0.0.0.0")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        serve,
        str(tmp_path / "server"),
        "0",
        stdout=asyncio.subprocess.PIPE,
        env=dict(os.environ),
    )
    said = b""
    while b"To invite more" not in said:
        said += await asyncio.wait_for(process.stdout.readline(), 10)
    process.terminate()
    await process.wait()
    assert b"TLS proxy" in said
