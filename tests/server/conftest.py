"""A server for each test, in a directory or a database of its own: every test that uses one runs on both."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from server.postgres import NOT_THERE, Cluster, cluster, find_programs
from server.visitor import House, open_house


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "address" in metafunc.fixturenames:
        only_sqlite = metafunc.definition.get_closest_marker("sqlite")
        databases = ["sqlite"] if only_sqlite else ["sqlite", "postgres"]
        metafunc.parametrize("address", databases, indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL for all tests of this run."""
    if find_programs() is None:
        pytest.skip(NOT_THERE)
    with cluster() as started:
        yield started


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Where this test's database is: nothing for a file in the server's directory."""
    if request.param == "sqlite":
        return ""
    postgres: Cluster = request.getfixturevalue("postgres")
    return postgres.migrated()


@pytest.fixture
async def house(tmp_path: Path, address: str) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server", address=address) as opened:
        yield opened
