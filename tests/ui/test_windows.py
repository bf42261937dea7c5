"""Windows: what happens in one never shows in another, and each speaks its own language."""

import asyncio

import examples as eg
import flet as ft
from sync.fakes import Device
from ui.harness import App

from app.services import belonging, drafting, introducing, messaging, posting
from app.services.desk import Desk
from app.store.rename import rename

BENGALI_HOME, ENGLISH_HOME = "হোম", "Home"


def sent_text(app):
    return " ".join(message.text for message in app.sent)


async def test_two_windows_of_one_person_speak_two_languages(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with (
        App(eg.window(desk), locales=("en",)) as first,
        App(eg.window(desk), locales=("en",)) as second,
    ):
        await second.click(eg.language_switch(second))
        assert BENGALI_HOME in second.texts()
        assert ENGLISH_HOME in first.texts()
        assert BENGALI_HOME not in sent_text(first)


async def test_news_reaches_every_window_of_a_device_in_that_windows_language(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with (
        App(eg.window(desk), route="/circles", locales=("en",)) as english,
        App(eg.window(desk), route="/circles", locales=("en",)) as bengali,
    ):
        await bengali.click(eg.language_switch(bengali))
        belonging.found(desk, {"name_en": "Night splints", "name_bn": "রাতের স্প্লিন্ট"})
        await english.until(lambda: "Night splints" in english.texts())
        await bengali.until(lambda: "রাতের স্প্লিন্ট" in bengali.texts())
        assert "আমার সার্কেল" in bengali.texts()
        assert "আমার সার্কেল" not in sent_text(english)


async def test_two_people_in_one_process_never_get_each_others_screens(tmp_path):
    nasrin, david = eg.desk_of(eg.NASRIN, tmp_path / "n"), eg.desk_of(eg.DAVID, tmp_path / "d")
    async with (
        App(eg.window(nasrin), route="/circles/new", locales=("en",)) as hers,
        App(eg.window(david), route="/circles/new", locales=("en",)) as his,
    ):
        for number in range(5):
            await hers.type(hers.find(ft.TextField, text="Name in English"), f"Only Nasrin {number}")
            await his.type(his.find(ft.TextField, text="Name in English"), f"Only David {number}")
            await asyncio.gather(hers.click(eg.language_switch(hers)), his.click(eg.language_switch(his)))
            await asyncio.gather(hers.click(eg.language_switch(hers)), his.click(eg.language_switch(his)))
        await hers.click(hers.find(ft.FilledButton, text="Create circle"))
        assert "Only Nasrin 4" in sent_text(hers)
        assert "Nasrin" not in sent_text(his)
        assert "David" not in sent_text(hers)


async def test_a_commit_while_a_window_is_away_reaches_it_when_it_is_back(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route="/circles", locales=("en",)) as app:
        connection, app.session._Session__conn = app.session.connection, None
        belonging.found(desk, {"name_en": "While away"})
        app.session._Session__conn = connection
        await app.fire(app.page, "connect")
        await app.until(lambda: "While away" in app.texts())


async def test_a_closed_window_hears_no_more(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    desk.wordbook.read(
        desk.memory, desk.person
    )  # which is the desk's own, and hears as long as that is there
    before = list(desk.memory._listeners)
    async with App(eg.window(desk), locales=("en",)) as app:
        assert len(desk.memory._listeners) > len(before)
        await app.fire(app.page, "close")
        assert desk.memory._listeners == before


async def test_what_was_typed_is_on_disk_after_a_pause_in_the_typing(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route="/circles/new", locales=("en",)) as app:
        await app.type(app.find(ft.TextField, text="Name in English"), "Half a na")
        await app.until(lambda: "Half a na" in drafting.draft(desk, "circle:new"))


async def test_a_second_window_that_typed_nothing_takes_nothing_away(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    [david] = eg.meet(desk, eg.DAVID)
    for route, place in ((f"/messages/{david}", f"dm:{david}"), ("/circles/new", "circle:new")):
        async with (
            App(eg.window(desk), route=route, locales=("en",)) as first,
            App(eg.window(desk), route=route, locales=("en",)) as second,
        ):
            await first.type(first.find_all(ft.TextField)[0], "Half a sen")
            await first.until(lambda place=place: "Half a sen" in drafting.draft(desk, place))
            await second.go("/people")
            await asyncio.sleep(0.01)
            assert "Half a sen" in drafting.draft(desk, place)


async def test_what_was_sent_before_the_disk_was_full_is_not_offered_to_be_sent_again(tmp_path):
    device = Device(tmp_path)
    desk = Desk(memory=device.memory, clock=eg.Clock())
    introducing.introduce(desk, eg.NASRIN)
    [david] = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "With moleskin.")
        await app.until(lambda: drafting.draft(desk, f"dm:{david}"))
        desk.memory.subscribe(lambda news: setattr(device.disk, "full", "kind:dm" in news))
        await app.click(app.find(ft.IconButton, text="Send"))
        assert any("no room left" in text for text in app.texts())
        assert app.find(ft.TextField).value == ""
        assert len(messaging.messages(desk, david)) == 1
        device.disk.full = False
        await app.go("/people")
        await app.until(lambda: not drafting.draft(desk, f"dm:{david}"))


async def test_a_window_on_something_whose_id_is_made_anew_goes_along_with_its_draft(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Night splints"}).id
    post = posting.post(desk, circle, "topic", "Straps", "Which ones last?").id
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "Velcro wea")
        await app.until(lambda: drafting.draft(desk, f"reply:{post}"))
        anew = {post: desk.new_id()}
        desk.memory.set_sign("renamed", anew)
        rename(desk.memory, anew)
        await app.until(lambda: app.route == f"/circles/{circle}/posts/{anew[post]}")
        assert "Which ones last?" in app.texts()
        assert app.find(ft.TextField).value == "Velcro wea"


async def test_a_prompt_that_is_not_there_can_be_edited_no_more_but_blanks_no_window(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Night splints"}).id
    route = f"/circles/{circle}/prompts/{desk.new_id()}/edit"
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await app.type(app.find_all(ft.TextField)[0], "What was hard?")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert any("not on this device" in text for text in app.texts())


async def test_a_window_that_was_never_seen_to_close_harms_nobody(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), locales=("en",)) as app:
        app.page._Page__session = lambda: None  # as when its session has been let go of
        belonging.found(desk, {"name_en": "Night splints"})
        app.page._Page__session = lambda: app.session
        assert [circle.name.en for circle in belonging.mine(desk)] == ["Night splints"]


async def test_the_device_chooses_the_language_until_the_person_does(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), locales=("bn-IN", "en-GB")) as app:
        assert BENGALI_HOME in app.texts()
        await app.click(eg.language_switch(app))
    async with App(eg.window(desk), locales=("bn-IN", "en-GB")) as again:
        assert ENGLISH_HOME in again.texts()


async def test_a_switch_takes_flutters_own_words_along(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), locales=("en",)) as app:
        await app.click(eg.language_switch(app))
        assert app.page.locale_configuration.current_locale.language_code == "bn"


async def test_a_mistake_of_setu_itself_is_told_in_the_readers_language_and_not_in_pythons(tmp_path):
    async with App(eg.window(eg.desk_of(eg.NASRIN, tmp_path)), locales=("bn",)) as app:
        app.page.session.error("KeyError: 'নাসরিন'\nTraceback (most recent call last)")
        told = app.forgive()
    assert told == "সেতু নিজেই একটি ভুল করেছে। আপনার লেখা নিরাপদ আছে। আবার খুলুন।"
