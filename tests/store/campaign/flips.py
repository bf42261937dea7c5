"""One bit of a file is not as it was written, each in turn: noticed, or without consequence.

The one allowance: the very last transaction may be dropped, whole and alone, if the bit is in it; `recovered`
must then give its exact size. Nobody can tell such damage from a write that a crash cut short.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from app.domain.errors import StoreTrouble
from app.store.database import LogDB

from .judge import content, holds, wrong_answer
from .model import Model
from .platter import Platter
from .tally import OTHER, UNREADABLE, WRONG, Enough, Tally
from .torn import HINT, Written, history
from .writer import NAME, Open, open_store

OPERATIONS = 12
BATCH = 3
COMPACTED = 8
"""Every so many cases, whatever opened is compacted as well: that must not make damage look sound."""


def run(tally: Tally, *, seed: int, step: int = 1, open_store: Open = open_store) -> None:
    """Flip every bit, or a few of every byte: every `step`-th bit."""
    with TemporaryDirectory(prefix="setu-flips-") as folder:
        path = Path(folder) / NAME
        written = write(open_store, path, seed)
        for number, (files, place, what) in enumerate(flips(written, step, seed)):
            tally.count("cases")
            try:
                found = judge(open_store, path, written, files, place, compacted=number % COMPACTED == 0)
            except Enough:
                raise
            except Exception as error:
                tally.violate(OTHER, f"seed {seed}, {what}: {error!r}")
            else:
                if place is None and found != "exact":
                    tally.violate(UNREADABLE, f"seed {seed}, {what}: {found}, by a damaged hint")
                elif found in ("exact", "dropped", "refused"):
                    tally.count(found)
                else:
                    tally.violate(WRONG, f"seed {seed}, {what}: {found}")


def write(open_store: Open, path: Path, seed: int) -> Written:
    """A small store, with a hint of its middle and one of its end."""
    for attempt in count():
        model = Model(f"{seed}/flips/{attempt}", batch=BATCH)
        written = history(open_store, path, model, OPERATIONS // 2, OPERATIONS // 2)
        if written:
            return written
    raise AssertionError


def flips(written: Written, step: int, seed: int) -> Iterator[tuple[dict[str, bytes], int | None, str]]:
    """Every file with a flipped bit, with its place in the log; and every hint with one."""
    for hint, files in written.hints.items():
        for bit in chosen(len(written.whole), step, f"{seed}/{hint}"):
            what = f"bit {bit} of the log, with {hint or 'no hint'}"
            yield files | {NAME: flipped(written.whole, bit)}, bit // 8, what
        for bit in chosen(len(files.get(HINT, b"")), step, f"{seed}/{hint}"):
            yield {NAME: written.whole, HINT: flipped(files[HINT], bit)}, None, f"bit {bit} of {hint}"


def chosen(size: int, step: int, seed: str) -> Iterator[int]:
    """Bits all over so many bytes: one of every `step`."""
    chance = Random(seed)
    return (first + chance.randrange(step) for first in range(0, 8 * size - step + 1, step))


def flipped(whole: bytes, bit: int) -> bytes:
    """The same, but for one bit."""
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def judge(
    open_store: Open,
    path: Path,
    written: Written,
    files: dict[str, bytes],
    place: int | None,
    *,
    compacted: bool,
) -> str:
    """Open a damaged store and read all of it: 'exact', 'dropped' or 'refused'; else what is wrong."""
    platter = Platter(files)
    try:
        with open_store(path, platter) as db:
            found = read(db, written, place)
            if compacted and found == "exact":
                for _ in db.storage.compact():
                    pass
                found = read(db, written, place)
    except StoreTrouble as trouble:
        if not trouble.code.startswith("store."):
            return f"a trouble without a name: {trouble!r}"
        return "refused" if platter.files()[NAME] == files[NAME] else f"{trouble}, and the file was changed"
    return found


def read(db: LogDB, written: Written, place: int | None) -> str:
    """What everything in it, read by every way there is, amounts to."""
    verdict, model = "exact", written.models[-1]
    if not holds(db, model):
        verdict, model = "dropped", written.models[-2]
    if verdict == "dropped" and not holds(db, model):
        return f"not as it was: {sum(map(len, content(db).values()))} documents"
    if question := wrong_answer(db, model):
        return question
    if any(db.table("records").get(doc_id=doc_id) != row for doc_id, row in model.records.items()):
        return "get(doc_id=)"
    if verdict == "dropped":
        begins, end = written.ends[-2:]
        if place is None or not begins <= place < end or db.recovered != end - begins:
            return f"the last transaction dropped without cause, recovered {db.recovered}"
    return verdict
