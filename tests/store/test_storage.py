import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from store.faults import FaultyFile, MemoryFile
from tinydb import JSONStorage, TinyDB, where
from tinydb.middlewares import CachingMiddleware

from app.domain.errors import StoreBroken, StoreForeign, StoreFull, StoreLocked
from app.store.storage import LogStorage


def plain(storage: LogStorage) -> dict[str, dict[str, Any]]:
    return {name: dict(table) for name, table in (storage.read() or {}).items()}


def test_a_stock_tinydb_works_on_it_and_finds_everything_again(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "a.db", storage=LogStorage) as db:
        ids = db.insert_multiple({"n": number} for number in range(5))
        db.update({"n": 7}, doc_ids=[ids[0]])
        db.table("other").insert({"text": "আমি"})
        db.remove(where("n") == 1)
    with TinyDB(tmp_path / "a.db", storage=LogStorage) as db:
        assert [row["n"] for row in db] == [7, 2, 3, 4]
        assert db.table("other").all() == [{"text": "আমি"}]
        db.drop_table("other")
        assert db.tables() == {"_default"}


def test_a_stock_write_journals_only_the_difference(tmp_path: Path) -> None:
    file = MemoryFile()
    with TinyDB(tmp_path / "a.db", storage=LogStorage, disk=file.disk()) as db:
        db.insert_multiple({"n": number} for number in range(100))
        size = file.size()
        db.update({"n": "new"}, doc_ids=[50])
        assert file.size() - size < 60


def test_a_stock_database_is_brought_over_and_taken_back_with_one_line(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "stock.json", storage=JSONStorage) as stock:
        stock.insert_multiple({"n": number} for number in range(3))
        stock.table("notes").insert({"text": "মনে রেখো"})
        content = stock.storage.read()
    with (
        TinyDB(tmp_path / "a.db", storage=LogStorage) as ours,
        TinyDB(tmp_path / "b.db", storage=LogStorage) as copy,
    ):
        ours.storage.write(content)
        copy.storage.write(ours.storage.read())
        assert {name: dict(table) for name, table in copy.storage.read().items()} == content


def test_a_caching_middleware_may_lie_between(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "a.db", storage=CachingMiddleware(LogStorage)) as db:
        db.insert({"n": 1})
        db.insert({"n": 2})
    with TinyDB(tmp_path / "a.db", storage=LogStorage) as db:
        assert [row["n"] for row in db] == [1, 2]


def test_a_second_store_on_the_same_file_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    first = LogStorage(tmp_path / "a.db")
    with pytest.raises(StoreLocked):
        LogStorage(tmp_path / "a.db")
    first.close()
    LogStorage(tmp_path / "a.db").close()


def test_a_foreign_file_is_left_as_it_is_and_its_lock_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    with TinyDB(path, storage=JSONStorage) as stock:
        stock.insert({"n": 1})
    before, times = path.read_bytes(), path.stat().st_mtime_ns
    for _ in range(2):
        with pytest.raises(StoreForeign) as raised:
            LogStorage(path)
        assert raised.value.params == {"path": str(path)}
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, times)


def test_a_new_store_and_its_lock_are_their_owners_alone(tmp_path: Path) -> None:
    LogStorage(tmp_path / "a.db").close()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"a.db": 0o600, "a.db.lock": 0o600}


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with TinyDB(tmp_path / "a.db", storage=LogStorage) as db:
        db.insert({"n": 1})
        assert db.storage.recovered == 0


def test_a_folder_that_is_missing_is_a_trouble_of_ours(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken, match=r"store\.failed"):
        LogStorage(tmp_path / "none" / "a.db")


def test_no_file_is_left_open_when_a_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"not ours")
    handles = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    with pytest.raises(StoreForeign):
        LogStorage(tmp_path / "a.db")
    assert not handles or len(os.listdir("/proc/self/fd")) == handles


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_whichever_call_fails_memory_and_file_agree_on_what_was_acknowledged(
    tmp_path: Path, code: int
) -> None:
    for fail_at in range(1, 40):
        for part in (0.0, 0.5):
            file = FaultyFile(fail_at=fail_at, code=code, part=part)
            acknowledged, before = run_into_trouble(file, tmp_path / "a.db")
            with TinyDB(
                tmp_path / "a.db", storage=LogStorage, disk=MemoryFile(bytes(file.content)).disk()
            ) as db:
                assert plain(db.storage) in (acknowledged, before)


def run_into_trouble(file: FaultyFile, path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Work on whatever fails; what was acknowledged last, and what a failed flush may have kept."""
    acknowledged: dict[str, Any] = {}
    attempted: dict[str, Any] = {}
    try:
        storage = LogStorage(path, indexes={"t": {"f": "n", "": "n"}}, disk=file.disk())
    except (StoreFull, StoreBroken):
        return acknowledged, acknowledged
    for number in range(6):
        attempted = {
            "t": {**acknowledged.get("t", {}), "a": {"f": number, "n": -number}, f"b{number}": {"f": 1}}
        }
        if number == 3:
            attempted["t"].pop("b0", None)
        try:
            storage.tables.amend("t", [*attempted["t"].items(), *([("b0", None)] if number == 3 else [])])
            acknowledged = attempted
        except (StoreFull, StoreBroken):
            if not storage.tables.journal.alive:
                break
            assert plain(storage) == acknowledged
    storage.close()
    return acknowledged, attempted


def test_what_json_cannot_say_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    file = MemoryFile()
    storage = LogStorage(tmp_path / "a.db", disk=file.disk())
    storage.tables.amend("t", [("a", {"n": 1})])
    size = file.size()
    for wrong in ({"n": float("nan")}, {"n": {1}}):
        with pytest.raises((ValueError, TypeError)):
            storage.tables.amend("t", [("b", {"n": 2}), ("a", wrong)])
    assert (plain(storage), file.size()) == ({"t": {"a": {"n": 1}}}, size)
    storage.close()


def test_bytes_that_changed_under_an_open_store_are_noticed(tmp_path: Path) -> None:
    file = MemoryFile()
    storage = LogStorage(tmp_path / "a.db", disk=file.disk())
    storage.tables.amend("t", [("a", {"n": 1})])
    file.content = bytearray(bytes(file.content).replace(b'"a"', b'"b"'))
    with pytest.raises(StoreBroken):
        storage.tables.document("t", "a")
    storage.close()


def test_a_document_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    file = FaultyFile(fail_at=0)
    storage = LogStorage(tmp_path / "a.db", disk=file.disk())
    storage.tables.amend("t", [("a", {"n": 1})])
    size = file.size()
    storage.tables.amend("t", [("a", {"n": 1}), ("none", None)])
    assert file.size() == size
    storage.close()
