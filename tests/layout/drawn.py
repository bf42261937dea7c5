"""Every line of letters a screen shows: where it stands, how large it is, and what cuts it off.

Flutter paints on a canvas, so there is nothing in the page to measure; `drawn.js` listens to the painting.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page

LISTENER = (Path(__file__).parent / "drawn.js").read_text("utf-8")

BEGUN = "since => window.setuDrawn.when > since"
AT_REST = "quiet => performance.now() - window.setuDrawn.when > quiet"
QUIET_MS = 300
SLOW_MS = 10_000
"""A busy machine may take so long until it begins to paint."""
RESTLESS_MS = 1_500
"""A bar that runs to and fro never rests; after so long what is there is looked at."""

ABOVE, BELOW = 0.95, 0.37
"""How far Noto Sans Bengali's signs reach above and below the line the letters stand on, in sizes."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text as it was painted; boxes are left, top, right, bottom in logical pixels."""

    text: str
    line: str
    size: float
    spacing: float
    height: float
    box: Box
    base: float
    clip: Box
    last: bool
    shortened: bool
    """Whether the text goes on and an ellipsis says so."""

    @property
    def is_icon(self) -> bool:
        return all("\ue000" <= char <= "\uf8ff" or char > "\U000f0000" for char in self.text)

    @property
    def ink(self) -> Box:
        """What the letters may cover, their highest and lowest signs included."""
        left, _, right, _ = self.box
        if self.is_icon:
            return self.box
        return left, self.base - ABOVE * self.size, right, self.base + BELOW * self.size


async def listen(page: Page) -> None:
    """Have this page, which nobody has opened yet, tell what it paints."""
    await page.add_init_script(LISTENER)


async def moment(page: Page) -> float:
    """The page's own clock."""
    return float(await page.evaluate("performance.now()"))


async def rest(page: Page, since: float) -> None:
    """Wait until something was painted after `since` and nothing more comes."""
    await _until(page, BEGUN, since, SLOW_MS)
    await _until(page, AT_REST, QUIET_MS, RESTLESS_MS)


async def _until(page: Page, holds: str, of: float, within_ms: int) -> None:
    for _ in range(within_ms // 50):
        if await page.evaluate(holds, of):
            return
        await page.wait_for_timeout(50)


async def lines(page: Page) -> list[Line]:
    """Every line on the screen now."""
    ratio = float(await page.evaluate("devicePixelRatio"))
    return [_line(letter, ratio) for letter in await page.evaluate("window.setuDrawn.letters")]


def _line(told: dict[str, Any], ratio: float) -> Line:
    def box(name: str) -> Box:
        left, top, right, bottom = (edge / ratio for edge in told[name])
        return left, top, right, bottom

    return Line(
        text=told["text"],
        line=told["line"],
        size=told["size"],
        spacing=told["spacing"],
        height=told["high"],
        box=box("box"),
        base=told["base"] / ratio,
        clip=box("clip"),
        last=told["last"],
        shortened=told["cut"],
    )
