"""The test of the test: whatever is wrong with a client or a server, some story ends badly because of it."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from simulation.mutants import MUTANTS
from simulation.running import COMMAND, ROOT

SEEDS = "2000"


def hunt(mutant: str) -> str:
    """What the command says of this mutant."""
    done = subprocess.run(
        [*COMMAND, "--mutant", mutant, "--seeds", SEEDS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr[-400:]


def test_every_mutant_is_caught():
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        said = dict(zip(MUTANTS, pool.map(hunt, MUTANTS), strict=True))
    for mutant, found in said.items():
        print(f"{mutant}: {found}")
    assert [mutant for mutant, found in said.items() if not found.startswith("caught at seed")] == []
    # One that cannot even be called is caught for nothing it does.
    assert [mutant for mutant, found in said.items() if "TypeError" in found] == []
