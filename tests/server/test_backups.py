"""Back-ups: taken while people write, checked, sealed, kept in turn, and brought back as a new history."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from server.visitor import House, Visitor

from app.server.backups import sealing
from app.server.backups.checking import check
from app.server.backups.making import back_up
from app.server.backups.restoring import rehearse, restore
from app.server.backups.shelf import age_ms, backups_in, clear, name_for
from app.server.home import DATABASE, Home
from app.server.jobs import Jobs
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe

pytestmark = pytest.mark.sqlite
NOW = 1_795_000_000_000


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    _write_key(file, "0123456789abcdef" * 4 + "\n")
    return file


def _write_key(file: Path, text: str, *, mode: int = 0o600) -> None:
    file.write_text(text)
    file.chmod(mode)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _back_up(tmp_path: Path, name: str = "copy", key: Path | None = None) -> Path:
    return back_up(tmp_path / "server", tmp_path / name, tmp_path, now_ms=NOW, key_file=key).file


async def _some_life(house: House) -> tuple[Visitor, str]:
    nasrin, david = await house.visitor(admin=True), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    for _ in range(5):
        await nasrin.do(nasrin.post(scope))
    return nasrin, scope


async def _code_of(doing: object) -> str:
    with pytest.raises(CannotServe) as why:
        await asyncio.to_thread(doing)
    return why.value.code


async def test_a_copy_from_another_process_under_load_is_whole_and_disturbs_nobody(
    house: House, tmp_path: Path
) -> None:
    nasrin, scope = await _some_life(house)
    written, done = 0, asyncio.Event()

    async def write() -> None:
        nonlocal written
        while not done.is_set():
            await nasrin.do(nasrin.post(scope))
            written += 1

    writing = [asyncio.create_task(write()) for _ in range(4)]
    copies = []
    for number in range(3):
        before = written
        command = (sys.executable, "-m", "app", "server", "backup", "--data", tmp_path / "server", "--to")
        process = await asyncio.create_subprocess_exec(*command, tmp_path / f"copy{number}", cwd=Path.cwd())
        assert await asyncio.wait_for(process.wait(), 30) == 0
        copies.append((before, check(tmp_path / f"copy{number}")))
    done.set()
    await asyncio.gather(*writing)
    assert written > copies[-1][0] > 0
    for before, contents in copies:
        assert contents.epoch == house.home.epoch
        assert before <= contents.rows <= check(tmp_path / "server" / DATABASE).rows
    assert _names(tmp_path) == ["copy0", "copy1", "copy2", "server"]
    assert (tmp_path / "copy0").stat().st_mode & 0o777 == 0o600


async def test_a_copy_of_a_stopped_servers_data_holds_what_is_only_in_the_log_and_leaves_it_there(
    tmp_path: Path,
) -> None:
    Home.open(tmp_path / "server").close()
    writes = f"""
