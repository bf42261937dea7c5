"""The rooms as they are in a browser: Pyodide, and under the log the browser's synchronous file handle."""

import functools
import http.server
import io
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import flet_web
import pytest
import tinydb
from journeys.browser import launch
from playwright.async_api import Page

import app

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
PYODIDE = Path(flet_web.__file__).parent / "web" / "pyodide"


def rooms() -> bytes:
    """The rooms and TinyDB, zipped as they lie here."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for package, pattern in (
            (app, "__init__.py"),
            (app, "domain/**/*.py"),
            (app, "i18n/**/*.py"),
            (app, "services/*.py"),
            (app, "store/*.py"),
            (tinydb, "*.py"),
        ):
            folder = Path(str(package.__file__)).parent
            for file in folder.glob(pattern):
                archive.write(file, file.relative_to(folder.parent))
        archive.write(HERE / "opfs.py", "opfs.py")
    return packed.getvalue()


class Pages(http.server.SimpleHTTPRequestHandler):
    """An empty page, the worker, the rooms, and Flet's Pyodide."""

    extensions_map: ClassVar = {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        "": "text/plain",
    }

    def do_GET(self) -> None:
        if self.path in ("/", "/rooms.zip"):
            body = rooms() if self.path == "/rooms.zip" else b"<!doctype html><title>Setu</title>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if self.path == "/" else "application/zip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        return str(
            PYODIDE / path.removeprefix("/pyodide/") if path.startswith("/pyodide/") else HERE / path[1:]
        )

    def log_message(self, *_said: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages, directory=os.devnull))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


WORK = """(program) => new Promise((done) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => { worker.terminate(); done(data); };
    worker.onerror = (event) => done({ trouble: event.message });
    worker.postMessage(program);
})"""


async def run(page: Page, address: str, name: str) -> dict[str, Any]:
    """What a program of this folder says, in the worker of a page that has just been opened."""
    await page.goto(address)
    answer = await page.evaluate(WORK, (HERE / f"{name}.py").read_text("utf-8"))
    assert "trouble" not in answer, answer
    said: dict[str, Any] = json.loads(answer["said"])
    return said


async def test_the_store_lives_in_a_browser_and_is_there_after_a_reload(address: str) -> None:
    async with launch() as browser:
        page = await (await browser.new_context()).new_page()
        for visit in range(3):
            assert await run(page, address, "storing") == {
                "found": [f"কথা {number}" for number in range(20 * visit)],
                "visits": visit + 1,
                "recovered": 0,
                "platform": "emscripten",
                "sealing": [False, False],
            }


async def test_the_search_finds_in_a_browser_what_it_finds_elsewhere(address: str) -> None:
    async with launch() as browser:
        page = await (await browser.new_context()).new_page()
        said = await run(page, address, "searching")
    assert said["unread"] == 0
    assert said["found"] == {
        "হাসপাতাল": ["3", "2", "1"],  # as it is written or inflected, then by its sound
        "haspatal": ["1", "3", "2"],
        "ওটি": ["4"],
        "শিশু": [],  # শাশা is something else
    }
