"""The keys that work everywhere, without a browser: what each of them does where one is."""

import asyncio
from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.everything import populated
from ui.harness import App

WIDE = 1280


def opened(folder: Path, route: str = "/", width: float = WIDE, locale: str = "en") -> App:
    desk, names = populated(folder)
    return App(eg.window(desk), route=route.format(**names), width=width, locales=(locale,))


async def press(app: App, key: str, **held: bool) -> None:
    await app.fire(
        app.page,
        "keyboard_event",
        {"shift": False, "ctrl": False, "alt": False, "meta": False, "key": key} | held,
    )


@pytest.mark.parametrize("held", [{"key": "K", "ctrl": True}, {"key": "/"}])
@pytest.mark.parametrize(
    ("route", "search"),
    [
        ("/", "/search"),
        ("/circles/{circle}/posts/{post}", "/circles/search"),
        ("/messages", "/messages/search"),
        ("/me/settings/writing", "/search"),
        ("/glossary/splint", "/search"),
    ],
)
async def test_the_search_opens_from_anywhere_and_escape_leads_back_to_there(tmp_path, route, search, held):
    async with opened(tmp_path, route) as app:
        there = app.route
        await press(app, **held)
        assert app.route == search
        await press(app, "Escape")
        assert app.route == there


async def test_what_one_looked_for_by_a_button_before_has_no_way_back_to_elsewhere(tmp_path):
    async with opened(tmp_path, "/me/settings") as app:
        await press(app, "K", ctrl=True)
        await app.go("/")
        await app.click(app.find(ft.IconButton, text="Search (Ctrl+K)"))
        await press(app, "Escape")
        assert app.route == "/"


async def test_escape_goes_up_one_screen_at_a_time_and_stays_at_the_five_places(tmp_path):
    async with opened(tmp_path, "/me/settings/server") as app:
        await press(app, "Escape")
        assert app.route == "/me/settings"
        await press(app, "Escape")
        await press(app, "Escape")
        assert app.route == "/me"


@pytest.mark.parametrize(
    "held", [{"shift": True, "ctrl": True}, {"alt": True, "ctrl": True}, {"meta": True}, {}]
)
async def test_other_keys_with_k_open_nothing(tmp_path, held):
    async with opened(tmp_path) as app:
        await press(app, "K", **held)
        assert app.route == "/"


async def test_a_slash_is_a_letter_where_one_types(tmp_path):
    async with opened(tmp_path, "/circles") as app:
        field = app.find_all(ft.TextField)[0]
        await app.fire(field, "focus")
        await press(app, "/")
        assert app.route == "/circles"
        await app.fire(app.find_all(ft.TextField)[0], "blur")
        await press(app, "/")
        assert app.route == "/circles/search"


async def test_a_field_that_is_gone_with_its_screen_no_longer_has_the_keyboard(tmp_path):
    async with opened(tmp_path, "/circles/new") as app:
        await app.fire(app.find_all(ft.TextField)[0], "focus")
        await press(app, "Escape")
        assert app.route == "/circles"
        await press(app, "/")
        assert app.route == "/circles/search"


async def test_ctrl_k_works_in_a_field_too(tmp_path):
    async with opened(tmp_path, "/messages/{david}") as app:
        there = app.route
        await app.fire(app.find_all(ft.TextField)[0], "focus")
        await press(app, "K", ctrl=True)
        assert app.route == "/messages/search"
        await press(app, "Escape")
        assert app.route == there


async def test_a_mac_has_a_key_of_its_own(tmp_path):
    async with opened(tmp_path) as app:
        app.page.platform = ft.PagePlatform.MACOS
        await press(app, "K", ctrl=True)
        assert app.route == "/"
        await press(app, "K", meta=True)
        assert app.route == "/search"


async def test_escape_closes_a_list_of_choices_first(tmp_path):
    async with opened(tmp_path, "/circles/new") as app:
        await app.go("/search")
        await app.click(app.find(ft.OutlinedButton, identifier="filter-days"))
        assert "Last 7 days" in app.texts()
        await press(app, "Escape")
        assert "Last 7 days" not in app.texts()
        assert app.route == "/search"
        await press(app, "Escape")
        assert app.route == "/"


