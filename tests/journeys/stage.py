"""Where people meet in stories that are told in a browser: one server and one Chromium for all of a file.

How one comes in is told elsewhere (test_browser_story.py). Here everybody is in already: each has a device
of their own, an engine that talks to a real `setu serve`, and a window in a browser profile of their own.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import examples as eg
import pytest
from journeys.browser import LOCALES, launch, opened
from journeys.devices import Device, eventually, is_settled
from journeys.processes import setu
from journeys.reader import Reader
from journeys.server import served
from playwright.async_api import Browser

from app.bootstrap import now_ms
from app.i18n.languages import Language
from app.services import belonging, connecting, introducing
from app.services.desk import Desk

LIVED = ("bn", pytest.param("en", marks=pytest.mark.long))
"""The language of who leads in a story; who joins reads the other, so that each telling is in both."""
PHONE = (360, 2600)
"""As wide as a phone, and so high that nothing has to be scrolled to: what scrolls while it is pressed would
be missed, and how one scrolls is not what is told."""
KEEPER = {"name_en": "Farid Khan", "discipline": "ot"}
HELP_LINE = "Listening line (example) | শোনার লাইন (উদাহরণ) | 01700 000000 | Day and night | দিনরাত"


@dataclass(slots=True)
class Person:
    """Somebody, their device, and what they have before their eyes once a window is open."""

    device: Device
    lang: Language
    reader: Reader | None = None

    @property
    def desk(self) -> Desk:
        return self.device.desk

    @property
    def id(self) -> str:
        return self.desk.person

    @property
    def sees(self) -> Reader:
        """Who acts and looks for them."""
        assert self.reader, "no window is open yet"
        return self.reader

    @property
    def place(self) -> str:
        """The path of the screen they are on."""
        return urlsplit(self.sees.screen.page.url).path

    def name(self, lang: Language) -> str:
        """What they are called for who reads this language."""
        return introducing.me(self.desk).name.best(lang)

    async def goes(self, *names: str) -> None:
        """Taps its way by the names of things."""
        for name in names:
            await self.sees.tap(name)

    async def settles(self) -> None:
        """Wait until their device and the server agree on everything that was written here."""
        await eventually(lambda: is_settled(self), within=20)


class Company:
    """The people of one story."""

    def __init__(self, stage: "Stage", stack: AsyncExitStack, folder: Path) -> None:
        self._stage, self._stack, self._folder = stage, stack, folder
        self._many = 0

    async def somebody(self, card: dict[str, Any], lang: Language, of: Person | None = None) -> Person:
        """Somebody new on the server; or, `of` somebody who is there, another device of theirs."""
        self._many += 1
        device = Device(self._folder / str(self._many), now_ms)
        self._stack.push_async_callback(_closed, device)
        introducing.introduce(device.desk, card)
        code = await invite_from(of.desk, device=True) if of else await self._stage.invite()
        connecting.connect(device.desk, self._stage.address, code)
        device.online()
        person = Person(device, lang)
        await person.settles()
        return person

    async def circle(self, leader: Person, *members: Person, **fields: Any) -> str:
        """A circle that one of them founded and others have joined."""
        circle = belonging.found(leader.desk, fields).id
        for one in members:
            await eventually(lambda one=one: belonging.circle(one.desk, circle))
            belonging.join(one.desk, circle)
        everybody, many = (leader, *members), len(members) + 1
        await eventually(lambda: all(len(belonging.members(o.desk, circle)) == many for o in everybody))
        for one in everybody:
            await one.settles()
        return circle

    async def opens(self, person: Person, path: str, size: tuple[int, int] = PHONE) -> Person:
        """Somebody opens a window on a screen of the app, as from a bookmark."""
        url = await self._stack.enter_async_context(served(eg.window(person.desk)))
        shown = opened(self._stage.browser, url + path, *size, locale=LOCALES[person.lang])
        person.reader = Reader(await self._stack.enter_async_context(shown), person.lang)
        return person

    async def open(self, *places: tuple[Person, str]) -> None:
        """Several open a window at the same time."""
        await asyncio.gather(*(self.opens(person, path) for person, path in places))


@dataclass(slots=True)
class Stage:
    """A running server, a running browser, and who invites people to the server."""

    browser: Browser
    address: str
    folder: Path
    keeper: Desk

    async def invite(self) -> str:
        return await invite_from(self.keeper)

    @asynccontextmanager
    async def company(self, folder: Path) -> AsyncIterator[Company]:
        """Those who come together for one story."""
        async with AsyncExitStack() as stack:
            yield Company(self, stack, folder)


@asynccontextmanager
async def a_stage(folder: Path) -> AsyncIterator[Stage]:
    """A server of its own, which lists one number of help, and a browser."""
    serve = ("serve", "--data", folder / "server", "--port", "0")
    lines = {"SETU_HELP_LINES": HELP_LINE}
    keeper = Device(folder / "keeper", now_ms)
    introducing.introduce(keeper.desk, KEEPER)
    async with launch() as browser, setu(*serve, home=folder / "home", settings=lines) as server:
        address = await server.says(r"(http://127\.0\.0\.1:\d+)")
        connecting.connect(keeper.desk, address, await server.says(r"(?:Invite|invite): (\S+)"))
        keeper.online()
        await eventually(lambda: is_settled(keeper), within=20)
        try:
            yield Stage(browser, address, folder / "server", keeper.desk)
        finally:
            await _closed(keeper)


async def invite_from(desk: Desk, *, device: bool = False) -> str:
    """A code that somebody on the server asked for: for a colleague, or for another device of their own."""
    connecting.ask_for_invite(desk, device=device)
    told = await eventually(lambda: connecting.invite(desk), within=20)
    assert "code" in told, told
    return str(told["code"])


async def _closed(device: Device) -> None:
    await device.offline()
    device.desk.memory.close()
