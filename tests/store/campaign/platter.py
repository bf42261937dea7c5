"""A disk in memory that knows what a power cut may take: whatever was not flushed, sector by sector."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from app.store.disk import Disk

SECTOR = 512

MANNERS = ("nothing", "everything", "any", "any", "any", "first", "last")
"""Which of the unflushed sectors a power cut leaves on the disk."""


class Inode:
    """A file's bytes: as the system shows them, and as they are on the disk."""

    def __init__(self, content: bytes = b"") -> None:
        self.cached = self.durable = content
        self.history: list[bytes] = []
        """What was shown after each verb since the last flush; any of it may have reached the disk."""
        self.dropped: set[int] = set()
        """Sectors that a failed flush did not write: shown, but on no list to be written again."""

    def copy(self) -> "Inode":
        other = Inode()
        other.cached, other.durable = self.cached, self.durable
        other.history, other.dropped = list(self.history), set(self.dropped)
        return other

    def write(self, offset: int, data: bytes) -> None:
        old = self.cached
        self.cached = old[:offset].ljust(offset, b"\0") + data + old[offset + len(data) :]
        self.dropped -= set(range(offset // SECTOR, (offset + len(data) + SECTOR - 1) // SECTOR))
        self.history.append(self.cached)

    def truncate(self, size: int) -> None:
        self.cached = self.cached[:size].ljust(size, b"\0")
        self.dropped = {sector for sector in self.dropped if sector < size // SECTOR}
        self.history.append(self.cached)

    def flush(self) -> None:
        self.durable = self._on_disk(self.cached)
        self.history = []

    def fail_to_flush(self, chance: Random) -> None:
        """Write some of it, and forget that the rest was to be written, as Linux does."""
        self.durable = self.after_cut(chance)
        self.dropped |= {
            sector
            for sector in range(len(self.cached) // SECTOR + 1)
            if _sector(self.cached, sector) != _sector(self.durable, sector)
        }
        self.history = []

    def after_cut(self, chance: Random) -> bytes:
        """What is on the disk after the power was cut now."""
        if not self.history:
            return self.durable
        versions = [self.durable, *map(self._on_disk, self.history)]
        size = len(chance.choice(versions))
        manner, edge = chance.choice(MANNERS), chance.randrange(size // SECTOR + 1)
        pieces = []
        for sector in range(-(-size // SECTOR)):
            said = [_sector(version, sector) for version in versions]
            length = min(SECTOR, size - sector * SECTOR)
            pieces.append(_survivor(said, manner, sector - edge, chance)[:length].ljust(length, b"\0"))
        return b"".join(pieces)

    def _on_disk(self, shown: bytes) -> bytes:
        if not self.dropped:
            return shown
        sectors = (
            _sector(self.durable if sector in self.dropped else shown, sector).ljust(SECTOR, b"\0")
            for sector in range(-(-len(shown) // SECTOR))
        )
        return b"".join(sectors)[: len(shown)]


def _sector(content: bytes, sector: int) -> bytes:
    return content[sector * SECTOR : (sector + 1) * SECTOR]


def _survivor(versions: list[bytes], manner: str, behind_edge: int, chance: Random) -> bytes:
    if manner == "any":
        return chance.choice(versions)
    new = manner == "everything" or (manner == "first" and behind_edge < 0)
    return versions[-1] if new or (manner == "last" and behind_edge >= 0) else versions[0]


class Platter(Disk):
    """A disk with one folder; `watch` is called after whatever changes what a power cut would leave."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.names = {name: Inode(content) for name, content in (files or {}).items()}
        self._durable = dict(self.names)
        self._unsynced: list[dict[str, Inode | None]] = []
        self.watch: Callable[[], None] = lambda: None

    def open(self, path: Path) -> "PlatterFile":
        if path.name not in self.names:
            self._rename({path.name: Inode()})
            self.sync_names()
        return PlatterFile(self, self.names[path.name])

    def read(self, path: Path) -> bytes:
        return self._known(path).cached

    def replace(self, new: Path, path: Path) -> None:
        self.rename(new, path)
        self.sync_names()

    def remove(self, path: Path) -> None:
        if path.name in self.names:
            self._rename({path.name: None})

    def rename(self, new: Path, path: Path) -> None:
        """`replace`, as far as the system shows it."""
        self._rename({new.name: None, path.name: self._known(new)})

    def sync_names(self) -> None:
        """Bring the names to the disk."""
        self._durable = dict(self.names)
        self._unsynced = []
        self.watch()

    def _known(self, path: Path) -> Inode:
        if path.name not in self.names:
            raise FileNotFoundError(errno.ENOENT, "not on this disk", str(path))
        return self.names[path.name]

    def _rename(self, change: dict[str, Inode | None]) -> None:
        _apply(self.names, change)
        self._unsynced.append(change)
        self.watch()

    def files(self) -> dict[str, bytes]:
        """What the system shows."""
        return {name: inode.cached for name, inode in self.names.items()}

    def unflushed(self, name: str) -> bool:
        """Whether something of this file may not be on the disk yet."""
        return bool(name in self.names and self.names[name].history)

    def copy(self) -> "Platter":
        """The same moment again: what a process that died would leave to the next."""
        other = Platter()
        inodes = [*self.names.values(), *self._durable.values()]
        inodes += [inode for change in self._unsynced for inode in change.values() if inode]
        copies: dict[Inode | None, Inode | None] = {inode: inode.copy() for inode in inodes} | {None: None}
        other.names = {name: copies[inode] for name, inode in self.names.items()}
        other._durable = {name: copies[inode] for name, inode in self._durable.items()}
        other._unsynced = [
            {name: copies[inode] for name, inode in change.items()} for change in self._unsynced
        ]
        return other

    def after_cut(self, chance: Random) -> "Platter":
        """One of the disks that may be left when the power is cut now."""
        names = dict(self._durable)
        likelihood = chance.choice((0.0, 0.5, 1.0))
        for change in self._unsynced:
            if chance.random() < likelihood:
                _apply(names, change)
        return Platter({name: inode.after_cut(chance) for name, inode in names.items()})


def _apply(names: dict[str, Inode], change: Mapping[str, Inode | None]) -> None:
    for name, inode in change.items():
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


class PlatterFile:
    """An open file; it stays the same one under whatever name."""

    def __init__(self, platter: Platter, inode: Inode) -> None:
        self._platter, self.inode = platter, inode

    def read_at(self, offset: int, length: int) -> bytes:
        return self.inode.cached[offset : offset + length]

    def write_at(self, offset: int, data: bytes) -> None:
        self.inode.write(offset, data)
        self._platter.watch()

    def flush(self) -> None:
        self.inode.flush()
        self._platter.watch()

    def truncate(self, size: int) -> None:
        self.inode.truncate(size)
        self._platter.watch()

    def size(self) -> int:
        return len(self.inode.cached)

    def close(self) -> None:
        pass
