"""Every screen, as wide as phones and desktops are, with larger letters, in each language:

    .venv/bin/python -m tests.layout.matrix

tells of every text that is cut off, shortened, broken, lost, without air, or over another. It needs Chromium;
`--help` says how to look at less.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from journeys.browser import launch
from layout.walk import walking
from playwright.async_api import Browser
from ui.worlds import SCREENS, WORLDS, World

WIDTHS = [320, 360, 390, 720, 1280]
SCALES = [1.0, 1.3, 2.0]
LANGUAGES = ["en", "bn", "pseudo"]
HEIGHT = 700
TALL = 4_000
"""High enough for nearly everything at once, which saves looking twice."""

Size = tuple[int, int, float]
"""How wide and high a window is, and how many times larger its letters."""


def main() -> None:
    """Look at what was asked for; end with 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.layout.matrix", description=__doc__)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--scales", nargs="+", type=float, default=SCALES)
    parser.add_argument("--only", default="", help="screens whose address holds this")
    asked = parser.parse_args()
    sizes = [(width, TALL, scale) for width, scale in product(asked.widths, asked.scales)]
    found = asyncio.run(every(asked.languages, sizes, asked.only))
    ways = len(asked.languages) * len(sizes)
    print(f"{SCREENS} screens in {ways} ways: {sum(found.values())} faults")
    sys.exit(1 if found else 0)


async def every(languages: list[str], sizes: list[Size], only: str = "") -> Counter[str]:
    """How often each fault was seen."""
    found: Counter[str] = Counter()
    async with launch() as browser:
        for language, world in product(languages, WORLDS):
            async for route, (width, _, scale), fault in look(browser, world, language, sizes, only):
                print(f"{language} {width} px, letters x {scale:g}, {route}: {fault}", flush=True)
                found[fault] += 1
    return found


async def look(
    browser: Browser, world: World, language: str, sizes: list[Size], only: str = ""
) -> AsyncIterator[tuple[str, Size, str]]:
    """What is wrong with the screens of one world in one language: where, how it was looked at, and what."""
    routes = [route for route in world.routes if only in route]
    if not routes:
        return
    async with walking(browser, world.populate, language, *sizes[0][:2]) as (walk, names):
        for route in routes:
            await walk.goes(route.format(**names))
            for size in sizes:
                await walk.fits(*size)
                for fault in await walk.looks_over(words=language != "pseudo"):
                    yield route, size, fault


if __name__ == "__main__":
    main()
