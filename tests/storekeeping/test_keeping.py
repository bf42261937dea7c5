"""Back-ups: taken while somebody writes, put back, and never at the price of what is there."""

import errno
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from storekeeping.keepers import KEY, SCHEMA, after, done, held, seal, write, yes

from app.domain.errors import StoreBroken, StoreForeign, StoreFull, StoreLocked, StoreSealed, StoreTrouble
from app.store.database import LogDB
from app.store.disk import Disk, DiskFile, LogFile
from app.store.hint import hint_path
from app.storekeeping.keeping import backup, restore, salvage
from app.storekeeping.survey import inspect

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from app.store.database import LogDB
db = LogDB(sys.argv[1])
acknowledged = Path(sys.argv[2]).open("a")
chores = iter(())
for number in range(1_000_000):
    with db.transaction():
        db.table("records").put(str(number), {"text": "কথা " * (number % 50)})
        db.table("notes").put("cursor", {"value": number})
    acknowledged.write(f"{number}\\n")
    acknowledged.flush()
    if next(chores, None) is None and number % 100 == 0:
        chores = db.storage.compact()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "setu.db")
    return tmp_path / "setu.db"


# Back-up


@contextmanager
def writer(path: Path, said: Path) -> Iterator[Callable[[], int]]:
    """A process that writes and compacts; how many transactions it has acknowledged so far."""

    def acknowledged() -> int:
        return said.read_bytes().count(b"\n") if said.exists() else 0

    with subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(said)], cwd=ROOT) as process:
        try:
            while acknowledged() < 5:
                assert process.poll() is None
                time.sleep(0.01)
            yield acknowledged
            assert process.poll() is None
        finally:
            process.kill()


def test_a_backup_taken_while_somebody_writes_and_compacts_holds_all_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    path = tmp_path / "setu.db"
    generations: set[str] = set()
    with writer(path, tmp_path / "said") as acknowledged:
        while len(generations) < 4:
            to, before = tmp_path / "b.db", acknowledged()
            report = done(backup(path, to))
            # What the writer is doing just now may be there without having been acknowledged.
            latest = acknowledged() + 1
            assert report.header is not None
            generations.add(report.header.gen)
            records = held(to)["records"]
            assert before <= len(records) <= latest
            assert set(records) == {str(number) for number in range(len(records))}
            assert held(to)["notes"] == {"cursor": {"value": len(records) - 1}}
            to.unlink()
            hint_path(to).unlink()
    assert not list(tmp_path.glob("*.part"))


