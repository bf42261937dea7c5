"""What the file of a store holds, whatever became of it: its whole transactions, and what lies between them.

Read as it lies there, one transaction at a time, in slices, without the lock: Setu may be writing to it.
"""

import json
import os
import re
import sys
import zlib
from binascii import a2b_base64
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.errors import StoreBroken, StoreForeign, StoreFull, StoreTrouble
from app.store.disk import DiskFile, LogFile, trouble
from app.store.format import claim, commit_line, is_entry, parse_lines
from app.store.header import HEAD_LIMIT, SEALED, Header, read_header, read_version, torn_at_birth
from app.store.hint import hint_path
from app.store.journal import Journal
from app.store.lines import CHUNK
from app.store.seal import Seal
from app.store.tables import Tables

_CLAIM = re.compile(rb"(?<=\n)#[0-9]{1,18} [0-9]{1,18} [0-9a-f]{8}\n")
_LONGEST_CLAIM = 64
_HINT_HEAD = 4 * HEAD_LIMIT
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)

Key = Callable[[Mapping[str, Any]], Seal | None]
"""Opens the lock in a sealed store's header, or does without. Raises `StoreSealed`."""

Steps = Generator[float, None, "Report"]
"""Work in slices: the share done after each, and at the end what was found."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes that belong to no whole transaction, and how many transactions are known to be missing there."""

    start: int
    size: int
    missing: int


@dataclass(slots=True, kw_only=True)
class Report:
    """What a file holds: its whole transactions, what lies between them, and the tables if they were read."""

    size: int
    header: Header | None
    end: int
    transactions: int = 0
    damage: list[Stretch] = field(default_factory=list)
    tables: dict[str, int] | None = None
    live: int = 0

    @property
    def torn(self) -> int:
        """Bytes at the end of a write that is not finished, or was cut short."""
        return self.size - self.end


