"""How the campaign uses a store: what it opens, how an operation is done, and the housekeeping in between."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Protocol

from tinydb.table import Document

from app.store.database import LogDB
from app.store.disk import DISK, Disk

from .model import INDEXES, Model, Operation, migrate

NAME = "setu.db"
TEMPORARY = (f"{NAME}.new", f"{NAME}.hint.new")


class Open(Protocol):
    """Opens the store that is put to the test."""

    def __call__(self, path: Path, disk: Disk = DISK, schema: int = 1) -> LogDB:
        """The store in this file on this disk."""


def open_store(path: Path, disk: Disk = DISK, schema: int = 1) -> LogDB:
    """The product's own store, as the product opens it."""
    return LogDB(path, indexes=INDEXES, schema=schema, migrations={2: migrate}, disk=disk)


def perform(db: LogDB, operation: Operation) -> None:
    """Do one operation, as one transaction over its tables."""
    records = db.table("records")
    rows = [Document(document, doc_id=doc_id) for doc_id, document in operation.puts]
    with db.transaction():
        if operation.kind == "insert":
            records.insert(rows[0])
        elif operation.kind == "batch":
            records.insert_multiple(rows)
        elif operation.kind == "update":
            records.update(rows[0], doc_ids=[rows[0].doc_id])
        else:
            records.remove(doc_ids=operation.removes)
        if operation.drafts == "put":
            text = "খসড়া " * (operation.number % 5)
            db.table("drafts").put(f"d.{operation.number % 3}", {"text": text})
        elif operation.drafts == "empty":
            db.table("drafts").truncate()
        elif operation.drafts == "drop":
            db.drop_table("drafts")
        db.table("notes").put("cursor", {"value": operation.number})


class Chores:
    """Hints and compactions that run in slices between the operations."""

    def __init__(self, db: LogDB, chance: Random, *, hints: float, compactions: float) -> None:
        self._db, self._chance = db, chance
        self._hints, self._compactions = hints, compactions
        self._hint: Iterator[object] | None = None
        self._compaction: Iterator[object] | None = None

    def step(self) -> None:
        """Begin what is due, and do a few slices of what was begun."""
        if self._compaction is None and self._chance.random() < self._compactions:
            self._compaction = self._db.storage.compact()
        if self._hint is None and self._chance.random() < self._hints:
            self._hint = self._db.storage.save_hint()
        if self._compaction and not _slices(self._compaction, self._chance.randint(0, 2)):
            self._compaction = None
        if self._hint and not _slices(self._hint, self._chance.randint(0, 2)):
            self._hint = None


def _slices(job: Iterator[object], count: int) -> bool:
    """Run so many slices; False once there are none left."""
    return all(next(job, job) is not job for _ in range(count))


def work(db: LogDB, model: Model, count: int, chores: Chores) -> Iterator[Operation]:
    """Do so many operations and the chores between them; gives each as soon as it is acknowledged."""
    for _ in range(count):
        operation = model.next()
        perform(db, operation)
        model.apply(operation)
        yield operation
        chores.step()
