"""What stories in a browser share: starting a server and a browser takes longer than some of them do."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from journeys.stage import Stage, a_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """One server and one browser for all stories of a file, each with people of its own."""
    async with a_stage(tmp_path_factory.mktemp("stage")) as started:
        yield started
