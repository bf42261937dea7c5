"""A whole Flet session without a client: tests press buttons in Python and read what would be on the screen.

    async with App(main, route="/circles", width=360) as app:
        await app.type(app.find(ft.TextField), "ক্ষমতা")
        await app.click(app.find(ft.FilledButton, text="পাঠান"))
        assert "ক্ষমতা" in app.texts()

The session, the diffs and the bytes on the wire are Flet's own; only the browser is missing. A crashed
session or a handler that fails turns the next step into an AssertionError.
"""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import flet as ft
from flet.controls.context import _context_page
from flet.messaging.session import Session
from ui.window import top_controls, walk, words
from ui.wire import Call, FakeConnection, Sent

C = TypeVar("C", bound=ft.BaseControl)
Main = Callable[[ft.Page], Awaitable[None] | None]

QUIET_ROUNDS = 20
RESTLESS = 500
"""This many messages after one action are a loop."""


class App:
    """One person's open app: a real session behind a fake connection."""

    def __init__(
        self,
        main: Main,
        route: str = "/",
        width: float = 360,
        height: float = 800,
        locales: tuple[str, ...] = ("bn-BD",),
        dark: bool = False,
        platform: str = "linux",
        answers: dict[str, Any] | None = None,
    ) -> None:
        self._main = main
        self._page_patch = {
            "route": route,
            "width": width,
            "height": height,
            "web": True,
            "platform": platform,
            "platform_brightness": "dark" if dark else "light",
        }
        info: dict[str, Any] = {"browser_name": "chrome", "language": locales[0], "languages": list(locales)}
        info["locales"] = [_locale(name) for name in locales]
        self._connection = FakeConnection({"get_device_info": info, **(answers or {})})
        self._alarm = _Alarm()

    async def __aenter__(self) -> Self:
        self._connection.open()
        self._alarm.listen()
        self.session = self._connection.session = Session(self._connection)
        await self._run(self._start())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                await self.settle()
        finally:
            self.session.close()
            await asyncio.sleep(0)
            self._alarm.deafen()

    async def _start(self) -> None:
        _context_page.set(self.session.page)
        self.session.apply_page_patch(self._page_patch)
        self._connection.register()
        result = self._main(self.session.page)
        if result is not None:
            await result
        await self.session.after_event(self.session.page)

    # --- what is on the screen

    @property
    def page(self) -> ft.Page:
        """Return the page of this session."""
        return self.session.page

    @property
    def route(self) -> str:
        """Return the address the browser would show."""
        return self.session.page.route

    @property
    def sent(self) -> list[Sent]:
        """Return every message that went to this client, oldest first."""
        return self._connection.sent

    @property
    def calls(self) -> list[Call]:
        """Return every method the app asked the client to run (focus, clipboard, push_route …)."""
        return self._connection.calls

    def controls(self) -> list[ft.BaseControl]:
        """Return what the top view, the overlay and open dialogs show, in reading order."""
        return [control for root in top_controls(self.session.page) for control in walk(root)]

    def texts(self, within: ft.BaseControl | None = None) -> list[str]:
        """Return every word shown or spoken: text, labels, hints, tooltips, semantics."""
        found = self.controls() if within is None else list(walk(within))
        return [text for control in found for text in words(control)]

    def called(self, control: ft.BaseControl) -> str | None:
        """Return the name that a screen reader gives to a control, when it is put around it."""
        marks = [c for c in self.controls() if isinstance(c, ft.Semantics) and c.content is control]
        return marks[0].label if marks else None

    def find_all(
        self,
        kind: type[C] = ft.BaseControl,  # type: ignore[assignment]
        text: str | None = None,
        key: object = None,
        identifier: str | None = None,
    ) -> list[C]:
        """Return the visible controls of a kind that carry this text, key or (an ancestor's) identifier."""
        pool: Sequence[ft.BaseControl] = self.controls()
        if identifier is not None:
            marked = [c for c in pool if isinstance(c, ft.Semantics) and c.identifier == identifier]
            pool = [c for mark in marked for c in walk(mark)]
        found = [c for c in pool if isinstance(c, kind) and not _is_component(c)]
        if key is not None:
            found = [c for c in found if getattr(c.key, "value", c.key) == key]
        if text is None:
            return found
        called = [mark.content for mark in pool if isinstance(mark, ft.Semantics) and mark.label == text]
        exact = [c for c in found if text in self.texts(c) or any(c is named for named in called)]
        return exact or [c for c in found if any(text in one for one in self.texts(c))]

    def find(
        self,
        kind: type[C] = ft.BaseControl,  # type: ignore[assignment]
        text: str | None = None,
        key: object = None,
        identifier: str | None = None,
    ) -> C:
        """Return the one such control; of nested ones (an identifier, a card in a card) the outermost."""
        found = self.find_all(kind, text, key, identifier)
        inner = {id(c) for outer in found for c in walk(outer) if c is not outer}
        outermost = [c for c in found if id(c) not in inner]
        wanted = f"{kind.__name__} text={text!r} key={key!r} identifier={identifier!r}"
        assert len(outermost) == 1, f"{len(outermost)} x {wanted}; on the screen: {self.texts()}"
        return outermost[0]

    # --- what a person does

    async def click(self, control: ft.BaseControl) -> None:
        """Press a control; a disabled one, or one without `on_click`, is the test's mistake."""
        assert not getattr(control, "disabled", False), f"{control} is disabled: {self.texts(control)}"
        assert getattr(control, "on_click", None), f"{control} does nothing when pressed"
        await self.fire(control, "click")

    async def type(self, control: ft.BaseControl, text: str) -> None:
        """Put text into a field, as the last of many keystrokes would."""
        assert not getattr(control, "disabled", False), f"{control} is disabled"
        await self.fire(control, "change", text, value=text)

    async def submit(self, control: ft.BaseControl) -> None:
        """Press Enter in a field."""
        await self.fire(control, "submit", getattr(control, "value", None))

    async def choose(self, control: ft.BaseControl, value: Any) -> None:
        """Set a switch, a drop-down, a group, or the selected place of a bar, rail or tab row."""
        name = "selected_index" if hasattr(control, "selected_index") else "value"
        await self.fire(control, "change", value, **{name: value})

    async def fire(self, control: ft.BaseControl, event: str, data: Any = None, **props: Any) -> None:
        """Send any event as the client would: first the properties it changed, then the event."""
        if props:
            self.session.apply_patch(control._i, props)
        await self._run(self.session.dispatch_event(control._i, event, data))

    async def go(self, route: str) -> None:
        """Change the address, as a link, the address bar or Back would."""
        await self._run(self._connection.arrive(route))

    async def resize(self, width: float, height: float) -> None:
        """Turn the phone, or drag the edge of the window."""
        size = {"width": width, "height": height}
        self.session.apply_page_patch(size)
        await self._run(self.session.dispatch_event(self.page._i, "resize", size))

    async def until(self, condition: Callable[[], object], within: float = 2.0) -> None:
        """Wait in real time for work that leaves the loop (threads, timers)."""
        deadline = asyncio.get_running_loop().time() + within
        while not condition():
            assert asyncio.get_running_loop().time() < deadline, f"still waiting; seen: {self.texts()}"
            await asyncio.sleep(0.005)
            await self.settle()

    async def settle(self) -> None:
        """Let everything that can run now run, until nothing more is sent."""
        before = -1
        start = len(self.sent)
        while before != len(self.sent):
            before = len(self.sent)
            assert before - start < RESTLESS, "the app never comes to rest"
            for _ in range(QUIET_ROUNDS):
                await asyncio.sleep(0)
            await self._dismiss_closed()
        self._check()

    async def _dismiss_closed(self) -> None:
        """Report closed dialogs as gone, which the client does when their animation ends."""
        for dialog in list(self.page._dialogs.controls):
            if not dialog.open:
                await asyncio.create_task(self.session.dispatch_event(dialog._i, "dismiss", None))

    async def _run(self, work: Awaitable[None]) -> None:
        """Run work in a task of its own, so that no session's context leaks into the test's."""
        await asyncio.ensure_future(work)
        await self.settle()

    def forgive(self) -> str | None:
        """What the client was told when the app crashed on purpose; the test goes on."""
        told, self._connection.crash = self._connection.crash, None
        self._alarm.heard.clear()
        return told

    def _check(self) -> None:
        crash = self._connection.crash
        assert crash is None, f"the session crashed: {crash}"
        assert not self._alarm.heard, "a handler failed:\n" + "\n".join(self._alarm.heard)


class _Alarm(logging.Handler):
    """Hears what Flet, asyncio and the app log as errors."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.heard: list[str] = []

    def listen(self) -> None:
        for name in ("flet", "flet_components", "asyncio", "concurrent.futures", "app"):
            logging.getLogger(name).addHandler(self)

    def deafen(self) -> None:
        for name in ("flet", "flet_components", "asyncio", "concurrent.futures", "app"):
            logging.getLogger(name).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        trace = "".join(traceback.format_exception(error)) if error else ""
        self.heard.append(f"{record.getMessage()}\n{trace}")


def _locale(name: str) -> dict[str, str]:
    language, _, country = name.partition("-")
    return {"language_code": language, **({"country_code": country} if country else {})}


def _is_component(control: ft.BaseControl) -> bool:
    return control._c == "C"
