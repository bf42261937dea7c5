"""TinyDB with a journal: `LogDB` is a TinyDB that keeps what it acknowledged and writes only what changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from tinydb import TinyDB

from app.store.storage import LogStorage
from app.store.table import StrTable


class LogDB(TinyDB):
    """A TinyDB on one journal file, open in one process at a time. Raises `StoreTrouble`.

    `LogDB(path, indexes=…, schema=…, …)` takes what `LogStorage` takes. `indexes` says for each table which
    field is looked up by equality, and which number orders what is found:
    `{"records": {"thread": "order", "": "rev"}}`, where '' is the whole table.
    """

    table_class = StrTable
    default_storage_class = LogStorage  # type: ignore[assignment]

    @property
    def storage(self) -> LogStorage:
        """The journal's storage."""
        return cast(LogStorage, self._storage)

    @property
    def recovered(self) -> int:
        """Bytes of an unfinished transaction that opening cut off; 0 after an orderly end."""
        return self.storage.recovered

    def table(self, name: str, **kwargs: Any) -> StrTable:
        """The table of this name, made when something is first written to it."""
        return cast(StrTable, super().table(name, **kwargs))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside, over all tables, are one commit with one fsync; an exception undoes them all.

        A transaction inside another joins it. Never await inside: what runs meanwhile would join it too.
        """
        try:
            with self.storage.tables.transaction():
                yield
        except BaseException:
            for table in self._tables.values():
                table.clear_cache()  # what TinyDB's own table found meanwhile is not there any more
            raise
