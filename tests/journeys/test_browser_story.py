"""The whole story in real browsers: Nasrin reads English, Ruma reads Bengali, each with a process and a
folder of their own, and a small server between them. Once on phones, once on desktops."""

import re
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from journeys.browser import LOCALES, PATIENCE, launch, opened
from journeys.processes import Started, app, setu
from journeys.reader import Reader
from playwright.async_api import Browser

pytestmark = pytest.mark.browser

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
ENGLISH = "What do you wish someone had told you in your first year?"
BENGALI = "কর্মজীবনের প্রথম বছরে কোন কথাটি কেউ আপনাকে বললে উপকার হতো?"


@dataclass
class Person:
    """Somebody, their process and their browser."""

    reader: Reader
    process: Started
    url: str
    data: Path

    async def goes(self, *names: str) -> None:
        """Taps its way by the names of things."""
        for name in names:
            await self.reader.tap(name)

    def was_sent(self, text: str) -> bool:
        """Whether a text ever came down this person's own wire."""
        return self.reader.screen.was_sent(text)


class Story:
    """Two people, a server, and the browsers they use."""

    def __init__(self, stack: AsyncExitStack, browser: Browser, folder: Path, size: tuple[int, int]) -> None:
        self.stack, self.browser, self.folder, self.size = stack, browser, folder, size

    async def serves(self, port: int = 0) -> tuple[str, str]:
        """Somebody starts the server; its address and the invite it prints."""
        arguments = ("serve", "--data", self.folder / "server", "--port", str(port))
        self.server = await self.stack.enter_async_context(setu(*arguments, home=self.folder / "home"))
        address = await self.server.says(r"(http://127\.0\.0\.1:\d+)")
        return address, await self.server.says(r"(?:Invite|invite): (\S+)")

    async def begins(self, name: str, lang: str) -> Person:
        """Somebody starts Setu on an empty folder and opens it in a browser that asks for their language."""
        data = self.folder / name
        process, url = await self.stack.enter_async_context(app(data))
        return await self.opens(process, url, data, lang)

    async def restarts(self, person: Person) -> None:
        """Somebody's Setu is stopped and started again, at the same address, on the same folder."""
        assert await person.process.stop() == 0
        again = app(person.data, int(urlsplit(person.url).port or 0))
        person.process, url = await self.stack.enter_async_context(again)
        assert url == person.url

    async def opens(self, process: Started, url: str, data: Path, lang: str) -> Person:
        """A browser window on somebody's running Setu."""
        locale = LOCALES[lang]
        screen = await self.stack.enter_async_context(
            opened(self.browser, "about:blank", *self.size, locale=locale)
        )
        person = Person(reader=Reader(screen, lang), process=process, url=url, data=data)
        await screen.page.goto(url)
        await screen.ready()
        return person


@pytest.mark.parametrize("size", [(360, 800), (1280, 800)], ids=["phones", "desktops"])
async def test_two_therapists_help_each_other_in_two_languages(tmp_path, size):
    async with launch(webgl=True) as browser, AsyncExitStack() as stack:
        story = Story(stack, browser, tmp_path, size)
        address, code = await story.serves()
        nasrin, ruma = await story.begins("nasrin", "en"), await story.begins("ruma", "bn")
        await they_introduce_themselves(nasrin, ruma)
        await they_join_the_server(nasrin, ruma, address, code)
        circle = await nasrin_founds_a_circle_and_ruma_joins_it(nasrin, ruma)
        await nasrin_asks_a_prompt_and_ruma_answers(nasrin, ruma, wide=size[0] >= 720)
        await ruma_is_not_a_leader(ruma, circle)
        await a_topic_and_a_reply(nasrin, ruma, circle)
        await ruma_writes_half_a_message_switches_the_language_and_restarts(story, nasrin, ruma)
        await the_server_dies_and_comes_back(story, nasrin, ruma, address)
        for person in (nasrin, ruma):
            nothing_left_this_machine(person)
        assert nasrin.was_sent("Hands of Rajshahi")
        assert not ruma.was_sent("A secret draft")
        assert not nasrin.was_sent(ruma.reader.say("Find your circle"))
        assert not ruma.was_sent(nasrin.reader.say("Find your circle"))


