"""A server for each test, in its own directory."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from server.visitor import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server") as opened:
        yield opened
