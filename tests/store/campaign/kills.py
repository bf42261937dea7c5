"""`kill -9` at any moment of a writer's life; then its store is opened again, and another goes on with it."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from .children import Acknowledge, Child
from .judge import Judge
from .model import Model
from .tally import OTHER, Tally
from .writer import NAME, Chores, Open, open_store, work

LIVES = 12
"""So often is one store written, killed and opened, before a new one begins."""

LONGEST = 0.08
"""Seconds from a writer's birth to its death, at the most."""

OPERATIONS = 10_000


def run(tally: Tally, *, seed: int, kills: int, open_store: Open = open_store) -> None:
    """Kill so many writers."""
    judge = Judge(open_store, tally)
    while (life := tally.counts["kills"]) < kills:
        with TemporaryDirectory(prefix="setu-kill-") as folder:
            one_store(judge, Path(folder) / NAME, f"{seed}/{life}", min(LIVES, kills - life))


def one_store(judge: Judge, path: Path, seed: str, lives: int) -> None:
    """Let several writers in turn die over one store."""
    chance, tally = Random(seed), judge.tally
    model = Model(seed)
    for life in range(lives):
        where = f"seed {seed}, life {life}"
        child = Child(lambda acknowledge: write(judge.open, path, model, acknowledge))  # noqa: B023
        child.kill_after(chance.uniform(0, LONGEST))
        acknowledged, trouble, killed = child.end()
        tally.count("kills", killed)
        if trouble:
            tally.violate(OTHER, f"{where}: in the writer: {trouble}")
        survived = reckon(judge, path, model, acknowledged, where)
        if survived is None:
            return
        model = survived


def write(open_store: Open, path: Path, model: Model, acknowledge: Acknowledge) -> None:
    """What a writer does until it is killed."""
    with open_store(path) as db:
        chores = Chores(db, Random(f"{model.seed}/chores/{model.number}"), hints=0.1, compactions=0.1)
        for operation in work(db, model, OPERATIONS, chores):
            acknowledge(operation.number)


def reckon(
    judge: Judge, path: Path, model: Model, acknowledged: int, where: str, schema: int = 1
) -> Model | None:
    """Judge what a dead writer left that began with this model and acknowledged so much."""
    before = max(acknowledged - model.number, 0)
    judge.tally.count("acknowledged", before)
    model = model.copy()
    for _ in range(before):
        model.apply(model.next())
    found = judge.crashed(path, model, [model.next()], where=where, schema=schema)
    if found is not None:
        # Once more without the hint: what it says and what the log says must be the same.
        path.with_name(f"{NAME}.hint").unlink(missing_ok=True)
        judge.crashed(path, found, where=f"{where}, without its hint", schema=schema)
    return found
