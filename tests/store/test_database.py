import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from store.faults import FaultyFile, MemoryFile
from tinydb import where
from tinydb.table import Document

from app.domain.errors import StoreBroken, StoreFull, StoreLocked
from app.store.database import LogDB

INDEXES = {"records": {"thread": "order", "": "order"}}


@pytest.fixture
def file() -> FaultyFile:
    return FaultyFile(fail_at=0)


@pytest.fixture
def open_db(tmp_path: Path) -> Callable[[MemoryFile], LogDB]:
    return lambda file: LogDB(tmp_path / "a.db", indexes=INDEXES, disk=file.disk())


def content(db: LogDB) -> dict[str, dict[str, Any]]:
    return {name: {str(row.doc_id): dict(row) for row in db.table(name)} for name in db.tables()}


def pages(db: LogDB) -> list[Any]:
    records = db.table("records")
    return [
        [row.doc_id for row in page]
        for page in (records.page(99), *(records.page(99, thread=t) for t in "ab"))
    ]


def fill(db: LogDB) -> None:
    for number in range(4):
        db.table("records").put(f"r{number}", {"thread": "ab"[number % 2], "order": 10 - number})
    db.table("notes").put("cursor", {"value": 1})


def change_everything(db: LogDB) -> None:
    records = db.table("records")
    records.put("r0", {"thread": "b", "order": 99})
    records.remove(doc_ids=["r1"])
    records.insert(Document({"thread": "a", "order": 0}, doc_id="r9"))  # type: ignore[arg-type]
    records.update({"order": 50}, where("thread") == "a")
    records.put("r1", {"thread": "a", "order": 3})
    records.truncate()
    records.put("r2", {"thread": "b", "order": 1})
    db.table("notes").update({"value": 2})
    db.table("new").put("x", {"n": 1})
    db.drop_table("notes")


def in_transaction(db: LogDB, *steps: Callable[[LogDB], None]) -> None:
    with db.transaction():
        for step in steps:
            step(db)


def fail(db: LogDB) -> None:
    raise KeyboardInterrupt


def test_an_everyday_store_opens_on_disk_keeps_and_reopens(tmp_path: Path) -> None:
    text = "আমি যাচ্ছি 🙂\n#1 2 00000000\u2028\u09df"  # the last letter is not in NFC
    with LogDB(tmp_path / "a.db", indexes=INDEXES) as db:
        db.table("records").insert(Document({"thread": text, "order": 1}, doc_id=text))  # type: ignore[arg-type]
        with pytest.raises(StoreLocked):
            LogDB(tmp_path / "a.db")
    with LogDB(str(tmp_path / "a.db"), indexes=INDEXES) as db:
        assert db.table("records").page(5, thread=text) == [{"thread": normalize("NFC", text), "order": 1}]
        assert db.recovered == 0
        assert db.storage.schema == 1


def test_opening_after_a_crash_says_what_was_cut(open_db: Callable[[MemoryFile], LogDB]) -> None:
    file = MemoryFile()
    with open_db(file) as db:
        fill(db)
        before = content(db)
    file.content += b'["records","r7",{"thr'
    with open_db(file) as db:
        assert (db.recovered, content(db)) == (21, before)


# Transactions


def test_a_transaction_over_two_tables_is_one_write_and_one_flush(
    open_db: Callable[[MemoryFile], LogDB], file: FaultyFile
) -> None:
    with open_db(file) as db:
        file.calls.clear()
        with db.transaction():
            fill(db)
            assert "write_at" not in file.calls
        assert (file.calls.count("write_at"), file.calls.count("flush")) == (1, 1)
        before = content(db), pages(db)
    with open_db(file) as db:
        assert (content(db), pages(db)) == before


def test_inside_a_transaction_everything_sees_its_writes(open_db: Callable[[MemoryFile], LogDB]) -> None:
    with open_db(MemoryFile()) as db:
        fill(db)
        records = db.table("records")
        assert len(records.search(where("thread") == "a")) == 2
        with db.transaction():
            records.put("r9", {"thread": "a", "order": 11})
            records.remove(doc_ids=["r0"])
            assert records.get(doc_id="r9") == {"thread": "a", "order": 11}
            assert records.get(doc_id="r0") is None
            assert [row.doc_id for row in records.search(where("thread") == "a")] == ["r2", "r9"]
            assert [row.doc_id for row in records.search(where("order") > 8)] == ["r1", "r9"]
            assert [row.doc_id for row in records.page(5, thread="a")] == ["r2", "r9"]
            assert (records.count_where(thread="a"), len(records)) == (2, 4)


