"""The app's own engine and store as the device that comes new into the circle, not only the wire."""

import asyncio
import secrets
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from syncing.setu import Setu, new_id

from app.domain.connection import ServerNote
from app.domain.records import thread_of
from app.store.memory import Memory
from app.sync.engine import Engine

PATIENCE_S = 120


async def first_sync(setu: Setu, messages: int, folder: Path) -> tuple[float, float]:
    """Seconds until a further device of the reader has kept all that many messages: on the wall, of CPU."""
    line = setu.reader.line()
    code = (await line.post("/v1/invite", {"device": True}))["code"]
    line.close()
    memory = await asyncio.to_thread(Memory.open, folder / "setu.db")
    note = ServerNote(
        address=f"http://127.0.0.1:{setu.port}", code=code, device=new_id(), token=secrets.token_urlsafe(32)
    )
    memory.set_note("server", asdict(note))
    engine = Engine(memory, clock=lambda: time.time_ns() // 1_000_000, randomness=secrets.token_bytes)
    conversation = thread_of("reply", setu.scope, {"post": setu.post})
    start, before = time.perf_counter(), time.process_time()
    running = asyncio.create_task(engine.run())
    news = asyncio.Event()
    memory.subscribe(lambda _: news.set())
    try:
        async with asyncio.timeout(PATIENCE_S):
            while memory.count(conversation) < messages:
                await news.wait()
                news.clear()
        return time.perf_counter() - start, time.process_time() - before
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        memory.close()
