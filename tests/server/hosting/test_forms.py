"""What comes as a form to the plain pages is bounded, in length and in time."""

import asyncio

import pytest
from server.hosting.windows import Browser, hosted

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


async def test_a_form_of_four_kilobytes_is_read_and_no_longer_one(server):
    begun = "login=nasrin&password="
    for length, status in ((entrance.MOST_BYTES, 403), (entrance.MOST_BYTES + 1, 413)):
        form = {"content": begun + "x" * (length - len(begun)), "headers": FORM}
        assert (await Browser(server).http.post("/sign-in", **form)).status_code == status
    assert entrance.MOST_BYTES == 4_096
    for fields, status in ((10, 403), (11, 400)):
        form = {"content": "&".join(f"f{n}=x" for n in range(fields)), "headers": FORM}
        assert (await Browser(server).http.post("/sign-in", **form)).status_code == status
