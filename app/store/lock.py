"""One store, one process: a lock beside the file, taken before the file is looked at."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.domain.errors import StoreLocked

Seize = Callable[[int], None]
"""Takes the lock on an open file, or raises OSError at once; the lock ends with the file's handle."""

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:

        def _seize(handle: int) -> None:
            """A browser has neither: there the file's own handle is exclusive."""
    else:

        def _seize(handle: int) -> None:
            flock(handle, LOCK_EX | LOCK_NB)


_TAKEN = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
# What flock answers on a file system that knows no locks; such a store is opened without one.
_LOCKLESS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)


class Lock:
    """The lock of the store at `path`, held from now until `release`. Raises `StoreLocked`.

    The lock's file is never renamed and never removed: a lock on a name that may be replaced locks nothing.
    """

    def __init__(self, path: Path, *, seize: Seize = _seize) -> None:
        beside = path.with_name(path.name + ".lock")
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            seize(handle)
        except OSError as error:
            if error.errno not in _LOCKLESS:
                os.close(handle)
                if error.errno in _TAKEN:
                    raise StoreLocked("store.locked", path=str(path)) from error
                raise
        self._handle: int | None = handle

    def release(self) -> None:
        """Let the next one in; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
