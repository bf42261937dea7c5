"""The hint makes an opening quick, and nothing else: what it says is believed only when it is surely so."""

import errno
from pathlib import Path
from typing import Any

import pytest
from store.faults import MemoryDisk, MemoryFile

from app.domain.errors import StoreBroken
from app.store.database import LogDB
from app.store.hint import hint_path
from app.store.seal import lock_with_passphrase

INDEXES = {"t": {"f": "n", "": "n"}}
PATH = "a.db"


def rows(db: LogDB) -> Any:
    """Everything a store says, read by every way there is."""
    table = db.table("t")
    pages = [[(row.doc_id, dict(row)) for row in table.page(10_000, f=value)] for value in ("x", "y", None)]
    every = [(row.doc_id, dict(row)) for row in table]
    return (
        every,
        pages,
        table.page(5),
        len(table),
        [table.get(doc_id=doc_id) for doc_id, _ in every],
        db.tables(),
    )


@pytest.fixture
def disk(tmp_path: Path) -> MemoryDisk:
    """A folder with a store that was used and closed, and so has a hint."""
    disk = MemoryDisk(MemoryFile())
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        for number in range(60):
            db.table("t").put(f"id{number}", {"f": "xy"[number % 2], "n": -number, "text": f"কথা {number}"})
        db.table("t").remove(doc_ids=["id3", "id30"])
        db.table("t").update({"f": None, "n": 2.5}, doc_ids=["id7"])
        db.table("u").insert({"n": 1})
    return disk


@pytest.fixture
def told(disk: MemoryDisk, tmp_path: Path) -> Any:
    """What that store says when only its log is read."""
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=MemoryDisk(MemoryFile(bytes(disk.main.content)))) as db:
        return rows(db)


class Counting(MemoryFile):
    """A file that counts the bytes read from it."""

    read = 0

    def read_at(self, offset: int, length: int) -> bytes:
        self.read += length
        return super().read_at(offset, length)


def test_with_a_hint_only_what_came_after_it_is_read(tmp_path: Path, disk: MemoryDisk, told: Any) -> None:
    disk.main = Counting(bytes(disk.main.content))
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert disk.main.read < 1_200  # the head, and the last commit line
        assert rows(db) == told


def test_what_was_committed_after_the_hint_is_there_too(tmp_path: Path, disk: MemoryDisk) -> None:
    hint = disk.read(hint_path(Path(PATH)))
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        db.table("t").update({"f": "y", "n": 1}, doc_ids=["id0", "id7"])
        db.table("t").remove(doc_ids=["id1"])
        db.table("t").put("id3", {"f": "x", "n": 9})
        db.drop_table("u")
        now = rows(db)
    disk.files[f"{PATH}.hint"] = MemoryFile(hint)
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert rows(db) == now


def test_a_hint_damaged_at_any_byte_is_not_believed(tmp_path: Path, disk: MemoryDisk, told: Any) -> None:
    whole = disk.read(hint_path(Path(PATH)))
    for position in range(0, len(whole), 11):
        rotten = bytearray(whole)
        rotten[position] ^= 1 << position % 8
        disk.files[f"{PATH}.hint"] = MemoryFile(bytes(rotten))
        with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk, load=False) as db:
            for _ in db.storage.load():
                pass
            assert db.table("t").count_where(f="x") == 29, position
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert rows(db) == told


@pytest.mark.parametrize("size", [0, 1, 9, 10, 200, -1])
def test_a_hint_cut_short_is_not_believed(tmp_path: Path, disk: MemoryDisk, told: Any, size: int) -> None:
    disk.files[f"{PATH}.hint"] = MemoryFile(disk.read(hint_path(Path(PATH)))[:size])
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert rows(db) == told


def test_the_hint_of_another_file_is_not_believed(tmp_path: Path, disk: MemoryDisk) -> None:
    other = MemoryDisk(MemoryFile())
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=other) as db:
        db.table("t").insert_multiple({"f": "x", "n": number} for number in range(60))
        now = rows(db)
    other.files[f"{PATH}.hint"] = MemoryFile(disk.read(hint_path(Path(PATH))))
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=other) as db:
        assert rows(db) == now


def test_a_hint_that_knows_more_than_the_log_is_not_believed(tmp_path: Path, disk: MemoryDisk) -> None:
    last = bytes(disk.main.content).rindex(b"#", 0, -30)
    disk.main.truncate(bytes(disk.main.content).index(b"\n", last) + 1)
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert db.tables() == {"t"}


def test_an_index_that_is_new_or_ordered_anew_is_built_from_the_log(tmp_path: Path, disk: MemoryDisk) -> None:
    for indexes in ({"t": {"text": "n"}}, {"t": {"text": None}}, {"t": {"text": "f"}, "u": {"n": None}}):
        with LogDB(tmp_path / PATH, indexes=indexes, disk=disk) as db:
            assert [row.doc_id for row in db.table("t").page(3, text="কথা 5")] == ["id5"]


class FullDisk(MemoryDisk):
    """A folder that is full for hints."""

    def open(self, path: Path) -> MemoryFile:
        if ".hint" in path.name:
            raise OSError(errno.ENOSPC, "as told")
        return super().open(path)


def test_a_hint_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    disk = FullDisk(MemoryFile())
    for number in range(3):
        with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
            assert len(db.table("t")) == number
            db.table("t").insert({"n": number})
    assert not disk.files


def test_a_hint_saved_in_slices_is_of_the_moment_it_was_begun(tmp_path: Path, disk: MemoryDisk) -> None:
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        for number, _ in enumerate(db.storage.save_hint()):
            db.table("t").put("id0", {"f": "y", "n": number})
            db.table("t").put(f"new{number}", {"f": "x", "n": number})
        now, hint = rows(db), disk.read(hint_path(Path(PATH)))
    disk.files[f"{PATH}.hint"] = MemoryFile(hint)
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert rows(db) == now


def test_where_most_was_removed_the_next_opening_reads_the_log_and_lets_the_empty_slots_go(
    tmp_path: Path, disk: MemoryDisk
) -> None:
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        db.table("t").remove(lambda row: row["n"] != 0)
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert [row.doc_id for row in db.table("t")] == ["id0"]


def test_the_hint_of_a_sealed_store_is_sealed(tmp_path: Path, disk: MemoryDisk, told: Any) -> None:
    lock, seal = lock_with_passphrase("আটটি অক্ষর", cost=2)
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        for _ in db.storage.reseal(lock, seal):
            pass
    assert b"id5" not in disk.read(hint_path(Path(PATH)))
    disk.main = Counting(bytes(disk.main.content))
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk, unlock=lambda _lock: seal) as db:
        assert disk.main.read < 1_500
        assert rows(db) == told


def test_damage_under_a_hint_is_found_when_nobody_waits_and_only_once_looked_for(
    tmp_path: Path, disk: MemoryDisk, told: Any
) -> None:
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert list(db.storage.tidy()) != []
        assert list(db.storage.tidy()) == []
        assert rows(db) == told
    rotten = bytes(disk.main.content).index("কথা 9".encode())
    disk.main.content[rotten] ^= 1
    with LogDB(tmp_path / PATH, indexes=INDEXES, disk=disk) as db:
        assert db.table("t").get(doc_id="id8") == {"f": "x", "n": -8, "text": "কথা 8"}
        with pytest.raises(StoreBroken, match=r"store\.broken"):
            list(db.storage.tidy())
        with pytest.raises(StoreBroken, match=r"store\.broken"):
            db.table("t").get(doc_id="id9")
