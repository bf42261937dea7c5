"""Runs in the browser's worker: opens the store that is there, goes on in it, and says what it found."""

import json
import sys
from typing import Any

sys.path.insert(0, "/rooms")

from opfs import BrowserDisk  # type: ignore[import-not-found]

from app.domain.records import Record
from app.store import memory, seal
from app.store.database import LogDB


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
