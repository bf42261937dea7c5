"""Corners of the store in which something was found once."""

import enum
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from store.faults import MemoryDisk, MemoryFile
from store.filled import again, filled, told
from tinydb import Query

from app.domain.errors import StoreLocked
from app.store.database import LogDB
from app.store.seal import lock_with_passphrase

INDEXES = {"t": {"f": "n", "": "n"}}


def test_what_a_hint_said_is_not_looked_for_in_a_file_that_was_written_anew(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    filled(tmp_path, disk).close()
    db = LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk)
    before = told(db)
    list(db.storage.compact())
    list(db.storage.tidy())
    assert told(db) == before
    db.close()


def test_nothing_is_written_before_the_store_is_loaded(tmp_path: Path) -> None:
    with LogDB(tmp_path / "a.db") as db:
        db.table("t").insert({"n": 1})
    db = LogDB(tmp_path / "a.db", load=False)
    with pytest.raises(ValueError, match="not loaded"):
        db.table("t").insert({"n": 2})
    list(db.storage.load())
    assert len(db.table("t")) == 1
    db.close()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_store_has_one_lock_and_one_file_under_whatever_name_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "a.db")
    with LogDB(tmp_path / "a.db") as db:
        db.table("t").insert({"n": "SECRET"})
        with pytest.raises(StoreLocked):
            LogDB(tmp_path / "link.db")
    lock, seal = lock_with_passphrase("correct horse", cost=2)
    with LogDB(tmp_path / "link.db") as db:
        list(db.storage.reseal(lock, seal))
    assert (tmp_path / "link.db").is_symlink()
    assert b"SECRET" not in (tmp_path / "a.db").read_bytes()


def test_a_table_is_renamed_and_two_are_swapped_as_in_stock_tinydb(tmp_path: Path) -> None:
    with LogDB(tmp_path / "a.db") as db:
        for name, count in (("one", 3), ("two", 5)):
            db.table(name).insert_multiple({"n": number} for number in range(count))
        content: Any = db.storage.read()
        content["one"], content["two"] = content["two"], content["one"]
        db.storage.write(content)
        assert (len(db.table("one")), len(db.table("two"))) == (5, 3)
        content = db.storage.read()
        content["new"] = content.pop("one")
        db.storage.write(content)
        assert (len(db.table("new")), db.tables()) == (5, {"new", "two"})


def test_closing_inside_a_transaction_lets_nobody_else_in_while_it_can_still_write(tmp_path: Path) -> None:
    db = LogDB(tmp_path / "a.db")
    db.table("t").insert({"n": 1})
    with suppress(ValueError), db.transaction():
        db.table("t").insert({"n": 2})
        with suppress(ValueError):
            db.close()
        assert not db.storage.tables.journal.alive
    with LogDB(tmp_path / "a.db") as db:
        assert [row["n"] for row in db.table("t")] == [1]


def test_a_hint_begun_before_a_seal_is_not_written_after_it(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    db.table("t").insert({"f": "SECRET", "n": 1})
    for steps in range(1, 5):
        hint = db.storage.save_hint()
        for _ in range(steps):
            next(hint)
        lock, seal = lock_with_passphrase("correct horse", cost=2)
        list(db.storage.reseal(lock, seal))
        list(hint)
        assert b"SECRET" not in disk.files["a.db.hint"].content
        list(db.storage.reseal(None, None))
    db.close()


def test_what_is_nested_too_deep_to_be_read_anywhere_is_refused(tmp_path: Path) -> None:
    deep: Any = {}
    for _ in range(90):
        deep = {"a": [deep]}
    with LogDB(tmp_path / "a.db") as db:
        with pytest.raises(ValueError, match="nested"):
            db.table("t").insert(deep)
        db.table("t").insert({"a": [[]] * 300})
        assert len(db.table("t")) == 1


class Five(enum.IntEnum):
    FIVE = 5


class Half(float):
    pass


def test_what_json_makes_of_a_value_is_what_the_indexes_go_by(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk)
    table = db.table("t")
    table.put("a", {"f": "x", "n": 1})
    table.put("b", {"f": "x", "n": Five.FIVE})
    table.put("c", {"f": "x", "n": Half(2.5)})
    table.put("d", {"f": "\ud83d\ude42", "n": 7})
    assert [row.doc_id for row in table.page(9, f="x")] == ["a", "c", "b"]
    assert [row.doc_id for row in table.page(9, f="🙂")] == ["d"]
    table.remove(doc_ids=["b", "d"])
    table.put("c", {"f": "x", "n": 0})
    assert [row.doc_id for row in table.page(9, f="x")] == ["c", "a"]
    with pytest.raises(ValueError, match="id"):
        table.put("\ud83d\ude42", {})
    db.close()
    assert [page for page in again(tmp_path, disk)[0]["t"]] == [
        ("a", {"f": "x", "n": 1}),
        ("c", {"f": "x", "n": 0}),
    ]


def test_a_table_read_while_it_is_emptied_ends_there(tmp_path: Path) -> None:
    db = filled(tmp_path, MemoryDisk(MemoryFile()))
    reading = iter(db.table("t"))
    next(reading)
    db.table("t").truncate()
    list(db.storage.compact())
    assert sum(1 for _ in reading) < 256
    db.close()


def test_a_field_without_a_name_is_searched_like_any_other(tmp_path: Path) -> None:
    with LogDB(tmp_path / "a.db", indexes=INDEXES) as db:
        db.table("t").insert({"": "x", "n": 1})
        assert len(db.table("t").search(Query()[""] == "x")) == 1


def test_many_changes_between_two_slices_are_copied_with_few_flushes(tmp_path: Path) -> None:
    db = filled(tmp_path, MemoryDisk(MemoryFile()))
    steps = db.storage.compact()
    next(steps)
    for number in range(700):
        db.table("t").put(f"id{number}", {"f": "new", "n": number})
    assert len(list(steps)) < 100
    assert db.table("t").count_where(f="new") == 700
    db.close()
