"""A real browser for journeys: opens the app, presses and writes by name, and remembers every request."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import (
    Browser,
    Locator,
    Page,
    Request,
    Response,
    WebSocket,
    async_playwright,
    expect,
)

FLAGS = [
    "--headless=new",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_WEBGL = ["--disable-gpu", "--disable-software-rasterizer"]
"""As on a phone too old for WebGL, for which Flutter paints by itself. Where there is no graphics card the
browser would imitate one: that took a quarter of the CPU of going to a screen, half of that of a Tab."""
PATIENCE = 30_000
"""Milliseconds a step may take; a cold start draws in two to four seconds on two idle cores."""


def find_chromium() -> str | None:
    """Return the browser to test with, or `None` where there is none."""
    named = os.environ.get("SETU_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return named or next((path for path in map(shutil.which, names) if path), None)


@asynccontextmanager
async def launch(*, webgl: bool = False) -> AsyncIterator[Browser]:
    """Start the browser; only root has to give up its sandbox."""
    flags = [*FLAGS, *([] if webgl else NO_WEBGL)]
    if os.name == "posix" and os.geteuid() == 0:
        flags.append("--no-sandbox")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(slots=True)
class Screen:
    """One open page."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """Every address asked for, websockets too, whether or not it was let through."""
    failures: list[str] = field(default_factory=list)
    """Requests that failed or were answered with an error."""
    complaints: list[str] = field(default_factory=list)
    """What the page wrote to its console as an error."""
    frames: list[bytes] = field(default_factory=list)
    """Every frame that came down its websockets."""

    def record(self) -> None:
        """Listen from before the first request."""

        def asked(request: Request) -> None:
            self.requests.append(request.url)

        def failed(request: Request) -> None:
            self.failures.append(f"{request.url} {request.failure}")

        def answered(response: Response) -> None:
            if response.status >= 400:
                self.failures.append(f"{response.url} {response.status}")

        def heard(frame: str | bytes) -> None:
            self.frames.append(frame.encode() if isinstance(frame, str) else frame)

        def opened(socket: WebSocket) -> None:
            self.requests.append(socket.url)
            socket.on("framereceived", heard)

        self.page.on("request", asked)
        self.page.on("requestfailed", failed)
        self.page.on("response", answered)
        self.page.on("websocket", opened)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    def was_sent(self, text: str) -> bool:
        """Whether a text ever came down the page's own wire."""
        return any(text.encode() in frame for frame in self.frames)

    async def ready(self) -> None:
        """Wait for the first frame and the tree that screen readers (and we) read."""
        await self.page.locator("#splash").wait_for(state="hidden", timeout=PATIENCE)

    def named(self, name: str) -> Locator:
        """Return what can be pressed under this name, of whatever kind."""
        kinds = ("button", "tab", "link", "checkbox", "switch", "radio", "menuitem")
        found = self.page.get_by_role("button", name=name, exact=True)
        for kind in kinds[1:]:
            found = found.or_(self.page.get_by_role(kind, name=name, exact=True))  # type: ignore[arg-type]
        return found.or_(self.page.get_by_label(name, exact=True)).first

    async def tap(self, name: str) -> None:
        """Press something by the name a screen reader would say."""
        await self.named(name).click(timeout=PATIENCE)

    async def write(self, field_name: str, text: str) -> None:
        """Write into a field by its label, key by key, and let the last key reach Python."""
        field = self.page.get_by_role("textbox", name=field_name).first
        await field.wait_for(timeout=PATIENCE)
        # Its foot may be a sentence of help; one taps where the words are typed.
        await field.click(timeout=PATIENCE, position={"x": 24, "y": 24})
        await self.page.wait_for_timeout(300)  # Flutter takes the focus a frame or two after the click
        await self.page.keyboard.press("End")
        await self.page.keyboard.type(text, delay=20)
        await self.page.wait_for_timeout(150)

    async def put(self, field_name: str, text: str) -> None:
        """Put a text into a field in one go, as one pastes it, once the field hears what is typed.

        Flutter takes the focus a frame or two after the click, and then sets `autocorrect`, which it had off.
        """
        field = self.page.get_by_role("textbox", name=field_name).first
        await field.wait_for(timeout=PATIENCE)
        if not await field.evaluate("field => field === document.activeElement"):
            await field.click(timeout=PATIENCE, position={"x": 24, "y": 24})
        await expect(field).to_be_focused(timeout=PATIENCE)
        await expect(field).to_have_attribute("autocorrect", "on", timeout=PATIENCE)
        await self.page.keyboard.press("Control+End")
        await self.page.keyboard.insert_text(text)
        await expect(field).to_have_value(re.compile(f"{re.escape(text)}$"), timeout=PATIENCE)

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen, as text or as part of a row's name; fail if it never is."""
        words = self.page.get_by_text(text).or_(self.page.get_by_label(re.compile(re.escape(text))))
        await words.first.wait_for(state="visible", timeout=PATIENCE)

    async def screenshot(self, path: Path) -> Path:
        """Keep what is on the screen; `SETU_SHOTS` names a folder for all of them."""
        folder = os.environ.get("SETU_SHOTS")
        target = Path(folder) / path.name if folder else path
        target.parent.mkdir(parents=True, exist_ok=True)
        await self.page.wait_for_timeout(500)  # the picture is drawn by another thread than the tree
        await self.page.screenshot(path=target)
        return target


LOCALES = {"en": "en-GB", "bn": "bn-BD"}
"""What a browser says of itself whose person reads this language."""


@asynccontextmanager
async def opened(
    browser: Browser,
    url: str,
    width: int = 360,
    height: int = 800,
    locale: str = "bn-BD",
    dark: bool = False,
    scale: float = 1.0,
) -> AsyncIterator[Screen]:
    """Open an address in a fresh profile, as a new person on a new device would."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale=locale,
        color_scheme="dark" if dark else "light",
        device_scale_factor=scale,
    )
    screen = Screen(await context.new_page())
    screen.record()
    try:
        await screen.page.goto(url)
        await screen.ready()
        yield screen
    except Exception:
        if os.environ.get("SETU_SHOTS"):  # what the person saw when the story broke off
            await screen.screenshot(Path(f"broken-off-{locale}-{width}.png"))
        raise
    finally:
        await context.close()
