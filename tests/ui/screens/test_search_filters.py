"""The filters of the search: each in view, and one tap from gone."""

import datetime as dt

import examples as eg
import flet as ft
from ui.opening import opened
from ui.searching import NO_RESULT, choose, done, offered, search, written

from app.domain.records import Record
from app.services import posting


async def test_nothing_found_says_what_was_tried_and_offers_to_drop_the_filters(desk, david):
    eg.hear(desk, david, "Quilts")
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        await choose(app, "kind", "People")
        assert NO_RESULT in app.texts()
        assert any("“quilt” was looked for" in text and "Only here: People." in text for text in app.texts())
        await app.click(app.find(ft.FilledTonalButton, text="Search without filters"))
        await done(app)
        assert written(app) == {"Quilts": ["Quilts"]}
        await search(app, "zzzz")
        assert NO_RESULT in app.texts()
        assert app.find_all(ft.FilledTonalButton) == []


async def test_filters_are_seen_and_each_is_one_tap_from_gone(desk, david, hands, clock):
    posting.post(desk, hands, "topic", "Quilts", "thumbs")
    eg.hear(desk, david, "Quilts, please")
    async with opened(desk, "/search") as app:
        await search(app, "quilts")
        assert len(written(app)) == 2
        for name, said, left in (
            ("kind", "Messages", "Quilts, please"),
            ("scope", "Burnt hands", "Quilts"),
            ("by", "David Mitra", "Quilts, please"),
            ("by", "You", "Quilts"),
        ):
            await choose(app, name, said)
            assert list(written(app)) == [left], name
            chip = app.find(ft.OutlinedButton, identifier=f"filter-{name}")
            assert app.find_all(ft.Icon, identifier=f"filter-{name}")[0].icon is ft.Icons.CHECK
            assert any(said in text for text in app.texts(chip))
            await app.click(app.find(ft.IconButton, text=f"Remove this filter: {app.texts(chip)[-1]}"))
            await done(app)
            assert len(written(app)) == 2
        await choose(app, "kind", "Messages")
        await choose(app, "days", "Today")
        await app.click(app.find(ft.TextButton, text="Clear filters"))
        await done(app)
        assert len(written(app)) == 2
        assert app.find_all(ft.TextButton, text="Clear filters") == []


async def test_by_language_and_by_day(desk, david, clock):
    eg.hear(desk, david, "quilt", at=clock())
    clock.turn(days=10)
    record = eg.hear(desk, david, "কুইল্ট")[0]
    desk.memory.put(Record(scope=record.scope, kind="dm", id=record.id, by=david, at=clock(), seq=9, pos=9,
                           base={"e": 0, "b": {"text": "কুইল্ট", "lang": "bn"}}))  # fmt: skip
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        assert set(written(app)) == {"quilt", "কুইল্ট"}
        await choose(app, "lang", "বাংলা")
        assert set(written(app)) == {"কুইল্ট"}
        await app.click(app.find(ft.TextButton, text="Clear filters"))
        await choose(app, "days", "Last 7 days")
        assert set(written(app)) == {"কুইল্ট"}
        await choose(app, "days", "Last 30 days")
        assert set(written(app)) == {"quilt", "কুইল্ট"}


async def test_days_from_a_calendar(desk, david, clock):
    eg.hear(desk, david, "splint", at=clock())
    clock.turn(days=10)
    eg.hear(desk, david, "splints")
    async with opened(desk, "/search") as app:
        await search(app, "splint")
        await app.click(app.find(ft.OutlinedButton, identifier="filter-days"))
        await app.click(app.find(ft.TextButton, text="Choose days"))
        picker = app.find(ft.DateRangePicker)
        day = dt.datetime.fromtimestamp(eg.MORNING / 1000).astimezone().replace(hour=0, minute=0, second=0)
        picker.start_value = picker.end_value = day.astimezone(dt.UTC)
        await app.fire(picker, "change")
        await done(app)
        assert list(written(app)) == ["splint"]
        chip = app.find(ft.OutlinedButton, identifier="filter-days")
        assert any(str(day.year) in text for text in app.texts(chip))


async def test_many_people_are_typed_for(desk):
    eg.meet(desk, *[{**eg.RINA, "name_en": f"Rina {chr(97 + n)}"} for n in range(20)], eg.DAVID)
    async with opened(desk, "/search") as app:
        await app.click(app.find(ft.OutlinedButton, identifier="filter-by"))
        assert len(offered(app, "by")) == 7
        await app.type(app.find_all(ft.TextField)[1], "ডেভিড")
        assert [app.texts(line)[0] for line in offered(app, "by")] == ["David Mitra"]
        await app.type(app.find_all(ft.TextField)[1], "zzzz")
        assert "Nothing like that here." in app.texts()


async def test_in_a_circle_and_in_a_conversation_it_begins_with_only_that(desk, hands, david):
    posting.post(desk, hands, "topic", "Splints", "thumbs")
    eg.hear(desk, david, "Splints, please")
    async with opened(desk, f"/circles/{hands}") as app:
        await app.click(app.find(ft.IconButton, text="Search"))
        assert app.route == f"/circles/{hands}/search"
        await search(app, "splints")
        assert list(written(app)) == ["Splints"]
        assert app.find(ft.OutlinedButton, identifier="filter-scope", text="Burnt hands")
    async with opened(desk, f"/messages/{david}") as app:
        menu = app.find_all(ft.PopupMenuButton)[0]
        await app.click(menu.items[0])
        assert app.route == f"/messages/{david}/search"
        await search(app, "splints")
        assert list(written(app)) == ["Splints, please"]
        assert app.find(ft.OutlinedButton, identifier="filter-scope", text="With David Mitra")


async def test_an_address_that_leads_from_one_search_into_another_begins_anew(desk, hands, david):
    eg.hear(desk, david, "Splints, please")
    async with opened(desk, f"/circles/{hands}/search") as app:
        assert app.find(ft.OutlinedButton, identifier="filter-scope", text="Burnt hands")
        await app.go(f"/messages/{david}/search")
        assert app.find(ft.OutlinedButton, identifier="filter-scope", text="With David Mitra")
