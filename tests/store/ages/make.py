"""Writes a store of today's schema into a file that is kept for ever.

Run `.venv/bin/python tests/store/ages/make.py` once for every schema before it is shipped. A file that was
committed is never made anew: it is what people have on their devices.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from app.domain.records import Operation, Record  # noqa: E402
from app.domain.stamps import Stamp  # noqa: E402
from app.store.memory import SCHEMA, Memory  # noqa: E402

PASSPHRASE = "নদীর ওপারে ছোট গ্রাম"
"""What opens the sealed ones; it guards nothing but examples."""


def records() -> Iterator[Record]:
    """Records with every part that one may have, in both languages."""
    stamp = Stamp(1_795_000_000_000, 3, "d1")
    asked = Operation(mid="m1", op="create", args={"title": "হাতের ব্যায়াম?"}, queue=1)
    renamed = Operation(
        mid="m2",
        op="set",
        args={"title": "Hands 🙂"},
        queue=2,
        stamps={"title": stamp},
        said=1_795_000_000_001,
    )
    refused = Operation(
        mid="m3",
        op="create",
        args={"t": "x"},
        effect={"t": "y"},
        queue=3,
        code="rule.no",
        params={"least": 3},
    )
    for number in range(40):
        yield Record(
            scope="c.7",
            kind="message",
            id=f"id{number:02}",
            by="nasrin",
            said=1_795_000_000_000 + number,
            at=1_795_000_000_500 + number,
            seq=number + 1,
            pos=number + 1,
            base={"text": f"কথা {number}\n#{number} 1 00000000 — “said”", "count": number, "none": None},
            stamps={"text": stamp},
        )
    yield Record(scope="c.7", kind="topic", id="waits", by="nasrin", waiting=(asked, renamed))
    yield Record(scope="c.7", kind="topic", id="refused", by="david", base={"t": "old"}, refused=(refused,))
    yield Record(
        scope="c.8", kind="reply", id="gone", by="david", base={"post": "p1"}, seq=7, pos=7, gone=True
    )


def story(memory: Memory) -> None:
    """Write, change and remove."""
    memory.put(*records())
    memory.set_note("preferences", {"language": "bn", "numerals": "beng"})
    for number in range(9):
        memory.set_note("cursor", {"c.7": number})
    memory.set_note("torn up", "draft")
    memory.set_note("torn up", None)
    memory.put(Record(scope="c.9", kind="message", id="left", base={"text": "পরে মুছে ফেলা"}, seq=1, pos=1))
    memory.forget(*memory.in_scope("c.9"))


def told(memory: Memory) -> dict[str, Any]:
    """Everything a memory says."""
    notes = {name: memory.note(name) for name in sorted(memory.notes(""))}
    found = [record for scope in ("c.7", "c.8", "c.9") for record in memory.in_scope(scope)]
    pages = {
        thread: [record.id for record in memory.page(thread, 9)] for thread in ("c.7/message", "c.7/topic")
    }
    counts = memory.count_waiting(), memory.count_refused(), memory.count("c.7/message")
    return {"notes": notes, "records": list(map(asdict, found)), "pages": pages, "counts": counts}


def make(name: str, *, sealed: bool) -> None:
    """Keep the story under this name."""
    if (HERE / f"{name}.db").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory.open(Path(folder) / "setu.db")
        story(memory)
        if sealed:
            for _ in memory.seal_with_passphrase(PASSPHRASE):
                pass
            memory.set_note("afterwards", 1)
        (HERE / f"{name}.json").write_text(json.dumps(told(memory), ensure_ascii=False, indent=1), "utf-8")
        memory.close()
        shutil.copyfile(Path(folder) / "setu.db", HERE / f"{name}.db")


if __name__ == "__main__":
    make(f"schema-{SCHEMA}", sealed=False)
    make(f"schema-{SCHEMA}-sealed", sealed=True)
