"""A device's disk in memory. The device dies at the call it is told to, and what was durable is left."""

import errno
from pathlib import Path
from random import Random

from app.store.disk import Disk


class Death(BaseException):
    """The device is dead: whatever it still tries to do, it does not do."""


class Inode:
    """A file's bytes as the system shows them, and as they are on the disk."""

    def __init__(self, content: bytes = b"") -> None:
        self.shown = bytearray(content)
        self._durable = bytearray(content)
        self._unflushed: list[tuple[int, bytes | None]] = []

    def change(self, offset: int, data: bytes | None) -> None:
        """Write data there, or with None cut the file there."""
        _apply(self.shown, offset, data)
        self._unflushed.append((offset, data))

    def flush(self) -> None:
        for offset, data in self._unflushed:
            _apply(self._durable, offset, data)
        self._unflushed.clear()

    def after_cut(self, chance: Random) -> bytes:
        """What a power cut leaves: some of what was not flushed, the last of it perhaps torn."""
        left = bytearray(self._durable)
        kept = chance.randint(0, len(self._unflushed))
        for offset, data in self._unflushed[:kept]:
            _apply(left, offset, data)
        for offset, data in self._unflushed[kept : kept + 1]:
            if data:
                _apply(left, offset, data[: chance.randrange(len(data))])
        return bytes(left)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


class SimulatedDisk(Disk):
    """One folder. `fuse` counts down over the calls that change something; at 0 the device dies there."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self._files = {name: Inode(content) for name, content in (files or {}).items()}
        self.fuse = 0
        self.dead = False
        self.full = False

    def open(self, path: Path) -> "SimulatedFile":
        self.live()
        return SimulatedFile(self, self._files.setdefault(path.name, Inode()))

    def read(self, path: Path) -> bytes:
        self.live()
        if path.name not in self._files:
            raise FileNotFoundError(errno.ENOENT, "not on this disk", str(path))
        return bytes(self._files[path.name].shown)

    def replace(self, new: Path, path: Path) -> None:
        self.burn()
        self._files[path.name] = self._files.pop(new.name)
        self.burn()

    def remove(self, path: Path) -> None:
        self.live()
        self._files.pop(path.name, None)

    def live(self) -> None:
        if self.dead:
            raise Death

    def burn(self) -> None:
        """A moment at which the device may die."""
        self.live()
        if self.fuse:
            self.fuse -= 1
            self.dead = self.fuse == 0
            self.live()

    def left(self, chance: Random, *, power: bool) -> dict[str, bytes]:
        """What the next process finds: after a power cut less than the system had shown."""
        return {
            name: inode.after_cut(chance) if power else bytes(inode.shown)
            for name, inode in sorted(self._files.items())
        }


class SimulatedFile:
    """An open file; it stays the same one under whatever name."""

    def __init__(self, disk: SimulatedDisk, inode: Inode) -> None:
        self._disk, self._inode = disk, inode

    def read_at(self, offset: int, length: int) -> bytes:
        self._disk.live()
        return bytes(self._inode.shown[offset : offset + length])

    def write_at(self, offset: int, data: bytes) -> None:
        self._disk.burn()
        if self._disk.full:
            self._inode.change(offset, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "as told")
        self._inode.change(offset, data)
        self._disk.burn()

    def flush(self) -> None:
        self._disk.burn()
        self._inode.flush()
        self._disk.burn()

    def truncate(self, size: int) -> None:
        self._disk.burn()
        self._inode.change(size, None)

    def size(self) -> int:
        self._disk.live()
        return len(self._inode.shown)

    def close(self) -> None:
        pass
