"""The shipped client and server in simulated worlds.

    .venv/bin/python -m tests.simulation --seeds 100000 [--from N] [--jobs 2]
    .venv/bin/python -m tests.simulation --seed 297 --trace
    .venv/bin/python -m tests.simulation --mutant "no dedupe" [--seed N --trace]

Ends with a summary; the exit code is 1 if any story ended in a violation. A seed always tells the same story.
"""

import argparse
import os
import sys
from itertools import chain

from .mutants import CAUGHT_AT, MUTANTS
from .running import run_all, run_share, stories


def main() -> int:
    """Run the stories that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=2_000, help="how many stories")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first of them")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--trace", action="store_true", help="tell what happened, line by line")
    parser.add_argument("--mutant", choices=MUTANTS, help="code that is wrong in one way, until it is caught")
    parser.add_argument("--share", type=int, nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.share:
        run_share(range(*asked.share), asked.mutant or "", first_only=bool(asked.mutant))
        return 0
    if asked.seed is not None:
        return one(asked.seed, asked.mutant or "", trace=asked.trace)
    if asked.mutant:
        return hunt(asked.mutant, range(asked.first, asked.first + asked.seeds))
    return many(range(asked.first, asked.first + asked.seeds), asked.jobs)


def one(seed: int, mutant: str, *, trace: bool) -> int:
    """One story, told aloud if one likes."""
    (outcome,) = stories(range(seed, seed + 1), mutant)
    if trace:
        print("\n".join(outcome.trace))
    for violation in outcome.violations:
        print(f"seed {seed}: {violation}")
    print(dict(outcome.counts))
    return 1 if outcome.violations else 0


def hunt(mutant: str, seeds: range) -> int:
    """Whether a story ends badly because of this mutant; the one that did last time is told first."""
    known = CAUGHT_AT.get(mutant, seeds.start)
    for outcome in chain(stories(range(known, known + 1), mutant), stories(seeds, mutant)):
        if outcome.violations:
            print(f"caught at seed {outcome.seed}: {outcome.violations[0]}")
            return 0
    print("not caught")
    return 1


def many(seeds: range, jobs: int) -> int:
    """Many stories, and what came of them."""
    summary = run_all(seeds, jobs=jobs, tell=True)
    counted = ", ".join(f"{count:,} {what}" for what, count in sorted(summary.counts.items()))
    speed = f"{summary.seconds:.0f} s, {summary.seeds / summary.seconds:.1f}/s"
    print(f"\n{summary.seeds:,} seeds ({speed}): {counted}")
    print(f"{len(summary.violations)} violations")
    for seed in sorted(summary.violations)[:50]:
        print(f"  seed {seed}: {summary.violations[seed][0]}")
    return 1 if summary.violations else 0


if __name__ == "__main__":
    sys.exit(main())
