"""Every screen as a picture, side by side in one page: `.venv/bin/python -m tests.contact_sheet`.

In both languages and in the one nobody speaks, as wide as phones and desktops are, with larger letters, by
day and by night; `--help` says how to choose. It needs Chromium, and writes `index.html` beside the pictures.
"""

import argparse
import asyncio
import html
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import examples as eg
from journeys.browser import Screen, launch
from journeys.server import served
from playwright.async_api import Browser
from ui.worlds import WORLDS, World

from app.i18n.pseudo import Pseudo
from app.services.preferences import prefer

SETTLES_MS = 900
FONT = "document.addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '{}px')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the screens are looked at."""

    language: str
    width: int
    scale: float
    theme: str

    @property
    def name(self) -> str:
        return f"{self.language} {self.width} px, letters x {self.scale:g}, {self.theme}"

    @property
    def folder(self) -> str:
        return f"{self.language}-{self.width}-{self.scale:g}-{self.theme}"


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.contact_sheet", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("contact-sheet"))
    parser.add_argument("--languages", nargs="+", default=["bn", "en"], choices=["bn", "en", "pseudo"])
    parser.add_argument("--widths", nargs="+", type=int, default=[360, 1280])
    parser.add_argument("--scales", nargs="+", type=float, default=[1.0])
    parser.add_argument("--themes", nargs="+", default=["light"], choices=["light", "dark"])
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--only", default="", help="screens whose address holds this")
    asked = parser.parse_args()
    looks = [
        Look(language=language, width=width, scale=scale, theme=theme)
        for language, width, scale, theme in product(
            asked.languages, asked.widths, asked.scales, asked.themes
        )
    ]
    shown = {world: [route for route in world.routes if asked.only in route] for world in WORLDS}
    for look in looks:
        (asked.out / look.folder).mkdir(parents=True, exist_ok=True)
    asyncio.run(take(asked.out, looks, shown, asked.height))
    (asked.out / "index.html").write_text("\n".join(_page(looks, shown)), encoding="utf-8")
    print(asked.out / "index.html")


Shown = Mapping[World, Sequence[str]]
"""Of each world the addresses that are looked at."""


async def take(out: Path, looks: Sequence[Look], shown: Shown, height: int) -> None:
    """Every one of these screens in every one of these looks."""
    async with launch(webgl=True) as browser:
        for look in looks:
            for world, routes in shown.items():
                with tempfile.TemporaryDirectory() as folder:
                    await _look(browser, out, look, world, routes, Path(folder), height)
            print(look.name, flush=True)


async def _look(
    browser: Browser,
    out: Path,
    look: Look,
    world: World,
    routes: Sequence[str],
    folder: Path,
    height: int,
) -> None:
    if not routes:
        return
    desk, names = world.populate(folder)
    prefer(desk, language="bn" if look.language == "bn" else "en", theme=look.theme)
    catalogs = eg.catalogs_of_both()
    words = {lang: Pseudo(catalog) for lang, catalog in catalogs.items()}
    shown = eg.window(desk, words=words if look.language == "pseudo" else catalogs)
    context = await browser.new_context(viewport={"width": look.width, "height": height})
    async with served(shown) as address:
        page = await context.new_page()
        await page.add_init_script(FONT.format(16 * look.scale))
        for route in routes:
            await page.goto(address.rstrip("/") + route.format(**names))
            await Screen(page).ready()
            await page.wait_for_timeout(SETTLES_MS)
            await page.screenshot(path=out / look.folder / _file(world, route))
    await context.close()
    desk.memory.close()


def _file(world: World, route: str) -> str:
    name = route.strip("/").replace("/", "_").replace("{", "").replace("}", "") or "home"
    return f"{world.name}-{name}.png"


def _page(looks: Sequence[Look], shown: Shown) -> Iterator[str]:
    yield "<!doctype html><meta charset=utf-8><title>Setu</title>"
    yield "<style>body{font:14px sans-serif;background:#888}figure{display:inline-block;margin:8px}"
    yield "img{display:block;max-height:800px}</style>"
    for world, routes in shown.items():
        for route in routes:
            yield f"<h2>{world.name}: {html.escape(route)}</h2>"
            for look in looks:
                source = f"{look.folder}/{_file(world, route)}"
                picture = f'<img loading=lazy src="{source}">'
                yield f"<figure>{picture}<figcaption>{look.name}</figcaption></figure>"


if __name__ == "__main__":
    main()
