"""The door: what `setu` says and does when it is started from a terminal."""

import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import examples as eg
import httpx
import pytest
from journeys.processes import app, setu

from app.__main__ import build_parser

ROOT = Path(__file__).parents[1]


def test_help_reads_well_and_names_everything(capsys):
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(["--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    for word in ("serve", "--data", "--port", "--no-browser", "Everything you write stays on this"):
        assert word in said
    assert max(map(len, said.splitlines())) <= 100


@pytest.mark.parametrize("words", [("--help",), ("server", "people"), ("store", "stats")], ids=" ".join)
def test_a_terminal_without_bengali_letters_breaks_nothing(tmp_path, words):
    done = subprocess.run(
        [sys.executable, "-m", "app", *words, *(["--data", tmp_path] if len(words) > 1 else [])],
        cwd=ROOT,
        env={"LANG": "bn_BD.UTF-8", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert b"\\u09" in said
    assert b"Traceback" not in said


async def test_it_serves_to_this_machine_only_and_ends_quietly(tmp_path):
    async with app(tmp_path / "data") as (process, url):
        async with httpx.AsyncClient() as client:
            assert (await client.get(url)).status_code == 200
            port = int(url.rpartition(":")[2])
            with pytest.raises(httpx.ConnectError):
                await client.get(f"http://{_other_address_of_this_machine()}:{port}")
        assert await process.stop() == 0
        assert (tmp_path / "data" / "setu.db").stat().st_mode & 0o077 == 0


def _other_address_of_this_machine() -> str:
    """An address of this machine beside 127.0.0.1: 127.0.0.2 reaches whatever listens on all of them."""
    return "127.0.0.2"


async def test_where_no_browser_can_open_the_address_is_for_the_person_to_open(tmp_path, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    async with setu("--data", tmp_path / "data", "--port", "0", home=tmp_path) as started:
        assert await started.says(r"(http://127\.0\.0\.1:\d+)")
        assert await started.says(r"(Open this address in your browser\.)")


async def test_a_port_in_use_picks_the_next_free_one(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with app(tmp_path / "data", port) as (_, url):
            assert port < int(url.rpartition(":")[2]) <= port + 50


async def test_a_second_setu_on_the_same_data_says_so_in_one_sentence(tmp_path):
    async with (
        app(tmp_path / "data"),
        setu("--data", tmp_path / "data", "--port", "0", "--no-browser", home=tmp_path) as second,
    ):
        assert "already open" in await second.says(r"(Setu is already open[^\n]*\.)")
        assert await second.says(r"(http://127\.0\.0\.1:\d+)")  # and shows the same in a window


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b'{"_default": {"1": {"mine": true}}}', "is not Setu's"), (b"\x00\xff" * 400, "is not Setu's")],
    ids=["a stock TinyDB", "bytes"],
)
async def test_a_foreign_store_is_refused_by_name_and_left_as_it_was(tmp_path, content, sentence):
    store = tmp_path / "data" / "setu.db"
    store.parent.mkdir()
    store.write_bytes(content)
    async with setu("--data", store.parent, "--port", "0", "--no-browser", home=tmp_path) as started:
        assert str(store) in await started.says(rf"(The file [^\n]* {sentence}[^\n]*\.)")
        await started.stop()
    assert store.read_bytes() == content


async def test_a_damaged_store_is_refused_by_name_and_left_as_it_was(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path / "data")
    desk.memory.set_note("queue", 7)
    desk.memory.close()
    store = tmp_path / "data" / "setu.db"
    (store.parent / "setu.db.hint").unlink()  # with it only a window would meet the damaged part
    content = store.read_bytes().replace("নাসরিন".encode(), "নাসরীন".encode(), 1)
    store.write_bytes(content)
    async with setu("--data", store.parent, "--port", "0", "--no-browser", home=tmp_path) as started:
        assert str(store) in await started.says(r"(The file [^\n]* is damaged[^\n]*\.)")
        await started.stop()
    assert store.read_bytes() == content


@pytest.mark.parametrize("command", [[], ["serve"]], ids=["setu", "setu serve"])
async def test_a_folder_that_cannot_be_used_is_said_in_a_sentence_without_a_trace(tmp_path, command):
    (tmp_path / "file").write_text("not a folder")
    browser = [] if command else ["--no-browser"]
    arguments = (*command, "--data", tmp_path / "file", "--port", "0", *browser)
    async with setu(*arguments, home=tmp_path) as started:
        assert await started.says(rf"([^\n]*{re.escape(str(tmp_path / 'file'))}[^\n]*\.)")
        assert "Traceback" not in started.printed


async def test_a_server_starts_with_one_command_and_prints_an_invite(tmp_path):
    async with setu("serve", "--data", tmp_path / "server", "--port", "0", home=tmp_path) as server:
        address = await server.says(r"(http://127\.0\.0\.1:\d+)")
        assert await server.says(r"invite: ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})")
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"{address}/healthz")).status_code == 200
        assert await server.stop() == 0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """What `pip wheel` would hand out."""
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_a_wheel_carries_the_catalogs_the_fonts_and_their_licence(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "app/locales/bn/LC_MESSAGES/messages.mo",
        "app/assets/fonts/NotoSansBengali-Regular.ttf",
        "app/assets/fonts/OFL.txt",
        "app/assets/index.html",
        "app/ui/screens/welcome.py",
    ):
        assert name in names
    assert not [name for name in names if name.startswith("tests/")]


async def test_what_a_wheel_installs_runs_without_the_working_copy(tmp_path, wheel):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    async with app(tmp_path / "data", code=tmp_path / "site") as (_, url), httpx.AsyncClient() as client:
        font = await client.get(f"{url}/assets/fonts/NotoSansBengali-Regular.ttf")
        assert font.status_code == 200
        assert len(font.content) > 100_000
