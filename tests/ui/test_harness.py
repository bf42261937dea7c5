"""The harness tells the truth about a small declarative app."""

import flet as ft
import pytest
from ui import tiny
from ui.harness import App


async def test_it_shows_what_a_person_sees_and_not_what_is_hidden() -> None:
    async with App(tiny.main) as app:
        assert "Hello" in app.texts()
        assert "Message" in app.texts()
        assert "secret" not in app.texts()


async def test_words_typed_and_sent_appear() -> None:
    async with App(tiny.main) as app:
        await app.type(app.find(ft.TextField, identifier="composer"), "ক্ষমতা")
        await app.click(app.find(key="send"))
        assert "ক্ষমতা" in app.texts()


async def test_a_memoised_line_is_drawn_once() -> None:
    async with App(tiny.main) as app:
        for word in ("one", "two", "three"):
            await app.type(app.find(ft.TextField), word)
            await app.click(app.find(ft.FilledButton))
        assert [text for text in app.texts() if text in ("one", "two", "three")] == ["one", "two", "three"]
        assert len(app.sent) < 12
        assert max(message.size for message in app.sent[-2:]) < 1500, "an appended line is a small patch"


async def test_the_language_switch_redraws_the_words() -> None:
    async with App(tiny.main) as app:
        await app.click(app.find(ft.TextButton, text="EN | বাং"))
        assert "নমস্কার" in app.texts()
        assert app.find(ft.FilledButton, text="পাঠান")
        assert "Hello" not in app.texts()


async def test_a_wide_window_has_no_bottom_bar() -> None:
    async with App(tiny.main, width=360) as app:
        assert app.find(ft.NavigationBar)
        await app.resize(1280, 800)
        assert app.find_all(ft.NavigationBar) == []


async def test_a_button_may_lead_to_another_address_and_back() -> None:
    async with App(tiny.main) as app:
        await app.click(app.find(ft.TextButton, text="Go"))
        assert app.route == "/circles/7"
        assert app.texts() == ["Circle 7"]
        assert [call.name for call in app.calls] == ["push_route"]
        await app.go("/")
        assert "Hello" in app.texts()


async def test_an_address_opened_directly_shows_its_screen() -> None:
    async with App(tiny.main, route="/circles/9") as app:
        assert app.texts() == ["Circle 9"]
    async with App(tiny.main, route="/nowhere") as app:
        assert app.texts() == ["Nothing here"]


async def test_a_dialog_is_seen_while_it_is_open() -> None:
    async with App(tiny.main) as app:
        await app.click(app.find(ft.TextButton, text="Ask"))
        assert "Sure?" in app.texts()
        await app.click(app.find(ft.TextButton, text="Yes"))
        assert "Sure?" not in app.texts()
        assert app.page._dialogs.controls == []


async def test_a_failing_handler_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="broken on purpose"):
        async with App(tiny.main) as app:
            await app.click(app.find(ft.TextButton, text="Fail"))


async def test_looking_for_what_is_not_there_says_what_is() -> None:
    async with App(tiny.main) as app:
        with pytest.raises(AssertionError, match="Hello"):
            app.find(ft.FilledButton, text="Nobody")
        with pytest.raises(AssertionError, match="does nothing"):
            await app.click(app.find(ft.Text, text="Hello"))


async def test_two_people_do_not_see_each_other() -> None:
    async with App(tiny.main) as asha, App(tiny.main) as bela:
        await asha.type(asha.find(ft.TextField), "গোপন কথা")
        await asha.click(asha.find(key="send"))
        await bela.click(bela.find(ft.TextButton, text="EN | বাং"))
        assert "গোপন কথা" in asha.texts()
        assert "গোপন কথা" in "".join(message.text for message in asha.sent)
        assert "গোপন কথা" not in "".join(message.text for message in bela.sent)
        assert "নমস্কার" not in asha.texts()


async def test_the_client_says_which_languages_its_person_reads() -> None:
    async with App(tiny.main, locales=("bn-IN", "en")) as app:
        info = await app.page.get_device_info()
        assert isinstance(info, ft.WebDeviceInfo)
        assert info.languages == ["bn-IN", "en"]
