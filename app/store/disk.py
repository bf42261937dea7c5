"""The files under a store: five verbs and a close, which a browser's handle or a test's fake speaks too."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from app.domain.errors import StoreBroken, StoreFull, StoreTrouble

try:
    import fcntl
except ImportError:
    _FULL_SYNC = None
else:
    # On Apple systems fsync leaves the bytes in the drive's own cache; this asks the drive as well.
    _FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)

if sys.platform == "win32":

    def _read(handle: int, length: int, offset: int) -> bytes:
        os.lseek(handle, offset, os.SEEK_SET)
        return os.read(handle, length)

    def _write(handle: int, data: memoryview, offset: int) -> int:
        os.lseek(handle, offset, os.SEEK_SET)
        return os.write(handle, data)

    _sync = os.fsync
else:
    _read, _write, _sync = os.pread, os.pwrite, getattr(os, "fdatasync", os.fsync)


class LogFile(Protocol):
    """What a journal needs of a file; every verb may raise OSError."""

    def read_at(self, offset: int, length: int) -> bytes:
        """These bytes, fewer only where the file ends."""

    def write_at(self, offset: int, data: bytes) -> None:
        """Write all of it here; after an error any part of it may have been written."""

    def flush(self) -> None:
        """Return only once everything written is on the disk."""

    def truncate(self, size: int) -> None:
        """Cut the file to this size."""

    def size(self) -> int:
        """Bytes in the file."""

    def close(self) -> None:
        """Let go of the file."""


class DiskFile:
    """A file of the operating system, made for its owner alone (0600) if it is not there yet."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
        try:
            self._handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            self._handle = os.open(path, flags)
        else:
            _remember_names(path.parent)

    def read_at(self, offset: int, length: int) -> bytes:
        """These bytes, fewer only where the file ends."""
        data = _read(self._handle, length, offset)
        while data and len(data) < length:
            more = _read(self._handle, length - len(data), offset + len(data))
            if not more:
                break
            data += more
        return data

    def write_at(self, offset: int, data: bytes) -> None:
        """Write all of it here, in one call where the system takes it in one."""
        rest = memoryview(data)
        while rest:
            # A full disk takes a part and says so only when asked again.
            written = _write(self._handle, rest, offset)
            rest, offset = rest[written:], offset + written

    def flush(self) -> None:
        """Return only once everything written is on the disk."""
        if _FULL_SYNC is not None:
            fcntl.fcntl(self._handle, _FULL_SYNC)
        else:
            _sync(self._handle)

    def truncate(self, size: int) -> None:
        """Cut the file to this size."""
        os.ftruncate(self._handle, size)

    def size(self) -> int:
        """Bytes in the file."""
        return os.fstat(self._handle).st_size

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._handle)


class Disk:
    """The folder a store's files lie in: the verbs that concern their names."""

    def open(self, path: Path) -> LogFile:
        """The file of this name, made if it is not there yet."""
        return DiskFile(path)

    def read(self, path: Path) -> bytes:
        """Everything in the file of this name. Raises FileNotFoundError."""
        return path.read_bytes()

    def replace(self, new: Path, path: Path) -> None:
        """Let `new` take the place and the name of `path`, and return once that is on the disk."""
        os.replace(new, path)
        _remember_names(path.parent)

    def remove(self, path: Path) -> None:
        """Forget the file of this name; nothing happens if there is none."""
        with suppress(FileNotFoundError):
            os.remove(path)


DISK = Disk()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say what the operating system says inside in the words of this house."""
    try:
        yield
    except OSError as error:
        raise trouble(error, path) from error


def trouble(error: OSError, path: Path) -> StoreTrouble:
    """What the operating system said, in the words of this house."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return StoreFull("store.full", path=str(path))
    return StoreBroken("store.failed", path=str(path), reason=error.strerror or str(error))


def _remember_names(folder: Path) -> None:
    """Sync the folder, so that a file's name outlives a power cut where the system can promise that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
