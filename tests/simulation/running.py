"""Many stories, in as many processes as there are cores."""

import gc
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from .mutants import MUTANTS
from .world import Outcome, live

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.simulation"]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What came of many stories."""

    seeds: int = 0
    seconds: float = 0.0
    violations: dict[int, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.seeds += 1
        self.counts += outcome.counts
        if outcome.violations:
            self.violations[outcome.seed] = outcome.violations

    def merge(self, other: "Summary") -> None:
        self.seeds += other.seeds
        self.counts += other.counts
        self.violations |= other.violations


def lock_folder() -> Path:
    """Where the devices' locks lie, which are the only real files of a story."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="setu-simulation-", dir=shared if shared.is_dir() else None))


def stories(seeds: range, mutant: str = "") -> Iterator[Outcome]:
    """These stories one after another, told by the shipped code or by a wrong one."""
    folder, often = lock_folder(), gc.get_threshold()
    gc.freeze()  # what was imported stays; looking for garbage less often saves a third of the time
    gc.set_threshold(50_000, 20, 20)
    with ExitStack() as undo:
        undo.callback(gc.unfreeze)
        undo.callback(gc.set_threshold, *often)
        undo.callback(_remove, folder)
        if mutant:
            undo.enter_context(MUTANTS[mutant].wrong())
        for seed in seeds:
            yield live(seed, folder)


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def run_share(seeds: range, mutant: str = "", *, first_only: bool = False) -> None:
    """What one of several processes does: stories, with a line of JSON now and then and at each violation."""
    summary, told = Summary(), time.monotonic()
    for outcome in stories(seeds, mutant):
        summary.add(outcome)
        if outcome.violations or time.monotonic() - told > 6:
            _say(summary)
            summary, told = Summary(), time.monotonic()
            if outcome.violations and first_only:
                return
    _say(summary)


def _say(summary: Summary) -> None:
    print(
        json.dumps([summary.seeds, summary.counts, list(summary.violations.items())]),
        flush=True,
    )


def run_all(seeds: range, *, jobs: int, tell: bool = False) -> Summary:
    """All these stories, shared among processes."""
    began, whole = time.monotonic(), Summary()
    workers = [
        subprocess.Popen(
            [*COMMAND, "--share", str(seeds.start + job), str(seeds.stop), str(jobs)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
        )
        for job in range(min(jobs, len(seeds)))
    ]
    try:
        for line in _lines(workers):
            count, counts, violations = json.loads(line)
            part = Summary(seeds=count, counts=Counter(counts), violations=dict(violations))
            whole.merge(part)
            whole.seconds = time.monotonic() - began
            for seed, what in part.violations.items():
                print(f"seed {seed}: {what[0]}", flush=True)
            if tell:
                print(f"{whole.seeds:,} seeds, {whole.seeds / whole.seconds:.1f}/s", flush=True)
        if any([worker.wait() for worker in workers]):
            raise RuntimeError("a share of the stories was not told to its end")
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    return whole


def _lines(workers: "list[subprocess.Popen[str]]") -> Iterator[str]:
    """What any of them says, as it comes."""
    with selectors.DefaultSelector() as ears:
        for worker in workers:
            ears.register(worker.stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
        while ears.get_map():
            for key, _ in ears.select():
                line = key.fileobj.readline()  # type: ignore[union-attr]
                if line:
                    yield line
                else:
                    ears.unregister(key.fileobj)
