"""Ruma protects what Setu keeps on her device, in a real browser: after a restart only she gets in."""

from pathlib import Path

import examples as eg
import pytest
from journeys.browser import launch, opened
from journeys.processes import app
from journeys.reader import Reader

from app.services import belonging

pytestmark = pytest.mark.browser

PASSPHRASE = "সাত সেতুর একটি নদী"
WORDS = "রাজশাহীর হাত"


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_a_passphrase_keeps_everybody_else_out_after_a_restart(tmp_path):
    data = tmp_path / "data"
    desk = eg.desk_of(eg.NASRIN, data)
    circle = belonging.found(desk, {"name_bn": WORDS}).id
    desk.memory.close()
    assert WORDS.encode() in on_disk(data)
    async with launch() as browser:
        async with app(data) as (_, url), opened(browser, f"{url}/me/settings/protection") as screen:
            reader = Reader(screen, "bn")
            await screen.tap(reader.say("A passphrase"))
            await reader.write("New passphrase", PASSPHRASE)
            await reader.write("The same once more", PASSPHRASE)
            await screen.page.keyboard.press("Enter")
            await reader.is_told("Done. From now on Setu asks for the passphrase when it starts.")
        assert WORDS.encode() not in on_disk(data)
        assert PASSPHRASE.encode() not in on_disk(data)
        async with app(data) as (process, url), opened(browser, f"{url}/circles/{circle}") as screen:
            reader = Reader(screen, "bn")
            assert "passphrase" in process.printed or await process.says("(passphrase)")
            await reader.is_told("Setu is locked")
            await reader.write("Passphrase", "সাত সেতুর")
            await reader.tap("Unlock")
            await screen.sees("এটি সঠিক পাসফ্রেজ নয়।")
            await reader.write("Passphrase", " একটি নদী")
            await screen.page.keyboard.press("Enter")
            await screen.sees(WORDS)
            assert screen.page.url == f"{url}/circles/{circle}"
        assert WORDS.encode() not in on_disk(data)