import os, sqlite3
c = sqlite3.connect({str(tmp_path / "server" / DATABASE)!r}, isolation_level=None)
c.execute("INSERT INTO audit (id, at, actor, action, target) VALUES ('a', 1, 'b', 'c', 'd')")
os._exit(0)
"""
    await (await asyncio.create_subprocess_exec(sys.executable, "-c", writes)).wait()
    log = tmp_path / "server" / f"{DATABASE}-wal"
    before = log.read_bytes()
    assert before
    copied = _back_up(tmp_path)
    with contextlib.closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("SELECT id FROM audit").fetchall() == [("a",)]
    assert log.read_bytes() == before


async def test_the_drill_changes_nothing(house: House, tmp_path: Path, key: Path) -> None:
    await _some_life(house)
    copied = _back_up(tmp_path, key=key)
    before = copied.read_bytes()
    contents = rehearse(copied, key_file=key)
    assert (contents.people, contents.devices) == (2, 2)
    assert copied.read_bytes() == before
    assert _names(tmp_path) == ["copy", "key", "server"]


def _changed(path: Path, change: object) -> Path:
    other = path.with_name("changed")
    other.write_bytes(change(path.read_bytes()))
    return other


async def test_a_sealed_backup_opens_with_its_key_and_no_change_of_it_goes_unnoticed(
    house: House, tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "SEGMENT", 8192)  # many segments, without many megabytes
    nasrin, _ = await _some_life(house)
    copied = _back_up(tmp_path, key=key)
    assert nasrin.person.encode() not in copied.read_bytes()
    assert rehearse(copied, key_file=key) == check(tmp_path / "server" / DATABASE)
    start, part = 53, 8192 + 16
    for change, code in (
        (lambda all_: all_[:-1], "backup.damaged"),
        (lambda all_: all_[: start + 3 * part], "backup.damaged"),
        (lambda all_: all_ + b"x", "backup.damaged"),
        (lambda all_: all_[:start] + all_[start + part :], "backup.wrong_key"),
        (
            lambda all_: (
                all_[: start + part] + all_[start + 2 * part : start + 3 * part] + all_[start + 2 * part :]
            ),
            "backup.damaged",
        ),
        (lambda all_: all_[:40] + bytes([all_[40] ^ 1]) + all_[41:], "backup.wrong_key"),
        (lambda all_: all_[:30], "backup.wrong_key"),
    ):
        changed = _changed(copied, change)
        assert await _code_of(lambda: rehearse(changed, key_file=key)) == code  # noqa: B023
    assert await _code_of(lambda: rehearse(copied, key_file=None)) == "backup.key_needed"
    _write_key(key, "f" * 64)
    assert await _code_of(lambda: rehearse(copied, key_file=key)) == "backup.wrong_key"


async def test_a_key_must_be_one_and_nobody_elses_to_read(house: House, tmp_path: Path, key: Path) -> None:
    _write_key(key, "f" * 64, mode=0o644)
    assert await _code_of(lambda: _back_up(tmp_path, key=key)) == "backup.key_open"
    _write_key(key, "short")
    assert await _code_of(lambda: _back_up(tmp_path, key=key)) == "backup.key_file"
    assert await _code_of(lambda: _back_up(tmp_path, key=tmp_path / "none")) == "backup.key_file"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE scope SET head = head - 1 WHERE head > 3",
        "UPDATE item SET body = '{' WHERE kind = 'post'",
        "UPDATE item SET pos = seq + 1 WHERE kind = 'post'",
        "UPDATE scope SET gc_floor = head + 1",
        "DELETE FROM meta",
        "UPDATE member SET person_id = 'nobody' WHERE role = 'leader'",
        "DELETE FROM scope WHERE id = 'k'",
    ],
)
async def test_what_is_not_whole_is_neither_kept_nor_brought_back(
    house: House, tmp_path: Path, sql: str
) -> None:
    await _some_life(house)
    copied = _back_up(tmp_path)
    with contextlib.closing(sqlite3.connect(copied)) as connection:
        connection.execute(sql)
        connection.commit()
    assert await _code_of(lambda: rehearse(copied, key_file=None)) == "backup.damaged"
    await house.home.write(lambda ledger: ledger.connection.execute("PRAGMA foreign_keys").fetchone())
    data = house.home.data
    house.home.close()
    before = (data / DATABASE).read_bytes()
    assert await _code_of(lambda: restore(copied, data, now_ms=NOW, key_file=None)) == "backup.damaged"
    assert (data / DATABASE).read_bytes() == before
    copied.replace(data / DATABASE)
    assert await _code_of(lambda: _back_up(tmp_path, "another")) == "backup.damaged"
    assert not (tmp_path / "another").exists()


async def test_a_damaged_page_or_any_other_file_is_no_backup(house: House, tmp_path: Path) -> None:
    await _some_life(house)
    copied = _back_up(tmp_path)
    content = bytearray(copied.read_bytes())
    content[8192:12288] = os.urandom(4096)
    copied.write_bytes(content)
    assert await _code_of(lambda: rehearse(copied, key_file=None)) == "backup.damaged"
    copied.write_text("a letter")
    assert await _code_of(lambda: rehearse(copied, key_file=None)) == "backup.damaged"
    assert await _code_of(lambda: rehearse(tmp_path / "none", key_file=None)) == "backup.nothing"


def test_seven_days_and_five_weeks_are_kept(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, 3, tzinfo=UTC)
    (tmp_path / "letter.txt").touch()
    for day in range(100):
        for hours in (0, 9):
            moment = start + timedelta(days=day, hours=hours)
            (tmp_path / name_for(int(moment.timestamp() * 1000), sealed=day % 2 == 0)).touch()
        clear(tmp_path, daily=7, weekly=5)
    days = [file.name[5:13] for file in backups_in(tmp_path)]
    assert days == [
        *("20260410", "20260409", "20260408", "20260407", "20260406", "20260405", "20260404"),
        *("20260329", "20260322", "20260315"),
    ]
    assert all(file.name[14:16] == "12" for file in backups_in(tmp_path))
    assert (tmp_path / "letter.txt").exists()


async def test_a_running_server_backs_up_once_a_day_and_complains_when_it_cannot(
    house: House, tmp_path: Path
) -> None:
    await _some_life(house)
    folder = tmp_path / "shelf"
    settings = Settings(data=tmp_path / "server", backups=str(folder), backups_daily=2, backups_weekly=0)
    jobs = Jobs(house.home, settings)
    for _ in range(3):
        for _ in range(2):
            await jobs.back_up_if_due()
        house.clock.turn(days=1)
    assert len(backups_in(folder)) == 2
    assert jobs.complaint() == ""
    folder.rename(tmp_path / "away")
    folder.write_text("no folder")
    await jobs.back_up_if_due()
    folder.unlink()
    (tmp_path / "away").rename(folder)
    house.clock.turn(days=1.5)
    assert age_ms(folder, house.clock()) > 2 * 86_400_000
    assert jobs.complaint() == "backup"
