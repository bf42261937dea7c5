"""Hashing of passwords: slow by intent, so it has two threads of its own and a short queue."""

import asyncio
import base64
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.passwords import normal
from app.server.troubles import Rejected

T = TypeVar("T")
THREADS = 2
QUEUE = 32
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
"""What OWASP asks of argon2id at least; about 50 ms of one core."""


class Hashing:
    """Makes and checks hashes, two at a time. Who comes when the queue is full is asked to come later."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="setu-hashing")
        self._room = threading.Semaphore(THREADS + QUEUE)
        self.at_work = 0
        self._nobody = _nobodys_hash(self._hasher)

    async def hash(self, password: str) -> str:
        """What is kept of a password. Raises 429 `slow.down`."""
        return await self._run(lambda: self._hasher.hash(normal(password)))

    async def verify(self, kept: str, password: str) -> bool:
        """Whether this is the password. Where nothing is kept the answer is no, and takes as long."""
        return await self._run(lambda: self._matches(kept or self._nobody, password))

    def is_outdated(self, kept: str) -> bool:
        """Whether this hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        """Finish what is under way."""
        self._pool.shutdown()

    def _matches(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, normal(password))
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if not self._room.acquire(blocking=False):
            raise Rejected(429, "slow.down", retry_after=2)
        try:
            doing = self._pool.submit(work)
        except RuntimeError as why:  # the server is stopping
            self._room.release()
            raise Rejected(503, "server.busy", retry_after=1) from why
        doing.add_done_callback(lambda _: self._room.release())
        self.at_work += 1
        try:
            return await asyncio.wrap_future(doing)
        finally:
            self.at_work -= 1


def _nobodys_hash(hasher: PasswordHasher) -> str:
    """The hash of no password anyone knows: to check it costs what checking a real one costs."""
    salt, tag = (_spelt(secrets.token_bytes(size)) for size in (hasher.salt_len, hasher.hash_len))
    return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${tag}"


def _spelt(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
