"""The one thread that writes: it commits what is queued in groups, because a disk's flush costs most."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.server.ledger import Ledger, News
from app.server.troubles import busy

GROUP = 128
"""Jobs in one commit at most."""

T = TypeVar("T")
Clock = Callable[[], int]


@dataclass(slots=True)
class _Job:
    work: Callable[[Ledger], Any]
    future: asyncio.Future[Any]
    result: Any = None
    trouble: Exception | None = None
    news: News | None = None


class Writer:
    """Takes jobs, runs each under a savepoint, and answers only when they are durably committed."""

    def __init__(
        self, connection: sqlite3.Connection, *, clock: Clock, publish: Callable[[News], None]
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._publish = publish
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="setu-writer", daemon=True)
        self._thread.start()

    async def do(self, work: Callable[[Ledger], T]) -> T:
        """The outcome of this work, once committed. Raises what the work raised, or 503 `server.busy`."""
        job = _Job(work, asyncio.get_running_loop().create_future())
        with self._door:
            if self._closed:
                raise busy()
            self._jobs.put(job)
        result: T = await job.future
        return result

    def close(self) -> None:
        """Finish what is queued, then stop. Twice is once."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            group = [first]
            last = False
            while len(group) < GROUP and not last and not self._jobs.empty():
                job = self._jobs.get()
                last = job is None
                if job is not None:
                    group.append(job)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[_Job]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job in group:
                self._attempt(job)
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            for job in group:
                job.trouble = busy()
        self._answer(group)

    def _attempt(self, job: _Job) -> None:
        self._connection.execute("SAVEPOINT job")
        ledger = Ledger(self._connection, self._clock())
        try:
            job.result, job.news = job.work(ledger), ledger.news
        except sqlite3.OperationalError:
            raise  # a full or failing disk: nobody in this group is told that they are saved
        except Exception as why:  # handed whole to whoever asked; the thread must outlive one bad job
            job.trouble = why
            self._connection.execute("ROLLBACK TO job")
        self._connection.execute("RELEASE job")

    def _answer(self, group: list[_Job]) -> None:
        for loop in {job.future.get_loop() for job in group}:
            theirs = [job for job in group if job.future.get_loop() is loop]
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._settle, theirs)

    def _settle(self, group: list[_Job]) -> None:
        for job in group:
            if job.trouble is None and job.news is not None:
                self._publish(job.news)
            if job.future.done():
                continue
            if job.trouble is not None:
                job.future.set_exception(job.trouble)
            else:
                job.future.set_result(job.result)
