"""A server as a process: started, watched by what the kernel says of it, and ended."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

PATIENCE_S = 60


class Process:
    """A server and its children. What it says goes to a file."""

    def __init__(
        self, command: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.log = folder / "log.txt"
        with self.log.open("wb") as log:
            self._child = subprocess.Popen(
                command,
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def cpu(self) -> float:
        """Seconds of processor time, user and system, that the whole tree has used."""
        # The kernel's CPU clock of another process: utime + stime, only finer than the ticks of /proc.
        return sum(time.clock_gettime(~pid << 3 | 2) for pid in self._tree())

    def memory(self) -> int:
        """Bytes resident in memory, of the whole tree."""
        return sum(_resident(pid) for pid in self._tree())

    async def ready(self, check: Callable[[], Awaitable[object]]) -> None:
        """Wait until this check no longer fails."""
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                await check()
                return
            except Exception as why:  # whatever a server that is not up yet answers
                if self._child.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"It did not start: {self.log.read_text('utf-8')[-2000:]}") from why
            await asyncio.sleep(0.1)

    async def end(self) -> None:
        """Ask it to stop, and wait until it has."""
        self._child.terminate()
        try:
            await asyncio.to_thread(self._child.wait, 20)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _tree(self) -> list[int]:
        found = [self._child.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        return found


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _resident(pid: int) -> int:
    (line,) = (one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


class Absent(Exception):
    """A peer that cannot be installed here, and why."""


def installed(package: str, command: str, cache: Path) -> Path:
    """The folder of commands that has this one: this Python's, or that of a venv made for it in the cache."""
    own = Path(sys.executable).parent
    if (own / command).exists():
        return own
    venv = cache / package
    if not (venv / "bin" / command).exists():
        print(f"installing {package} into {venv} …", file=sys.stderr, flush=True)
        _run(package, sys.executable, "-m", "venv", "--clear", venv)
        _run(package, venv / "bin" / "pip", "install", "--quiet", package)
    if not (venv / "bin" / command).exists():
        raise Absent(f"{package} was installed, but has no command {command}")
    return venv / "bin"


def _run(package: str, *command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [
            done.stderr[-300:]
        ]
        raise Absent(f"{package} cannot be installed: {' '.join(lines)}")
