"""The shipped client and server in simulated worlds: whatever goes wrong, in the end everything is right."""

import os
import subprocess

from simulation.running import COMMAND, ROOT, run_all

SEEDS = int(os.environ.get("SETU_SIMULATION_SEEDS", "2000"))
"""More of them: `python -m tests.simulation --seeds 100000`."""
A_FEW = range(4)


def test_every_story_ends_well():
    summary = run_all(range(SEEDS), jobs=os.cpu_count() or 1)
    print(f"{summary.seeds:,} seeds in {summary.seconds:.0f} s: {dict(summary.counts)}")
    assert summary.seeds == SEEDS
    assert not summary.violations, "\n".join(
        f"seed {seed}: {why[0]}" for seed, why in summary.violations.items()
    )


def told(seed: int, hash_seed: str) -> str:
    command = [*COMMAND, "--seed", str(seed), "--trace"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    ).stdout


def test_a_seed_always_tells_the_same_story():
    lines = 0
    for seed in A_FEW:
        story = told(seed, "1")
        assert story == told(seed, "2"), f"seed {seed}"
        lines += len(story.splitlines())
    assert lines > 50 * len(A_FEW)