def test_a_running_store_verifies_as_whole(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    with writer(path, tmp_path / "said") as acknowledged:
        for _ in range(20):
            before = acknowledged()
            report = done(inspect(path))
            assert report.damage == []
            assert report.tables is not None
            assert before <= report.tables["records"] <= acknowledged() + 1


def test_a_backup_leaves_out_a_torn_write_and_is_its_owners_alone(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + content[-30:-5])
    report = done(backup(path, tmp_path / "b.db"))
    assert (report.end, report.transactions) == (len(content), 5)
    assert (tmp_path / "b.db").read_bytes() == content
    assert (tmp_path / "b.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_of_a_sealed_store_needs_no_key_and_opens_with_the_same(path: Path, tmp_path: Path) -> None:
    seal(path)
    done(backup(path, tmp_path / "b.db"))
    assert held(tmp_path / "b.db", KEY) == held(path, KEY)
    with pytest.raises(StoreSealed):
        held(tmp_path / "b.db")


def test_a_backup_overwrites_nothing_and_is_not_taken_of_damage_or_of_nothing(
    path: Path, tmp_path: Path
) -> None:
    there, to = tmp_path / "there.db", tmp_path / "to.db"
    there.write_bytes(b"mine")
    with pytest.raises(StoreForeign, match=r"store\.exists"):
        done(backup(path, there))
    assert there.read_bytes() == b"mine"
    (tmp_path / "empty").touch()
    for missing in (tmp_path / "nowhere", tmp_path / "empty", tmp_path):
        with pytest.raises(StoreForeign, match=r"store\.missing"):
            done(backup(missing, to))
    path.write_bytes(path.read_bytes().replace(b"better", b"bitter"))
    with pytest.raises(StoreBroken, match=r"store\.broken .*setu\.db"):
        done(backup(path, to))
    assert not to.exists()
    assert not list(tmp_path.glob("*.part"))


# Restore


def test_a_restored_store_holds_what_the_backup_held_and_keeps_what_was_there(
    path: Path, tmp_path: Path
) -> None:
    to, kept = tmp_path / "b.db", tmp_path / "kept"
    done(backup(path, to))
    then = held(path)
    with LogDB(path) as db:
        db.table("records").put("four", {"text": "later"})
    now, content = held(path), path.read_bytes()
    report = done(restore(to, path, kept=kept, schema=SCHEMA, agree=yes))
    assert report is not None
    assert report.transactions == 5
    assert not hint_path(path).exists()
    assert kept.read_bytes() == content
    assert (held(path), held(kept)) == (then, now)


def test_a_backup_is_restored_where_nothing_was_without_asking(path: Path, tmp_path: Path) -> None:
    there = tmp_path / "new" / "home" / "setu.db"
    assert done(restore(path, there, kept=tmp_path / "kept", schema=SCHEMA, agree=lambda _: False))
    assert held(there) == held(path)
    assert not (tmp_path / "kept").exists()


def test_what_is_no_whole_backup_of_this_schema_is_not_restored(path: Path, tmp_path: Path) -> None:
    other, content = tmp_path / "other.db", path.read_bytes()
    with LogDB(other, schema=SCHEMA + 1) as db:
        db.table("records").put("one", {"text": "from tomorrow"})
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(content.replace(b"better", b"bitter"))
    (tmp_path / "foreign.db").write_bytes(b"SQLite format 3")
    for source, code in (
        (other, "newer"),
        (damaged, "broken"),
        (tmp_path / "foreign.db", "foreign"),
        (tmp_path / "nowhere", "missing"),
    ):
        with pytest.raises(StoreTrouble, match=rf"store\.{code} .*{source.name}"):
            done(restore(source, path, kept=tmp_path / "kept", schema=SCHEMA, agree=yes))
    assert path.read_bytes() == content
    assert not (tmp_path / "kept").exists()


def test_a_store_in_use_is_neither_restored_nor_salvaged(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "b.db"
    done(backup(path, to))
    with LogDB(path):
        for work in (
            restore(to, path, kept=tmp_path / "kept", schema=SCHEMA, agree=yes),
            salvage(path, kept=tmp_path / "kept", schema=SCHEMA, agree=yes),
        ):
            with pytest.raises(StoreLocked):
                done(work)


# Disks that fail


class FailingFile(DiskFile):
    def __init__(self, path: Path, disk: "FailingDisk") -> None:
        super().__init__(path)
        self._disk = disk

    def write_at(self, offset: int, data: bytes) -> None:
        self._disk.count()
        super().write_at(offset, data)

    def flush(self) -> None:
        self._disk.count()
        super().flush()

    def truncate(self, size: int) -> None:
        self._disk.count()
        super().truncate(size)


class FailingDisk(Disk):
    """A disk that is full from its `fail_at`-th verb on."""

    def __init__(self, fail_at: int) -> None:
        self.left = fail_at

    def count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, "no room")

    def open(self, path: Path) -> LogFile:
        self.count()
        return FailingFile(path, self)

    def replace(self, new: Path, path: Path) -> None:
        self.count()
        super().replace(new, path)


@pytest.mark.parametrize("work", ["backup", "restore", "salvage"])
def test_wherever_room_runs_out_the_store_is_as_it_was_and_nothing_half_done_remains(
    tmp_path: Path, work: str
) -> None:
    to, _, changes = tmp_path / "b.db", *write(tmp_path / "b.db")
    for fail_at in range(100):
        path = tmp_path / str(fail_at) / "setu.db"
        path.parent.mkdir()
        write(path)
        content = path.read_bytes().replace(*((b"better", b"bitter") if work == "salvage" else (b"", b"")))
        path.write_bytes(content)
        disk, kept = FailingDisk(fail_at), path.with_name("kept")
        options: dict[str, Any] = {"kept": kept, "schema": SCHEMA, "agree": yes, "disk": disk}
        try:
            if work == "backup":
                done(backup(path, path.with_name("to"), disk=disk))
            elif work == "restore":
                done(restore(to, path, **options))
            else:
                done(salvage(path, **options))
        except StoreFull:
            assert path.read_bytes() == content
            assert {file.name for file in path.parent.iterdir()} <= {
                "setu.db",
                "setu.db.hint",
                "setu.db.lock",
                "kept",
            }
            assert not kept.exists() or kept.read_bytes() == content
        else:
            assert fail_at > 3
            assert (
                held(path)["records"]
                == after([*changes[:2], *changes[3:]] if work == "salvage" else changes)["records"]
            )
            return
