"""The week: offered on Home, looked at or put away, in either language."""

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import belonging, looking_back, posting


@pytest.fixture
def week_later(desk, clock, david):
    """David answered a topic of Nasrin's, more than seven days after she came."""
    circle = belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id
    post = posting.post(desk, circle, "topic", "Slings", "Which?")
    clock.turn(seconds=8 * 24 * 3600)
    row = {"scope": circle_scope(circle), "kind": "reply", "id": desk.new_id(), "seq": 9, "pos": 9}
    said = {"post": post.id, "body": "The soft one", "lang": "en"}
    new = {"scope": circle_scope(circle), "kind": "post", "id": desk.new_id(), "seq": 10, "pos": 10}
    topic = {"tab": "question", "title": "How long?", "body": "…", "lang": "en"}
    desk.memory.put(
        Record(**row, by=david, base=said, at=desk.clock()),
        Record(**new, by=david, base=topic, at=desk.clock()),
    )
    return desk


async def test_home_offers_it_and_after_a_look_no_more(week_later):
    async with App(eg.window(week_later), locales=("en",)) as app:
        await app.click(app.find(ft.FilledTonalButton, text="Look back"))
        assert app.page.route == "/week"
        shown = app.texts()
        assert {"Hands", "1 new question · 1 new reply", "1 new reply to you", "Slings"} <= set(shown)
        await app.go("/")
        assert "Look back" not in app.texts()


async def test_it_can_be_put_away_unread(week_later):
    async with App(eg.window(week_later), locales=("bn",)) as app:
        await app.click(app.find(ft.TextButton, text="এখন নয়"))
        assert "ফিরে দেখুন" not in app.texts()
    assert not looking_back.is_offered(week_later)


async def test_what_is_worth_a_look_opens_on_top_of_it(week_later):
    async with App(eg.window(week_later), route="/week", locales=("en",)) as app:
        await app.click(app.find(ft.TextButton, text="Slings"))
        assert app.page.route.startswith("/week/posts/")
        assert "The soft one" in app.texts()


async def test_a_quiet_week_says_so_and_leads_to_the_circles(desk):
    async with App(eg.window(desk), route="/week", locales=("bn",)) as app:
        assert "একটি শান্ত সপ্তাহ" in app.texts()