def test_an_exception_rolls_everything_back(open_db: Callable[[MemoryFile], LogDB]) -> None:
    file = MemoryFile()
    seen: list[Any] = []
    with open_db(file) as db:
        fill(db)
        before, size = (content(db), pages(db)), file.size()
        with pytest.raises(KeyboardInterrupt):
            in_transaction(db, change_everything, lambda db: seen.append(content(db)), fail)
        assert seen == [{"records": {"r2": {"thread": "b", "order": 1}}, "new": {"x": {"n": 1}}}]
        assert (content(db), pages(db), file.size()) == (*before, size)
        change_everything(db)
        after = content(db), pages(db)
    with open_db(file) as db:
        assert (content(db), pages(db)) == after


@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, StoreFull), (errno.EIO, StoreBroken)])
def test_a_write_that_fails_rolls_back_and_the_store_goes_on(
    open_db: Callable[[MemoryFile], LogDB], code: int, error: type[Exception]
) -> None:
    file = FailingWrites(code)
    with open_db(file) as db:
        fill(db)
        before = content(db), pages(db)
        file.failing = True
        with pytest.raises(error), db.transaction():
            change_everything(db)
        assert (content(db), pages(db)) == before
        file.failing = False
        change_everything(db)
        after = content(db), pages(db)
    with open_db(file) as db:
        assert (content(db), pages(db), db.recovered) == (*after, 0)


class FailingWrites(MemoryFile):
    """A disk that takes half of a write while `failing`."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.failing, self._code = False, code

    def write_at(self, offset: int, data: bytes) -> None:
        super().write_at(offset, data[: len(data) // 2] if self.failing else data)
        if self.failing:
            raise OSError(self._code, "as told")


def test_a_search_inside_a_transaction_is_forgotten_with_it(open_db: Callable[[MemoryFile], LogDB]) -> None:
    with open_db(MemoryFile()) as db:
        fill(db)
        records, ninth = db.table("records"), where("order") == 9
        with pytest.raises(KeyboardInterrupt):
            in_transaction(db, lambda db: records.truncate(), lambda db: seen(records.search(ninth)), fail)
        assert [row.doc_id for row in records.search(ninth)] == ["r1"]


def seen(rows: list[Any]) -> None:
    assert rows == []


def test_a_transaction_inside_another_joins_it(
    open_db: Callable[[MemoryFile], LogDB], file: FaultyFile
) -> None:
    with open_db(file) as db:
        file.calls.clear()
        with pytest.raises(KeyboardInterrupt):
            in_transaction(db, lambda db: in_transaction(db, fill), fail)
        assert content(db) == {}
        with db.transaction(), db.transaction():
            fill(db)
        assert file.calls.count("flush") == 1


def test_an_inner_failure_that_is_caught_undoes_only_the_inner_part(
    open_db: Callable[[MemoryFile], LogDB],
) -> None:
    file = MemoryFile()
    with open_db(file) as db:
        fill(db)
        with db.transaction():
            db.table("notes").put("kept", {"value": 1})
            before = content(db), pages(db)
            with pytest.raises(KeyboardInterrupt):
                in_transaction(db, change_everything, fail)
            assert (content(db), pages(db)) == before
            with pytest.raises(ValueError, match="already exists"):
                db.table("notes").insert_multiple(
                    [Document({}, doc_id="half"), Document({}, doc_id="kept")]  # type: ignore[arg-type]
                )
    with open_db(file) as db:
        assert (content(db), pages(db)) == before


def test_an_empty_transaction_writes_nothing(
    open_db: Callable[[MemoryFile], LogDB], file: FaultyFile
) -> None:
    with open_db(file) as db:
        file.calls.clear()
        with db.transaction():
            pass
        assert file.calls == []


def test_after_a_failed_flush_the_store_says_no_until_it_is_opened_again(
    open_db: Callable[[MemoryFile], LogDB],
) -> None:
    file = FaultyFile(fail_at=0)
    db = open_db(file)
    fill(db)
    before = content(db)
    file.fail_at = len(file.calls) + 2
    with pytest.raises(StoreBroken, match=r"store\.failed"):
        db.table("notes").insert(Document({"value": 2}, doc_id="n"))  # type: ignore[arg-type]
    for use in (lambda: db.table("notes").put("n", {}), lambda: db.table("records").all()):
        with pytest.raises(StoreBroken, match=r"store\.failed"):
            use()
    db.close()
    with open_db(file) as again:
        assert content(again) in (before, {**before, "notes": {**before["notes"], "n": {"value": 2}}})
