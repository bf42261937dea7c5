"""The empty house stands: the page opens on a phone and a desk, in both scripts, and lets no stranger in."""

import asyncio
import re
import signal
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import flet as ft
import httpx
import msgpack
import pytest
from fontTools.ttLib import TTFont
from journeys.browser import Screen, launch, opened
from journeys.server import ROOT, served
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from app.ui import material, serving, theme

CONJUNCTS = "ক্ষ ন্ত্র স্ট্র র‍্যা জ্ঞ ত্ত্ব সহকর্মী স্কুল"


def main(page: ft.Page) -> None:
    material.dress(page)
    page.title = "Setu · সেতু"
    echo = ft.Text("", theme_style=theme.TEXT.SECONDARY)
    words = ft.TextField(label="বার্তা লিখুন", border=theme.field_border())

    def send() -> None:
        echo.value = f"পাঠানো: {words.value}"

    prompt = ft.Card(
        bgcolor=ft.Colors.TERTIARY_CONTAINER,
        content=ft.Container(
            padding=theme.SPACE.L,
            content=ft.Text("আজকের প্রশ্ন · Today's prompt", color=ft.Colors.ON_TERTIARY_CONTAINER),
        ),
    )
    page.navigation_bar = ft.NavigationBar(
        [
            ft.NavigationBarDestination(icon=icon, label=word)
            for icon, word in ((ft.Icons.HOME, "হোম"), (ft.Icons.GROUPS, "সার্কেল"), (ft.Icons.PERSON, "আমি"))
        ]
    )
    page.appbar = ft.AppBar(title="সেতু Setu")
    page.add(
        ft.Text("স্বাগতম Welcome", theme_style=theme.TEXT.DISPLAY),
        ft.Text(CONJUNCTS),
        ft.Text(CONJUNCTS, theme_style=theme.TEXT.SECTION),
        prompt,
        words,
        ft.Row([ft.FilledButton("পাঠান", on_click=send), ft.OutlinedButton("বাতিল"), ft.TextButton("Skip")]),
        ft.Row([ft.Chip(label="শিশু"), ft.Chip(label="Hand therapy", selected=True)]),
        ft.ListTile(title="অনন্যা সরকার", subtitle="Paediatrics · Dhaka", leading=ft.Icon(ft.Icons.PERSON)),
        echo,
    )


def test_the_font_holds_every_letter_the_screens_are_written_in() -> None:
    for name in ("Regular", "SemiBold"):
        font = TTFont(ROOT / f"assets/fonts/NotoSansBengali-{name}.ttf")
        letters = [*range(0x20, 0x7F), *range(0x985, 0x98D), *range(0x995, 0x9A9), *range(0x9E6, 0x9F0)]
        assert not [hex(letter) for letter in letters if letter not in font.getBestCmap()]
        assert "3.011" in str(font["name"].getDebugName(5))
    assert "SIL Open Font License" in (ROOT / "assets/fonts/OFL.txt").read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "dark"), [(360, 800, False), (1280, 800, True)])
async def test_it_opens_with_its_own_font_and_asks_nobody_else(
    width: int, height: int, dark: bool, tmp_path: Path
) -> None:
    async with (
        served(main) as url,
        launch() as browser,
        opened(browser, url, width, height, dark=dark) as screen,
    ):
        await screen.sees("স্বাগতম Welcome")
        await screen.write("বার্তা লিখুন", "ক্ষমতা")
        await screen.tap("পাঠান")
        await screen.sees("পাঠানো: ক্ষমতা")
        await screen.screenshot(tmp_path / f"shell-{width}-{'dark' if dark else 'light'}.png")

        paths = {urlsplit(request).path for request in screen.requests}
        assert {urlsplit(request).hostname for request in screen.requests} - {None} == {"127.0.0.1"}
        assert "/assets/fonts/NotoSansBengali-Regular.ttf" in paths
        assert "/assets/fonts/NotoSansBengali-SemiBold.ttf" in paths
        # Flutter fades its own font into ours for a moment; only Bengali may be asked for then, and from us.
        assert not [path for path in paths if "fonts/noto" in path and "notosansbengali" not in path]
        assert "/ws" in paths
        assert screen.failures == []
        assert screen.complaints == []


