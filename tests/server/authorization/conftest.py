"""One stage for each database: what is tried on it leaves no trace."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from server.authorization.stage import Stage, set_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgres"])
async def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    address = request.getfixturevalue("postgres").migrated() if request.param == "postgres" else ""
    async with set_stage(tmp_path_factory.mktemp("stage") / "server", address) as opened:
        yield opened
