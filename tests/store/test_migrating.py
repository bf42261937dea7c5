"""The file written out anew for a newer schema, and under a seal."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from store.faults import MemoryDisk, MemoryFile
from store.filled import INDEXES, NEW, again, filled, told

from app.domain.errors import StoreTrouble
from app.store.database import LogDB
from app.store.seal import lock_with_passphrase, unlock

# Migration


def two(table: str, doc_id: str, document: dict[str, Any]) -> dict[str, Any] | None:
    return None if document.get("f") == "z" else {**document, "f": f"two {document.get('f')}"}


def three(table: str, doc_id: str, document: dict[str, Any]) -> dict[str, Any] | None:
    return {**document, "table": table, "id": doc_id}


def test_opening_with_a_newer_schema_brings_every_document_to_it_once(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    with filled(tmp_path, disk, 700) as db:
        old = {row.doc_id: dict(row) for row in db.table("t")}
    wanted = [
        (doc_id, {**row, "f": f"two {row['f']}", "table": "t", "id": doc_id})
        for doc_id, row in old.items()
        if row["f"] != "z"
    ]
    for _ in range(2):
        db = LogDB(
            tmp_path / "a.db", indexes=INDEXES, schema=4, migrations={2: two, 3: three}, disk=disk, load=False
        )
        shares = list(db.storage.load())
        assert shares == sorted(shares)
        assert all(0 <= share <= 1 for share in shares)
        assert [(row.doc_id, dict(row)) for row in db.table("t")] == wanted
        assert {row.doc_id for row in db.table("t").page(10**6, f="two 3")} == {
            doc_id for doc_id, row in wanted if row["f"] == "two 3"
        }
        assert (db.storage.schema, db.tables()) == (4, {"t", "empty"})
        db.close()
    with pytest.raises(StoreTrouble, match=r"store\.newer"):
        LogDB(tmp_path / "a.db", schema=3, disk=disk)


def test_a_migration_that_stumbles_leaves_the_old_file_and_lets_go_of_the_lock(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    filled(tmp_path, disk, 50).close()
    content = bytes(disk.main.content)

    def stumble(_table: str, _id: str, document: dict[str, Any]) -> dict[str, Any]:
        return {"n": document["never there"]}

    for _ in range(2):
        with pytest.raises(KeyError):
            LogDB(tmp_path / "a.db", schema=2, migrations={2: stumble}, disk=disk)
    assert (bytes(disk.main.content), NEW in disk.files) == (content, False)
    LogDB(tmp_path / "a.db", disk=disk).close()


# Seals


def test_a_store_is_sealed_and_unsealed_while_it_is_in_use(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk)
    lock, seal = lock_with_passphrase("আটটি অক্ষর", cost=2)
    for number, _ in enumerate(db.storage.reseal(lock, seal)):
        db.table("t").put(f"between{number}", {"f": "new", "n": number, "text": "গোপন"})
    now = told(db)
    assert db.storage.sealed_by == "passphrase"
    assert "কথা".encode() not in disk.main.content
    db.table("t").put("after", {"f": "new", "n": 7})
    list(db.storage.compact())
    db.close()
    assert "কথা".encode() not in b"".join(bytes(file.content) for file in [disk.main, *disk.files.values()])
    with LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk, unlock=lambda _lock: seal) as db:
        db.table("t").remove(doc_ids=["after"])
        assert told(db) == now
        list(db.storage.reseal(None, None))
        assert (told(db), db.storage.sealed_by) == (now, None)
    assert again(tmp_path, disk) == now


def test_a_wrong_key_is_never_taken_for_damage(tmp_path: Path) -> None:
    disk = MemoryDisk(MemoryFile())
    db = filled(tmp_path, disk, 30)
    lock, seal = lock_with_passphrase("আটটি অক্ষর", cost=2)
    list(db.storage.reseal(lock, seal))
    db.close()
    content = bytes(disk.main.content)
    for code, passphrase in (("store.passphrase_needed", None), ("store.wrong_passphrase", "অন্য কোনো কথা")):
        with pytest.raises(StoreTrouble) as raised:
            LogDB(tmp_path / "a.db", disk=disk, unlock=partial(unlock, passphrase=passphrase))
        assert raised.value.code == code
    assert bytes(disk.main.content) == content
