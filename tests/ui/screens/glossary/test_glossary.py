"""The glossary and its terms on the screen: found in either script, read in both, and where they are said."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.ids import COMMONS
from app.domain.records import Record
from app.services import belonging, messaging, posting


@pytest.mark.parametrize("start", ["/", "/me"])
async def test_one_comes_to_it_from_home_and_from_me_and_goes_back(desk, start):
    async with opened(desk, start) as app:
        (way,) = [c for c in app.find_all(text="Glossary") if getattr(c, "on_click", None)]
        await app.click(way)
        assert app.route == "/glossary"
        assert "Activities of daily living" in app.texts()
        assert app.find(ft.IconButton, text="Back")


@pytest.mark.parametrize(
    ("lang", "query"),
    [("en", "স্প্লিন্ট"), ("bn", "splint"), ("bn", "splinter for nobody"), ("en", "huilcheyar")],
)
async def test_a_term_is_found_while_one_types_in_either_script(desk, words_in, lang, query):
    async with opened(desk, "/glossary", lang=lang) as app:
        await app.type(app.find(ft.TextField), query)
        if "nobody" in query:
            assert words_in(lang).t("No such term here") in app.texts()
            await app.click(app.find(ft.TextButton, text=words_in(lang).t("Show all terms")))
            assert app.find(ft.TextField).value == ""
        shown = {"huilcheyar": "হুইলচেয়ার"}.get(query, "স্প্লিন্ট")
        if "nobody" not in query:
            assert shown in app.texts()
            assert "অটিজম" not in app.texts()


async def test_a_topic_narrows_the_list_and_another_tap_widens_it(desk):
    async with opened(desk, "/glossary") as app:
        chip = app.find(ft.Chip, text="Words of Setu")
        await app.fire(chip, "select")
        assert "Circle leader" in app.texts()
        assert "Autism" not in app.texts()
        await app.fire(app.find(ft.Chip, text="Words of Setu"), "select")
        assert "Autism" in app.texts()


async def test_the_list_goes_on_and_says_how_long_it_is(desk):
    async with opened(desk, "/glossary") as app:
        assert "128 terms" in app.texts()
        assert "Wheelchair" not in app.texts()
        for _ in range(3):
            await app.click(app.find(ft.OutlinedButton, text="Show more"))
        assert "Wheelchair" in app.texts()
        assert not app.find_all(ft.OutlinedButton, text="Show more")


@pytest.mark.parametrize(("lang", "order"), [("en", ["Splint", "স্প্লিন্ট"]), ("bn", ["স্প্লিন্ট", "Splint"])])
async def test_a_term_shows_both_languages_ones_own_first(desk, lang, order):
    async with opened(desk, "/glossary/splint", lang) as app:
        assert list(dict.fromkeys(text for text in app.texts() if text in order)) == order
        assert any("orthosis" in text for text in app.texts())
        await app.click(eg.language_switch(app))
        assert list(dict.fromkeys(text for text in app.texts() if text in order)) == order[::-1]


async def test_a_note_is_in_the_readers_language_with_the_other_one_tap_away(desk):
    async with opened(desk, "/glossary/mentee") as app:
        assert "The one who takes a mentor's advice." in app.texts()
        await app.click(app.find(ft.TextButton, text="বাংলায় পড়ুন"))
        assert "যিনি মেন্টরের পরামর্শ নিচ্ছেন।" in app.texts()


async def test_a_term_leads_to_where_it_is_said(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    (david,) = eg.meet(desk, eg.DAVID)
    post = posting.post(desk, circle, "topic", "Thumbs", "Is a splint enough?").id
    messaging.send(desk, david, "স্প্লিন্টটি নরম")
    list(desk.memory.read_words())
    async with opened(desk, "/glossary/splint") as app:
        assert "Where it is said" in app.texts()
        assert {"Is a ", "splint", " enough?"} <= set(app.texts())
        way = app.find(ft.TextButton, key=f"result {post}")
        await app.click(way)
        assert app.route == f"/glossary/splint/posts/{circle}/{post}", "so that Back leads to the term"
        assert "Thumbs" in app.texts()


async def test_what_nobody_says_and_what_nobody_knows_is_said_plainly(desk):
    async with opened(desk, "/glossary/splint") as app:
        assert "Nothing on this device says it yet." in app.texts()
    async with opened(desk, "/glossary/patient") as app:
        assert "Where it is said" not in app.texts(), "it would be everywhere"
    async with opened(desk, "/glossary/nothing-like-it") as app:
        assert "No such term here" in app.texts()
        await app.click(app.find(ft.FilledTonalButton, text="Show all terms"))
        assert app.route == "/glossary"


async def test_a_term_with_one_side_says_that_the_other_is_missing(desk):
    row = {"scope": COMMONS, "kind": "term", "id": desk.new_id(), "base": {"term_bn": "কব্জির ঠেকনা"}}
    desk.memory.put(Record(**row, seq=3, pos=3))
    async with opened(desk, f"/glossary/{row['id']}", width=1280) as app:
        assert "Nobody has written the English word yet." in app.texts()
    async with opened(desk, "/glossary") as app:
        await app.type(app.find(ft.TextField), "কব্জির")
        assert "কব্জির ঠেকনা" in app.texts()


async def test_what_was_accepted_meanwhile_appears_without_a_tap(desk):
    async with opened(desk, "/glossary/splint") as app:
        row = {"scope": COMMONS, "kind": "term", "id": "splint", "base": {"note_en": "Keeps a joint still."}}
        desk.memory.put(Record(**row, seq=3, pos=3))
        await app.until(lambda: "Keeps a joint still." in app.texts())


@pytest.mark.parametrize("role", ["", "moderator"])
async def test_who_looks_after_the_server_can_take_back_what_people_made_of_a_term(desk, role):
    row = {"scope": COMMONS, "kind": "term", "id": "splint", "base": {"term_bn": "অভদ্র কথা"}}
    account = {"scope": desk.own, "kind": "account", "id": desk.person, "base": {"role": role}}
    desk.memory.put(Record(**row, seq=3, pos=3), Record(**account, seq=1, pos=1))
    async with opened(desk, "/glossary/splint") as app:
        ways = app.find_all(ft.TextButton, text="Remove what people wrote")
        assert bool(ways) is bool(role)
        if role:
            await app.click(ways[0])
            await app.click(app.find(ft.FilledButton, text="Remove"))
            assert "স্প্লিন্ট" in app.texts()
            assert "অভদ্র কথা" not in app.texts()
