"""The power goes at every verb a store asks of its disk, in every manner that disks have of losing power."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from .judge import Judge
from .model import Model, Operation
from .platter import Platter
from .tally import Tally
from .writer import NAME, Chores, Open, open_store, perform, work

SESSIONS = (1, 1, 2)
"""The schema of each opening in a round: the last one migrates."""

OPERATIONS = 15
BATCHES = (4, 4, 50)
AGAIN = 0.2
"""The share of cuts whose recovery is itself cut off."""


@dataclass(frozen=True)
class Moment:
    """A disk at one moment, what its store had acknowledged by then, and what was in flight."""

    platter: Platter
    model: Model
    in_flight: tuple[Operation, ...]
    schema: int


class Recorder:
    """Keeps every moment of a disk at which the power might go."""

    def __init__(self, platter: Platter, model: Model, in_flight: tuple[Operation, ...] = ()) -> None:
        self.platter, self.moments = platter, list[Moment]()
        self.model, self.in_flight, self.schema = model.copy(), in_flight, 1
        platter.watch = self.look

    def look(self) -> None:
        """Keep this moment."""
        self.moments.append(Moment(self.platter.copy(), self.model, self.in_flight, self.schema))

    def begins(self, operation: Operation) -> None:
        """An operation is in flight from now on."""
        self.in_flight += (operation,)

    def acknowledged(self, model: Model) -> None:
        """What was in flight has come back, and this is what it led to."""
        self.model, self.in_flight = model.copy(), ()
        self.look()

    def migrates(self, schema: int) -> None:
        """The next opening is of this schema."""
        if schema != self.schema:
            self.model, self.schema = self.model.migrated(), schema


def run(tally: Tally, *, seed: int, rounds: int, cuts: int, open_store: Open = open_store) -> None:
    """Live so many lives, and cut the power so many times at each of their moments."""
    judge = Judge(open_store, tally)
    with TemporaryDirectory(prefix="setu-power-") as folder:
        path = Path(folder) / NAME
        for number in range(rounds):
            moments = live(open_store, path, f"{seed}/{number}", BATCHES[number % len(BATCHES)])
            tally.count("acknowledged", moments[-1].model.number)
            for at, moment in enumerate(moments):
                mere_kill = replace(moment, platter=moment.platter.copy())
                crashed(judge, path, mere_kill, f"case {seed}/{number}/{at}/kill")
                for cut in range(cuts):
                    cut_power(judge, path, moment, f"{seed}/{number}/{at}/{cut}")


def live(open_store: Open, path: Path, seed: str, batch: int) -> list[Moment]:
    """A life without a crash: several sessions with hints, compactions and a migration; all its moments."""
    platter = Platter()
    recorder = Recorder(platter, Model(seed, batch=batch))
    for session, schema in enumerate(SESSIONS):
        recorder.migrates(schema)
        with open_store(path, platter, schema) as db:
            model = recorder.model.copy()
            chores = Chores(db, Random(f"{seed}/{session}"), hints=0.15, compactions=0.15)
            for _ in range(OPERATIONS):
                recorder.begins(model.next())
                for _ in work(db, model, 1, chores):
                    recorder.acknowledged(model)
    return recorder.moments


def cut_power(judge: Judge, path: Path, moment: Moment, seed: str) -> None:
    """Cut the power at this moment, and now and then once more while the store recovers."""
    chance = Random(seed)
    judge.tally.count("kills")
    left = replace(moment, platter=moment.platter.after_cut(chance))
    found = crashed(judge, path, replace(left, platter=left.platter.copy()), f"case {seed}")
    if found is not None and chance.random() < AGAIN:
        moments = list(enumerate(recovery(judge.open, path, left, found)))
        for at, later in chance.sample(moments, min(len(moments), 3)):
            left = replace(later, platter=later.platter.after_cut(chance))
            crashed(judge, path, left, f"case {seed}, then {at} into the recovery")


def run_after_kill(tally: Tally, *, seed: int, rounds: int, cuts: int, open_store: Open = open_store) -> None:
    """Kill the process with something unflushed, let another go on, and only then cut the power."""
    judge = Judge(open_store, tally)
    with TemporaryDirectory(prefix="setu-power-") as folder:
        path = Path(folder) / NAME
        for number in range(rounds):
            for at, moment in enumerate(live(open_store, path, f"{seed}/after/{number}", BATCHES[0])):
                if moment.platter.unflushed(NAME):
                    kill_then_cut(judge, path, moment, cuts, f"{seed}/after/{number}/{at}")


def kill_then_cut(judge: Judge, path: Path, moment: Moment, cuts: int, seed: str) -> None:
    """Kill at this moment, and cut the power at every moment of what follows."""
    left = replace(moment, platter=moment.platter.copy())
    found = crashed(judge, path, replace(left, platter=left.platter.copy()), f"case {seed}")
    if found is None:
        return
    for at, later in enumerate(recovery(judge.open, path, left, found)):
        chance = Random(f"{seed}/{at}")
        for cut in range(cuts if later.platter.unflushed(NAME) else 1):
            judge.tally.count("kills")
            left = replace(later, platter=later.platter.after_cut(chance))
            crashed(judge, path, left, f"case {seed}, then {at} into the recovery, cut {cut}")


def recovery(open_store: Open, path: Path, left: Moment, found: Model) -> list[Moment]:
    """All moments of opening what a crash left, and of the next operation on it."""
    # After a mere kill, what was in flight may be shown and is yet not on the disk, until the next flush.
    recorder = Recorder(left.platter, left.model, left.in_flight if found.number > left.model.number else ())
    recorder.schema = left.schema
    with open_store(path, left.platter, left.schema) as db:
        recorder.begins(found.next())
        perform(db, found.next())
        recorder.acknowledged(found.after(found.next()))
    return recorder.moments


def crashed(judge: Judge, path: Path, left: Moment, where: str) -> Model | None:
    """Judge this moment's disk, and go on with it."""
    return judge.crashed(
        path,
        left.model,
        left.in_flight,
        where=where,
        disk=left.platter,
        schema=left.schema,
        goes_on=True,
    )
