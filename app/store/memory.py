"""What one device remembers, as the rooms above see it: records, notes, and news of every change.

Records are the rows of scopes (see `domain/records.py`). Notes are this device's own: preferences,
drafts, cursors; they never travel. Signs are remembered only while the app runs, such as how the
connection is doing. Whoever subscribes is told after each commit what it touched.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

from tinydb.table import Document

from app.domain.errors import StoreBroken
from app.domain.records import Operation, Record
from app.store import restored, seal
from app.store.database import LogDB
from app.store.documents import document_of, name_of, record_in
from app.store.rewriting import Migrations
from app.store.sent import SENT, SENT_INDEX, Sent
from app.store.words import EVER, Between, Lexicon, Way

SCHEMA = 1
MIGRATIONS: Migrations = {}
"""What each schema after the first did to the documents of the one before it."""

INDEXES = {
    "records": {"thread": "order", "kind": "order", "scope": "order", "outbox": "queue", "tray": "queue"},
    SENT: SENT_INDEX,
}

Lexicons = Mapping[str, Lexicon]
"""By table, how the words of its documents are found; without one, `find` raises ValueError."""

Listener = Callable[[frozenset[str]], None]
"""Is told the names of what a commit touched: threads, `kind:<kind>`, `note:<name>`, `sign:<name>`."""


class Memory:
    """The records, notes and signs of one device, over one journal."""

    def __init__(self, db: LogDB) -> None:
        self._db = db
        self._records = db.table("records")
        self._notes = db.table("notes")
        self.sent = Sent(db)
        self._signs: dict[str, Any] = {}
        self._listeners: list[Listener] = []
        self._touched: set[str] = set()
        self._depth = 0

    @classmethod
    def open(cls, path: Path, *, passphrase: str | None = None, lexicons: Lexicons | None = None) -> "Memory":
        """Open the journal at this path, or begin a new one in a folder of its own. Raises `StoreTrouble`."""
        steps = cls.opening(path, passphrase=passphrase, lexicons=lexicons)
        while True:
            try:
                next(steps)
            except StopIteration as opened:
                return cast(Memory, opened.value)

    @classmethod
    def opening(
        cls, path: Path, *, passphrase: str | None = None, lexicons: Lexicons | None = None
    ) -> Generator[float, None, "Memory"]:
        """Open it in slices, with the share done after each; raises what `open` raises."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as why:
            raise StoreBroken("store.folder", path=str(path.parent)) from why
        key = partial(seal.unlock, passphrase=passphrase)
        spec = {"indexes": INDEXES, "lexicons": lexicons, "schema": SCHEMA, "migrations": MIGRATIONS}
        db = LogDB(path, **spec, unlock=key, load=False)
        yield from db.storage.load()
        memory = cls(db)
        restored.take_notice(path, lambda: memory.set_note(restored.NOTE, True))
        return memory

    def close(self) -> None:
        """Let go of the journal and its lock."""
        self._db.close()

    @property
    def recovered(self) -> int:
        """Bytes of an unfinished write that opening cut off; 0 after an orderly end."""
        return self._db.recovered

    # The file: each of these works in slices, between which everything else goes on

    def tidy(self) -> Iterator[object]:
        """Do for the file what is worth doing while nobody waits. Raises `StoreTrouble`; nothing is lost."""
        return self._db.storage.tidy()

    @property
    def sealed_by(self) -> str | None:
        """What opens the file: a passphrase, this device's keystore, or nothing that is secret."""
        return self._db.storage.sealed_by

    def seal_with_passphrase(self, passphrase: str) -> Iterator[float]:
        """Write the file out anew so that only this passphrase opens it. Raises `StoreTrouble`."""
        yield from self._db.storage.reseal(*seal.lock_with_passphrase(passphrase))

    def seal_with_keystore(self) -> Iterator[float]:
        """Write the file out anew so that only this device's keystore opens it. Raises `StoreTrouble`."""
        yield from self._db.storage.reseal(*seal.lock_with_keystore())

    def unseal(self) -> Iterator[float]:
        """Write the file out anew so that anybody can read it. Raises `StoreTrouble`."""
        return self._db.storage.reseal(None, None)

    # Records

    def get(self, scope: str, kind: str, identifier: str) -> Record | None:
        """The record of this name, if this device has it."""
        document = self._records.get(doc_id=name_of(scope, kind, identifier))
        return record_in(document) if isinstance(document, Document) else None

    def page(self, thread: str, limit: int = 50, before: int | None = None) -> list[Record]:
        """The last `limit` records of a thread in its order, or the last before a place in it."""
        return [record_in(found) for found in self._records.page(limit, before=before, thread=thread)]

    def page_behind(self, thread: str, limit: int, after: int) -> list[Record]:
        """The first `limit` records of a thread behind a place in it, in its order."""
        return [record_in(found) for found in self._records.page(limit, after=after, thread=thread)]

    def of_kind(self, kind: str, limit: int = 10_000) -> list[Record]:
        """The records of one kind, in order."""
        return [record_in(found) for found in self._records.page(limit, kind=kind)]

    def find(self, ways: Iterable[Way], limit: int, between: Between = EVER) -> tuple[list[Record], int]:
        """The first `limit` records that may fit, and how many may: see `DocTable.find`."""
        found, count = self._records.find(ways, limit, between)
        return [record_in(document) for document in found], count

    def read_words(self) -> Iterator[None]:
        """Read for their words, in slices, what was put since this was last done."""
        return self._db.storage.read_words()

    def count_unread(self) -> int:
        """How many records `find` does not know yet."""
        return sum(words.unread() for _, words in self._db.storage.tables.words())

    def count(self, thread: str) -> int:
        """How many records a thread has."""
        return self._records.count_where(thread=thread)

    def outbox(self, limit: int) -> list[tuple[Record, Operation]]:
        """What waits to be sent, in the order in which it was done."""
        holders = [record_in(found) for found in self._records.page(limit, after=-1, outbox=True)]
        waiting = [(record, operation) for record in holders for operation in record.waiting]
        return sorted(waiting, key=lambda pair: pair[1].queue)[:limit]

    def all_waiting(self) -> list[Record]:
        """Every record with something still to send."""
        return [record_in(found) for found in self._records.page(1_000_000, after=-1, outbox=True)]

    def all_refused(self) -> list[Record]:
        """Every record with something the server said no to."""
        return [record_in(found) for found in self._records.page(1_000_000, after=-1, tray=True)]

    def count_waiting(self) -> int:
        """How many records have something still to send."""
        return self._records.count_where(outbox=True)

    def count_refused(self) -> int:
        """How many records have something the server said no to."""
        return self._records.count_where(tray=True)

    def put(self, *records: Record) -> None:
        """Remember these records as they are now."""
        with self.transaction():
            for record in records:
                self._touch(record)
                self._records.put(name_of(record.scope, record.kind, record.id), document_of(record))

    def forget(self, *records: Record) -> None:
        """Forget these records."""
        with self.transaction():
            for record in records:
                self._touch(record)
                self._records.remove(doc_ids=[name_of(record.scope, record.kind, record.id)])

    def forget_scope(self, scope: str) -> None:
        """Forget every record of a scope on which nothing of one's own hangs, waiting or refused."""
        with self.transaction():
            for document in self._records.take_out(_has_own, scope=scope):
                self._touched.update((document["thread"], f"kind:{document['kind']}"))

    def in_scope(self, scope: str, limit: int = 1_000_000, after: int | None = None) -> list[Record]:
        """Every record of one scope, in order; or the first so many after a place in it."""
        return [record_in(found) for found in self._records.page(limit, after=after, scope=scope)]

    def keep_only(self, *records: Record) -> None:
        """Forget every record but these, and what was sent and agreed; these as they are given."""
        with self.transaction():
            for document in self._records:
                self._touched.update((document["thread"], f"kind:{document['kind']}"))
            self._records.truncate()
            self.sent.clear()
            self.put(*records)

    # Notes and signs

    def note(self, name: str, default: Any = None) -> Any:
        """A note of this device's own."""
        found = self._notes.get(doc_id=name)
        return found["value"] if isinstance(found, Document) else default

    def set_note(self, name: str, value: Any) -> None:
        """Write a note; None tears it up."""
        with self.transaction():
            if value is not None:
                self._notes.put(name, {"value": value})
            elif self._notes.contains(doc_id=name):
                self._notes.remove(doc_ids=[name])
            self._touched.add(f"note:{name}")

    def notes(self, prefix: str) -> list[str]:
        """The names of the notes that begin like this."""
        return [str(found.doc_id) for found in self._notes if str(found.doc_id).startswith(prefix)]

    def sign(self, name: str, default: Any = None) -> Any:
        """Something remembered only while the app runs."""
        return self._signs.get(name, default)

    def set_sign(self, name: str, value: Any) -> None:
        """Put up a sign; None takes it down. Whoever subscribes hears of it when it says something new."""
        if self._signs.get(name) != value:
            if value is None:
                del self._signs[name]
            else:
                self._signs[name] = value
            self._tell({f"sign:{name}"})

    # Transactions and news

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, in one durable commit; news of it goes out once, after it. Never await inside."""
        before = set(self._touched)
        self._depth += 1
        kept = False
        try:
            with self._db.transaction():
                yield
            kept = True
        finally:
            self._depth -= 1
            if not kept:
                self._touched = before
        if self._depth == 0:
            touched, self._touched = self._touched, set()
            self._tell(touched)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every commit from now on; call what this gives to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def _touch(self, record: Record) -> None:
        """Note the list a record is read in, and the one it was read in until now."""
        known = self._records.get(doc_id=name_of(record.scope, record.kind, record.id))
        if isinstance(known, Document):
            self._touched.add(known["thread"])
        self._touched.update((record.thread, f"kind:{record.kind}"))

    def _tell(self, touched: Iterable[str]) -> None:
        news = frozenset(touched)
        if news:
            with ExitStack() as telling:  # everyone is told, though one of them fall over
                for listener in reversed(self._listeners):
                    telling.callback(listener, news)


def _has_own(document: Mapping[str, Any]) -> bool:
    return "outbox" in document or "tray" in document
