"""A disk that is one file of the browser's own, reached over its synchronous handle in a worker."""

import errno
from pathlib import Path
from typing import Any

import js  # type: ignore[import-not-found]
from pyodide.ffi import to_js  # type: ignore[import-not-found]

from app.store.disk import Disk


class Handle:
    """The five verbs and a close over a browser's synchronous file handle."""

    def read_at(self, offset: int, length: int) -> bytes:
        buffer = js.Uint8Array.new(length)
        count = js.handle.read(buffer, to_js({"at": offset}, dict_converter=js.Object.fromEntries))
        return bytes(buffer.to_py()[:count])

    def write_at(self, offset: int, data: bytes) -> None:
        js.handle.write(to_js(data), to_js({"at": offset}, dict_converter=js.Object.fromEntries))

    def flush(self) -> None:
        js.handle.flush()

    def truncate(self, size: int) -> None:
        js.handle.truncate(size)

    def size(self) -> int:
        return int(js.handle.getSize())

    def close(self) -> None:
        """The worker that opened the handle closes it."""


class BrowserDisk(Disk):
    """A folder with one file; there is no room for a hint, or for a new file."""

    def open(self, path: Path) -> Any:
        if path.suffix != ".db":
            raise OSError(errno.ENOSPC, "one file is all there is")
        return Handle()