async def they_introduce_themselves(nasrin, ruma):
    await nasrin.reader.is_told("Welcome to Setu")
    await nasrin.reader.write("Name in English letters", "Nasrin Akter")
    await nasrin.reader.choose("What you do", "Occupational therapist")
    await nasrin.goes("Start")
    await nasrin.reader.is_told("Find your circle")
    await ruma.reader.is_told("Welcome to Setu")
    await ruma.reader.write("Name in Bengali letters", "রুমা চাকমা")
    await ruma.reader.choose("What you do", "অকুপেশনাল থেরাপিস্ট")
    await ruma.goes("Start")
    await ruma.reader.is_told("Find your circle")


async def they_join_the_server(nasrin, ruma, address, code):
    await nasrin.goes("Me", "Settings", "Server")
    await connects(nasrin, address, code)
    await nasrin.goes("Invite a colleague")
    shown = nasrin.reader.screen.page.locator("[flt-semantics-identifier=invite-code]")
    await shown.wait_for(timeout=PATIENCE)
    (invite,) = set(CODE.findall(await shown.evaluate("e => e.outerHTML")))
    await ruma.goes("Me", "Settings", "Server")
    await connects(ruma, address, "WRNG-WRNG-WRNG")
    await ruma.reader.is_told("That invite is not valid. Check the code, or ask for a new one.")
    await ruma.reader.write("Invite code", "")
    await ruma.reader.screen.page.keyboard.press("Control+A")
    await ruma.reader.screen.page.keyboard.type(invite, delay=20)
    await ruma.goes("Connect")
    for person in (nasrin, ruma):
        await person.reader.is_told("Connected. Everything is up to date.")


async def connects(person, address, code):
    await person.reader.write("Server address", address)
    await person.reader.write("Invite code", code)
    await person.goes("Connect")


async def nasrin_founds_a_circle_and_ruma_joins_it(nasrin, ruma):
    await nasrin.goes("Circles", "Create circle")
    for field_name, language, text in (
        ("Name in {language}", "English", "Hands of Rajshahi"),
        ("Purpose in {language}", "English", "Splints in the north"),
        ("Name in {language}", "বাংলা", "রাজশাহীর হাত"),
        ("Purpose in {language}", "বাংলা", "উত্তরের স্প্লিন্ট"),
    ):
        await nasrin.reader.screen.write(nasrin.reader.say(field_name, language=language), text)
    await nasrin.goes("Create circle")
    await nasrin.reader.is_told("No topics yet")
    circle = urlsplit(nasrin.reader.screen.page.url).path
    await ruma.goes("Circles")
    await ruma.reader.write("Search circles", "রাজশাহী")
    await ruma.reader.tap_text("উত্তরের স্প্লিন্ট")
    await ruma.goes("Join circle")
    await ruma.reader.is_told("No topics yet")
    await nasrin.goes("Members")
    await nasrin.reader.sees("রুমা চাকমা")
    return circle


async def nasrin_asks_a_prompt_and_ruma_answers(nasrin, ruma, *, wide):
    await nasrin.goes("Prompts", "Ask a learning prompt")
    await nasrin.reader.screen.write("English", ENGLISH)
    await nasrin.reader.screen.write("বাংলা", BENGALI)
    await nasrin.goes("Ask the circle")
    await nasrin.reader.sees(ENGLISH)
    await ruma.reader.sees(BENGALI)  # above the topics; what comes there moves the tabs
    await ruma.goes("Prompts")
    # Above the topics stands the prompt that waits for her, too: that one goes away.
    beside_topics = ruma.reader.screen.named(ruma.reader.say("New topic"))
    await beside_topics.wait_for(state="detached", timeout=PATIENCE)
    await ruma.reader.sees(BENGALI)
    if wide:
        await ruma.reader.sees(ENGLISH)
    else:
        purpose_and_prompt = ruma.reader.screen.page.get_by_role("button", name="Read in English")
        await purpose_and_prompt.last.click()
        await ruma.reader.sees(ENGLISH)
    await ruma.reader.tap("Answer", "verb")
    await ruma.reader.write("Your answer, in either language", "প্রশ্ন করতে ভয় পাবেন না।")
    await ruma.goes("Send")
    await nasrin.reader.sees("প্রশ্ন করতে ভয় পাবেন না।")
    await ruma.reader.is_told("Delivered")


