"""Help: the numbers that whoever runs the server listed, to be called with a tap; and no other ever."""

import examples as eg
import flet as ft
from ui.opening import opened
from ui.staffing import joined

from app.services import belonging, posting

FAR = {**eg.HELP_LINE, "name_en": "Far away", "number": "01800 000000", "district": "sylhet"}
NEAR = {**eg.HELP_LINE, "name_en": "Close by", "number": "01900 000000", "district": "rajshahi"}


def calls(app):
    return [button.url.url for button in app.find_all(ft.FilledTonalButton) if button.url]


async def test_a_tap_calls_and_ones_own_district_comes_first(desk):
    eg.list_help(desk, FAR, eg.HELP_LINE, NEAR)
    async with opened(desk, "/me/help") as app:
        assert calls(app) == ["tel:01900000000", "tel:01700000000", "tel:01800000000"]
        assert {"Every day, 9 to 5", "Sylhet", "Rajshahi", "Call 01700 000000"} <= set(app.texts())


async def test_in_bengali_they_are_named_in_bengali_and_the_number_stays_as_it_is_dialled(desk):
    eg.list_help(desk)
    async with opened(desk, "/me/help", "bn") as app:
        assert {"শোনার লাইন (উদাহরণ)", "প্রতিদিন ৯টা থেকে ৫টা"} <= set(app.texts())
        assert any("01700 000000" in text for text in app.texts())


async def test_without_a_server_nobody_has_listed_any(desk):
    async with opened(desk, "/me/help") as app:
        assert calls(app) == []
        assert any("this device has joined none" in text for text in app.texts())


async def test_where_none_is_listed_it_says_so_and_shows_none_until_some_are(tmp_path):
    desk = joined("", tmp_path)
    async with opened(desk, "/me/help") as app:
        assert any("has listed no number to call" in text for text in app.texts())
        assert calls(app) == []
        eg.list_help(desk)
        await app.settle()
        assert calls(app) == ["tel:01700000000"], "they came while one looked"
    desk.memory.close()


async def test_who_reports_that_somebody_may_be_in_danger_sees_them_at_once(desk):
    eg.list_help(desk)
    (david,) = eg.meet(desk, eg.DAVID)
    async with opened(desk, f"/people/{david}/report/k/card/{david}") as app:
        assert calls(app) == []
        await app.choose(app.find(ft.RadioGroup), "danger")
        assert calls(app) == ["tel:01700000000"]


async def test_the_guard_lets_a_listed_number_be(desk):
    eg.list_help(desk)
    circle = belonging.found(desk, {"name_en": "Hand club"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke").id
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        await app.type(app.find(ft.TextField), "Call 01700-000000")
        await app.submit(app.find(ft.TextField))
        assert [reply.body for reply in posting.replies(desk, post)] == ["Call 01700-000000"]
