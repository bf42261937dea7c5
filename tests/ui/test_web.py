"""One websocket is one open tab, however it ends."""

import asyncio

import msgpack
import pytest
from flet.messaging.protocol import MessageAction
from sync.fakes import until

from app import config
from app.ui.web import web_app

TAB = {
    "type": "websocket",
    "path": "/ws",
    "query_string": b"",
    "headers": [(b"host", b"127.0.0.1:8550"), (b"origin", b"http://127.0.0.1:8550")],
    "client": ("127.0.0.1", 1),
    "server": ("127.0.0.1", 8550),
    "subprotocols": [],
}
HELLO = {"session_id": None, "page_name": "", "page": {"route": "/", "width": 360, "height": 800}}


class Browser:
    """A client at the raw end of a websocket, which can vanish in the middle of what it is told."""

    def __init__(self) -> None:
        said = b"\x00" + msgpack.packb([MessageAction.REGISTER_CLIENT.value, HELLO])
        self.says: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self.says.put_nowait({"type": "websocket.connect"})
        self.says.put_nowait({"type": "websocket.receive", "bytes": said})
        self.failure: Exception | None = None
        self.refused = 0

    async def hear(self, message: dict[str, object]) -> None:
        if self.failure and message["type"] == "websocket.send":
            self.refused += 1
            raise self.failure

    def vanish(self) -> None:
        self.says.put_nowait({"type": "websocket.disconnect", "code": 1006})


@pytest.mark.parametrize("failure", [OSError("gone"), RuntimeError("closed"), None], ids=str)
async def test_a_tab_that_vanishes_while_it_is_told_something_is_let_go_of(failure):
    pages = []
    site = web_app(pages.append, assets=config.assets_folder(), cache=None)
    browser = Browser()
    tab = asyncio.create_task(site(TAB, browser.says.get, browser.hear))
    await until(lambda: pages)
    browser.failure = failure
    pages[0].title = "something to tell"
    pages[0].update()
    await asyncio.sleep(0.01)
    assert browser.refused == (failure is not None)
    browser.vanish()
    await asyncio.wait_for(tab, 5)
    assert pages[0].session.connection is None
    assert pages[0].session.expires_at is not None


async def test_a_tab_is_told_nothing_more_once_it_is_gone():
    pages = []
    site = web_app(pages.append, assets=config.assets_folder(), cache=None)
    browser = Browser()
    tab = asyncio.create_task(site(TAB, browser.says.get, browser.hear))
    await until(lambda: pages)
    browser.vanish()
    browser.failure = OSError("gone")
    pages[0].title = "something to tell"
    pages[0].update()
    await asyncio.wait_for(tab, 5)
    assert pages[0].session.connection is None
