"""The append-only file: a transaction is acknowledged once its commit line is on the disk, and not before."""

import secrets
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.errors import StoreBroken, StoreForeign
from app.store.disk import LogFile, trouble
from app.store.format import (
    HEAD_LIMIT,
    VERSION,
    Header,
    claim,
    commit_line,
    parse_lines,
    read_header,
    read_version,
    torn_at_birth,
)

CHUNK = 1 << 20
BATCH = 256

Place = tuple[int, int]
"""Where a line is: its first byte, and how many bytes it has."""

Replay = Callable[[list[Any], int, int], None]
"""Hears every committed line on opening: what it says, its first byte, its length."""


class Journal:
    """A log over a file: lines are appended to a tail in memory, which `commit` writes as one transaction.

    A line has its place in the file from the moment it is appended, so what is not yet committed can be read
    like everything else. Raises `StoreTrouble` on opening, and leaves a file it refuses as it found it.
    """

    def __init__(self, file: LogFile, *, path: Path, schema: int, sync: bool, replay: Replay) -> None:
        self._file: LogFile | None = file
        self._failed = False
        self._path = path
        self._sync = sync
        self._tail = bytearray()
        self._seq = 0
        self._end = 0
        self.recovered = 0
        try:
            self.header = self._open(file, schema, replay)
        except OSError as error:
            raise trouble(error, path) from error

    # Opening

    def _open(self, file: LogFile, schema: int, replay: Replay) -> Header:
        size = file.size()
        head = file.read_at(0, min(size, HEAD_LIMIT))
        header = self._header(head, whole=size == len(head), schema=schema)
        if header is None:
            return self._begin(file, size, schema)
        self._end = len(header.birth())
        self._scan(file, size, replay)
        if self._end < size:
            self._cut_torn_tail(file, size)
        return header

    def _header(self, head: bytes, *, whole: bool, schema: int) -> Header | None:
        """The header of a store of ours, None where there is nothing yet; raises for everything else."""
        header = read_header(head)
        if header is not None and header.schema > schema:
            raise StoreForeign("store.newer", path=str(self._path))
        if header is not None and head.startswith(header.birth()):
            return header
        if whole and torn_at_birth(head):
            return None
        version = read_version(head)
        if version is None:
            raise StoreForeign("store.foreign", path=str(self._path))
        if version > VERSION:
            raise StoreForeign("store.newer", path=str(self._path))
        raise self._broken()

    def _begin(self, file: LogFile, size: int, schema: int) -> Header:
        header = Header(schema=schema, gen=secrets.token_hex(8))
        birth = header.birth()
        if size:
            file.truncate(0)
        file.write_at(0, birth)
        if self._sync:
            file.flush()
        self._end, self.recovered = len(birth), size
        return header

    def _scan(self, file: LogFile, size: int, replay: Replay) -> None:
        """Replay whole transactions up to the end or to the first byte that is not part of one."""
        lines: list[tuple[int, bytes]] = []
        crc = length = 0
        for start, line in _lines(file, self._end, size):
            if not line.startswith(b"#"):
                lines.append((start, line))
                crc, length = zlib.crc32(line, crc), length + len(line)
                continue
            if not lines or line != commit_line(self._seq + 1, length, crc):
                return
            self._replay(lines, replay)
            self._seq, self._end = self._seq + 1, start + len(line)
            lines, crc, length = [], 0, 0

    def _replay(self, lines: list[tuple[int, bytes]], replay: Replay) -> None:
        for first in range(0, len(lines), BATCH):
            batch = lines[first : first + BATCH]
            for (start, line), entry in zip(batch, self._parse([line for _, line in batch]), strict=True):
                replay(entry, start, len(line))

    def _cut_torn_tail(self, file: LogFile, size: int) -> None:
        """Cut what follows the last whole transaction; a whole one behind it means damage, not a tear."""
        for start, line in _lines(file, self._end, size):
            claimed = claim(line) if line.startswith(b"#") else None
            if claimed is None:
                continue
            seq, length = claimed
            if 0 < length <= start - self._end:
                lines = file.read_at(start - length, length)
                if line == commit_line(seq, length, zlib.crc32(lines)):
                    raise self._broken()
        file.truncate(self._end)
        if self._sync:
            file.flush()
        self.recovered = size - self._end

    # Reading

    def read(self, start: int, size: int) -> bytes:
        """The bytes at a place, committed or still in the tail."""
        if start >= self._end:
            data = bytes(self._tail[start - self._end : start - self._end + size])
        else:
            try:
                data = self._alive().read_at(start, size)
            except OSError as error:
                raise trouble(error, self._path) from error
        if len(data) != size:
            raise self._broken()
        return data

    def entries(self, places: Sequence[Place]) -> list[list[Any]]:
        """What the lines at these places say, read in one go where they lie close together."""
        if not places:
            return []
        first = min(start for start, _ in places)
        last = max(start + size for start, size in places)
        if last <= self._end and last - first <= 4 * sum(size for _, size in places):
            block = self.read(first, last - first)
            return self._parse([block[start - first : start - first + size] for start, size in places])
        return self._parse([self.read(start, size) for start, size in places])

    def _parse(self, lines: Sequence[bytes]) -> list[list[Any]]:
        try:
            return parse_lines(lines)
        except (ValueError, RecursionError) as error:
            raise self._broken() from error

    # Writing

    def append(self, line: bytes) -> int:
        """Add a line to the transaction and say where it will be; nothing is written yet."""
        self._alive()
        start = self._end + len(self._tail)
        self._tail += line
        return start

    def mark(self) -> int:
        """How far the transaction has come, for `rewind`."""
        return len(self._tail)

    def rewind(self, mark: int) -> None:
        """Forget the lines appended since `mark`."""
        del self._tail[mark:]

    def commit(self) -> None:
        """Make the tail one transaction: one write, one flush.

        Raises `StoreFull` or `StoreBroken`, with the file cut back and the tail kept for `rewind`. A failed
        flush closes the journal: the system may have dropped the bytes, so a second try would prove nothing.
        """
        if not self._tail:
            return
        file = self._alive()
        data = bytes(self._tail) + commit_line(self._seq + 1, len(self._tail), zlib.crc32(self._tail))
        try:
            file.write_at(self._end, data)
        except OSError as error:
            self._cut_back(file)
            raise trouble(error, self._path) from error
        if self._sync:
            try:
                file.flush()
            except OSError as error:
                raise self._give_up(error) from error
        self._end += len(data)
        self._seq += 1
        self._tail.clear()

    def _cut_back(self, file: LogFile) -> None:
        try:
            file.truncate(self._end)
        except OSError as error:
            raise self._give_up(error) from error

    def _give_up(self, error: OSError) -> StoreBroken:
        """Close for good: what the file holds is known again only once it is opened anew."""
        self._failed = True
        self.close()
        return StoreBroken("store.failed", path=str(self._path), reason=error.strerror or str(error))

    def close(self) -> None:
        """Let go of the file; what was not committed is gone. A second call does nothing."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            file.close()
        except OSError as error:
            if not self._failed:
                raise trouble(error, self._path) from error

    def _alive(self) -> LogFile:
        if self._file is None:
            if self._failed:
                raise StoreBroken("store.failed", path=str(self._path))
            raise ValueError("the store is closed")
        return self._file

    def _broken(self) -> StoreBroken:
        return StoreBroken("store.broken", path=str(self._path))


def _lines(file: LogFile, start: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Every whole line from `start` on with its place, holding no more than one chunk and one line."""
    rest: list[bytes] = []
    for offset in range(start, size, CHUNK):
        first, *others = file.read_at(offset, min(CHUNK, size - offset)).split(b"\n")
        rest.append(first)
        for following in others:
            line = b"".join(rest) + b"\n"
            yield start, line
            start += len(line)
            rest = [following]
