"""Where one is led in a long thread: to what was found, to what one wrote oneself, and nowhere else."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from journeys.browser import PATIENCE
from journeys.posts import Reading, a_post_is_read
from playwright.async_api import Locator, expect

from app.services import posting

pytestmark = pytest.mark.browser


@asynccontextmanager
async def a_long_thread(folder: Path) -> AsyncIterator[tuple[Reading, str]]:
    """A topic with fifty replies, of which the latest twenty are shown; its address."""
    async with a_post_is_read(folder, "bn", "How long?") as reading:
        circle, post = re.findall(r"[0-9a-f-]{36}", reading.screen.page.url)
        for number in range(50):
            posting.reply(reading.desk, circle, post, f"reply {number}.")
        await reading.reader.sees("reply 30.")
        yield reading, f"{circle}/{post}"


def words(reading: Reading, text: str) -> Locator:
    """Where this stands."""
    return reading.screen.page.get_by_text(text, exact=True).first


async def test_what_was_found_is_in_view_when_its_thread_opens(tmp_path: Path) -> None:
    async with a_long_thread(tmp_path) as (reading, there):
        found = posting.replies(reading.desk, there.split("/")[1])[15]
        await reading.screen.page.goto(f"{reading.url}/called/posts/{there}/at/{found.id}")
        await reading.screen.ready()
        await expect(words(reading, found.body)).to_be_in_viewport(timeout=PATIENCE)


async def test_who_writes_from_the_top_of_a_thread_sees_their_words_in_it(tmp_path: Path) -> None:
    async with a_long_thread(tmp_path) as (reading, _):
        for mine in ("এই তো", "আরও একটি"):
            await reading.reader.puts("Write a reply", mine)
            await reading.reader.tap("Send")
            await expect(words(reading, mine)).to_be_in_viewport(timeout=PATIENCE)


async def test_older_replies_come_above_what_one_reads(tmp_path: Path) -> None:
    async with a_long_thread(tmp_path) as (reading, _):
        await reading.reader.tap("Show older")
        await reading.reader.sees("reply 29.")
        await expect(words(reading, "reply 30.")).to_be_in_viewport(timeout=PATIENCE)
        await reading.screen.page.wait_for_timeout(500)
        await expect(words(reading, "reply 30.")).to_be_in_viewport(timeout=PATIENCE)
