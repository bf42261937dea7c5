"""What comes as a form to the plain pages is bounded, in length and in time."""

import asyncio
import re

import pytest
from server.hosting.windows import Browser, hosted

from app.domain.passwords import MAX_BYTES
from app.server.hosting import entrance

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def server(tmp_path):
    async with hosted(tmp_path) as started:
        yield started


async def test_a_form_that_never_ends_is_given_up(server, monkeypatch):
    monkeypatch.setattr(entrance, "_PATIENCE_S", 0.1)

    async def forever():
        yield b"login="
        await asyncio.sleep(5)

    reply = await Browser(server).http.post("/sign-in", content=forever())
    assert reply.status_code == 408


@pytest.mark.parametrize("page", ["sign-in", "join", "recover", "password"])
async def test_a_browser_cuts_no_password_that_may_be_one(server, page):
    """What is pasted beyond `maxlength` is lost, and nobody sees it behind the dots."""
    browser = await Browser(server).join() if page == "password" else Browser(server)
    (password,) = re.findall(r'<input id="password"[^>]*>', (await browser.http.get(f"/{page}")).text)
    assert int(re.search(r'maxlength="(\d+)"', password)[1]) >= MAX_BYTES


async def test_a_form_of_four_kilobytes_is_read_and_no_longer_one(server):
    begun = "login=nasrin&password="
    for length, status in ((entrance.MOST_BYTES, 403), (entrance.MOST_BYTES + 1, 413)):
        form = {"content": begun + "x" * (length - len(begun)), "headers": FORM}
        assert (await Browser(server).http.post("/sign-in", **form)).status_code == status
    assert entrance.MOST_BYTES == 4_096
    for fields, status in ((10, 403), (11, 400)):
        form = {"content": "&".join(f"f{n}=x" for n in range(fields)), "headers": FORM}
        assert (await Browser(server).http.post("/sign-in", **form)).status_code == status
