"""A short look for gaps; `python -m tests.server.gaps` is the long one."""

from pathlib import Path

from server.gaps import look


async def test_a_reader_among_eight_writers_misses_nothing(tmp_path: Path, address: str) -> None:
    seen = await look(tmp_path / "server", address, 2_000)
    assert seen.good, seen
    assert seen.commits == len(seen.places) == 2_000
    assert seen.pulls > 3