class Glass(DiskFile):
    """A file that is looked at as through glass: never made, never changed, never longer than at first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with told_as(path, "store.unreadable"):
            if not path.is_file():
                raise StoreForeign("store.missing", path=str(path))
            self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._size = super().size()

    def read_at(self, offset: int, length: int) -> bytes:
        """These bytes, fewer only where the file ends."""
        with told_as(self._path, "store.unreadable"):
            return super().read_at(offset, length)

    def size(self) -> int:
        """Bytes in the file when it was opened."""
        return self._size

    def truncate(self, size: int) -> None:
        """Leave it as it is: what is torn at the end is for an opening to cut off."""


def inspect(path: Path, key: Key | None = None) -> Steps:
    """What a store's file holds, even while Setu writes to it; what is sealed is opened if there is a key.

    Damage is looked at twice, for a write that fails is taken back under our eyes.
    """
    report = yield from _inspect(path, key)
    return (yield from _inspect(path, key)) if report.damage else report


def _inspect(path: Path, key: Key | None) -> Steps:
    with closing(Glass(path)) as file:
        report = glance(file)
        seal = seal_of(path, report.header, key)
        for _ in whole_transactions(file, report, seal):
            yield report.end / report.size / 2
        judge(file, path, report)
        if report.header and (seal or not report.header.lock) and not report.damage:
            yield from _open(file, path, report, seal)
        return report


def _open(file: LogFile, path: Path, report: Report, seal: Seal | None) -> Iterator[float]:
    """Read it all as an opening does, which tells of the tables, and has the last word."""
    journal = Journal(file, path=path, sync=False)
    journal.recognise(sys.maxsize)
    journal.seal = seal
    tables = Tables(journal, {})
    try:
        for share in journal.scan(tables.hear):
            yield (1 + share) / 2
    except StoreBroken as broken:
        if broken.code != "store.broken":
            raise
        report.damage.append(Stretch(0, report.size, 0))
    else:
        report.tables = {name: len(shelf) for name, shelf in tables.shelves.items()}
        report.live = sum(sum(shelf.places[1]) for shelf in tables.shelves.values())


def glance(file: LogFile) -> Report:
    """How big a file is, and the header that it begins with."""
    size = file.size()
    header = read_header(file.read_at(0, min(size, HEAD_LIMIT)))
    return Report(size=size, header=header, end=len(header.birth()) if header else 0)


def seal_of(path: Path, header: Header | None, key: Key | None) -> Seal | None:
    """The seal of a sealed store, if there is a key."""
    if key is None or header is None or header.lock is None:
        return None
    try:
        return key(header.lock)
    except ValueError as error:
        raise StoreForeign("store.newer", path=str(path)) from error


def whole_transactions(file: LogFile, report: Report, seal: Seal | None = None) -> Iterator[tuple[int, int]]:
    """Where the lines of every whole transaction lie, in their order; tells the report what is between them.

    Whole is what its commit line proves, what is younger than all before it, and what can be read. What
    follows the last of them is a torn write; unless there is another commit line in it and more after that,
    for there a torn write would have ended.
    """
    seq = last_claim = 0
    torn = True
    for at, line in _claims(file):
        number, size = claim(line) or (0, 0)
        start, last_claim, after = at - size, max(last_claim, report.end), at + len(line)
        if after <= report.end:
            continue
        whole = last_claim <= start < at and line == commit_line(number, size, _crc(file, start, size))
        last_claim = after
        if whole and number > seq and not _unreadable(file.read_at(start, size), report, seal):
            if start > report.end or number > seq + 1:
                missing = number - seq - 1
                report.damage.append(Stretch(report.end, start - report.end, missing))
            seq, report.end, torn = number, after, True
            report.transactions += 1
            yield start, size
        else:
            torn = torn and not whole and after == file.size()
    if not torn:
        report.damage.append(Stretch(report.end, report.size - report.end, 0))
        report.end = report.size


def _claims(file: LogFile) -> Iterator[tuple[int, bytes]]:
    """Every line that looks like a commit line, with its place, whatever lies between them."""
    kept = b""
    for offset, piece in pieces(file, 0, file.size()):
        block = kept + piece
        used = 0
        for match in _CLAIM.finditer(block):
            yield offset - len(kept) + match.start(), match[0]
            used = match.end() - 1
        kept = block[max(used, len(block) - _LONGEST_CLAIM) :]


def _unreadable(body: bytes, report: Report, seal: Seal | None) -> bool:
    lines = body.split(b"\n")[:-1]
    sealed = report.header.lock is not None if report.header else body[:1] != b"["
    if sealed and seal is None:
        return False
    try:
        plain = [seal.open(a2b_base64(line)) for line in lines] if seal else lines
        return not all(map(is_entry, parse_lines(plain)))
    except (ValueError, RecursionError):
        return True


def judge(file: LogFile, path: Path, report: Report) -> None:
    """Say of a file without a header whose it is."""
    if report.header:
        return
    size = file.size()
    head = file.read_at(0, min(size, HEAD_LIMIT))
    version, first = read_version(head), head[: head.find(b"\n") + 1]
    guarded = first and head.startswith(commit_line(0, len(first), zlib.crc32(first)), len(first))
    if version and (guarded or (version > SEALED and not report.transactions)):
        raise StoreForeign("store.newer", path=str(path))
    if report.transactions:
        report.damage = report.damage or [Stretch(0, 0, 0)]
    elif size == len(head) and torn_at_birth(head):
        report.damage, report.end = [], 0
    elif version is None:
        raise StoreForeign("store.foreign", path=str(path))
    else:
        report.damage, report.end = [Stretch(0, size, 0)], size


def hint_fits(path: Path) -> bool | None:
    """Whether the hint beside a store is whole and of this very file; None if there is none."""
    if not hint_path(path).is_file():
        return None
    with closing(Glass(path)) as file, closing(Glass(hint_path(path))) as hint:
        header, crc = glance(file).header, b"%08x\n" % _crc(hint, 9, hint.size() - 9)
        return header is not None and hint.read_at(0, 9) == crc and header_beside(file, path) == header


def header_beside(file: LogFile, path: Path) -> Header | None:
    """The copy of the header in the hint, if that is of this file: the last line it knew is there."""
    with suppress(StoreTrouble, *_NONSENSE):
        with closing(Glass(hint_path(path))) as hint:
            head = json.loads(hint.read_at(0, _HINT_HEAD).split(b"\n")[1])
        last = head["last"].encode()
        if claim(last) and file.read_at(head["end"] - len(last), len(last)) == last:
            return read_header(head["header"].encode())
    return None


# Files


def pieces(file: LogFile, start: int, size: int) -> Iterator[tuple[int, bytes]]:
    """These bytes in pieces of bearable size, each with its place."""
    for offset in range(start, start + size, CHUNK):
        yield offset, file.read_at(offset, min(CHUNK, start + size - offset))


def _crc(file: LogFile, start: int, size: int) -> int:
    crc = 0
    for _, piece in pieces(file, start, size):
        crc = zlib.crc32(piece, crc)
    return crc


@contextmanager
def told_as(path: Path, code: str) -> Iterator[None]:
    """Say what the operating system says inside in the words of this house."""
    try:
        yield
    except OSError as error:
        known = trouble(error, path)
        if isinstance(known, StoreFull):
            raise known from error
        raise StoreBroken(code, path=str(path), reason=error.strerror or str(error)) from error
