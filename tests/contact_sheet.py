"""Every screen as a picture, side by side in one page: `.venv/bin/python -m tests.contact_sheet`.

In both languages and in the one nobody speaks, as wide as phones and desktops are, with larger letters, by
day and by night; `--help` says how to choose. It needs Chromium, and writes `index.html` beside the pictures.
"""

import argparse
import asyncio
import html
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import examples as eg
from journeys.browser import Screen, launch
from journeys.server import served
from playwright.async_api import Browser
from ui.everything import ROUTES, populated

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
    routes = [route for route in ROUTES if asked.only in route]
    for look in looks:
        (asked.out / look.folder).mkdir(parents=True, exist_ok=True)
    asyncio.run(take(asked.out, looks, routes, asked.height))
    (asked.out / "index.html").write_text("\n".join(_page(looks, routes)), encoding="utf-8")
    print(asked.out / "index.html")


async def take(out: Path, looks: list[Look], routes: list[str], height: int) -> None:
    """Every one of these screens in every one of these looks."""
    async with launch() as browser:
        for look in looks:
            with tempfile.TemporaryDirectory() as folder:
                await _look(browser, out, look, routes, Path(folder), height)
            print(look.name, flush=True)


async def _look(
    browser: Browser, out: Path, look: Look, routes: list[str], folder: Path, height: int
) -> None:
    desk, names = populated(folder)
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
            await page.screenshot(path=out / look.folder / _file(route))
    await context.close()
    desk.memory.close()


def _file(route: str) -> str:
    return (route.strip("/").replace("/", "_").replace("{", "").replace("}", "") or "home") + ".png"


def _page(looks: list[Look], routes: list[str]) -> Iterator[str]:
    yield "<!doctype html><meta charset=utf-8><title>Setu</title>"
    yield "<style>body{font:14px sans-serif;background:#888}figure{display:inline-block;margin:8px}"
    yield "img{display:block;max-height:800px}</style>"
    for route in routes:
        yield f"<h2>{html.escape(route)}</h2>"
        for look in looks:
            source = f"{look.folder}/{_file(route)}"
            yield f'<figure><img loading=lazy src="{source}"><figcaption>{look.name}</figcaption></figure>'


if __name__ == "__main__":
    main()
