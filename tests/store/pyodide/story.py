"""Runs in the browser's worker: opens the store that is there, goes on in it, and says what it found."""

import errno
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, "/rooms")

import js  # type: ignore[import-not-found]
from pyodide.ffi import to_js  # type: ignore[import-not-found]

from app.domain.records import Record
from app.store import memory, seal
from app.store.database import LogDB
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


def go_on() -> dict[str, Any]:
    """Find what is there, and write more."""
    db = LogDB("setu.db", indexes=memory.INDEXES, schema=memory.SCHEMA, disk=BrowserDisk())
    here = memory.Memory(db)
    found = [record.values["text"] for record in here.page("c.7/message", 100)]
    start = len(found)
    for number in range(start, start + 20):
        text = f"কথা {number}"
        here.put(
            Record(
                scope="c.7",
                kind="message",
                id=str(number),
                base={"text": text},
                seq=number + 1,
                pos=number + 1,
            )
        )
    here.set_note("visits", here.note("visits", 0) + 1)
    said = {
        "found": found,
        "visits": here.note("visits"),
        "recovered": here.recovered,
        "platform": sys.platform,
    }
    here.close()
    return said | {"sealing": [seal.available(), seal.keystore_available()]}


json.dumps(go_on(), ensure_ascii=False)
