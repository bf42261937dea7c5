"""A TinyDB storage on a journal: every change is one durable transaction of what it touched."""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any, cast

from tinydb.storages import Storage

from app.domain.errors import StoreForeign
from app.store import hint
from app.store.disk import DISK, Disk, told
from app.store.header import Header
from app.store.journal import Journal
from app.store.lock import Lock
from app.store.rewriting import Migrations, migration, rewrite
from app.store.seal import Seal, unlock
from app.store.shelf import IndexSpec
from app.store.tables import Tables
from app.store.view import TableView
from app.store.words import Lexicon

Unlock = Callable[[Mapping[str, Any]], Seal]
"""Opens the lock in a sealed store's header. Raises `StoreSealed`."""

SMALL = 1 << 20
"""Bytes of log that are read so quickly that it is not worth sparing anybody the reading."""

READ_AT_ONCE = 16
"""Documents that are read for their words in one slice: some milliseconds."""

WORDS_AT_LEAST = 1 << 10
"""Documents that are read for their words again rather than write a hint."""


class LogStorage(Storage):
    """The tables of one file, as TinyDB asks for them, and the care for that file.

    Works under a stock `TinyDB(path, storage=LogStorage)` too: `write` then finds the difference, slowly but
    as safely. Raises `StoreTrouble`; a file it refuses is left as it was. With `load=False` nothing can be
    asked before `load` was run to its end.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        indexes: Mapping[str, IndexSpec] | None = None,
        lexicons: Mapping[str, Lexicon] | None = None,
        schema: int = 1,
        migrations: Migrations | None = None,
        unlock: Unlock = unlock,
        sync: bool = True,
        disk: Disk = DISK,
        load: bool = True,
    ) -> None:
        self.path = Path(os.path.realpath(path))
        self._disk = disk
        self._schema, self._migrations = schema, migrations or {}
        self._hinted = self._believed = 0
        self._rewriting = False
        with ExitStack() as opening:
            with told(self.path):
                self._lock = Lock(self.path)
                opening.callback(self._lock.release)
                for beside in (self._fresh_path, hint.fresh_path(self.path)):
                    disk.remove(beside)
                journal = Journal(disk.open(self.path), path=self.path, sync=sync)
            opening.callback(journal.close)
            self.tables = Tables(journal, indexes or {}, lexicons)
            if not journal.recognise(schema):
                journal.begin(Header(schema=schema, gen=secrets.token_hex(8)))
            elif journal.header.lock:
                try:
                    journal.seal = unlock(journal.header.lock)
                except ValueError as error:
                    raise StoreForeign("store.newer", path=str(self.path)) from error
            opening.pop_all()
        if load:
            for _ in self.load():
                pass

    def load(self) -> Iterator[float]:
        """Learn what the file holds, and bring it to today's schema, in slices; gives the share done."""
        with ExitStack() as loading:
            loading.callback(self._lock.release)
            loading.callback(self._journal.close)
            if self.schema < self._schema:
                yield from self._scan(0.0, 0.4)
                yield from self._migrate(0.4, 0.7)
                yield from self._scan(0.7, 1.0)
            else:
                if hint.take(self.tables, self._disk):
                    self._hinted = self._believed = self._journal.end
                yield from self._scan(0.0, 1.0)
            self.tables.known = True
            loading.pop_all()

    @property
    def recovered(self) -> int:
        """Bytes of an unfinished transaction that opening cut off."""
        return self._journal.recovered

    @property
    def schema(self) -> int:
        """The schema the file's header names."""
        return self._journal.header.schema

    @property
    def sealed_by(self) -> str | None:
        """What opens the file: "passphrase", "keystore", or nothing that is secret."""
        lock = self._journal.header.lock
        return None if lock is None else str(lock["by"])

    def close(self) -> None:
        """Save the hint, let go of the file and its lock; a second call does nothing."""
        try:
            late = self._journal.end != self._hinted or self._words_due()
            if self._journal.alive and self.tables.shelves and late:
                for _ in self.save_hint():
                    pass
        finally:
            try:
                self._journal.close()
            finally:
                self._lock.release()

    # TinyDB's contract

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every table as a lazy mapping of fresh documents; None where there is none yet."""
        if not self.tables.shelves:
            return None
        views = {name: TableView(self.tables, name) for name in self.tables.shelves}
        return cast(dict[str, dict[str, Any]], views)

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the tables what `data` says: what differs is journaled, as one transaction."""
        with self.tables.transaction():
            # A view under another name reads what is about to change.
            data = {
                name: dict(found)
                if isinstance(found, TableView) and not found.shows(self.tables, name)
                else found
                for name, found in data.items()
            }
            for name in [name for name in self.tables.shelves if name not in data]:
                self.tables.drop(name)
            for name, documents in data.items():
                if not (isinstance(documents, TableView) and documents.shows(self.tables, name)):
                    wanted = {str(doc_id) for doc_id in documents}
                    gone = [doc_id for doc_id in TableView(self.tables, name) if doc_id not in wanted]
                    kept = ((str(doc_id), document) for doc_id, document in documents.items())
                    self.tables.amend(name, chain(((doc_id, None) for doc_id in gone), kept))

    # Housekeeping, in slices: between two steps the store may be used as ever

    def save_hint(self) -> Iterator[None]:
        """Write down what memory knows, so that the next opening is quick; a failure only leaves it slow."""
        end = self._journal.end
        # Slots of removed documents are let go by an opening that reads the whole log.
        if all(2 * len(shelf) >= len(shelf.places[0]) for shelf in self.tables.shelves.values()):
            with suppress(OSError):
                yield from hint.save(self.tables, self._disk)
                self._hinted = end

    def compact(self) -> Iterator[float]:
        """Write the file out anew without what was overwritten; gives the share done.

        Raises `StoreTrouble`, and then the old file is still there and in use.
        """
        yield from self._rewrite()

    def reseal(self, lock: Mapping[str, str | int] | None, seal: Seal | None) -> Iterator[float]:
        """Write the file out anew under another seal, or under none; gives the share done."""
        yield from self._rewrite(lock=lock, seal=seal)

    def tidy(self) -> Iterator[object]:
        """What is worth doing while nobody waits: a compaction where most is waste, a hint that is due.

        The first time it reads what a hint spared the opening. Raises `StoreBroken` where that is damaged.
        """
        believed, self._believed = self._believed, 0
        if believed:
            yield from hint.check(self.tables, believed)
        live = sum(sum(shelf.places[1]) for shelf in self.tables.shelves.values())
        if self._journal.end > SMALL and 2 * live < self._journal.end:
            yield from self.compact()
        yield from self.read_words()
        if self._journal.end - self._hinted > max(SMALL, self._journal.end // 4) or self._words_due():
            yield from self.save_hint()

    def read_words(self) -> Iterator[None]:
        """Read what was written for its words, the latest first, and merge what was read."""
        for name, words in self.tables.words():
            while self.tables.read_words(name, READ_AT_ONCE):
                yield
                if words.crowded:
                    yield from words.merge()
            yield from words.merge()

    def _words_due(self) -> bool:
        """Whether reading for words again would take longer than keeping them in a hint."""
        return any(words.unsaved > max(WORDS_AT_LEAST, words.count // 8) for _, words in self.tables.words())

    def _rewrite(self, **parts: Any) -> Iterator[float]:
        if self._rewriting:
            raise ValueError("the file is being written out anew already")
        old = self._journal
        known = {"schema": self.schema, "lock": old.header.lock, "seal": old.seal, "change": None} | parts
        seal, change = known.pop("seal"), known.pop("change")
        header = Header(gen=secrets.token_hex(8), **known)
        self._rewriting = True
        try:
            # The old hint will not fit the new file, and it must not outlive a file that is sealed now.
            self._hinted = 0
            with told(self.path):
                self._disk.remove(hint.hint_path(self.path))
            yield from rewrite(
                self.tables, self._disk, self._fresh_path, header=header, seal=seal, change=change
            )
            self._believed = 0  # every line that lives was compared with its sum as it was copied
        finally:
            self._rewriting = False
        if change is None:
            for _ in self.save_hint():
                yield 1.0

    def _migrate(self, low: float, high: float) -> Iterator[float]:
        change = migration(self._migrations, self.schema, self._schema)
        for share in self._rewrite(schema=self._schema, change=change):
            yield low + (high - low) * share
        self.tables.shelves.clear()
        self._journal.start_after(self._journal.header)

    def _scan(self, low: float, high: float) -> Iterator[float]:
        for share in self._journal.scan(self.tables.hear):
            yield low + (high - low) * share

    @property
    def _journal(self) -> Journal:
        return self.tables.journal

    @property
    def _fresh_path(self) -> Path:
        """Where the file is written out anew before it takes the place of the old one."""
        return self.path.with_name(self.path.name + ".new")
