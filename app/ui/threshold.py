"""The threshold: where windows wait while what this device remembers is being opened.

One for each device, told by bootstrap; every window that waits follows it on its own page.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app.domain.errors import StoreSealed, StoreTrouble
from app.ui.hooks import Box, use_box, use_state
from app.ui.state import News

Unlocking = Callable[[str | None], Awaitable[StoreTrouble | None]]
"""Opens, with a passphrase or without; gives what went wrong."""

STEPS = 50
"""How often the share is told: each time every window draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How the opening stands: going on (with its share), over (with its trouble), or done."""

    share: float = 0.0
    unlocking: bool = False
    trouble: StoreTrouble | None = None
    done: bool = False

    @property
    def sealed(self) -> bool:
        """Whether a passphrase is wanted, or is being tried."""
        wanted = ("store.passphrase_needed", "store.wrong_passphrase")
        asks = isinstance(self.trouble, StoreSealed) and self.trouble.code in wanted
        return asks or self.unlocking


@dataclass(eq=False)
class Threshold:
    """What the windows that wait know of the opening, and what they can ask for."""

    open: Unlocking
    stage: Stage = Stage()
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def tell(self, stage: Stage) -> None:
        """Say how the opening stands."""
        if stage != self.stage:
            self.stage = stage
            for listener in tuple(self._listeners):
                listener()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of every new stage; call what this gives to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop


def use_stage(threshold: Threshold, news: News, enter: Callable[[], Any]) -> Stage:
    """The stage now; the component is drawn again at each new one, and at the last it enters instead."""
    _, redraw = use_state(object)
    stage = threshold.stage
    kept = use_box(lambda: (stage, enter))
    kept.current = (stage, enter)
    stop: Box[Callable[[], None]] = use_box(lambda: lambda: None)

    def look() -> None:
        drawn, go_in = kept.current
        if threshold.stage.done:
            stop.current()
            go_in()
        elif threshold.stage != drawn:
            redraw(object())

    def begin() -> None:
        stop.current = news.watch(look)
        look()  # what happened between the drawing and now was told to nobody here

    def end() -> None:
        stop.current()

    ft.use_effect(begin, [], cleanup=end)
    return stage
