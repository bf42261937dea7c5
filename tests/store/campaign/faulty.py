"""A disk in memory of which one call fails, or all from one call on."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from app.store.disk import Disk, LogFile

from .platter import Platter, PlatterFile

VERBS = ("open", "read", "replace", "remove", "read_at", "write_at", "flush", "truncate", "size", "close")
PARTS = {"write_at": (0.0, 0.5, 1.0), "truncate": (0.0, 1.0)}
"""How much of a verb is done before it fails, where that can be anything but nothing."""


@dataclass(frozen=True)
class Fault:
    """The `at`-th call of a verb fails, and if it lasts, every later one."""

    verb: str
    at: int
    code: int
    part: float
    lasting: bool

    def __str__(self) -> str:
        lasting = ", and for good" if self.lasting else ""
        return f"{errno.errorcode[self.code]} at {self.verb} {self.at} with {self.part:.0%} done{lasting}"


def variants(verb: str, at: int) -> list[Fault]:
    """Every fault this call can have."""
    choices = product((errno.EIO, errno.ENOSPC), PARTS.get(verb, (0.0,)), (False, True))
    return [Fault(verb, at, code, part, lasting) for code, part, lasting in choices]


class FaultyDisk(Disk):
    """A disk in memory with a fault, which can be healed."""

    def __init__(self, platter: Platter, fault: Fault) -> None:
        self.platter, self.fault = platter, fault
        self.chance = Random(str(fault))
        self.met = self.healed = self.resting = False
        self._count = 0

    def call(self, verb: str, part: Callable[[], object] | None = None) -> None:
        """Count this call, and fail with a part of it done if it is its turn."""
        if verb != self.fault.verb or self.healed or self.resting:
            return
        self._count += 1
        if self._count == self.fault.at or (self.fault.lasting and self._count > self.fault.at):
            self.met = True
            if part is not None:
                part()
            raise OSError(self.fault.code, "as told")

    def open(self, path: Path) -> LogFile:
        self.call("open")
        return FaultyFile(self, self.platter.open(path))

    def read(self, path: Path) -> bytes:
        self.call("read")
        return self.platter.read(path)

    def replace(self, new: Path, path: Path) -> None:
        self.call("replace")
        self.platter.replace(new, path)

    def remove(self, path: Path) -> None:
        self.call("remove")
        self.platter.remove(path)


class FaultyFile:
    """A file of a disk with a fault."""

    def __init__(self, disk: FaultyDisk, file: PlatterFile) -> None:
        self._disk, self._file = disk, file

    def read_at(self, offset: int, length: int) -> bytes:
        self._disk.call("read_at")
        return self._file.read_at(offset, length)

    def write_at(self, offset: int, data: bytes) -> None:
        part = data[: int(len(data) * self._disk.fault.part)]
        self._disk.call("write_at", lambda: self._file.write_at(offset, part))
        self._file.write_at(offset, data)

    def flush(self) -> None:
        self._disk.call("flush", lambda: self._file.inode.fail_to_flush(self._disk.chance))
        self._file.flush()

    def truncate(self, size: int) -> None:
        done = self._disk.fault.part > 0
        self._disk.call("truncate", (lambda: self._file.truncate(size)) if done else None)
        self._file.truncate(size)

    def size(self) -> int:
        self._disk.call("size")
        return self._file.size()

    def close(self) -> None:
        self._disk.call("close")
        self._file.close()
