"""The local site in the test's own process, on a port of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.ui import serving
from app.ui.web import Main, web_app

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def served(main: Main, cache: Path | None = None) -> AsyncIterator[str]:
    """Serve an app and give its address."""
    site = web_app(main, assets=ROOT / "assets", cache=cache)
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(serving.serve(site, port=0, ready=address.set_result))
    await asyncio.wait({task, address}, return_when=asyncio.FIRST_COMPLETED)
    try:
        yield address.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
