"""Two people who have no app, only a browser each, on a server that serves it to both: `setu serve --web`.

Ruma reads Bengali on a phone, David English on a desktop. Neither is ever sent a word the other keeps to
themselves, and a server that is killed brings both back to where they were, with what they were typing.
"""

import asyncio
import re
import signal
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import pytest
from journeys.browser import LOCALES, PATIENCE, Screen, launch
from journeys.processes import setu
from journeys.reader import Reader
from journeys.test_browser_story import at
from playwright.async_api import Browser, Page

from app.server.hosting.sessions import SIGNED_IN

pytestmark = pytest.mark.browser

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
PASSWORD = "দুই নদীর এক সেতু"


class Guest:
    """Somebody at a browser of their own, and every frame it was sent."""

    def __init__(self, page: Page, address: str, lang: str) -> None:
        self.page = page
        self.url = address
        self.reader = Reader(Screen(page), lang)
        self.reader.screen.record()

    @property
    def frames(self) -> list[bytes]:
        return self.reader.screen.frames

    def was_sent(self, text: str) -> bool:
        return self.reader.screen.was_sent(text)

    async def is_back(self, draft: str) -> None:
        """Wait until a new window has been opened over a new line, and has been sent what was being typed."""
        known = len(self.frames)
        async with asyncio.timeout(60):
            while not any(draft.encode() in frame for frame in self.frames[known:]):
                await self.page.wait_for_timeout(100)
        await self.reader.screen.ready()

    async def goes(self, *names: str) -> None:
        for name in names:
            await self.reader.tap(name)

    async def fills(self, **typed: str) -> None:
        """Fill in a form of the entrance and send it."""
        for name, text in typed.items():
            await self.page.fill(f"#{name}", text)
        await self.page.click("button[type=submit]")

    async def joins(self, code: str, login: str) -> list[str]:
        """Come in with an invite; the recovery codes one is given."""
        await self.page.goto(self.url)
        await self.page.get_by_role("link", name=self.reader.say("I have an invite code")).click()
        await self.fills(code=code, login=login, password=PASSWORD)
        box = self.page.locator(".codes")
        await box.wait_for()
        assert await box.evaluate("box => box.scrollWidth <= box.clientWidth"), "a code lies outside its box"
        codes = await self.page.locator(".codes code").all_inner_texts()
        await self.page.get_by_role("link", name=self.reader.say("I have written them down")).click()
        await self.reader.screen.ready()
        return codes

    async def introduces(self, field: str, name: str, does: str) -> None:
        await self.reader.write(field, name)
        await self.reader.choose("What you do", does)
        await self.goes("Start")
        await self.reader.is_told("Find your circle")


async def guest(stack: AsyncExitStack, browser: Browser, address: str, lang: str, width: int) -> Guest:
    locale = LOCALES[lang]
    context = await browser.new_context(viewport={"width": width, "height": 800}, locale=locale)
    stack.push_async_callback(context.close)
    context.set_default_timeout(PATIENCE)
    return Guest(await context.new_page(), address, lang)


async def test_two_people_with_nothing_but_browsers(tmp_path):
    async with launch() as browser, AsyncExitStack() as stack:
        serve = ("serve", "--web", "--data", tmp_path / "server", "--invites", "2")
        server = await stack.enter_async_context(setu(*serve, "--port", "0", home=tmp_path / "home"))
        address = await server.says(r"(http://127\.0\.0\.1:\d+)")
        first = await server.says(r"(?:Invite|invite): (\S+)")
        ruma = await guest(stack, browser, address, "bn", 360)
        david = await guest(stack, browser, address, "en", 1280)
        codes = await ruma.joins(first, "ruma.chakma")
        assert len(codes) == 10
        await ruma.introduces("Name in Bengali letters", "রুমা চাকমা", "অকুপেশনাল থেরাপিস্ট")
        await david.joins(await invite_from(ruma), "ডেভিড")
        await david.introduces("Name in English letters", "David Rozario", "Physiotherapist")
        place = await ruma_begins_a_message_to_david(ruma)

        # The server dies in the middle of it, and is started again on the same folder.
        server.process.send_signal(signal.SIGKILL)
        await server.process.wait()
        port = str(urlsplit(address).port)
        await stack.enter_async_context(setu(*serve, "--port", port, home=tmp_path / "home"))
        await ruma.is_back("অর্ধেক লেখা কথা")
        assert urlsplit(ruma.page.url).path == place
        await ruma.reader.write("Type a message", " শেষ হলো।")
        await ruma.goes("Send")
        await at(david, "/messages/requests")  # they know each other from nowhere: she asks first
        await david.reader.tap_text("রুমা চাকমা")
        await david.reader.sees("অর্ধেক লেখা কথা শেষ হলো।")

        # Nothing went over David's wire before it was sent, and nobody has the other's cookie.
        before = [frame for frame in david.frames if "অর্ধেক".encode() in frame]
        assert all("শেষ হলো।".encode() in frame for frame in before)
        assert await cookie(ruma) != await cookie(david)
        assert not ruma.was_sent("ডেভিড")  # a sign-in name is nobody else's business
        await at(ruma, "/me/settings/account")
        await ruma.reader.is_told("This browser")
        await signs_out_and_in_again(ruma)


async def invite_from(ruma: Guest) -> str:
    await at(ruma, "/me/settings/server")
    await ruma.goes("Invite a colleague")
    shown = ruma.page.locator("[flt-semantics-identifier=invite-code]")
    await shown.wait_for(timeout=PATIENCE)
    (code,) = set(CODE.findall(await shown.evaluate("e => e.outerHTML")))
    return code


async def ruma_begins_a_message_to_david(ruma: Guest) -> str:
    await at(ruma, "/people")
    await ruma.reader.tap_text("David Rozario")
    await ruma.reader.tap("Message", "verb")
    await ruma.reader.write("Type a message", "অর্ধেক লেখা কথা")
    await ruma.page.wait_for_timeout(800)
    return urlsplit(ruma.page.url).path


async def signs_out_and_in_again(ruma: Guest) -> None:
    await at(ruma, "/me/settings")
    await ruma.goes("Sign out")
    await ruma.page.wait_for_url("**/leave")
    await ruma.fills()
    await ruma.page.wait_for_url("**/sign-in")
    await ruma.fills(login="Ruma.Chakma", password="the wrong one, surely")
    await ruma.page.locator("#trouble").wait_for()
    assert await ruma.page.input_value("#login") == "Ruma.Chakma"
    await ruma.fills(password=PASSWORD)
    await ruma.reader.screen.ready()
    await at(ruma, "/me")
    await ruma.reader.sees("রুমা চাকমা")


async def cookie(guest: Guest) -> str:
    (found,) = [one for one in await guest.page.context.cookies() if one["name"] == SIGNED_IN]
    assert found["httpOnly"]
    return found["value"]
