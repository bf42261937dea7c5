"""A mark beside a store that was put back from a back-up or rescued: it may not remember all it once knew.

Whoever puts such a file in place need not be able to read it, so the mark is a file of its own. The next
opening writes it down as a note, in the store itself, and removes it.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.store.disk import DISK, Disk

NOTE = "restored"
"""The note that says so, until whoever it concerns has seen to it."""


def mark_path(path: Path) -> Path:
    """Where the mark of this store lies."""
    return path.with_name(path.name + ".restored")


def mark(path: Path, disk: Disk = DISK) -> None:
    """Leave the mark, durably. Raises OSError."""
    file = disk.open(mark_path(path))
    try:
        file.write_at(0, b"restored\n")
        file.flush()
    finally:
        file.close()


def take_notice(path: Path, write_down: Callable[[], None]) -> None:
    """Have it written down if there is a mark, and then remove that."""
    if mark_path(path).exists():
        write_down()
        with suppress(OSError):  # it will be written down again: that costs time, and no more
            mark_path(path).unlink()
