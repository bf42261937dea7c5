"""The stores of browsers' accounts are in the back-up: whole, sealed, tried in the drill, brought back."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest
from server.visitor import open_house

from app.domain.ids import uuid7
from app.server.backups.making import back_up
from app.server.backups.restoring import rehearse, restore
from app.server.backups.stores import FILE, FOLDER
from app.server.home import DATABASE
from app.server.troubles import CannotServe
from app.store.memory import Memory
from app.store.restored import NOTE
from app.storekeeping.terminal import Terminal

pytestmark = pytest.mark.sqlite
NOW = 1_795_000_000_000
NASRIN, DAVID = (uuid7(NOW, bytes([n]) * 10) for n in (1, 2))


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """A server on which two people came by browser and typed something."""
    async with open_house(tmp_path / "server") as house:
        await house.visitor()
    for person in (NASRIN, DAVID):
        _type(tmp_path / "server", person, f"of {person}")
    return tmp_path / "server"


def _type(data: Path, person: str, words: str) -> None:
    memory = Memory.open(data / FOLDER / person / FILE)
    memory.set_note("draft:x", words)
    memory.close()


def _typed(data: Path, person: str) -> tuple[str, bool]:
    memory = Memory.open(data / FOLDER / person / FILE)
    try:
        return memory.note("draft:x"), bool(memory.note(NOTE))
    finally:
        memory.close()


def _back_up(data: Path, key: Path | None = None) -> Path:
    return back_up(data, data.parent / "copy", data.parent, now_ms=NOW, key_file=key).file


@pytest.mark.parametrize("sealed", [False, True])
async def test_stores_come_back_on_a_new_machine(data: Path, tmp_path: Path, sealed: bool) -> None:
    key = tmp_path / "key"
    key.write_text("0123456789abcdef" * 4)
    key.chmod(0o600)
    copied = _back_up(data, key if sealed else None)
    assert sorted(os.listdir(tmp_path)) == ["copy", "key", "server"]
    contents = rehearse(copied, key_file=key)
    assert (contents.stores, "2 stores" in contents.said(Terminal().words)) == (2, True)
    done = restore(copied, tmp_path / "new", now_ms=NOW, key_file=key)
    assert (done.stores, done.stores_there) == (2, 0)
    for person in (NASRIN, DAVID):
        assert _typed(tmp_path / "new", person) == (f"of {person}", True)
        assert os.stat(tmp_path / "new" / FOLDER / person / FILE).st_mode & 0o077 == 0
    with sqlite3.connect(tmp_path / "new" / DATABASE) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'web%'").fetchall()


async def test_a_store_that_is_there_stays_for_it_knows_more(data: Path) -> None:
    copied = _back_up(data)
    _type(data, NASRIN, "written since")
    for path in (data / FOLDER / DAVID).iterdir():
        path.unlink()
    done = restore(copied, data, now_ms=NOW, key_file=None)
    assert (done.stores, done.stores_there) == (1, 1)
    assert _typed(data, NASRIN) == ("written since", False)
    assert _typed(data, DAVID) == (f"of {DAVID}", True)


async def test_a_store_in_use_is_copied_up_to_its_last_whole_write(data: Path, tmp_path: Path) -> None:
    memory = Memory.open(data / FOLDER / NASRIN / FILE)
    writing = asyncio.create_task(_keep_writing(memory))
    try:
        await asyncio.sleep(0.05)
        copied = await asyncio.to_thread(_back_up, data)
    finally:
        writing.cancel()
        memory.close()
    restore(copied, tmp_path / "new", now_ms=NOW, key_file=None)
    count, _ = _typed(tmp_path / "new", NASRIN)
    assert int(count) > 0


async def _keep_writing(memory: Memory) -> None:
    for number in range(1_000_000):
        memory.set_note("draft:x", str(number))
        await asyncio.sleep(0)


async def test_a_damaged_store_keeps_nobody_else_from_a_back_up(data: Path, tmp_path: Path) -> None:
    for number in range(20):
        _type(data, DAVID, f"{number}" * 200)
    path = data / FOLDER / DAVID / FILE
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    path.write_bytes(whole)
    made = back_up(data, tmp_path / "copy", tmp_path, now_ms=NOW, key_file=None)
    assert (made.damaged, made.contents.stores) == ((DAVID,), 1)
    assert rehearse(made.file, key_file=None).stores == 1


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE web_piece SET body = zeroblob(length(body))",
        "DELETE FROM web_piece",
        "UPDATE web_store SET person_id = '../' || person_id; "
        "UPDATE web_piece SET person_id = '../' || person_id",
    ],
)
async def test_the_drill_finds_a_store_that_is_not_whole(data: Path, harm: str) -> None:
    copied = _back_up(data)
    with sqlite3.connect(copied) as connection:
        connection.executescript(harm)
    connection.close()
    with pytest.raises(CannotServe) as why:
        rehearse(copied, key_file=None)
    assert why.value.code == "backup.damaged"


async def test_a_server_without_browsers_has_no_such_tables(tmp_path: Path) -> None:
    async with open_house(tmp_path / "server") as house:
        await house.visitor()
    copied = _back_up(tmp_path / "server")
    assert rehearse(copied, key_file=None).stores == 0
    with sqlite3.connect(copied) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'web%'").fetchall()
