"""Care for a store: a back-up of it, a back-up in its place, what can be saved of a damaged one.

All of it works in slices and gives the share done after each. Raises `StoreTrouble`, and then the store is as
it was.
"""

import os
import secrets
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from app.domain.errors import StoreBroken, StoreForeign
from app.store.disk import DISK, Disk, LogFile
from app.store.format import commit_line
from app.store.header import Header
from app.store.hint import hint_path
from app.store.lock import Lock
from app.store.restored import mark, mark_path
from app.store.seal import Seal
from app.storekeeping.survey import (
    Glass,
    Key,
    Report,
    Steps,
    glance,
    header_beside,
    inspect,
    judge,
    pieces,
    seal_of,
    told_as,
    whole_transactions,
)

Agree = Callable[[Report], bool]
"""Is shown what was found before anything is replaced, and says whether to go on."""


def backup(path: Path, to: Path, *, disk: Disk = DISK) -> Steps:
    """Copy every whole transaction to a new file, even while Setu writes; a damaged store is refused."""
    _expect_nothing_at(to)
    with _passing(to.with_name(f"{to.name}.{secrets.token_hex(4)}.part"), disk) as part:
        report = yield from _copy(path, part, to, disk)
        _expect_nothing_at(to)
        with told_as(to, "store.unwritable"):
            disk.replace(part, to)
    return report


def restore(
    source: Path, path: Path, *, kept: Path, schema: int, agree: Agree, disk: Disk = DISK
) -> Generator[float, None, Report | None]:
    """Put a back-up in the place of a store, which stays under the name `kept`; None if `agree` said no."""
    Glass(source).close()
    with told_as(path.parent, "store.folder"):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(path.name + ".new")
    if source.absolute() == new.absolute():
        raise StoreForeign("store.exists", path=str(new))
    with _locked(path), _passing(new, disk):
        report = yield from _copy(source, new, path, disk)
        if report.header and report.header.schema > schema:
            raise StoreForeign("store.newer", path=str(source))
        if os.path.lexists(path):
            if not agree(report):
                return None
            _keep(path, kept, disk)
        with told_as(path, "store.unwritable"):
            disk.remove(hint_path(path))
            _put_in_place(new, path, disk)
    return report


def salvage(
    path: Path, *, kept: Path, schema: int, agree: Agree, key: Key | None = None, disk: Disk = DISK
) -> Generator[float, None, tuple[Report, Report | None]]:
    """Put a new file with every whole transaction in the place of a damaged one, which stays as `kept`.

    Gives what was found and what was saved: None for a store that is whole, or if `agree` said no. Where the
    header is damaged the hint's copy of it serves, or for a store that is not sealed a new one of `schema`.
    """
    Glass(path).close()
    new = path.with_name(path.name + ".new")
    with _locked(path), _passing(new, disk):
        found = yield from inspect(path, key)
        if found.damage and not found.transactions:
            raise StoreBroken("store.beyond_saving", path=str(path))
        if not (found.damage and agree(found)):
            return found, None
        yield from _collect(path, new, schema, seal_of(path, found.header, key), disk)
        saved = yield from inspect(new, key)
        if saved.damage:
            raise StoreBroken("store.beyond_saving", path=str(path))
        _keep(path, kept, disk)
        with told_as(path, "store.unwritable"):
            _put_in_place(new, path, disk)
            disk.remove(hint_path(path))
    return found, saved


def _collect(path: Path, new: Path, schema: int, seal: Seal | None, disk: Disk) -> Iterator[float]:
    """Write the whole transactions to a new file, numbered anew."""
    with closing(Glass(path)) as file, _made(new, path, disk) as copy:
        report = glance(file)
        report.header = report.header or header_beside(file, path)
        at = 0
        for seq, (start, size) in enumerate(whole_transactions(file, report, seal), 1):
            if report.header is None:
                if file.read_at(start, 1) != b"[":
                    raise StoreBroken("store.lock_lost", path=str(path))
                report.header = Header(schema=schema, gen="")
            if not at:
                copy.write_at(0, birth := replace(report.header, gen=secrets.token_hex(8)).birth())
                at = len(birth)
            crc = 0
            for _, piece in pieces(file, start, size):
                copy.write_at(at, piece)
                at, crc = at + len(piece), zlib.crc32(piece, crc)
            copy.write_at(at, last := commit_line(seq, size, crc))
            at += len(last)
            yield report.end / report.size
        copy.flush()


def _copy(path: Path, new: Path, to: Path, disk: Disk) -> Steps:
    """Copy a store to a new file, which is then checked, cut to its whole transactions, and on the disk."""
    for _ in range(2):
        with closing(Glass(path)) as file, _made(new, to, disk) as copy:
            for at, piece in pieces(file, 0, file.size()):
                copy.write_at(at, piece)
                yield at / file.size() / 2
            report = glance(copy)
            for _ in whole_transactions(copy, report):
                yield (1 + report.end / report.size) / 2
            judge(copy, path, report)
            if report.header is None and not report.damage:
                raise StoreForeign("store.missing", path=str(path))
            copy.truncate(report.end)
            copy.flush()
        # A write that fails is taken back under our eyes: what looks like damage is looked at twice.
        if not report.damage:
            return report
    raise StoreBroken("store.broken", path=str(path))


def _keep(path: Path, kept: Path, disk: Disk) -> None:
    """Give a file a second name, which it keeps when another file takes the first."""
    _expect_nothing_at(kept)
    try:
        os.link(path, kept)
    except (OSError, AttributeError):  # some file systems, and some systems, know one name for each file
        with closing(Glass(path)) as file, _made(kept, kept, disk) as copy:
            for at, piece in pieces(file, 0, file.size()):
                copy.write_at(at, piece)
            copy.flush()


# Files


def _expect_nothing_at(path: Path) -> None:
    if os.path.lexists(path):
        raise StoreForeign("store.exists", path=str(path))


@contextmanager
def _passing(path: Path, disk: Disk) -> Iterator[Path]:
    """A name for a file on its way to another name; whatever bears it in the end is removed."""
    try:
        yield path
    finally:
        with suppress(OSError):
            disk.remove(path)


@contextmanager
def _made(path: Path, to: Path, disk: Disk) -> Iterator[LogFile]:
    """A new file, which is to become `to`."""
    with told_as(to, "store.unwritable"):
        disk.remove(path)
        with closing(disk.open(path)) as file:
            yield file


def _put_in_place(new: Path, path: Path, disk: Disk) -> None:
    """Mark the store first: after a power cut one mark too many does no harm, but one too few does."""
    marked_before = mark_path(path).exists()
    try:
        mark(path, disk)
        disk.replace(new, path)
    except OSError:
        if not marked_before:
            with suppress(OSError):
                disk.remove(mark_path(path))
        raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with told_as(path, "store.unwritable"):
        lock = Lock(path)
    try:
        yield
    finally:
        lock.release()
