"""Setu as a person starts it: processes of their own, from the command line, with folders of their own."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds a process may take to say that it is ready; two cores may be busy with a browser."""


class Started:
    """A running process of Setu, and what it has printed so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.printed = ""

    async def says(self, pattern: str) -> str:
        """Wait until it prints something, and give the part in brackets."""
        assert self.process.stdout
        while not (found := re.search(pattern, self.printed)):
            line = await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)
            if not line:
                raise AssertionError(f"it ended without saying {pattern!r}: {self.printed}")
            self.printed += line.decode()
        return found[1]

    async def stop(self) -> int:
        """Stop it as Ctrl+C does, and give its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def setu(
    *arguments: str | Path, home: Path, code: Path = ROOT, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Started]:
    """`setu` with these arguments and `settings`, in a home folder of its own, from the working copy or
    another copy."""
    cache = os.environ.get("XDG_CACHE_HOME", str(home / "cache"))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "app",
        *map(str, arguments),
        cwd=code,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={
            **os.environ,
            "HOME": str(home),
            "XDG_CACHE_HOME": cache,
            "PYTHONUNBUFFERED": "1",
            "LANG": "C.UTF-8",
            **(settings or {}),
        },
    )
    started = Started(process)
    try:
        yield started
    finally:
        if process.returncode is None:
            await started.stop()


@asynccontextmanager
async def app(data: Path, port: int = 0, code: Path = ROOT) -> AsyncIterator[tuple[Started, str]]:
    """The app on this data folder, and its address."""
    async with setu(
        "--data", data, "--port", str(port), "--no-browser", home=data.parent / "home", code=code
    ) as started:
        yield started, await started.says(r"(http://127\.0\.0\.1:\d+)")
