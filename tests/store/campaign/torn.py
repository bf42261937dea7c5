"""A file that ends in the middle of its last transactions, at every byte, in every manner of disks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from app.domain.errors import StoreTrouble

from .judge import holds
from .model import Model
from .platter import SECTOR, Platter
from .tally import LOST, OTHER, UNREADABLE, WRONG, Enough, Tally
from .writer import NAME, Open, open_store, perform

HINT = f"{NAME}.hint"
BEFORE = 6
LAST = 3


@dataclass(frozen=True)
class Written:
    """A store's file, its models after each transaction, where each ends, and hints of two moments."""

    whole: bytes
    models: list[Model]
    ends: list[int]
    hints: dict[str, dict[str, bytes]]


@dataclass(frozen=True)
class Torn:
    """What is left of a file, and how many of its transactions are whole."""

    files: dict[str, bytes]
    whole: int
    recovered: int
    what: str


def run(tally: Tally, *, seed: int, step: int = 1, near: int = 0, open_store: Open = open_store) -> None:
    """Tear a file at every byte; or at every `step`-th, and those `near` the end of a transaction."""
    with TemporaryDirectory(prefix="setu-torn-") as folder:
        path = Path(folder) / NAME
        written = write(open_store, path, seed)
        tally.count("acknowledged", written.models[-1].number)
        for torn in (*births(written), *tears(written, step, near, Random(seed))):
            try:
                judge(open_store, path, written, torn, tally)
            except StoreTrouble as trouble:
                tally.violate(UNREADABLE, f"{torn.what}: {trouble}")
            except Enough:
                raise
            except Exception as error:
                tally.violate(OTHER, f"{torn.what}: {error!r}")


def write(open_store: Open, path: Path, seed: int) -> Written:
    """A few transactions, of which one of the last is a batch of 50."""
    for attempt in count():
        written = history(open_store, path, Model(f"{seed}/torn/{attempt}"), BEFORE, LAST)
        if written and len(written.models[-1].records) - len(written.models[BEFORE].records) >= 50:
            return written
    raise AssertionError


def history(open_store: Open, path: Path, model: Model, before: int, after: int) -> Written | None:
    """Write so many transactions before a hint and after it; nothing where the store wants no hint."""
    platter = Platter()
    with open_store(path, platter) as db:
        models, ends, hints = [model.copy()], [len(platter.files()[NAME])], {"": dict[str, bytes]()}
        for number in range(before + after):
            if number == before:
                for _ in db.storage.save_hint():
                    pass
                hints["a hint"] = {HINT: platter.files().get(HINT, b"")}
            perform(db, model.next())
            model.apply(model.next())
            models.append(model.copy())
            ends.append(len(platter.files()[NAME]))
    hints["a later hint"] = {HINT: platter.files().get(HINT, b"")}
    if len({tuple(hint.values()) for hint in hints.values()}) < len(hints):
        return None
    return Written(platter.files()[NAME], models, ends, hints)


def births(written: Written) -> Iterator[Torn]:
    """The very first write, cut short, or with room made for it and nothing in it."""
    for size in range(1, written.ends[0]):
        yield Torn({NAME: written.whole[:size]}, 0, size, f"the first {size} bytes of all")
        yield Torn({NAME: bytes(size)}, 0, size, f"{size} zeros")
    yield Torn({NAME: bytes(written.ends[0])}, 0, written.ends[0], "zeros in place of the first write")


def tears(written: Written, step: int, near: int, chance: Random) -> Iterator[Torn]:
    """The last transactions, cut, and what may follow where the file was already longer."""
    first, end = written.ends[-1 - LAST], written.ends[-1]
    for cut in range(first, end):
        if cut % step and min(abs(cut - one) for one in written.ends) > near:
            continue
        whole = sum(one <= cut for one in written.ends) - 1
        rubbish = chance.randbytes(chance.randint(1, 2 * SECTOR))
        for name, follows in (
            ("nothing", b""),
            ("zeros", bytes(chance.choice((1, SECTOR - cut % SECTOR, 8 * SECTOR)))),
            ("rubbish", rubbish),
        ):
            hint = chance.choice(list(written.hints))
            content = written.whole[:cut] + follows
            what = f"cut at {cut}, followed by {name}, with {hint or 'no hint'}"
            recovered = len(content) - written.ends[whole]
            yield Torn({NAME: content} | written.hints[hint], whole, recovered, what)
        if cut >= written.ends[-2]:
            yield hole(written, cut, chance)


def hole(written: Written, start: int, chance: Random) -> Torn:
    """A sector of zeros in the last transaction, which is there but for that."""
    begins, end = written.ends[-2:]
    stop = min(start + SECTOR, end)
    content = written.whole[:start] + bytes(stop - start) + written.whole[stop:]
    # A hint of the end would mean that the transaction had been flushed: no tear then, but damage (`flips`).
    hint = chance.choice(["", "a hint"])
    what = f"a hole from {start} to {stop}, with {hint or 'no hint'}"
    return Torn({NAME: content} | written.hints[hint], len(written.ends) - 2, end - begins, what)


def judge(open_store: Open, path: Path, written: Written, torn: Torn, tally: Tally) -> None:
    """Open it twice, with one more operation in the first life."""
    tally.count("cases")
    platter, model = Platter(torn.files), written.models[torn.whole]
    with open_store(path, platter) as db:
        if not holds(db, model):
            lost = any(holds(db, other) for other in written.models[: torn.whole])
            tally.violate(LOST if lost else WRONG, torn.what)
            return
        if db.recovered != torn.recovered:
            tally.violate(WRONG, f"{torn.what}: recovered {db.recovered}, not {torn.recovered}")
        perform(db, model.next())
    with open_store(path, Platter({NAME: platter.files()[NAME]})) as db:
        if not holds(db, model.after(model.next())):
            tally.violate(WRONG, f"{torn.what}: one operation later")
            return
    tally.count("exact")
