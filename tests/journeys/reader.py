"""Somebody at a browser, who knows the buttons by their names in the language they read."""

import datetime as dt
import re
from contextlib import suppress

from journeys.browser import PATIENCE, Screen
from playwright.async_api import Locator
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from app import config
from app.i18n.catalogs import Translator, load
from app.i18n.formats import Formatter
from app.i18n.languages import Language

KNOWN = load("bn", config.locales_folder())
GLANCE = 3_000
"""Milliseconds after which one looks again what a button is called."""


class Reader:
    """Acts on a screen by the English names of things, said in the reader's language."""

    def __init__(self, screen: Screen, lang: Language) -> None:
        self.screen = screen
        self.read(lang)

    def read(self, lang: Language) -> None:
        """Read this language from now on."""
        formatter = Formatter(lang, zone=dt.UTC)
        self.words = Translator(catalog=load(lang, config.locales_folder()), formatter=formatter)

    def say(self, message: str, context: str = "", **params: str) -> str:
        """What the interface says for this English message; fails when it says nothing of the kind."""
        known = KNOWN.pgettext(context, message) if context else KNOWN.gettext(message)
        if known == message:
            raise AssertionError(f"the catalog has no {message!r}")
        return self.words.tp(context, message, **params) if context else self.words.t(message, **params)

    def count(self, one: str, many: str, n: int) -> str:
        """The same for so many."""
        if KNOWN.ngettext(one, many, n) in (one, many):
            raise AssertionError(f"the catalog has no {many!r}")
        return self.words.tn(one, many, n)

    @property
    def lang(self) -> Language:
        return self.words.lang

    async def tap(self, name: str, context: str = "") -> None:
        """Press what the interface calls this, alone or before what is chosen in it."""
        said = self.say(name, context)
        whole = self.screen.named(said)
        begins = self.screen.page.get_by_role("button", name=re.compile(f"^{re.escape(said)}\\s")).first
        for _ in range(PATIENCE // GLANCE):
            await whole.or_(begins).first.wait_for(timeout=PATIENCE)
            # What is just drawn anew is not there for a moment, and while its tooltip stands a button has its
            # name twice: no reason to wait for one of the two only.
            with suppress(PlaywrightTimeoutError):
                return await (whole if await whole.count() else begins).click(timeout=GLANCE)
        tree = await self.screen.page.locator("flt-semantics-host").aria_snapshot()
        raise AssertionError(f"nothing that stays to be pressed is called {said!r} among\n{tree}")

    async def tap_one(self, name: str, place: int, context: str = "") -> None:
        """Press one of several buttons of that name, counted from the top, or from the foot (-1)."""
        buttons = self.screen.page.get_by_role("button", name=self.say(name, context), exact=True)
        await buttons.nth(place).click(timeout=PATIENCE)

    async def tap_text(self, text: str) -> None:
        """Press what people have written, such as the name of a circle."""
        await self.mention(text).click(timeout=PATIENCE)

    def mention(self, text: str) -> Locator:
        """Where a text stands on the screen, alone or in the name of something."""
        page = self.screen.page
        return page.get_by_label(re.compile(re.escape(text))).or_(page.get_by_text(text)).first

    async def write(self, field: str, text: str) -> None:
        """Type into a field that the interface calls this."""
        await self.screen.write(self.say(field), text)

    async def puts(self, field: str, text: str, **params: str) -> None:
        """Put a text into a field in one go, as one pastes it, behind what is there."""
        await self.screen.put(self.say(field, **params), text)

    async def choose(self, field: str, choice: str) -> None:
        """Choose from a list by its name and the choice's words."""
        await self.tap(field)  # which is called by its name and what is chosen now
        await self.screen.tap(choice)

    async def sees(self, text: str) -> None:
        """Wait for something people have written."""
        await self.screen.sees(text)

    async def sees_no_more(self, text: str) -> None:
        """Wait until a text is not on the screen."""
        await self.mention(text).wait_for(state="hidden", timeout=PATIENCE)

    async def sees_button(self, pattern: str) -> None:
        """Wait for what can be pressed whose name is like this, over all its lines."""
        known = self.screen.page.get_by_role("button", name=re.compile(pattern, re.DOTALL))
        await known.first.wait_for(timeout=PATIENCE)

    async def is_told(self, sentence: str) -> None:
        """Wait for a sentence of the interface."""
        await self.screen.sees(self.say(sentence))
