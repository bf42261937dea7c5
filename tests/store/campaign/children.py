"""Writers that are forked, write down what they acknowledge in a pipe, and are killed."""

import os
import signal
import struct
from collections.abc import Callable
from time import sleep
from traceback import format_exc
from typing import NoReturn

ACKNOWLEDGED = struct.Struct("<q")
FAILED = ACKNOWLEDGED.pack(-1)

Acknowledge = Callable[[int], None]


class Child:
    """A process that runs `task`, which calls what it is given with the number of each finished operation."""

    def __init__(self, task: Callable[[Acknowledge], None]) -> None:
        self._pipe, end = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            _run(task, end)
        os.close(end)

    def kill_after(self, seconds: float) -> None:
        """`kill -9`, at this moment of its life."""
        sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> tuple[int, str, bool]:
        """The last number acknowledged (0: none), what went wrong inside, and whether it was killed."""
        said = b""
        while part := os.read(self._pipe, 1 << 16):
            said += part
        os.close(self._pipe)
        _, status = os.waitpid(self.pid, 0)
        numbers, failed, trouble = said.partition(FAILED)
        last = numbers[-ACKNOWLEDGED.size :]
        number = ACKNOWLEDGED.unpack(last)[0] if last else 0
        return number, trouble.decode() if failed else "", os.WIFSIGNALED(status)


def _run(task: Callable[[Acknowledge], None], end: int) -> NoReturn:
    # Nothing of the process it was forked from may run at its end: no test's clean-up, no second report.
    try:
        task(lambda number: ignore(os.write(end, ACKNOWLEDGED.pack(number))))
    except BaseException:
        os.write(end, FAILED + format_exc()[-4000:].encode())
    finally:
        os._exit(0)


def ignore(_: object) -> None:
    """Nothing comes of this."""


def die() -> NoReturn:
    """Be gone at once, as by `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")
