"""A screen reader finds a name and a role for everything on every screen, in the reader's own language."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

import flet as ft
import pytest
from access.tree import Node, faults, nodes, too_small
from journeys.browser import Screen, launch
from journeys.server import served
from layout.walk import Walk, walking
from playwright.async_api import CDPSession
from ui.everything import known_texts
from ui.test_pseudo import ADDRESSES, INITIALS, NEVER_TRANSLATED
from ui.worlds import WORLDS

from app.domain.markup import plain, read
from app.services.desk import Desk
from app.ui import material
from app.ui.components.writing.facing import TURN_TO

pytestmark = pytest.mark.browser

TALL = 3_000
SETTLES_MS = 800
ALSO = re.compile(
    r"\b(?:EN|OT|BDT|Chrome on Linux|Android|Apache License|SIL Open Font License|Noto Sans Bengali|Python"
    r"|Flet|Flutter|TinyDB|HTTPX|Babel|Starlette|haspatal|Rina Chakma|Nasrin Akter)\b|হাসপাতাল|রিনা চাকমা"
)
"""Names of things and people that are called so in both languages, and one word to show how it is written."""


def pieces(text: str) -> Iterator[str]:
    """What is said of a text that has marks or links: its words line by line, and each link for itself."""
    if plain(text) == text:
        return
    yield plain(text)
    for line in read(text):
        said = [span for span in line.spans if not span.mark]
        yield "".join(f"@{span.text}" if span.who else span.text for span in said)
        for _, group in groupby(said, key=lambda span: span.link or span.who):
            yield "".join(span.text for span in group)
        yield from (span.link.host for span in said if span.link)


def without(desk: Desk) -> Callable[[str], str]:
    """Takes out of a text what people wrote, names of languages and addresses."""
    written = known_texts(desk)
    read_out = {piece for text in written for piece in pieces(text)}
    own = {*NEVER_TRANSLATED, *written, *read_out, *TURN_TO.values()}
    own |= {ADDRESSES.sub("", " ".join(text.split())) for text in own}
    texts = sorted({" ".join(text.split()) for text in own} - {""}, key=len, reverse=True)

    def rest(text: str) -> str:
        text = ALSO.sub("", ADDRESSES.sub("", INITIALS.sub("", " ".join(text.split()))))
        for known in texts:
            text = text.replace(known, "")
        return text

    return rest


async def look(walk: Walk, session: CDPSession, language: str) -> list[str]:
    """What is wrong with the screen now."""
    named = faults(await nodes(walk.page, session), without(walk.desk), language)
    return [*named, *await too_small(walk.page)]


@pytest.mark.parametrize("language", ["bn", pytest.param("en", marks=pytest.mark.long)])
async def test_everything_has_a_name_a_role_and_room_for_a_finger(language: str) -> None:
    """A link inside a line of text is no stop of the keyboard, for Flutter has none there; the button with
    its words or its host, below the text, has to be one, and has room for a finger."""
    wrong: list[str] = []
    async with launch() as browser:
        for world in WORLDS:
            async with walking(browser, world.populate, language, 360, TALL) as (walk, names):
                session = await walk.page.context.new_cdp_session(walk.page)
                for route in world.routes:
                    await walk.goes(route.format(**names))
                    found = await look(walk, session, language)
                    if found:  # it may still have been being drawn
                        await walk.page.wait_for_timeout(SETTLES_MS)
                        found = await look(walk, session, language)
                    wrong += [f"{world.name} {route}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


def test_a_link_in_a_text_has_a_button_of_just_its_words() -> None:
    def said(link: str, *buttons: str) -> list[str]:
        below = [Node(role="button", name=name, focusable=True) for name in buttons]
        title = Node(role="heading", name="Topic", level=1)
        return faults([title, Node(role="link", name=link), *below], lambda text: "", "en")

    assert not said("the guide", "Opens who.int: the guide")
    assert not said("@David", "@David")
    assert not said("https://who.int/guide", "Opens who.int")
    for link, *buttons in (
        ("the", "Opens who.int: the guide"),
        ("guide", "Send", "Guide to this app: guides"),
        ("@Dav", "@David"),
        ("https://who.int/guide", "Opens who.international"),
        ("the guide",),
    ):
        assert said(link, *buttons) == [f"a link that the keyboard does not reach: “{link}”"]


async def test_each_fault_of_the_tree_is_found_where_it_is() -> None:
    def main(page: ft.Page) -> None:
        material.dress(page)
        page.add(
            ft.IconButton(ft.Icons.SEND, tooltip="পাঠান"),  # which gives its words to nobody
            ft.Container(ft.Text("চাপুন"), on_click=lambda _event: None),  # which no key reaches
            ft.FilledButton("Send"),
            ft.Semantics(header=True, heading_level=3, content=ft.Text("তৃতীয়")),
            ft.MergeSemantics(
                ft.Semantics(
                    label="ছোট", content=ft.IconButton(ft.Icons.ADD, style=ft.ButtonStyle(padding=0))
                )
            ),
        )

    async with served(main) as address, launch() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 700})
        await page.goto(address)
        await Screen(page).ready()
        await page.wait_for_timeout(SETTLES_MS)
        found = await nodes(page, await page.context.new_cdp_session(page))
        told = faults(found, lambda text: text, "bn")
        assert any(said.startswith("a button without a name") for said in told), told
        assert any("does not reach: “চাপুন”" in said for said in told), told
        assert "a button in the other language: “Send”" in told
        assert "0 headings of the first level" in told
        assert "headings of the levels [3]" in told
        assert any(said.startswith("'ছোট' is only") for said in await too_small(page))
