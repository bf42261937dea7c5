"""A process that is killed while it writes loses nothing it acknowledged."""

import random
import subprocess
import sys
from pathlib import Path

from app.store.database import LogDB

ROOT = Path(__file__).parents[2]
KILLS = 20
WRITER = """
import sys
from app.store.database import LogDB
db = LogDB(sys.argv[1], indexes={"records": {"thread": "order"}})
first = db.table("records").count_where(thread="t")
for number in range(first, first + 100_000):
    with db.transaction():
        db.table("records").put(str(number), {"thread": "t", "order": number, "text": "কথা " * (number % 50)})
        db.table("notes").put("cursor", {"value": number})
        db.table("notes").put("cursor again", {"value": number})
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path, chance = tmp_path / "a.db", random.Random(7)
    acknowledged = -1
    for _ in range(KILLS):
        acknowledged = max(acknowledged, kill_after(chance.randrange(1, 60), path))
        with LogDB(path, indexes={"records": {"thread": "order"}}) as db:
            records, notes = db.table("records"), db.table("notes")
            assert len(records) >= acknowledged + 1
            assert [row["order"] for row in records.page(10**6, thread="t")] == list(range(len(records)))
            assert (
                notes.get(doc_id="cursor") == notes.get(doc_id="cursor again") == {"value": len(records) - 1}
            )


def kill_after(acknowledgements: int, path: Path) -> int:
    """Let a writer acknowledge so many transactions, kill it, and give the last one it said was safe."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(acknowledgements):
            writer.stdout.readline()
        writer.kill()
        return int(writer.stdout.read().rpartition("\n")[0].rpartition("\n")[2] or -1)
