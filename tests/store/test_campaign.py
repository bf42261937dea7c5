"""The crash campaign in short, and that it would notice if a store were wrong.

In full, with every bit and every call: `.venv/bin/python -m tests.store.campaign`.
"""

import pytest
from store.campaign.mutants import MUTANTS
from store.campaign.parts import PARTS, campaign

SEED = 7


def skip_if_impossible(part: str) -> None:
    if not PARTS[part].possible:
        pytest.skip("no fork on this system")


@pytest.mark.parametrize("part", PARTS)
def test_nothing_acknowledged_is_lost_and_no_damage_passes_unnoticed(part: str) -> None:
    skip_if_impossible(part)
    tally = campaign(part, seed=SEED, short=True)
    assert tally.violations == []
    assert tally.counts["cases"] > 0
    assert tally.counts["exact"] > 0


@pytest.mark.parametrize("wrong", MUTANTS)
def test_the_campaign_notices(wrong: str) -> None:
    mutant = MUTANTS[wrong]
    skip_if_impossible(mutant.part)
    with mutant.patched():
        tally = campaign(mutant.part, seed=SEED, short=True, open_store=mutant.open_store, until=mutant.kinds)
    assert any(tally.counts[kind] for kind in mutant.kinds), tally.violations
