"""A small store in a folder, and what it should hold, for the tests of its keeping."""

from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from app.store.database import LogDB
from app.store.seal import lock_with_passphrase, unlock
from app.storekeeping.survey import Report

SCHEMA = 1
PASSPHRASE = "a river with seven bridges"
KEY = partial(unlock, passphrase=PASSPHRASE)

Documents = dict[str, dict[str, Any]]
Found = TypeVar("Found")


def done(steps: Generator[float, None, Found]) -> Found:
    """What work finds in the end; the share done only ever lies between nothing and all."""
    while True:
        try:
            assert 0 <= next(steps) <= 1
        except StopIteration as end:
            return end.value


def write(path: Path) -> tuple[list[int], list[Documents]]:
    """A store of five transactions: where each ends after the header, and what it changed."""
    changes: list[Documents] = [
        {"records": {"one": {"text": "কেমন আছেন?\n#1 11 00000000\n"}}},
        {"records": {"two": {"text": "well"}}, "notes": {"cursor": {"value": 1}}},
        {"records": {"one": {"text": "better"}}},
        {"records": {"two": {}}},
        {"records": {"three": {"text": "ভালো"}}, "notes": {"cursor": {"value": 2}}},
    ]
    with LogDB(path) as db:
        ends = [path.stat().st_size]
        for change in changes:
            with db.transaction():
                for table, documents in change.items():
                    for doc_id, document in documents.items():
                        if document:
                            db.table(table).put(doc_id, document)
                        else:
                            db.table(table).remove(doc_ids=[doc_id])
            ends.append(path.stat().st_size)
    return ends, changes


def after(changes: list[Documents]) -> Documents:
    """What a store holds after these changes."""
    held: Documents = {}
    for change in changes:
        for table, documents in change.items():
            for doc_id, document in documents.items():
                held.setdefault(table, {})[doc_id] = document
    return {table: {k: v for k, v in documents.items() if v} for table, documents in held.items()}


def held(path: Path, key: Any = unlock) -> Documents:
    """What the store at this path holds."""
    with LogDB(path, unlock=key) as db:
        return {name: {row.doc_id: dict(row) for row in db.table(name)} for name in db.tables()}


def yes(_report: Report) -> bool:
    return True


def seal(path: Path) -> None:
    with LogDB(path) as db:
        for _ in db.storage.reseal(*lock_with_passphrase(PASSPHRASE, cost=2)):
            pass
