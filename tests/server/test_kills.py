"""A few kills; `python -m tests.server.kills` is the long campaign."""

import random
from pathlib import Path

import pytest
from server.kills import Tally, kill_postgres, kill_server
from server.postgres import NOT_THERE, cluster, find_programs


def _quietly(said: str) -> None:
    pass


async def test_a_server_killed_under_load_has_every_write_it_acknowledged(tmp_path: Path) -> None:
    tally = await kill_server(tmp_path / "server", 3, random.Random(1), _quietly)
    assert not tally.wrong, tally
    assert len(tally.acknowledged) > 10


@pytest.mark.skipif(find_programs() is None, reason=NOT_THERE)
async def test_a_database_stopped_under_load_has_every_write_that_was_acknowledged(tmp_path: Path) -> None:
    with cluster(settings=()) as started:
        tally = await kill_postgres(tmp_path / "server", started, 2, random.Random(1), _quietly)
    assert not tally.wrong, tally
    assert len(tally.acknowledged) > 10


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "c.1", 4)],
        [("a", "c.1", 4), ("b", "c.1", 6)],
        [("a", "c.1", 4), ("b", "c.1", 5), ("b", "c.1", 7)],
        [("a", "c.1", 4), ("b", "c.1", 5), ("c", "c.1", 5)],
    ],
)
def test_what_is_lost_moved_or_doubled_is_noticed(rows: list[tuple[str, str, int]]) -> None:
    tally = Tally(acknowledged={"a": ("c.1", 4), "b": ("c.1", 5)})
    tally.compare([("a", "c.1", 4), ("b", "c.1", 5)])
    assert not tally.wrong
    tally.compare(rows)
    assert tally.wrong
