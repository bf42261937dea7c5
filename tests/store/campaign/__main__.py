"""The crash campaign of the store.

    .venv/bin/python -m tests.store.campaign [--quick] [--seed N] [--only PART]

Ends with a table of all that was counted; the exit code is 1 if anything acknowledged was lost, or anything
else was not as it should be.
"""

import argparse
import re
import sys

from .parts import PARTS, campaign
from .tally import Tally, table


def main() -> int:
    """Run the parts that were asked for, one after another."""
    parser = argparse.ArgumentParser(prog="python -m tests.store.campaign", description="Harm stores.")
    parser.add_argument("--quick", action="store_true", help="the short campaign, as in the tests")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part; may be given again")
    asked = parser.parse_args()
    tallies = []
    for name in asked.only or PARTS:
        if not PARTS[name].possible:
            print(f"{name}: not on this system", flush=True)
            continue
        print(f"{name}: {PARTS[name].about}", flush=True)
        tallies.append(campaign(name, seed=asked.seed, short=asked.quick, tell=progress))
        tell_violations(tallies[-1])
    print(f"\nseed {asked.seed}{', quick' if asked.quick else ''}\n\n{table(tallies)}")
    return 1 if any(tally.violations for tally in tallies) else 0


def progress(tally: Tally) -> None:
    """A word on how far a part has come."""
    counts, wrong = tally.counts, len(tally.violations)
    print(f"  {counts['cases']:,} cases, {counts['kills']:,} kills, {wrong} violations", flush=True)


def tell_violations(tally: Tally) -> None:
    """One violation of every sort in words: those that differ by their numbers are one sort."""
    sorts: dict[str, list[str]] = {}
    for violation in tally.violations:
        sorts.setdefault(re.sub(r"[/\w]*\d[/\w.]*|\(path=[^)]*", "", violation), []).append(violation)
    for alike in sorts.values():
        print(f"  ! {alike[0]}", flush=True)
        if len(alike) > 1:
            print(f"    and {len(alike) - 1} more like it", flush=True)


if __name__ == "__main__":
    sys.exit(main())
