"""Runs in the browser's worker: writes some posts, lets them be read for their words, and searches."""

import json
import sys
from time import perf_counter
from typing import Any

sys.path.insert(0, "/rooms")

from opfs import BrowserDisk  # type: ignore[import-not-found]

from app.domain.records import Record
from app.services import searching
from app.services.desk import Desk
from app.store import memory
from app.store.database import LogDB

TEXTS = ["আজ haspatal-এ যাব", "হাসপাতালের ভেতরে", "কাছের হাসপাতাল", "ওটি বিভাগে আছি", "শাশা", "অন্য কথা"]


def search(fill: int = 200) -> dict[str, Any]:
    """What is found among these and so many others; and the longest time a search took, in milliseconds."""
    spec: dict[str, Any] = {
        "indexes": memory.INDEXES,
        "lexicons": searching.LEXICONS,
        "schema": memory.SCHEMA,
    }
    desk = Desk(memory=memory.Memory(LogDB("setu.db", **spec, disk=BrowserDisk())), clock=lambda: 0)
    others = [f"লেখা নম্বর {number} তে ছোট কিছু" for number in range(fill)]
    desk.memory.put(*(_post(number, text) for number, text in enumerate([*TEXTS, *others], start=1)))
    for _ in desk.memory.tidy():
        pass
    found, longest = {}, 0.0
    for query in ("হাসপাতাল", "haspatal", "ওটি", "শিশু"):
        begun = perf_counter()
        results = searching.search(desk, query).found
        longest = max(longest, perf_counter() - begun)
        found[query] = [one.id for one in results if one.kind == "post"]
    unread = desk.memory.count_unread()
    desk.memory.close()
    return {"found": found, "unread": unread, "longest_ms": round(longest * 1000)}


def _post(number: int, text: str) -> Record:
    values = {"tab": "topic", "title": "…", "body": text, "lang": "bn"}
    return Record(
        scope="c.7", kind="post", id=str(number), by="p", at=number, seq=number, pos=number, base=values
    )


json.dumps(search(), ensure_ascii=False)
