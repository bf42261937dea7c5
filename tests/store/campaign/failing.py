"""EIO and ENOSPC at every single call of every verb, until a whole life passes without meeting the fault.

Whatever fails, the store goes on as if nothing had been asked, or refuses by a `StoreTrouble`; then it is
opened again. Memory never says anything else than the disk, and what was acknowledged survives a power cut.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from app.domain.errors import StoreTrouble
from app.store.database import LogDB

from .faulty import VERBS, Fault, FaultyDisk, variants
from .judge import Judge, cursor, holds, wrong_answer
from .model import Model, Operation
from .platter import Platter
from .tally import LOST, OTHER, WRONG, Enough, Tally
from .writer import NAME, Open, open_store, perform

CUTS = 3
SCRIPT = (
    *("open", "write", "write", "hint", "write", "compact", "write", "slice", "write", "slice", "write"),
    *("slice", "slice", "slice", "write", "close"),
    *("open", "write", "write", "close", "tear", "open", "write", "close"),
    *("migrate", "write", "write", "compact", "slice", "slice", "slice", "slice", "slice", "write", "close"),
)
"""One life: everything a store does, and a torn tail to be cut off."""


def run(tally: Tally, *, seed: int, step: int = 1, open_store: Open = open_store) -> None:
    """Let every call fail in every way, or every `step`-th call in one way."""
    with TemporaryDirectory(prefix="setu-failing-") as folder:
        (Path(folder) / "aside").mkdir()
        for verb in VERBS:
            for at in count(1 + Random(f"{seed}/{verb}").randrange(step), step):
                faults = variants(verb, at)
                if step > 1:
                    faults = [Random(f"{seed}/{verb}/{at}").choice(faults)]
                lives = [Life(open_store, Path(folder), seed, fault, tally) for fault in faults]
                for life in lives:
                    live(life, tally)
                if not any(life.disk.met for life in lives):
                    break


def live(life: "Life", tally: Tally) -> None:
    """Live one life to its end, and judge what it leaves."""
    tally.count("cases")
    found = len(tally.violations)
    try:
        for step in SCRIPT:
            life.do(step)
            if len(tally.violations) > found:
                return
        life.end()
    except Enough:
        raise
    except Exception as error:
        tally.violate(OTHER, f"{life.what}: {error!r}")
    finally:
        life.let_go()
    tally.count("acknowledged", life.acknowledged)


class Life:
    """A store over a disk with a fault, and the model of what it acknowledged."""

    def __init__(self, open_store: Open, folder: Path, seed: int, fault: Fault, tally: Tally) -> None:
        self.disk = FaultyDisk(Platter(), fault)
        self.what = f"seed {seed}, {fault}"
        self.acknowledged = 0
        self._open_store, self._path, self._aside = open_store, folder / NAME, folder / "aside" / NAME
        self._tally = tally
        self._model = Model(f"{seed}/failing", batch=4)
        self._sure = self._model
        self._doubtful: tuple[Operation, ...] = ()
        self._schema = 1
        self._db: LogDB | None = None
        self._job: Iterator[object] = iter(())

    def do(self, step: str) -> None:
        """One step of the script, and what follows where it meets the fault."""
        operation = self._model.next() if step == "write" else None
        try:
            getattr(self, f"_{step}")()
        except StoreTrouble as trouble:
            if not trouble.code.startswith("store."):
                raise
            self._tally.count("refused")
            self._after(step, operation)
        else:
            if operation is not None:
                self._model.apply(operation)
                self._doubtful = ()
                self.acknowledged += 1
                if self.disk.met:
                    self._cut_power(1)

    def _open(self) -> None:
        self.let_go()
        self._db = self._open_store(self._path, self.disk, self._schema)

    def _migrate(self) -> None:
        self._schema, self._model = 2, self._model.migrated()
        self._open()

    def _write(self) -> None:
        assert self._db is not None
        perform(self._db, self._model.next())

    def _hint(self) -> None:
        assert self._db is not None
        for _ in self._db.storage.save_hint():
            pass

    def _compact(self) -> None:
        assert self._db is not None
        self._job = self._db.storage.compact()
        next(self._job, None)

    def _slice(self) -> None:
        next(self._job, None)

    def _close(self) -> None:
        self._job = iter(())
        if self._db is not None:
            self._db.close()

    def _tear(self) -> None:
        file = self.disk.platter.open(self._path)
        file.write_at(file.size(), b'["records","torn",{"rev')

    def _after(self, step: str, operation: Operation | None) -> None:
        """The store refused something: it holds what it acknowledged, or it must be opened again."""
        self.disk.resting = True
        try:
            if self._db is not None and self._is_readable(step):
                self._compare(self._db, "in memory")
                with self._open_store(self._aside, self.disk.platter.copy(), self._schema) as copy:
                    self._compare(copy, "on the disk, while the store goes on")
                return
        finally:
            self.disk.resting = False
        self.let_go()
        self.disk.healed = True
        self._open()
        assert self._db is not None
        if operation and not holds(self._db, self._model) and holds(self._db, self._model.after(operation)):
            # It was never acknowledged, and until something is that follows it, it may yet be lost.
            self._sure, self._doubtful = self._model.copy(), (operation,)
            self._model.apply(operation)
        self._compare(self._db, "opened again")

    def _is_readable(self, step: str) -> bool:
        assert self._db is not None
        try:
            return bool([*self._db.table("notes"), *self._db.table("records")])
        except StoreTrouble:
            return False
        except ValueError as error:
            if step != "close":
                self._tally.violate(OTHER, f"{self.what}: after a {step} was refused: {error!r}")
            return False

    def _compare(self, db: LogDB, when: str) -> None:
        where = f"{self.what}: {when}, after operation {self._model.number}"
        if not holds(db, self._model):
            self._tally.violate(LOST if cursor(db) < self._model.number else WRONG, where)
        elif question := wrong_answer(db, self._model):
            self._tally.violate(WRONG, f"{where}: {question}")

    def end(self) -> None:
        """The fault is mended; what was acknowledged is there, even after a power cut."""
        self.disk.healed = True
        self._cut_power(CUTS)

    def _cut_power(self, cuts: int) -> None:
        judge = Judge(self._open_store, self._tally)
        sure = self._sure if self._doubtful else self._model
        for cut in range(cuts):
            where = f"{self.what}, and power cut {cut} after operation {self._model.number}"
            left = self.disk.platter.after_cut(Random(where))
            judge.crashed(self._aside, sure, self._doubtful, where=where, disk=left, schema=self._schema)

    def let_go(self) -> None:
        """Close what is open, however it takes that."""
        self._job = iter(())
        db, self._db = self._db, None
        if db is not None:
            try:
                db.close()
            except StoreTrouble:
                self._tally.count("refused")
