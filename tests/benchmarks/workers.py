"""One process for each engine, all alive at once: none pays for another's memory or garbage."""

import gc
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

from documents import LARGEST, document, text
from engines import ENGINES, Engine, key_of

GET, LAST, UPDATE, INSERT, INSERT_MANY = "get by id", "last 50", "update 1 by id", "insert 1", "insert 500"
OPEN = "open + first page"
PAGE = 50
MANY = 500

Seconds = tuple[float, float]
"""What one call took: CPU (user + system) and wall."""

_PROCESSES = get_context("spawn")


class Worker:
    """An engine in a process of its own, which does what it is told when it is told."""

    def __init__(self, name: str, folder: Path, count: int) -> None:
        self.name = name
        self._pipe, far = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_work, args=(far, name, folder, count), daemon=True)
        self._process.start()
        far.close()

    def visit(self, operation: str, times: int, seed: int) -> list[Seconds]:
        """Let it do this so many times, and say what each took."""
        self._pipe.send((operation, times, seed))
        return self._pipe.recv()

    def end(self) -> None:
        """Close the store and end the process."""
        self._pipe.send(None)
        self._process.join()


def opened(name: str, folder: Path) -> tuple[Seconds, int, int]:
    """Open a store in a fresh process and read its first page: the time, the memory then held, the peak."""
    pipe, far = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_open, args=(far, name, folder), daemon=True)
    process.start()
    far.close()
    answer = pipe.recv()
    process.join()
    return answer


def _open(pipe: Any, name: str, folder: Path) -> None:
    gc.collect()
    before = _resident("VmRSS")
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    engines: list[Engine] = []

    def first_page() -> None:
        engines.append(ENGINES[name](folder))
        engines[0].last(LARGEST, PAGE)

    took = timed(first_page)
    pipe.send((took, _resident("VmRSS") - before, _resident("VmHWM") - before))
    engines[0].close()


def _work(pipe: Any, name: str, folder: Path, count: int) -> None:
    calls = Calls(name, ENGINES[name](folder), count)
    while (order := pipe.recv()) is not None:
        operation, times, seed = order
        random, took = Random(seed), []
        for _ in range(times):
            call = calls.make(operation, random)
            calls.engine.forget_cached()
            took.append(timed(call))
        pipe.send(took)
    calls.engine.close()


class Calls:
    """The calls that are timed, each with everything it needs made beforehand."""

    def __init__(self, name: str, engine: Engine, count: int) -> None:
        self.engine = engine
        self._name = name
        self._count = count
        self._rev = count

    def make(self, operation: str, random: Random) -> Callable[[], object]:
        """The next call of this kind; whatever is written has a higher rev than all before."""
        engine, key = self.engine, key_of(self._name, random.randrange(self._count))
        if operation == GET:
            return lambda: engine.get(key)
        if operation == LAST:
            return lambda: engine.last(LARGEST, PAGE)
        if operation == UPDATE:
            fields = {"rev": self._next_rev(), "text": text(random)}
            return lambda: engine.update(key, fields)
        numbers = range(self._count, self._count + (MANY if operation == INSERT_MANY else 1))
        self._count = numbers.stop
        keys = [key_of(self._name, number) for number in numbers]
        messages = [document(number) | {"rev": self._next_rev()} for number in numbers]
        if operation == INSERT:
            return lambda: engine.insert(keys[0], messages[0])
        return lambda: engine.insert_many(keys, messages)

    def _next_rev(self) -> int:
        self._rev += 1
        return self._rev


def timed(call: Callable[[], object]) -> Seconds:
    """What this call takes."""
    wall, cpu = perf_counter(), process_time()
    result = call()
    took = process_time() - cpu, perf_counter() - wall
    del result
    return took


def _resident(field: str) -> int:
    """Bytes of this process in memory now (VmRSS) or at most (VmHWM); 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field)), 0)