@pytest.mark.browser
async def test_the_second_visit_downloads_next_to_nothing(tmp_path: Path) -> None:
    async with served(main, tmp_path / "cache") as url, launch() as browser, opened(browser, url) as screen:
        first = await received(screen)
        await screen.page.reload()
        await screen.ready()
        second = await received(screen)
        assert first > 4_000_000
        assert second < 100_000
        assert list((tmp_path / "cache").glob("*.gz"))


async def received(screen: Screen) -> int:
    """Return how many bytes the last load took over the wire."""
    await screen.page.wait_for_timeout(300)
    script = "() => performance.getEntries().reduce((sum, e) => sum + (e.transferSize || 0), 0)"
    return int(await screen.page.evaluate(script))


async def test_what_is_served_is_packed_once_and_never_half_old() -> None:
    async with served(main) as url, httpx.AsyncClient(base_url=url) as client:
        answer = await client.get("/main.dart.wasm")
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-type"] == "application/wasm"
        assert int(answer.headers["content-length"]) < 3_500_000
        again = await client.get("/main.dart.wasm", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        plain = await client.get("/main.dart.wasm", headers={"Accept-Encoding": "identity"})
        assert plain.content == answer.content
        assert (await client.get("/circles/abc")).text == (await client.get("/")).text
        assert "KaTeX" not in (await client.get("/assets/FontManifest.json")).text
        fallback = await client.get("/assets/fonts/notosansbengali/v26/x.1.woff2")
        assert fallback.headers["content-type"] == "font/ttf"
        for missing in ("/assets/fonts/notosanstamil/x.0.woff2", "/nothing.js", "/pyodide/pyodide.mjs"):
            assert (await client.get(missing)).status_code == 404
        assert (await client.get("/..%2f..%2fpyproject.toml")).status_code == 404


async def test_every_answer_carries_the_headers() -> None:
    async with served(main) as url, httpx.AsyncClient(base_url=url) as client:
        for path in ("/", "/main.dart.mjs", "/nothing.js"):
            headers = (await client.get(path)).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in policy
            assert "'unsafe-eval'" not in policy
            assert f"connect-src 'self' {url.replace('http', 'ws')};" in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert "access-control-allow-origin" not in headers
            assert "server" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "10.0.0.2"]
)
async def test_a_name_that_is_not_this_machine_is_refused(host: str) -> None:
    async with served(main) as url, httpx.AsyncClient(base_url=url) as client:
        assert (await client.get("/", headers={"Host": host})).status_code in (400, 403)


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST"])
async def test_the_names_of_this_machine_are_welcome(host: str) -> None:
    async with served(main) as url, httpx.AsyncClient(base_url=url) as client:
        named = host.format(port=urlsplit(url).port)
        assert (await client.get("/", headers={"Host": named})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null", None])
async def test_a_stranger_may_not_open_the_websocket(origin: str | None) -> None:
    async with served(main) as url:
        with pytest.raises(InvalidStatus) as refused:
            await connect(url.replace("http", "ws") + "/ws", origin=origin)
        assert refused.value.response.status_code == 403


async def test_our_own_page_may_open_the_websocket() -> None:
    async with served(main) as url, connect(url.replace("http", "ws") + "/ws", origin=url) as socket:
        assert socket.state.name == "OPEN"


def test_a_taken_port_gives_the_next_one() -> None:
    with serving.listen(0) as first:
        port = first.getsockname()[1]
        first.listen()
        with serving.listen(port) as second:
            assert second.getsockname()[1] != port
            assert second.getsockname()[0] == "127.0.0.1"


async def register(tab: ClientConnection) -> None:
    """Greet the server as Flet's client does."""
    body = {"session_id": "", "page_name": "", "page": {"route": "/", "width": 360, "height": 800}}
    await tab.send(b"\0" + msgpack.packb([1, body]))
    await tab.recv()


SCRIPT = """
import asyncio, sys
sys.path.insert(0, "tests")
from pathlib import Path
from app.ui import serving, web
from journeys.test_shell import main
site = web.web_app(main, assets=Path("assets"), cache=None)
asyncio.run(serving.serve(site, port=0, ready=lambda url: print(url, flush=True)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent differently there")
async def test_ctrl_c_ends_it_without_a_word_even_with_a_tab_open() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
    with socket.create_connection(("127.0.0.1", urlsplit(url).port or 0)):
        async with connect(url.replace("http", "ws") + "/ws", origin=url) as tab:
            await register(tab)
            process.send_signal(signal.SIGINT)
            out, err = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, out, err) == (0, b"", b"")