async def test_escape_leaves_a_dialog_and_a_menu_to_flutter(tmp_path):
    async with opened(tmp_path, "/me/settings") as app:
        app.page.show_dialog(ft.AlertDialog(title="Are you sure?"))
        await press(app, "Escape")
        await press(app, "K", ctrl=True)
        assert app.route == "/me/settings"
        app.page.pop_dialog()
    async with opened(tmp_path / "other", "/messages/{david}") as app:
        there = app.route
        menu = app.find_all(ft.PopupMenuButton)[0]
        await app.fire(menu, "open")
        await press(app, "Escape")
        assert app.route == there
        await app.fire(menu, "cancel")
        await press(app, "Escape")
        assert app.route == "/messages"


async def test_the_escape_that_closes_a_dialog_does_not_go_back_as_well_when_both_arrive_at_once(tmp_path):
    async with opened(tmp_path, "/me/settings") as app:
        dialog = ft.AlertDialog(title="Sure?")
        app.page.show_dialog(dialog)
        await app.settle()
        key = {"shift": False, "ctrl": False, "alt": False, "meta": False, "key": "Escape"}
        # A busy server reads all three before it does anything; only what has changed it takes at once.
        pressed = asyncio.create_task(app.session.dispatch_event(app.page._i, "keyboard_event", key))
        app.session.apply_patch(dialog._i, {"open": False})
        gone = asyncio.create_task(app.session.dispatch_event(dialog._i, "dismiss", None))
        await asyncio.gather(pressed, gone)
        await app.settle()
        assert app.route == "/me/settings"
        await press(app, "Escape")
        assert app.route == "/me"


async def test_a_sentence_at_the_foot_keeps_no_key_from_working(tmp_path):
    async with opened(tmp_path, "/me/settings") as app:
        app.page.show_dialog(ft.SnackBar(ft.Text("Saved")))
        await press(app, "Escape")
        assert app.route == "/me"


async def test_before_one_has_begun_there_is_nothing_to_search(tmp_path):
    async with App(eg.window(eg.desk(tmp_path)), width=WIDE) as app:
        await press(app, "K", ctrl=True)
        assert app.route == "/"


async def test_a_phone_is_not_asked_for_its_keys(tmp_path):
    desk, _ = populated(tmp_path)
    async with App(eg.window(desk), platform="android") as app:
        assert app.page.on_keyboard_event is None


@pytest.mark.parametrize(("locale", "tip"), [("en", "Search (Ctrl+K)"), ("bn", "খুঁজুন (Ctrl+K)")])
async def test_a_desktop_tells_of_the_keys(tmp_path, locale, tip):
    async with opened(tmp_path, "/search", locale=locale) as app:
        assert any("Ctrl+K" in text and "Esc" in text for text in app.texts())
        await app.go("/")
        assert tip in app.texts()
        await app.resize(400, 800)
        assert tip not in app.texts()


async def test_after_sending_nothing_is_left_of_the_field_before_that_could_take_the_keyboard_back(tmp_path):
    """A browser has one node for a field and its name together: where that stays, the blur of the field
    before, which may come late on a slow device, is the blur of the new one."""
    async with opened(tmp_path, "/circles/{circle}/posts/{post}") as app:
        before = nodes_of_fields(app)
        field = app.find(ft.TextField)
        await app.type(field, "Thank you")
        await app.submit(field)
        assert app.find(ft.TextField).value == ""
        assert before
        assert not before & nodes_of_fields(app)


def nodes_of_fields(app: App) -> set[int]:
    """What stands for a field in a browser: by the numbers under which Flet's client keeps them."""
    named = [node for node in app.find_all(ft.MergeSemantics) if isinstance(node.content, ft.Semantics)]
    return {node._i for node in named if isinstance(node.content.content, ft.TextField)}
