"""The search of everything: as one types, in either script, and what a result shows."""

import examples as eg
import flet as ft
from ui.opening import opened
from ui.searching import NO_RESULT, done, field, fill, rows, search, written

from app.services import belonging, leading, messaging, posting
from app.ui.components import looking_up


async def test_before_one_types_it_says_what_can_be_found(desk):
    async with opened(desk, "/search") as app:
        assert "What can be found" in app.texts()
        assert "You can write Bengali in English letters: haspatal finds হাসপাতাল." in app.texts()
        assert "Recent searches" not in app.texts()
        assert field(app).autofocus


async def test_a_bengali_message_is_found_by_banglish_and_shown_in_its_context(desk, david, clock):
    eg.hear(desk, david, "কাল হাসপাতালে যাব")
    clock.turn(hours=2)
    async with opened(desk, "/search") as app:
        await search(app, "haspatal")
        assert {"2 results", "By sound"} <= set(app.texts())  # a circle of the first day speaks of it, too
        assert written(app)["কাল হাসপাতালে যাব"] == ["হাসপাতালে"]
        assert "Message · With David Mitra" in app.texts()
        assert {"David Mitra", "2 hours ago"} <= set(app.texts())


async def test_what_was_found_is_marked_by_weight_as_well_as_by_colour(desk, david):
    eg.hear(desk, david, "The quilting bee")
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        text = next(control for control in app.find_all(ft.Text) if control.spans)
        weights = [span.style.weight for span in text.spans]
        assert weights == [ft.FontWeight.W_400, ft.FontWeight.W_600, ft.FontWeight.W_400]


async def test_every_kind_of_thing_says_what_it_is_and_where(desk, david, hands):
    post = posting.post(desk, hands, "question", "Quilted splint?", "Which one?")
    posting.reply(desk, hands, post.id, "A quilted one")
    prompt = leading.ask(desk, hands, en="Quilts?", bn="কাঁথা?")
    leading.answer(desk, hands, prompt.id, "Quilting helps")
    messaging.send(desk, david, "quilts, quilts")
    belonging.found(desk, {"name_en": "Quilters"})
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        assert {
            "Question · Burnt hands",
            "Reply · Burnt hands · Quilted splint?",
            "Learning prompt · Burnt hands",
            "Answer · Burnt hands · Quilts?",
            "Message · With David Mitra",
            "Circle",
        } <= set(app.texts())
        await search(app, "david")
        assert "Physiotherapist · Dhaka" in app.texts()


async def test_the_latest_letters_count(desk, david):
    eg.hear(desk, david, "Splints", "Slings")
    async with opened(desk, "/search") as app:
        await app.type(field(app), "spl")
        await search(app, "slin")
        assert written(app) == {"Slings": ["Slings"]}


async def test_a_search_that_is_given_up_is_not_finished(desk, david, monkeypatch):
    eg.hear(desk, david, "Splints")
    begun = []
    ask = looking_up.searching.in_slices
    monkeypatch.setattr(
        looking_up.searching,
        "in_slices",
        lambda desk, query, *a, **k: begun.append(query) or ask(desk, query, *a, **k),
    )
    async with opened(desk, "/search") as app:
        for letters in ("s", "sp", "spl"):
            await app.type(field(app), letters)
        await done(app)
        assert set(begun) == {"spl"}


async def test_what_comes_in_meanwhile_is_found_without_a_letter_typed(desk, david):
    async with opened(desk, "/search") as app:
        await search(app, "quilt")
        assert NO_RESULT in app.texts()
        eg.hear(desk, david, "The quilting bee")
        await app.until(lambda: written(app) == {"The quilting bee": ["quilting"]})


async def test_while_the_index_is_being_made_it_says_so_and_goes_on_by_itself(desk, hands, monkeypatch):
    monkeypatch.setattr(looking_up, "AGAIN_SECONDS", 0.1)
    fill(desk, hands, 600)
    async with opened(desk, "/search") as app:
        await app.type(field(app), "splint 7")
        await app.until(lambda: app.find_all(ft.ProgressBar))
        assert any("have not been read for their words yet" in text for text in app.texts())
        assert "Nothing found" not in app.texts()
        await app.until(lambda: "splint 7" in written(app), within=10)
        assert not app.find_all(ft.ProgressBar)


async def test_of_very_many_some_are_shown_and_more_on_demand(desk, hands):
    fill(desk, hands, 200)
    async with opened(desk, "/search") as app:
        await search(app, "splint 1")
        assert "The first 20 results" in app.texts()
        assert len(rows(app)) == 20
        await app.click(app.find(ft.OutlinedButton, text="Show more"))
        await app.until(lambda: len(rows(app)) == 40)
        await search(app, "splint 12")
        assert len(rows(app)) <= 20


async def test_it_speaks_bengali_and_keeps_what_was_found_through_a_switch(desk, david):
    eg.hear(desk, david, "quilt")
    async with opened(desk, "/search", lang="bn") as app:
        await search(app, "quilt")
        assert "১টি ফলাফল" in app.texts()
        assert {"বার্তা · David Mitra-এর সঙ্গে"} <= set(app.texts())
        await app.click(eg.language_switch(app))
        await done(app)
        assert "1 result" in app.texts()
        assert field(app).value == "quilt"


async def test_who_and_what_is_called_like_it_comes_before_all_that_speaks_of_it(desk, david, hands):
    eg.hear(desk, david, *(f"David said {number}" for number in range(30)))
    async with opened(desk, "/search") as app:
        await search(app, "david")
        assert "David Mitra" in app.texts(rows(app)[0])
        assert sum("Physiotherapist · Dhaka" in app.texts(row) for row in rows(app)) == 1
        await search(app, "স্ট্রোক")
        assert "Glossary" in app.texts(rows(app)[0]) + app.texts(rows(app)[1])
