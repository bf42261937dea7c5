"""Logs that say where and what kind, never what people wrote.

A line holds fields from a list, and of each only values that cannot be anybody's words: doors and codes of
ours, numbers, the name of an error's type, lines of code. What a message says is printed only when it is one
of ours, word for word; what other libraries put together, and what an error says, may hold anything.
"""

import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from app.sync.doors import DOORS

LOG = logging.getLogger("setu.server")
"""Where the server's own rooms log: a literal event, and fields: `LOG.warning("slow", extra={"ms": 7})`."""

OTHER_DOOR = "other"
"""What a path that is none of ours is called, in logs and numbers."""
DOOR_NAMES = frozenset(
    {OTHER_DOOR, "/healthz", "/readyz", "/metrics", "/v1/live", "web", *(door.path for door in DOORS)}
)
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_EVENT = re.compile(r"[a-z][a-z_ ]{0,40}")
_CODE = re.compile(r"[a-z]+(?:[._][a-z]+){0,5}")
_FAMILIAR = {
    "Invalid HTTP request received.": "no http",
    "Exceeded concurrency limit.": "too many connections",
    "Exception in ASGI application\n": "failed",
}
"""What the web server says without any part of a request in it, and what we call that."""


def _number(value: object) -> bool:
    return type(value) in (int, float)


FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "door": lambda value: value in DOOR_NAMES,
    "status": _number,
    "ms": _number,
    "device": lambda value: isinstance(value, str) and bool(re.fullmatch("[0-9a-f]{8}", value)),
    "scope": lambda value: value in {"u", "c", "d", "g", "k", "m"},
    "code": lambda value: isinstance(value, str) and len(value) < 60 and bool(_CODE.fullmatch(value)),
    "bytes": _number,
    "count": _number,
    "seconds": _number,
}
"""The fields a line may have beside time, level and event, and what each may hold. All else is dropped."""


def nickname(device: str) -> str:
    """Eight letters that stand for a device in the logs and lead nobody to it."""
    return sha256(device.encode("utf-8", "surrogatepass")).hexdigest()[:8]


class DiscreetFormatter(logging.Formatter):
    """One line of JSON, or of text, for each record."""

    def __init__(self, form: str = "json") -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """The record without anyone's words."""
        told: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03}",
            "level": record.levelname.lower(),
            "event": _event(record),
        }
        for name, fits in FIELDS.items():
            value = getattr(record, name, None)
            if value is not None and fits(value):
                told[name] = value
        if record.exc_info:
            told |= _error(record.exc_info)
        elif told["event"] == "other":
            told["at"] = f"{_short(record.pathname)}:{record.lineno}"
        if self._form == "json":
            return json.dumps(told, separators=(",", ":"))
        return " ".join(str(value) if name in _PLAIN else f"{name}={value}" for name, value in told.items())


_PLAIN = {"time", "level", "event"}


def keep_logs_discreet(form: str = "json", *, requests: bool = False) -> None:
    """Warnings and errors to the terminal, and all requests if wished; the same for what nobody caught."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO if requests else logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda said: _uncaught(said.exc_type, said.exc_value, said.exc_traceback)
    sys.unraisablehook = lambda said: _uncaught(said.exc_type, said.exc_value, said.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        LOG.critical("uncaught", exc_info=(kind, error or kind(), trace))


def _event(record: logging.LogRecord) -> str:
    said = record.msg if isinstance(record.msg, str) else ""
    if record.name == LOG.name:
        return said if _EVENT.fullmatch(said) else "other"
    return _FAMILIAR.get(said, "other")


def _error(found: _ExcInfo) -> dict[str, str]:
    kind, _, trace = found
    lines: list[str] = []
    while trace is not None:
        lines.append(f"{_short(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}")
        trace = trace.tb_next
    return {"error": kind.__name__ if kind else "error", "at": " < ".join(reversed(lines))}


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-3:])
