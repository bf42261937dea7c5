"""Connections that only read, in a small pool of threads."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class Readers:
    """Runs questions, each in one read transaction: who may see, and what there is, are one snapshot."""

    def __init__(self, database: Path, *, threads: int = 2) -> None:
        self._database = database
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="setu-reader", initializer=self._open)

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer to a question put to one snapshot of the database."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)

    def close(self) -> None:
        """Stop, and let go of the database."""
        self._pool.shutdown()
        for connection in self._opened:
            connection.close()

    def _open(self) -> None:
        connection = sqlite3.connect(self._database, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA busy_timeout = 5000")
        self._own.connection = connection
        self._opened.append(connection)

    def _answer(self, question: Callable[[sqlite3.Connection], T]) -> T:
        connection: sqlite3.Connection = self._own.connection
        connection.execute("BEGIN")
        try:
            return question(connection)
        finally:
            connection.execute("COMMIT")
