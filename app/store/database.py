"""TinyDB with a journal: `LogDB` is a TinyDB that keeps what it acknowledged and writes only what changed."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from os import PathLike
from typing import Any, cast

from tinydb import TinyDB

from app.store.disk import DISK, Disk
from app.store.rewriting import Migrations
from app.store.seal import unlock
from app.store.shelf import IndexSpec
from app.store.storage import LogStorage, Unlock
from app.store.table import StrTable


class LogDB(TinyDB):
    """A TinyDB on one journal file, open in one process at a time. Raises `StoreTrouble`.

    `indexes` says for each table which field is looked up by equality, and which number orders what is found:
    `{"records": {"thread": "order", "": "rev"}}`, where '' is the whole table.
    """

    table_class = StrTable
    default_storage_class = LogStorage  # type: ignore[assignment]

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        indexes: Mapping[str, IndexSpec] | None = None,
        schema: int = 1,
        migrations: Migrations | None = None,
        unlock: Unlock = unlock,
        sync: bool = True,
        disk: Disk = DISK,
        load: bool = True,
    ) -> None:
        super().__init__(
            path,
            indexes=indexes,
            schema=schema,
            migrations=migrations,
            unlock=unlock,
            sync=sync,
            disk=disk,
            load=load,
        )

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

    def transaction(self) -> AbstractContextManager[None]:
        """All changes inside, over all tables, are one commit with one fsync; an exception undoes them all.

        A transaction inside another joins it. Never await inside: what runs meanwhile would join it too.
        """
        return self.storage.tables.transaction()
