"""The append-only file: a transaction is acknowledged once its commit line is on the disk, and not before."""

import zlib
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.errors import StoreBroken
from app.store.disk import LogFile, told, trouble
from app.store.format import (
    commit_line,
    is_entry,
    parse_lines,
    parse_put,
)
from app.store.header import HEAD_LIMIT, Header, recognise
from app.store.lines import is_torn, lines_of
from app.store.seal import Seal

BATCH = 256

Place = tuple[int, int, int]
"""Where a line is: its first byte, how many bytes it has, and their crc32."""

Hear = Callable[[list[Any], Place], None]
"""Hears every committed line on opening: what it says, and where it is."""


class Journal:
    """A log over a file: lines are appended to a tail in memory, which `commit` writes as one transaction.

    A line has its place from the moment it is appended, so what is not committed yet is read like the rest.
    Call `recognise` or `begin` first. Raises `StoreTrouble`, and leaves a file it refuses as it found it.
    """

    header: Header
    seal: Seal | None = None

    def __init__(self, file: LogFile, *, path: Path, sync: bool = True) -> None:
        self.path = path
        self.seq = 0
        self.end = 0
        self.last = b""
        self.recovered = 0
        self._file: LogFile | None = file
        self._failed = False
        self.sync = sync
        self._tail = bytearray()

    # Opening

    def recognise(self, schema: int) -> bool:
        """Read the header; False where there is nothing yet but, at most, a torn first write of ours."""
        with told(self.path):
            size = self.file.size()
            head = self.file.read_at(0, min(size, HEAD_LIMIT))
        header = recognise(head, whole=size == len(head), schema=schema, path=self.path)
        if header is not None:
            self.start_after(header)
        return header is not None

    def begin(self, header: Header, seal: Seal | None = None) -> None:
        """Make this a new log."""
        file = self.file
        with told(self.path):
            self.recovered = file.size()
            if self.recovered:
                file.truncate(0)
            file.write_at(0, header.birth())
            if self.sync:
                file.flush()
        self.seal = seal
        self.start_after(header)

    def start_after(self, header: Header) -> None:
        """Take the log for read up to its header, so that a scan tells of all the rest."""
        birth = header.birth()
        self.header, self.end, self.seq = header, len(birth), 0
        self.last = birth[birth.index(b"#0 ") :]

    def resume(self, end: int, seq: int, last: bytes) -> bool:
        """Take the log for read up to here, if the transaction with this commit line does end here."""
        with told(self.path):
            there = self.file.read_at(end - len(last), len(last)) == last
        if there:
            self.end, self.seq, self.last = end, seq, last
        return there

    def scan(self, hear: Hear) -> Iterator[float]:
        """Tell of all whole transactions from here on, in slices, and cut off what a crash left of one."""
        file = self.file
        with told(self.path):
            size = file.size()
            whole: list[tuple[int, bytes]] = []
            lines: list[tuple[int, bytes]] = []
            crc = length = 0
            for start, line in lines_of(file, self.end, size):
                if not line.startswith(b"#"):
                    lines.append((start, line))
                    crc, length = zlib.crc32(line, crc), length + len(line)
                    continue
                if not lines or line != commit_line(self.seq + 1, length, crc):
                    break
                self.seq, self.end, self.last = self.seq + 1, start + len(line), line
                whole += lines
                lines, crc, length = [], 0, 0
                if len(whole) >= BATCH:
                    yield from self._tell(whole, hear, size)
                    whole = []
            yield from self._tell(whole, hear, size)
            if self.end < size:
                self._cut_torn_tail(file, size)
            elif self.sync:
                # Whoever wrote the last transaction may have been killed before it was on the disk.
                file.flush()

    def _tell(self, lines: list[tuple[int, bytes]], hear: Hear, size: int) -> Iterator[float]:
        for first in range(0, len(lines), BATCH):
            batch = lines[first : first + BATCH]
            entries = self._parse(self._plain([line for _, line in batch]))
            if not all(map(is_entry, entries)):
                raise self._broken()
            for (start, line), entry in zip(batch, entries, strict=True):
                hear(entry, (start, len(line), zlib.crc32(line)))
            yield batch[-1][0] / size

    def _cut_torn_tail(self, file: LogFile, size: int) -> None:
        if not is_torn(file, self.end, size):
            raise self._broken()
        file.truncate(self.end)
        if self.sync:
            file.flush()
        self.recovered = size - self.end

    # Reading

    def lines(self, places: Sequence[Place]) -> list[bytes]:
        """The lines at these places, as they were appended; read in one go where they lie close together."""
        if len(places) < 2:
            return self._plain([self._read(*place) for place in places])
        first = min(place[0] for place in places)
        last = max(place[0] + place[1] for place in places)
        if last <= self.end and last - first <= 16 * sum(place[1] for place in places):
            block = self._bytes(first, last - first)
            found = [block[start - first : start - first + size] for start, size, _ in places]
            if [zlib.crc32(line) for line in found] != [place[2] for place in places]:
                raise self._broken()
        else:
            found = [self._read(*place) for place in places]
        return self._plain(found)

    def entries(self, places: Sequence[Place]) -> list[list[Any]]:
        """What the lines at these places say."""
        return self._parse(self.lines(places))

    def put(self, place: Place) -> tuple[str, str, dict[str, Any]]:
        """Table, id and document of the line at this place."""
        try:
            return parse_put(self._plain([self._read(*place)])[0])
        except (ValueError, RecursionError) as error:
            raise self._broken() from error

    def tail(self, start: int) -> Iterator[tuple[int, bytes | None]]:
        """The lines committed from here on with where each is, and None for every commit line."""
        with told(self.path):
            for place, line in lines_of(self.file, start, self.end):
                if line.startswith(b"#"):
                    yield place, None
                else:
                    yield place, self._plain([line])[0]

    def _read(self, start: int, size: int, crc: int) -> bytes:
        line = self._bytes(start, size)
        if zlib.crc32(line) != crc:
            raise self._broken()
        return line

    def _bytes(self, start: int, size: int) -> bytes:
        if start >= self.end:
            return bytes(self._tail[start - self.end : start - self.end + size])
        try:  # not `told`: its context costs more than the reading
            return self.file.read_at(start, size)
        except OSError as error:
            raise trouble(error, self.path) from error

    def _parse(self, lines: Sequence[bytes]) -> list[list[Any]]:
        try:
            return parse_lines(lines)
        except (ValueError, RecursionError) as error:
            raise self._broken() from error

    def _plain(self, lines: list[bytes]) -> list[bytes]:
        if self.seal is None:
            return lines
        try:
            return [self.seal.open(a2b_base64(line)) + b"\n" for line in lines]
        except ValueError as error:
            raise self._broken() from error

    # Writing

    def append(self, line: bytes) -> Place:
        """Add a line to the transaction and say where it will be; nothing is written yet."""
        _ = self.file
        if self.seal is not None:
            line = b2a_base64(self.seal.close(line[:-1]))
        start = self.end + len(self._tail)
        self._tail += line
        return start, len(line), zlib.crc32(line)

    def mark(self) -> int:
        """How far the transaction has come, for `rewind`."""
        return len(self._tail)

    def rewind(self, mark: int) -> None:
        """Forget the lines appended since `mark`."""
        del self._tail[mark:]

    def commit(self) -> None:
        """Make the tail one transaction: one write, one flush.

        Raises `StoreFull` or `StoreBroken`, the file cut back and the tail kept for `rewind`. A failed flush
        closes the journal: the system may have dropped the bytes, and a second try would prove nothing.
        """
        if not self._tail:
            return
        file = self.file
        last = commit_line(self.seq + 1, len(self._tail), zlib.crc32(self._tail))
        self._tail += last
        try:
            file.write_at(self.end, bytes(self._tail))
        except OSError as error:
            self._cut_back(file)
            raise trouble(error, self.path) from error
        finally:
            del self._tail[-len(last) :]
        if self.sync:
            try:
                file.flush()
            except OSError as error:
                # Bytes that are read back, though they never reached the disk, must not be built upon.
                with suppress(OSError):
                    file.truncate(self.end)
                raise self._give_up(error) from error
        self.end += len(self._tail) + len(last)
        self.seq, self.last = self.seq + 1, last
        self._tail.clear()

    def _cut_back(self, file: LogFile) -> None:
        try:
            file.truncate(self.end)
            if self.sync:
                file.flush()
        except OSError as error:
            raise self._give_up(error) from error

    def _give_up(self, error: OSError) -> StoreBroken:
        """Close for good: what the file holds is known again only once it is opened anew."""
        self._failed = True
        self.close()
        return StoreBroken("store.failed", path=str(self.path), reason=error.strerror or str(error))

    @property
    def alive(self) -> bool:
        """Whether there is still a file to read and write."""
        return self._file is not None

    def close(self) -> None:
        """Let go of the file; what was not committed is gone. A second call does nothing."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:
                if not self._failed:
                    raise trouble(error, self.path) from error

    def reopen(self, open_file: Callable[[Path], LogFile], path: Path) -> None:
        """Go on after `close`, in the file of this name, which holds the same bytes."""
        self.path = path
        try:
            self._file = open_file(path)
        except OSError as error:
            raise self._give_up(error) from error

    @property
    def file(self) -> LogFile:
        """The file, while there is one. Raises `StoreBroken` or ValueError."""
        if self._file is None:
            if self._failed:
                raise StoreBroken("store.failed", path=str(self.path))
            raise ValueError("the store is closed")
        return self._file

    def _broken(self) -> StoreBroken:
        return StoreBroken("store.broken", path=str(self.path))
