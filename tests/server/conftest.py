"""A server for each test, in a directory or a database of its own: every test that uses one runs on both."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from server.postgres import NOT_THERE, Cluster, cluster, find_programs
from server.staffing import Say
from server.visitor import House, open_house

from app.__main__ import main
from app.server.control.answering import listening


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
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where this test's database is: nothing for a file in the server's directory."""
    if request.param == "sqlite":
        yield ""
        return
    postgres: Cluster = request.getfixturevalue("postgres")
    made = postgres.migrated()
    yield made
    postgres.drop(made)


@pytest.fixture
async def house(tmp_path: Path, address: str) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server", address=address) as opened:
        yield opened


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where a server's data is; not too deep for a socket, as pytest's own folders are."""
    with tempfile.TemporaryDirectory(prefix="setu-") as made:
        yield Path(made) / "data"


@pytest.fixture
async def served(folder: Path) -> AsyncIterator[House]:
    """A server that runs and answers its operator."""
    async with open_house(folder) as opened, listening(opened.home, folder):
        yield opened


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """What the operator of the server in `folder` types."""

    async def said(*words: str) -> tuple[int, str, str]:
        code = await asyncio.to_thread(main, ["server", words[0], "--data", str(folder), *words[1:]])
        told = capsys.readouterr()
        return code, told.out, told.err

    return said