async def ruma_is_not_a_leader(ruma, circle):
    await at(ruma, f"{circle}/ask")
    await ruma.reader.is_told("Only a leader of this circle may do that.")


async def a_topic_and_a_reply(nasrin, ruma, circle):
    await at(nasrin, circle)
    await nasrin.goes("Topics", "New topic")
    await nasrin.reader.write("Title", "Pipes become splints")
    await nasrin.reader.write("Tell more about it", "We heat PVC pipes.")
    await nasrin.reader.tap("Post", "verb")
    await nasrin.reader.tap_text("Pipes become splints")
    await nasrin.reader.write("Write a reply", "A secret draft")
    await at(ruma, circle)
    await ruma.goes("Topics")
    await ruma.reader.tap_text("Pipes become splints")
    await ruma.reader.write("Write a reply", "ধার মসৃণ করেন কীভাবে?")
    await ruma.goes("Send")
    await nasrin.reader.sees("ধার মসৃণ করেন কীভাবে?")


async def ruma_writes_half_a_message_switches_the_language_and_restarts(story, nasrin, ruma):
    page = ruma.reader.screen.page
    await at(ruma, "/people")
    await ruma.reader.tap_text("Nasrin Akter")
    await ruma.reader.tap("Message", "verb")
    await ruma.reader.write("Type a message", "অর্ধেক লেখা")
    there = urlsplit(page.url).path
    await switches(ruma, "en")
    assert urlsplit(page.url).path == there
    await ruma.reader.screen.write(ruma.reader.say("Type a message"), ", half a message")
    await switches(ruma, "bn")
    await page.wait_for_timeout(800)
    await story.restarts(ruma)
    await at(ruma, there)
    assert not nasrin.was_sent("অর্ধেক লেখা")
    await ruma.goes("Send")
    await ruma.reader.sees("অর্ধেক লেখা, half a message")
    await ruma.reader.is_told("Delivered")
    await at(nasrin, "/messages")
    await nasrin.reader.tap_text("অর্ধেক লেখা, half a message")
    await nasrin.reader.sees("রুমা চাকমা")


async def the_server_dies_and_comes_back(story, nasrin, ruma, address):
    """Both have the conversation open; what is written while the server is away waits, then arrives once."""
    assert await story.server.stop() == 0
    await nasrin.reader.write("Type a message", "Are you there?")
    await nasrin.goes("Send")
    await nasrin.reader.is_told("Waiting to send")
    await story.serves(port=urlsplit(address).port)
    await nasrin.reader.is_told("Delivered")
    await ruma.reader.sees("Are you there?")
    await at(nasrin, "/me/settings/server")
    await nasrin.reader.is_told("Connected. Everything is up to date.")


async def switches(person, lang):
    """Taps the language switch, in place; the page's own language follows."""
    await person.reader.screen.tap({"en": "English", "bn": "বাংলা"}[lang])
    person.reader.read(lang)
    await person.reader.screen.page.get_by_role("button", name=person.reader.say("Send")).wait_for(
        timeout=PATIENCE
    )
    assert (await person.reader.screen.page.evaluate("() => document.documentElement.lang")).startswith(lang)


async def at(person, path):
    """Goes straight to an address of the app, as from a bookmark."""
    await person.reader.screen.page.goto(person.url + path)
    await person.reader.screen.ready()


def nothing_left_this_machine(person):
    asked = {urlsplit(url) for url in person.reader.screen.requests}
    assert {url.hostname for url in asked if url.scheme not in ("about", "blob", "data")} == {"127.0.0.1"}
