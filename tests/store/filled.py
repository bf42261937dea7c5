"""A store in which much was written, changed and removed, and everything that it says."""

from pathlib import Path
from typing import Any

from store.faults import MemoryDisk, MemoryFile

from app.store.database import LogDB

INDEXES = {"t": {"f": "n", "": "n"}}
NEW = "a.db.new"


def filled(tmp_path: Path, disk: MemoryDisk, count: int = 1000) -> LogDB:
    db = LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk)
    table = db.table("t")
    with db.transaction():
        for number in range(count):
            table.put(f"id{number}", eg(number))
    for number in range(0, count, 3):
        table.put(f"again{number}", {"f": "z", "n": number})
        table.update({"n": number}, doc_ids=[f"id{number}"])
    table.remove(lambda row: row["n"] % 5 == 0)
    db.table("empty").insert({})
    db.table("empty").truncate()
    return db


def eg(number: int) -> dict[str, Any]:
    return {"f": number % 7, "n": -number, "text": "কথা " * (number % 9)}


def told(db: LogDB) -> Any:
    """Everything a store says, by the table and by its indexes."""
    every = {name: [(row.doc_id, dict(row)) for row in db.table(name)] for name in sorted(db.tables())}
    pages = [[row.doc_id for row in db.table("t").page(10**6, f=value)] for value in [*range(7), "z", "new"]]
    return every, pages, [row.doc_id for row in db.table("t").page(10**6)]


def again(tmp_path: Path, disk: MemoryDisk, **options: Any) -> Any:
    """What the store says when it is opened anew, with its hint and without."""
    with LogDB(tmp_path / "a.db", indexes=INDEXES, disk=disk, **options) as db:
        first = told(db)
    bare = MemoryDisk(MemoryFile(bytes(disk.main.content)))
    with LogDB(tmp_path / "a.db", indexes=INDEXES, disk=bare, **options) as db:
        assert told(db) == first
    return first
