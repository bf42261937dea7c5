"""What a visit costs a browser: `python tests/benchmarks/visit.py [--times N]`.

Starts the app as it is shipped on an empty folder, and visits it with a browser of a new profile, twice: what
goes over the wire (counted by a relay in between: headers, files as they are sent, and the websocket), how
long until the first frame and until the first screen can be read, and how long the words take to change when
one switches the language and back. The machine's own network takes no time; a slow line adds its bytes.
"""

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, Page, async_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from journeys.browser import FLAGS, find_chromium
from journeys.processes import setu

NAMES = {"bn-BD": ("শুরু করুন", "English"), "en-GB": ("Start", "বাংলা")}
PATIENCE = 60_000


@dataclass(slots=True)
class Visit:
    """One visit: bytes over the wire, the largest files as the browser counts them, and seconds."""

    bytes: int = 0
    files: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


class Relay:
    """Stands between the browser and the app, and counts what the app says."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.said = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_app, to_app = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._pass(reader, to_app), self._pass(from_app, writer, count=True))

    async def _pass(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, count: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while said := await source.read(65_536):
                self.said += len(said) if count else 0
                target.write(said)
                await target.drain()
        target.close()


async def count(page: Page, visit: Visit) -> None:
    """Add up the files, as the browser counts them."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    addresses: dict[str, str] = {}

    def finished(event: dict) -> None:
        url = addresses.get(event["requestId"], "?")
        name = url.split("?")[0].rsplit("/", 1)[-1] or "the page"
        visit.files[name] = visit.files.get(name, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", finished)


async def visit(context: BrowserContext, relay: Relay, url: str, locale: str) -> tuple[Page, Visit]:
    page, seen = context.pages[0] if context.pages else await context.new_page(), Visit()
    await count(page, seen)
    before, began = relay.said, time.perf_counter()
    await page.goto(url, wait_until="commit")
    await page.locator("#splash").wait_for(state="hidden", timeout=PATIENCE)
    seen.seconds["first frame"] = time.perf_counter() - began
    await page.get_by_role("button", name=NAMES[locale][0]).first.wait_for(timeout=PATIENCE)
    seen.seconds["first screen"] = time.perf_counter() - began
    await page.wait_for_timeout(3_000)  # whatever it still fetches
    seen.bytes = relay.said - before
    return page, seen


async def switch(page: Page, locale: str) -> list[float]:
    """Seconds from the press to the other language's words in the page, and back, several times."""
    mine, theirs = locale, next(other for other in NAMES if other != locale)
    taken = []
    for _ in range(6):
        await page.get_by_role("button", name=NAMES[mine][1], exact=True).first.click()
        began = time.perf_counter()
        await page.get_by_role("button", name=NAMES[theirs][0]).first.wait_for(timeout=PATIENCE)
        taken.append(time.perf_counter() - began)
        mine, theirs = theirs, mine
        await page.wait_for_timeout(700)
    return taken[1:]


async def measure(folder: Path, locale: str) -> tuple[Visit, Visit, list[float]]:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    async with (
        setu("--port", "0", "--data", folder / "data", home=folder) as app,
        async_playwright() as playwright,
    ):
        relay = Relay(int(await app.says(r"http://127\.0\.0\.1:(\d+)")))
        site = await asyncio.start_server(relay, "127.0.0.1", 0)
        url, visits = f"http://127.0.0.1:{site.sockets[0].getsockname()[1]}", []
        for _ in range(2):
            context = await playwright.chromium.launch_persistent_context(
                folder / "profile",
                executable_path=find_chromium(),
                args=flags,
                locale=locale,
                viewport={"width": 360, "height": 800},
            )
            page, seen = await visit(context, relay, url, locale)
            visits.append(seen)
            taken = await switch(page, locale)
            await context.close()
        site.close()
        return visits[0], visits[1], taken


def tell(locale: str, first: Visit, second: Visit, taken: list[float]) -> None:
    print(f"\n{locale}")
    for name, seen in (("first visit", first), ("second visit", second)):
        times = ", ".join(f"{what} {seconds:.1f} s" for what, seconds in seen.seconds.items())
        print(f"  {name}: {seen.bytes / 1024:,.0f} KB; {times}")
        for file, size in sorted(seen.files.items(), key=lambda pair: -pair[1])[:8]:
            print(f"    {size / 1024:9,.1f} KB  {file}")
    print(f"  language: {statistics.median(taken) * 1000:.0f} ms, at most {max(taken) * 1000:.0f} ms")


async def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=1)
    for _ in range(parser.parse_args().times):
        for locale in NAMES:
            with tempfile.TemporaryDirectory() as folder:
                tell(locale, *await measure(Path(folder), locale))


if __name__ == "__main__":
    asyncio.run(main())
