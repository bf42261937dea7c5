"""The engines that are compared: five ways to keep the same messages in a file, behind the same six verbs."""

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from documents import INDEXES, Document, document, encode, identifier
from tinydb import Query, TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage
from tinydb.table import Document as TinyDocument

from app.store.database import LogDB

OURS, SQLITE, JSON, CACHING, RAW = "Setu", "SQLite", "JSONStorage", "CachingMiddleware", "raw append"
TABLE = "messages"
FILE = "messages.db"


class Engine(Protocol):
    """What is measured; a key is what `key_of` gives."""

    slow: bool
    """Whether every operation costs as much as there are documents."""

    def insert(self, key: Any, message: Document) -> None:
        """Keep one more, durably where the engine can."""

    def insert_many(self, keys: Sequence[Any], messages: Sequence[Document]) -> None:
        """Keep these, in one transaction where there are any."""

    def update(self, key: Any, fields: Document) -> None:
        """Change these fields (text and rev) of one message."""

    def get(self, key: Any) -> Document | None:
        """One message."""

    def last(self, circle: str, limit: int) -> Sequence[Document]:
        """The latest messages of a circle."""

    def forget_cached(self) -> None:
        """Drop results of earlier queries, which in an app the writes in between would have dropped."""

    def close(self) -> None:
        """Let go of the file."""


class Ours:
    """The store of this app."""

    slow = False

    def __init__(self, folder: Path, **options: Any) -> None:
        self._db = LogDB(folder / FILE, indexes={TABLE: INDEXES}, **options)
        self._table = self._db.table(TABLE)

    def insert(self, key: Any, message: Document) -> None:
        self._table.insert(TinyDocument(message, key))

    def insert_many(self, keys: Sequence[Any], messages: Sequence[Document]) -> None:
        pairs = zip(keys, messages, strict=True)
        self._table.insert_multiple(TinyDocument(message, key) for key, message in pairs)

    def update(self, key: Any, fields: Document) -> None:
        self._table.update(fields, doc_ids=[key])

    def get(self, key: Any) -> Document | None:
        return self._table.get(doc_id=key)

    def last(self, circle: str, limit: int) -> Sequence[Document]:
        return self._table.page(limit, circle=circle)

    def forget_cached(self) -> None:
        self._table.clear_cache()

    def close(self) -> None:
        self._db.close()


class SQLite:
    """A table as a user would make it: a document, and beside it the columns that are looked up."""

    slow = False

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / FILE, isolation_level=None)
        self._db.executescript(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS messages (
                id TEXT PRIMARY KEY, circle TEXT, author TEXT, created INTEGER, rev INTEGER, doc TEXT NOT NULL
            );
            CREATE INDEX IF NOT EXISTS by_circle ON messages (circle, created);
            CREATE INDEX IF NOT EXISTS by_author ON messages (author, created);
            CREATE INDEX IF NOT EXISTS by_rev ON messages (rev);
            """
        )

    def insert(self, key: Any, message: Document) -> None:
        self._db.execute("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)", _row(key, message))

    def insert_many(self, keys: Sequence[Any], messages: Sequence[Document]) -> None:
        rows = [_row(key, message) for key, message in zip(keys, messages, strict=True)]
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._db.execute("COMMIT")

    def update(self, key: Any, fields: Document) -> None:
        # Only the columns that change are set, so that SQLite leaves its other indexes alone.
        self._db.execute("BEGIN IMMEDIATE")
        (found,) = self._db.execute("SELECT doc FROM messages WHERE id = ?", (key,)).fetchone()
        message = json.loads(found) | fields
        values = (message["rev"], encode(message), key)
        self._db.execute("UPDATE messages SET rev = ?, doc = ? WHERE id = ?", values)
        self._db.execute("COMMIT")

    def get(self, key: Any) -> Document | None:
        asked = "SELECT doc FROM messages WHERE id = ?"
        row = self._db.execute(asked, (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def last(self, circle: str, limit: int) -> Sequence[Document]:
        asked = "SELECT doc FROM messages WHERE circle = ? ORDER BY created DESC LIMIT ?"
        return [json.loads(doc) for (doc,) in self._db.execute(asked, (circle, limit))]

    def forget_cached(self) -> None:
        pass

    def close(self) -> None:
        self._db.close()


class Json:
    """TinyDB as it comes, with numbers for ids."""

    slow = True
    storage: Any = JSONStorage

    def __init__(self, folder: Path) -> None:
        self._db = TinyDB(folder / FILE, storage=self.storage)
        self._table = self._db.table(TABLE)

    def insert(self, key: Any, message: Document) -> None:
        self._table.insert(message)

    def insert_many(self, keys: Sequence[Any], messages: Sequence[Document]) -> None:
        self._table.insert_multiple(messages)

    def update(self, key: Any, fields: Document) -> None:
        self._table.update(fields, doc_ids=[key])

    def get(self, key: Any) -> Document | None:
        return self._table.get(doc_id=key)

    def last(self, circle: str, limit: int) -> Sequence[Document]:
        found = self._table.search(Query().circle == circle)
        return sorted(found, key=lambda message: message["created"])[-limit:]

    def forget_cached(self) -> None:
        self._table.clear_cache()

    def close(self) -> None:
        self._db.close()


class Caching(Json):
    """TinyDB with its cache, which writes once in a thousand changes: what it acknowledges is not durable."""

    def __init__(self, folder: Path) -> None:
        self.storage = CachingMiddleware(JSONStorage)
        super().__init__(folder)


class Raw:
    """One record appended and synced: what a disk asks for anything durable."""

    slow = False

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._sync = getattr(os, "fdatasync", os.fsync)

    def insert(self, key: Any, message: Document) -> None:
        self.insert_many([key], [message])

    def insert_many(self, keys: Sequence[Any], messages: Sequence[Document]) -> None:
        os.write(self._file, "".join(encode(message) + "\n" for message in messages).encode())
        self._sync(self._file)

    def forget_cached(self) -> None:
        pass

    def close(self) -> None:
        os.close(self._file)


ENGINES: dict[str, Any] = {OURS: Ours, SQLITE: SQLite, JSON: Json, CACHING: Caching, RAW: Raw}


def build(name: str, folder: Path, count: int) -> None:
    """Make a store with this many documents, and close it as an app would."""
    folder.mkdir(parents=True)
    if name in (JSON, CACHING):
        with (folder / FILE).open("w", encoding="utf-8") as file:
            file.write(f'{{"{TABLE}": {{')
            for number in range(count):
                file.write(f'{", " if number else ""}"{number + 1}": {json.dumps(document(number))}')
            file.write("}}")
        return
    engine = ENGINES[name](folder)
    for first in range(0, count, 1000):
        numbers = range(first, min(first + 1000, count))
        messages = [document(number) for number in numbers]
        engine.insert_many([key_of(name, number) for number in numbers], messages)
    engine.close()


def key_of(name: str, number: int) -> Any:
    """What this engine knows the message of this number by."""
    return number + 1 if name in (JSON, CACHING) else identifier(number)


def _row(key: Any, message: Document) -> tuple[Any, ...]:
    return key, message["circle"], message["author"], message["created"], message["rev"], encode(message)
