"""`setu serve` and `setu server …` speak the language of the terminal; only what one types is English."""

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import httpx
import pytest
from server.staffing import Say
from server.visitor import House

from app.server.home import Home

TYPED = {
    *("setu", "serve", "server", "store", "verify", "confirm-restore", "role", "NAME", "moderator", "admin"),
    *("decide", "suspend", "around", "kept", "warned", "suspended", "removed"),
    *(
        "data",
        "db",
        "invites",
        "Ctrl",
        "C",
        "PostgreSQL",
        "SQLite",
        "TLS",
        "Caddy",
        "nginx",
        "Setu",
        "SETU_PROT",
    ),
}
"""What stays as it is in every language."""


@pytest.fixture
def bengali(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "bn_BD.UTF-8")
    for name in [name for name in os.environ if name.startswith("SETU_")]:  # a setting nobody knows is named
        monkeypatch.delenv(name)


def english_in(said: str, *known: str) -> list[str]:
    """English words that are neither typed, nor part of a path, a time, an id or a code."""
    for name in known:
        said = said.replace(name, "")
    said = re.sub(r"\b[A-Z\d]{4}(?:-[A-Z\d]{4})+\b", "", said)  # a code; by chance there is no digit in it
    said = re.sub(r"\S*[/\d]\S*", "", said)
    return [word for word in re.findall(r"[A-Za-z](?:[A-Za-z_-]*[A-Za-z])?", said) if word not in TYPED]


@pytest.mark.usefixtures("bengali")
async def test_looking_after_people_is_told_in_bengali(served: House, say: Say, folder: Path) -> None:
    admin = await served.visitor(admin=True, name_en="David Rahman")
    nasrin = await served.visitor(name_en="", name_bn="নাসরিন আক্তার")
    scope = await served.circle_of(nasrin, admin)
    post = await admin.do(admin.post(scope, "Something harmful"))
    on_staff = nasrin.reporting(scope, "post", post.row.id)
    await nasrin.do(on_staff)
    on_nasrin = admin.reporting("k", "card", nasrin.person, "pretending")
    await admin.do(on_nasrin)
    await say("suspend", nasrin.person)
    for words in (
        ("people",),
        ("invites",),
        ("invite",),
        ("reports",),
        ("report", on_nasrin.id, "--around"),
        ("decide", on_nasrin.id, "suspended"),
        ("report", on_nasrin.id),
        ("people", "nobody"),
        ("check", nasrin.person),
        ("reinstate", nasrin.person),
        ("reset", nasrin.person),
    ):
        code, out, err = await say(*words)
        assert (code, err) == (0, ""), words
        assert re.search("[ঀ-৿]", out), words
        assert english_in(out, "David Rahman", "Look at this") == [], words
    assert english_in((await say("report", on_staff.id))[2]) == []
    _, out, _ = await say("audit")
    assert len(out.splitlines()) > 4
    assert english_in(out) == []


@pytest.mark.usefixtures("bengali")
async def test_why_something_cannot_be_done_is_told_in_bengali(served: House, say: Say) -> None:
    admin = await served.visitor(admin=True, name_en="David Rahman")
    for words in (
        ("role", admin.person, "none"),
        ("suspend", admin.new_id()),
        ("suspend", "নাসরিন"),
        ("uninvite", admin.new_id()),
        ("report", admin.new_id()),
        ("decide", admin.new_id(), "kept"),
        ("new-epoch",),
        ("confirm-restore",),
        ("restore", "/nowhere"),
        ("backup", "--to", "/dev/null"),
        ("backup", "--to", "/dev/null/copy"),
    ):
        code, out, err = await say(*words)
        assert (code, out) == (1, ""), words
        assert english_in(err) == [], err


@pytest.mark.usefixtures("bengali")
async def test_a_back_up_and_a_restore_are_told_in_bengali(
    folder: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    Home.open(folder).close()
    copy = str(folder.parent / "copy")
    monkeypatch.setenv("SETU_PROT", "7")
    for words in (
        ("backup", "--to", copy),
        ("restore", copy, "--verify"),
        ("restore", copy),
        ("confirm-restore",),
        ("new-epoch",),
    ):
        code, out, err = await say(*words)
        assert (code, err) == (0, ""), words
        assert english_in(out) == [], out
    assert english_in((await say("config"))[2]) == []
    letter = str(Path(__file__))
    assert english_in((await say("restore", letter))[2]) == []


@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "bn_BD.UTF-8"])
async def test_a_server_greets_and_takes_its_leave_in_the_language_of_the_terminal(
    folder: Path, lang: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "app",
            "serve",
            "--web",
            "--host",
            "0.0.0.0",
            "--port",
            "0",
            "--data",
            folder,
        ),
        env={"LANG": lang},
        stdout=asyncio.subprocess.PIPE,
    )
    said = ""
    async with asyncio.timeout(30):
        while "--invites 5" not in said:
            said += (await process.stdout.readline()).decode()
        async with httpx.AsyncClient(base_url=re.search(r"http://\S+", said)[0]) as http:
            assert (await http.get("/healthz")).status_code == 200
        process.send_signal(signal.SIGTERM)
        said += (await process.stdout.read()).decode()
    assert await process.wait() == 0
    assert re.search(r": ([0-9A-Z]{4}-){2}[0-9A-Z]{4}\n", said)
    assert (english_in(said) == []) is lang.startswith("bn")
    assert ("Stopped. Everything is saved." in said) is lang.startswith("en")
