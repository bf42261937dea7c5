"""Emoji and symbols show without any network: Flutter asks this server for them, a part at a time."""

import asyncio
import io

import flet as ft
import pytest
from fonts.flutter import fallbacks
from fontTools.ttLib import TTFont
from journeys.browser import find_chromium, launch
from journeys.server import served
from PIL import Image

from app import config
from app.ui.fonts import EMOJI_PARTS, SYMBOLS, fallback
from app.ui.material import dress

EMOJI = [each for each in fallbacks() if each.name.startswith("Noto Color Emoji")]
MOST_KB = 400
"""What one unusual emoji may cost somebody with a weak signal."""


def font_for(address: str) -> TTFont:
    return TTFont(config.assets_folder() / fallback(f"assets/fonts/{address}").removeprefix("assets/"))


def test_flutter_asks_for_as_many_parts_as_there_are():
    assert len(EMOJI) == EMOJI_PARTS


@pytest.mark.parametrize("part", EMOJI, ids=lambda part: part.name)
def test_a_part_has_every_emoji_that_flutter_expects_in_it(part):
    font = font_for(part.address)
    missing = part.characters - set(font.getBestCmap())
    assert (missing, "COLR" in font) == (set(), True)


def test_no_part_costs_much():
    folder = config.assets_folder() / "fonts"
    sizes = {each.name: each.stat().st_size / 1024 for each in folder.glob("*.woff2")}
    assert len(sizes) == EMOJI_PARTS + 1
    assert max(sizes.values()) < MOST_KB


@pytest.mark.parametrize("family", ["Noto Sans Symbols", "Noto Sans Symbols 2 3", "Noto Sans Math"])
def test_symbols_are_answered_by_the_one_font_for_them(family):
    (asked,) = [each for each in fallbacks() if each.name == family]
    assert fallback(f"assets/fonts/{asked.address}") == SYMBOLS


def test_what_people_put_into_messages_is_there():
    shipped = set(font_for("notosanssymbols/v43/x.woff2").getBestCmap())
    assert {sign for sign in "→←↑↓↔⇒✓✔✗✘★☆≤≥≠≈∞√∑☎☐☑☒♀♂♥①②③■□●○◆▲▼▶" if ord(sign) not in shipped} == set()


@pytest.mark.parametrize(
    "address",
    [
        "assets/fonts/notosanstamil/v27/x.woff2",
        "assets/fonts/notocoloremoji/v32/x.99.woff2",
        "assets/fonts/notocoloremoji/v32/x",
        "fonts/notosanssymbols/x.woff2",
        "assets/fonts/../notosanssymbols/x.woff2",
    ],
)
def test_nothing_else_is_given_in_their_place(address):
    assert fallback(address) is None


def say(page: ft.Page) -> None:
    dress(page)
    page.add(ft.Text("👍 🙏🏽 👩‍⚕️ 🇧🇩", size=40))


@pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium")
async def test_a_browser_draws_them_in_colour_and_asks_nobody_else():
    async with served(say) as address, launch() as browser:
        page = await browser.new_page(viewport={"width": 400, "height": 200})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(address)
        for _ in range(120):
            if is_colourful(seen := await page.screenshot()):
                break
            await asyncio.sleep(0.5)
        assert is_colourful(seen)
        assert {url for url in asked if not url.startswith((address, "ws:", "blob:", "data:"))} == set()


def is_colourful(screenshot: bytes) -> bool:
    """Whether there is the yellow of hands, the red and the green of the flag."""
    raw = Image.open(io.BytesIO(screenshot)).convert("RGB").tobytes()
    pixels = list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
    yellow = sum(red > 220 and 150 < green < 220 and blue < 90 for red, green, blue in pixels)
    scarlet = sum(red > 200 and green < 80 and blue < 90 for red, green, blue in pixels)
    green = sum(red < 60 and green > 80 and blue < 110 and green > blue + 20 for red, green, blue in pixels)
    return min(yellow, scarlet, green) > 30
