"""Writing the file out anew, while it is in use: nothing is lost, and a failure leaves the old file."""

import errno
from contextlib import suppress
from pathlib import Path

import pytest
from store.faults import FaultyFile, MemoryDisk, MemoryFile
from store.filled import INDEXES, NEW, again, filled, told

from app.domain.errors import StoreBroken, StoreFull
from app.store.database import LogDB
from app.store.journal import BATCH


def test_a_compaction_keeps_everything_in_its_order_and_drops_the_rest(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    before, size = told(db), disk.main.size()
    shares = list(db.storage.compact())
    assert told(db) == before
    assert disk.main.size() < size * 0.8
    assert (shares == sorted(shares), shares[-1]) == (True, 1.0)
    db.table("t").insert({"f": "new", "n": 1})
    after = told(db)
    db.close()
    assert again(tmp_path, disk) == after


def test_what_happens_between_two_slices_is_kept(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    table = db.table("t")
    for number, _ in enumerate(db.storage.compact()):
        now = told(db)
        table.update({"f": "new", "n": number}, doc_ids=[row.doc_id for row in table][number::50])
        table.remove(doc_ids=[row.doc_id for row in table][number::90])
        table.put(f"between{number}", {"f": "new", "n": number})
        if number == 1:
            db.drop_table("empty")
        if number == 2:
            db.table("empty").insert({"n": "back"})
        rolled_back(db, now[0]["t"][0][0])
    now = told(db)
    assert "never" not in table
    db.close()
    assert again(tmp_path, disk) == now


def rolled_back(db: LogDB, doc_id: str) -> None:
    with suppress(KeyError), db.transaction():
        db.table("t").put("never", {"f": "new", "n": 1})
        db.table("t").remove(doc_ids=[doc_id])
        raise KeyError


def test_a_table_emptied_in_between_stays_empty(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    steps = db.storage.compact()
    next(steps)
    db.table("t").truncate()
    db.table("t").put("only", {"f": "new", "n": 1})
    list(steps)
    assert [row.doc_id for row in db.table("t")] == ["only"]
    now = told(db)
    db.close()
    assert again(tmp_path, disk) == now


def test_no_slice_copies_more_than_a_batch(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    longest = max(map(len, bytes(disk.main.content).split(b"\n")))
    size = 0
    for _ in db.storage.compact():
        new = disk.files.get(NEW)
        assert new is None or new.size() - size < (BATCH + 2) * (longest + 1) + 200
        size = new.size() if new else 0
    db.close()


def test_a_compaction_that_is_given_up_leaves_no_trace(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    before, content = told(db), bytes(disk.main.content)
    steps = db.storage.compact()
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert NEW not in disk.files
    assert (told(db), disk.main.content) == (before, content)
    list(db.storage.compact())
    assert told(db) == before
    db.close()


class Failing(MemoryDisk):
    """A folder in which the new file fails at its k-th verb, or cannot take the old one's place."""

    def __init__(self, main: MemoryFile, fail_at: int, code: int) -> None:
        super().__init__(main)
        self.fail_at, self.code = fail_at, code
        self.tried = 0

    def open(self, path: Path) -> MemoryFile:
        if path.name == NEW:
            self.files[NEW] = FaultyFile(fail_at=self.fail_at, code=self.code, part=0.5)
        return super().open(path)

    def replace(self, new: Path, path: Path) -> None:
        if new.name == NEW and self.fail_at == 0 and not self.tried:
            self.tried = 1
            raise OSError(self.code, "as told")
        super().replace(new, path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("fail_at", range(20))
def test_whatever_fails_the_old_file_is_still_there_and_in_use(
    tmp_path: Path, fail_at: int, code: int
) -> None:
    disk = Failing(MemoryFile(), fail_at, code)
    db = filled(tmp_path, disk, 300)
    before = told(db)
    try:
        list(db.storage.compact())
    except (StoreFull, StoreBroken):
        assert NEW not in disk.files
    else:
        assert fail_at > 5
    assert told(db) == before
    db.table("t").put("after", {"f": "new", "n": 1})
    now = told(db)
    db.close()
    assert again(tmp_path, disk) == now


def test_damage_is_not_copied_and_given_a_fresh_checksum(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    content = bytes(disk.main.content)
    rotten = content.rindex("কথা".encode())
    disk.main.content[rotten] ^= 1
    with pytest.raises(StoreBroken, match=r"store\.broken"):
        list(db.storage.compact())
    assert bytes(disk.main.content)[rotten + 1 :] == content[rotten + 1 :]
    db.close()


def test_it_is_not_begun_inside_a_transaction(tmp_path: Path) -> None:
    db = filled(tmp_path, MemoryDisk(MemoryFile()), 10)
    with db.transaction():
        db.table("t").insert({"n": 1})
        with pytest.raises(ValueError, match="transaction"):
            list(db.storage.compact())
    db.close()


def test_only_one_rewrite_is_under_way_and_none_outlives_the_store(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    steps = db.storage.compact()
    next(steps)
    with pytest.raises(ValueError, match="already"):
        next(db.storage.compact())
    content = bytes(disk.main.content)
    db.close()
    with pytest.raises(ValueError, match="closed"):
        list(steps)
    assert bytes(disk.main.content) == content
    LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk).close()
    assert NEW not in disk.files


def test_neither_a_hint_nor_a_new_file_is_made_of_what_may_yet_be_undone(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk, 20)
    before = told(db)
    for begin in (db.storage.save_hint, db.storage.compact):
        with suppress(KeyError), db.transaction():
            db.table("t").put("never", {"f": "new", "n": 1})
            with pytest.raises(ValueError, match="transaction"):
                next(begin())
            raise KeyError
    assert told(db) == before
    db.close()
    assert again(tmp_path, disk) == before
