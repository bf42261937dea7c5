"""Keeps Flet from spelling out what nobody reads.

Flet 1.0.5 writes whatever it compares and sends into a debug log, and spells it out even when there is none:
every control with all that is in it, again for each list it is in. That took most of a screen's time, and
seconds where controls know each other.
"""

from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.messaging.protocol import Message


def hush() -> None:
    """Let messages, and the controls that are known by now, be named by their kind alone.

    Flet loads a kind of control when it is first asked for, so this is said for every window.
    """
    for kind in (Message, *_kinds(ft.BaseControl)):
        if vars(kind).get("__repr__") is not _named:
            setattr(kind, "__repr__", _named)  # noqa: B010 - an assignment is no method to the type checker


def _kinds(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


def _named(thing: Any) -> str:
    return f"<{type(thing).__name__}>"
