"""On the narrowest phone with letters twice as large, no screen cuts, shortens or covers any of its words.

The whole table of widths, sizes and languages is `python -m tests.layout.matrix`.
"""

import flet as ft
import pytest
from journeys.browser import Screen, launch
from journeys.server import served
from layout.drawn import lines, listen, rest
from layout.faults import View, faults
from layout.matrix import HEIGHT, TALL, every

from app.ui import material
from app.ui.theme import FONT

pytestmark = pytest.mark.browser

SENTENCE = "আপনার উত্তর যেকোনো ভাষায় লিখুন"


async def test_at_320_px_with_letters_twice_as_large_every_word_is_whole_in_bengali() -> None:
    assert await every(["bn"], [(320, HEIGHT, 2.0)]) == {}


@pytest.mark.long
async def test_and_so_it_is_in_a_language_that_takes_half_as_much_again() -> None:
    assert await every(["pseudo"], [(320, TALL, 2.0)]) == {}


async def told(*controls: ft.Control) -> list[str]:
    """What is wrong with these controls on a phone."""

    def main(page: ft.Page) -> None:
        material.dress(page)
        page.add(*controls)

    async with served(main) as address, launch() as browser:
        page = await browser.new_page(viewport={"width": 320, "height": 700})
        await listen(page)
        await page.goto(address)
        await Screen(page).ready()
        await rest(page, 0)
        return faults(View(lines=await lines(page), width=320, height=700))


async def test_nothing_is_wrong_with_plain_words_and_buttons_that_wrap() -> None:
    buttons = [ft.FilledButton(text) for text in ("পাঠান", "বাতিল", "আবার পাঠান", "ছেড়ে দিন")]
    assert await told(ft.Text(SENTENCE * 3), ft.Row(buttons, wrap=True)) == []


def cut(control: ft.Control, **size: int) -> ft.Control:
    return ft.Container(control, clip_behavior=ft.ClipBehavior.HARD_EDGE, **size)


async def test_each_fault_is_found_where_it_is() -> None:
    squeezed, wide = ft.TextStyle(font_family=FONT, size=16, height=1), ft.TextStyle(letter_spacing=0.5)
    seeded = {
        "reaches out of the window": ft.Row([ft.FilledButton(SENTENCE + "১"), ft.FilledButton("২পাঠান")]),
        "is cut off at the side": cut(ft.Text("৩" + SENTENCE, no_wrap=True), width=90),
        "is cut off above or below": cut(ft.Text("৪ন্ত্রূ সহকর্মী"), height=14),
        "is shortened": ft.Text("৫" + SENTENCE, max_lines=1, width=90, overflow=ft.TextOverflow.ELLIPSIS),
        "is broken inside a word": ft.Text("৬অকুপেশনাল", width=40),
        "has lines of only 1.00 sizes": ft.Text("৭" + SENTENCE, width=90, style=squeezed),
        "has letters 0.5 px apart": ft.Text("৮" + SENTENCE, style=wide),
        "stands over": ft.Stack([ft.Text("৯পাঠান"), ft.Text("বাতিল")]),
        "is not to be seen": cut(ft.Row([ft.Container(width=200), ft.Text("০পাঠান")]), width=150),
    }
    marks = dict(zip(seeded, "২৩৪৫৬৭৮৯০", strict=True))
    found = await told(*seeded.values())
    for fault, mark in marks.items():
        assert any(said.startswith(fault) and mark in said for said in found), (fault, found)
