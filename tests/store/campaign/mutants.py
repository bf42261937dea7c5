"""Stores that are wrong in one way each, for the campaign to notice: most are right ones on wrong disks."""

import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.store import hint
from app.store.database import LogDB
from app.store.disk import DISK, Disk, LogFile
from app.store.journal import Journal
from app.store.tables import Tables

from .model import INDEXES, migrate
from .platter import Platter
from .tally import LOST, UNREADABLE, WRONG
from .writer import NAME, Open, open_store


class Passing(Disk):
    """A disk that passes everything on."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk

    def open(self, path: Path) -> LogFile:
        return self.disk.open(path)

    def read(self, path: Path) -> bytes:
        return self.disk.read(path)

    def replace(self, new: Path, path: Path) -> None:
        self.disk.replace(new, path)

    def remove(self, path: Path) -> None:
        self.disk.remove(path)


class PassingFile:
    """A file that passes everything on."""

    def __init__(self, file: LogFile) -> None:
        self.file = file

    def __getattr__(self, verb: str) -> Any:
        return getattr(self.file, verb)


class FlushesLater(Passing):
    """Acknowledges before the flush, which comes with the next write."""

    class File(PassingFile):
        owed = False

        def flush(self) -> None:
            self.owed = True

        def write_at(self, offset: int, data: bytes) -> None:
            if self.owed:
                self.file.flush()
            self.file.write_at(offset, data)

    def open(self, path: Path) -> LogFile:
        return self.File(self.disk.open(path))


class CommitsLater(Passing):
    """Writes the documents at once, and the line that commits them with whatever is written next."""

    class File(PassingFile):
        owed: tuple[int, bytes] | None = None

        def _pay(self) -> None:
            if self.owed:
                self.file.write_at(*self.owed)
            self.owed = None

        def write_at(self, offset: int, data: bytes) -> None:
            self._pay()
            size = data.rfind(b"\n", 0, -1) + 1
            self.file.write_at(offset, data[:size])
            self.owed = offset + size, data[size:]

        def close(self) -> None:
            self._pay()
            self.file.close()

    def open(self, path: Path) -> LogFile:
        file = self.disk.open(path)
        return self.File(file) if path.name == NAME else file


class ForgetsFolder(Passing):
    """Does not sync the folder after a rename; only a disk in memory can tell."""

    def replace(self, new: Path, path: Path) -> None:
        if isinstance(self.disk, Platter):
            self.disk.rename(new, path)
        else:
            self.disk.replace(new, path)


class ForgetsCopy(Passing):
    """Does not flush the new file before it takes the old one's place."""

    class File(PassingFile):
        def flush(self) -> None:
            pass

    def open(self, path: Path) -> LogFile:
        file = self.disk.open(path)
        return self.File(file) if path.name == f"{NAME}.new" else file


class WritesOver(Passing):
    """Puts a new file's bytes into the old one, instead of its name."""

    def replace(self, new: Path, path: Path) -> None:
        file, content = self.disk.open(path), self.disk.read(new)
        file.truncate(0)
        file.write_at(0, content)
        file.flush()
        file.close()
        self.disk.remove(new)


class HearsNoError(Passing):
    """Takes a failed flush for a flush."""

    class File(PassingFile):
        def flush(self) -> None:
            try:
                self.file.flush()
            except OSError:
                return

    def open(self, path: Path) -> LogFile:
        return self.File(self.disk.open(path))


class Ungrouped(LogDB):
    """Commits every change of a transaction by itself."""

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()


def on(disk: Callable[[Disk], Disk]) -> Open:
    """The product's store, on this kind of disk."""
    return lambda path, under=DISK, schema=1: open_store(path, disk(under), schema)


def instead(kind: type[LogDB], **options: Any) -> Open:
    """Another store, or the product's with other options."""
    return lambda path, disk=DISK, schema=1: kind(
        path, indexes=INDEXES, schema=schema, migrations={2: migrate}, disk=disk, **options
    )


def trusting() -> AbstractContextManager[object]:
    """Hints are believed whatever file they are of."""

    def anything(tables: Tables) -> dict[str, Any]:
        identity: Mapping[str, Any] = asked(tables)
        return {key: value for key, value in identity.items() if key != "gen"}

    def resume(journal: Journal, end: int, seq: int, last: bytes) -> bool:
        journal.end, journal.seq, journal.last = end, seq, last
        return True

    asked = hint._identity
    both = ExitStack()
    both.enter_context(patch.object(hint, "_identity", anything))
    both.enter_context(patch.object(Journal, "resume", resume))
    return both


def unchecked() -> AbstractContextManager[object]:
    """Every checksum is the same."""
    return patch.object(zlib, "crc32", lambda data, value=0: 0)


def unforgetful() -> AbstractContextManager[object]:
    """What could not be written stays in memory."""
    return patch.object(Tables, "_roll_back", lambda tables, mark, undone_from: tables.journal.rewind(mark))


@dataclass(frozen=True)
class Mutant:
    """A wrong store, the part of the campaign that has to notice, and as what."""

    part: str
    kinds: tuple[str, ...]
    open_store: Open = open_store
    patched: Callable[[], AbstractContextManager[object]] = nullcontext


MUTANTS = {
    "that nothing is flushed at all": Mutant("power", (LOST,), instead(LogDB, sync=False)),
    "an acknowledgement before the flush": Mutant("power", (LOST,), on(FlushesLater)),
    "an acknowledgement before the commit line": Mutant("commit", (LOST,), on(CommitsLater)),
    "a rename without a sync of the folder": Mutant("power", (LOST,), on(ForgetsFolder)),
    "a copy that is not flushed before its rename": Mutant("power", (LOST, UNREADABLE), on(ForgetsCopy)),
    "a file written over in its place": Mutant("power", (LOST, UNREADABLE), on(WritesOver)),
    "a failed flush taken for a flush": Mutant("failing", (LOST, UNREADABLE), on(HearsNoError)),
    "memory that keeps what was refused": Mutant("failing", (WRONG,), patched=unforgetful),
    "half a transaction": Mutant("commit", (WRONG,), instead(Ungrouped)),
    "checksums that nobody checks": Mutant("flips", (WRONG,), patched=unchecked),
    "a hint believed whatever file it is of": Mutant("torn", (UNREADABLE, WRONG), patched=trusting),
}
