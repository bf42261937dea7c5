"""What one insert asks of the disk, counted exactly: flushes, and bytes beyond the document's own."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import document, encode
from engines import OURS, Ours, key_of

from app.store.disk import Disk, LogFile

INSERTS = 50
TRANSACTIONS = 100_000


@dataclass
class Writes:
    """Over a number of inserts: the fewest flushes of one, the most, the most bytes beyond its JSON."""

    inserts: int = 0
    fewest: int = 0
    most: int = 0
    beyond: int = 0


class CountingDisk(Disk):
    """A disk that counts what is asked of it, over all its files."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def open(self, path: Path) -> Any:
        """The file of this name, counting."""
        return CountingFile(super().open(path), self.asked)

    def replace(self, new: Path, path: Path) -> None:
        """A new name is flushed too."""
        self.asked["flushes"] += 1
        super().replace(new, path)


class CountingFile:
    """A file that counts."""

    def __init__(self, file: LogFile, asked: Counter[str]) -> None:
        self._file = file
        self._asked = asked

    def write_at(self, offset: int, data: bytes) -> None:
        """Count, and write."""
        self._asked["bytes"] += len(data)
        self._file.write_at(offset, data)

    def flush(self) -> None:
        """Count, and flush."""
        self._asked["flushes"] += 1
        self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def writes_of_inserts(folder: Path, documents: int) -> Writes:
    """Insert documents one by one into a store that got all it has so, whose numbers are therefore long."""
    folder.mkdir(parents=True)
    engine = Ours(folder, sync=False)
    for number in range(min(documents, TRANSACTIONS)):
        engine.insert(key_of(OURS, number), document(number))
    engine.close()
    disk = CountingDisk()
    engine = Ours(folder, disk=disk)
    flushes, beyond = [], []
    for number in range(documents, documents + INSERTS):
        message = document(number)
        disk.asked.clear()
        engine.insert(key_of(OURS, number), message)
        flushes.append(disk.asked["flushes"])
        beyond.append(disk.asked["bytes"] - len(encode(message).encode()))
    engine.close()
    return Writes(INSERTS, min(flushes), max(flushes), max(beyond))
