"""Death at one exact point: just before or just after a verb on the disk, or in the middle of a write."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from app.store.disk import DISK, Disk, LogFile

from .children import Acknowledge, Child, die
from .judge import Judge
from .kills import reckon
from .model import Model
from .tally import OTHER, Tally
from .writer import NAME, Chores, Open, open_store, work

COMMIT, HINT, COMPACTION, MIGRATION = KINDS = ("commit", "hint", "compaction", "migration")

FILES = {COMMIT: (NAME,), HINT: (f"{NAME}.hint", f"{NAME}.hint.new")}
FRESH = (f"{NAME}.new",)

VERBS = {COMMIT: 40, HINT: 60, COMPACTION: 60, MIGRATION: 16}
"""Of each kind, the number of the latest verb at which a writer dies."""

MANNERS = ("before", "after", "part")
OPERATIONS = 200
READY = 150


@dataclass(frozen=True)
class Death:
    """At the `at`-th verb on one of these files."""

    files: tuple[str, ...]
    at: int
    manner: str
    part: float


class DyingDisk(Disk):
    """The real disk, under a process that dies at a verb."""

    def __init__(self, death: Death, *, disk: Disk = DISK, die: Callable[[], object] = die) -> None:
        self._disk, self._death, self._die = disk, death, die
        self._count = 0

    def around(
        self, path: Path, verb: Callable[[], object], part: Callable[[], object] | None = None
    ) -> None:
        """Do a verb on this file, and die before, in or after it, if it is the one."""
        fatal = False
        if path.name in self._death.files:
            self._count += 1
            fatal = self._count == self._death.at
        if fatal and self._death.manner != "after":
            if self._death.manner == "part" and part:
                part()
            self._die()
        verb()
        if fatal:
            self._die()

    def open(self, path: Path) -> LogFile:
        return DyingFile(self._disk.open(path), path, self)

    def read(self, path: Path) -> bytes:
        return self._disk.read(path)

    def replace(self, new: Path, path: Path) -> None:
        self.around(new, lambda: self._disk.replace(new, path))

    def remove(self, path: Path) -> None:
        self.around(path, lambda: self._disk.remove(path))

    def part(self, size: int) -> int:
        """How much of a write is done, of the one that is not done to its end."""
        return int(size * self._death.part)


class DyingFile:
    """A file of a dying disk; reading and closing is no occasion to die."""

    def __init__(self, file: LogFile, path: Path, disk: DyingDisk) -> None:
        self._file, self._path, self._disk = file, path, disk
        self.read_at, self.size, self.close = file.read_at, file.size, file.close

    def write_at(self, offset: int, data: bytes) -> None:
        self._disk.around(
            self._path,
            lambda: self._file.write_at(offset, data),
            lambda: self._file.write_at(offset, data[: self._disk.part(len(data))]),
        )

    def flush(self) -> None:
        self._disk.around(self._path, self._file.flush)

    def truncate(self, size: int) -> None:
        self._disk.around(self._path, lambda: self._file.truncate(size))


def run(tally: Tally, *, seed: int, kind: str, kills: int, open_store: Open = open_store) -> None:
    """Let so many writers die at points of this kind."""
    judge = Judge(open_store, tally)
    with TemporaryDirectory(prefix="setu-point-") as folder:
        ready = Path(folder) / "ready"
        ready.mkdir()
        model = prepare(judge.open, ready / NAME, f"{seed}/{kind}")
        case = 0
        while tally.counts["kills"] < kills:
            one_death(judge, ready, model, kind, f"{seed}/{kind}/{case}")
            case += 1


def prepare(open_store: Open, path: Path, seed: str) -> Model:
    """A store with a past, to copy for each death: some of it under a hint, some of it behind."""
    model = Model(seed)
    for _ in range(2):
        with open_store(path) as db:
            for _ in work(db, model, READY // 2, Chores(db, Random(seed), hints=0.1, compactions=0.02)):
                pass
    return model


def one_death(judge: Judge, ready: Path, model: Model, kind: str, seed: str) -> None:
    """Let one writer die over a copy of a store, and open what is left."""
    chance, tally = Random(seed), judge.tally
    path = ready.with_name("dying") / NAME
    shutil.rmtree(path.parent, ignore_errors=True)
    shutil.copytree(ready, path.parent)
    schema = 2 if kind == MIGRATION else 1
    files = FILES.get(kind, FRESH)
    death = Death(files, chance.randint(1, VERBS[kind]), chance.choice(MANNERS), chance.random())
    started = model.migrated() if schema == 2 else model

    def write(acknowledge: Acknowledge) -> None:
        with judge.open(path, DyingDisk(death), schema) as db:
            often = {"hints": 0.9 if kind == HINT else 0.1, "compactions": 0.9 if kind == COMPACTION else 0.0}
            for operation in work(db, started.copy(), OPERATIONS, Chores(db, chance, **often)):
                acknowledge(operation.number)

    acknowledged, trouble, killed = Child(write).end()
    if trouble:
        tally.violate(OTHER, f"case {seed}: in the writer: {trouble}")
    if killed:
        tally.count("kills")
        where = f"case {seed}, {death}"
        if schema == 2 and b'"schema":1,' in path.read_bytes()[:64]:
            old_store(judge, path, model, where)
        reckon(judge, path, started, acknowledged, where, schema)


def old_store(judge: Judge, path: Path, model: Model, where: str) -> None:
    """A migration that did not come to its end leaves the old store, whole, to whoever opens it as such."""
    aside = path.with_name("aside")
    aside.mkdir()
    for file in path.parent.glob(f"{NAME}*"):
        shutil.copy(file, aside)
    judge.crashed(aside / NAME, model, where=f"{where}, unmigrated")
