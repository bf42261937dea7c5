"""Protection: what it is worth is said before it is chosen, and nothing typed is lost on the way."""

from dataclasses import replace
from pathlib import Path

import examples as eg
import flet as ft
import pytest
from keystores import Keystore
from ui.harness import App

from app.domain.errors import StoreSealed
from app.services import protecting
from app.services.desk import Desk, Means
from app.store.memory import Memory

ROUTE = "/me/settings/protection"
PASSPHRASE = "a river with seven bridges"
LANGS = pytest.mark.parametrize("lang", ["en", "bn"])
NO_EXTRA = Means(browser=False, cipher=lambda: False, keystore=lambda: True)
NO_KEYSTORE = Means(browser=False, cipher=lambda: True, keystore=lambda: False)
ONLY_A_BROWSER = Means(browser=True)
SAID = {
    "en": {
        "new": "New passphrase",
        "again": "The same once more",
        "protect": "Protect with this passphrase",
        "short": "That is too short. A passphrase has at least 8 letters.",
        "differ": "The two are not the same. Type the same passphrase twice.",
        "open": "Not protected: whoever opens the files of this device can read it.",
        "sealed": "Protected: only your passphrase opens the data.",
        "done": "Done. From now on Setu asks for the passphrase when it starts.",
        "least": "At least 8 letters.",
        "forgotten": "Nobody can recover a forgotten passphrase",
        "no extra": "-m pip install cryptography keyring",
    },
    "bn": {
        "new": "নতুন পাসফ্রেজ",
        "again": "একই পাসফ্রেজ আবার",
        "protect": "এই পাসফ্রেজ দিয়ে সুরক্ষিত করুন",
        "short": "এটি খুব ছোট। পাসফ্রেজে অন্তত ৮টি অক্ষর থাকতে হবে।",
        "differ": "দুটি এক নয়। একই পাসফ্রেজ দুবার লিখুন।",
        "open": "সুরক্ষিত নয়: যিনি এই ডিভাইসের ফাইল খুলতে পারেন, তিনি এসব পড়তেও পারবেন।",
        "sealed": "সুরক্ষিত: শুধু আপনার পাসফ্রেজ দিয়েই তথ্য খোলে।",
        "done": "হয়ে গেছে। এখন থেকে সেতু চালু হওয়ার সময় পাসফ্রেজ চাইবে।",
        "least": "অন্তত ৮টি অক্ষর।",
        "forgotten": "ভুলে যাওয়া পাসফ্রেজ",
        "no extra": "-m pip install cryptography keyring",
    },
}


def ways(app: App) -> ft.RadioGroup:
    return app.find(ft.RadioGroup, identifier="protection-way")


def radio(app: App, value: str) -> ft.Radio:
    return next(found for found in app.find_all(ft.Radio) if found.value == value)


def resting(app: App) -> list[object]:
    return [radio(app, way).disabled for way in ("open", "keystore", "passphrase")]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def field(app: App, label: str) -> ft.TextField:
    return app.find(ft.TextField, text=label)


def all_said(app: App) -> str:
    return " ".join(app.texts())


async def sealed(tmp_path: Path) -> Desk:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    await protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE)
    protecting.take_note(desk)
    return desk


@LANGS
async def test_a_passphrase_is_set_and_that_it_is_done_is_said_clearly(tmp_path: Path, lang: str) -> None:
    desk, said = eg.desk_of(eg.NASRIN, tmp_path), SAID[lang]
    async with App(eg.window(desk), route=ROUTE, locales=(lang,)) as app:
        assert said["open"] in app.texts()
        assert said["forgotten"] in all_said(app)
        assert app.find_all(ft.TextField) == []
        await app.choose(ways(app), "passphrase")
        assert said["least"] in str(field(app, said["new"]).helper)
        await app.type(field(app, said["new"]), PASSPHRASE)
        await app.type(field(app, said["again"]), PASSPHRASE)
        await app.click(app.find(ft.FilledButton, text=said["protect"]))
        await app.until(lambda: said["done"] in app.texts())
        assert said["sealed"] in app.texts()
        assert app.find_all(ft.TextField) == []
        await app.go("/me/settings")
        assert said["sealed"] in app.texts()
        await app.go(ROUTE)
        assert said["done"] not in app.texts()
    desk.memory.close()
    with pytest.raises(StoreSealed):
        Memory.open(tmp_path / "setu.db")


@LANGS
@pytest.mark.parametrize(
    ("passphrase", "again", "where", "why"),
    [("seven b", "seven b", "new", "short"), (PASSPHRASE, "a river", "again", "differ")],
)
async def test_what_is_refused_is_said_at_its_field_and_nothing_typed_is_lost(
    tmp_path: Path, lang: str, passphrase: str, again: str, where: str, why: str
) -> None:
    desk, said = eg.desk_of(eg.NASRIN, tmp_path), SAID[lang]
    async with App(eg.window(desk), route=ROUTE, locales=(lang,)) as app:
        await app.choose(ways(app), "passphrase")
        await app.type(field(app, said["new"]), passphrase)
        await app.type(field(app, said["again"]), again)
        await app.submit(field(app, said["again"]))
        assert field(app, said[where]).error == said[why]
        assert len([text for text in app.texts() if text == said[why]]) == 1
        await app.click(eg.language_switch(app))
        values = [found.value for found in app.find_all(ft.TextField)]
        assert values == [passphrase, again]
        assert protecting.protection(desk).by == ""


async def test_enter_in_the_first_field_leads_to_the_second(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.choose(ways(app), "passphrase")
        await app.type(field(app, "New passphrase"), PASSPHRASE)
        await app.submit(field(app, "New passphrase"))
        assert [call.name for call in app.calls][-1] == "focus"
        assert [found.error for found in app.find_all(ft.TextField)] == [None, None]


async def test_no_passphrase_is_kept_on_the_disk(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.choose(ways(app), "passphrase")
        await app.type(field(app, "New passphrase"), PASSPHRASE)
        await app.go("/me")
        await app.go(ROUTE)
        assert app.find_all(ft.TextField) == []
    assert desk.memory.notes("draft:") == []
    desk.memory.close()
    assert PASSPHRASE.encode() not in on_disk(tmp_path)


async def test_every_window_sees_the_progress_and_can_go_on_meanwhile(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with (
        App(eg.window(desk), route=ROUTE, locales=("en",)) as first,
        App(eg.window(desk), route=ROUTE, locales=("bn",)) as second,
    ):
        desk.memory.set_sign("protecting", protecting.Change(to="passphrase", share=0.42))
        for app, said in ((first, "The file is being written anew…"), (second, "ফাইলটি নতুন করে লেখা হচ্ছে…")):
            await app.until(lambda app=app: app.find_all(ft.ProgressBar))  # type: ignore[misc]
            assert app.find(ft.ProgressBar).value == 0.42
            assert said in app.texts()
            assert app.find_all(ft.RadioGroup) == []


async def test_the_passphrase_can_be_changed(tmp_path: Path) -> None:
    desk = await sealed(tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert ways(app).value == "passphrase"
        await app.click(app.find(ft.TextButton, text="Change the passphrase…"))
        await app.type(field(app, "New passphrase"), "another river")
        await app.type(field(app, "The same once more"), "another river")
        await app.click(app.find(ft.FilledButton, text="Change the passphrase"))
        await app.until(lambda: SAID["en"]["done"] in app.texts())
    desk.memory.close()
    Memory.open(tmp_path / "setu.db", passphrase="another river").close()


async def test_the_protection_is_not_removed_before_it_was_asked(tmp_path: Path) -> None:
    desk = await sealed(tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.choose(ways(app), "open")
        await app.click(app.find(ft.OutlinedButton, text="Remove the protection…"))
        assert "Whoever opens the files of this device can then read what Setu keeps." in app.texts()
        await app.click(app.find(ft.TextButton, text="Stay protected"))
        assert protecting.protection(desk).by == "passphrase"
        await app.click(app.find(ft.OutlinedButton, text="Remove the protection…"))
        await app.click(next(b for b in app.find_all(ft.FilledButton) if "Remove" in app.texts(b)))
        await app.until(lambda: "Done. The data is no longer protected." in app.texts())
        assert SAID["en"]["open"] in app.texts()
    desk.memory.close()
    Memory.open(tmp_path / "setu.db").close()


@LANGS
async def test_the_keystore_of_the_device_can_open_it(tmp_path: Path, lang: str, keystore: Keystore) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    said = {
        "en": ("Protect with the keystore", "Protected: this device's keystore opens the data."),
        "bn": ("কী-স্টোর দিয়ে সুরক্ষিত করুন", "সুরক্ষিত: এই ডিভাইসের কী-স্টোর দিয়ে তথ্য খোলে।"),
    }[lang]
    async with App(eg.window(desk), route=ROUTE, locales=(lang,)) as app:
        await app.choose(ways(app), "keystore")
        await app.click(app.find(ft.FilledButton, text=said[0]))
        await app.until(lambda: said[1] in app.texts())
    assert len(keystore.kept) == 1
    desk.memory.close()
    Memory.open(tmp_path / "setu.db").close()


async def test_a_keystore_that_refuses_is_told_and_leaves_all_as_it_was(
    tmp_path: Path, keystore: Keystore
) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.choose(ways(app), "keystore")
        keystore.broken = True
        await app.click(app.find(ft.FilledButton, text="Protect with the keystore"))
        await app.until(lambda: "Setu finds no keystore on this device" in all_said(app))
        assert SAID["en"]["open"] in app.texts()
        assert ways(app).value == "keystore"


@LANGS
async def test_without_the_extra_the_choices_rest_and_it_says_what_is_missing(
    tmp_path: Path, lang: str
) -> None:
    desk = replace(eg.desk_of(eg.NASRIN, tmp_path), means=NO_EXTRA)
    async with App(eg.window(desk), route=ROUTE, locales=(lang,)) as app:
        assert resting(app) == [False, True, True]
        (copied,) = app.find_all(ft.SelectionArea)
        assert SAID[lang]["no extra"] in " ".join(app.texts(copied))


@LANGS
async def test_without_a_keystore_a_passphrase_can_still_be_chosen(tmp_path: Path, lang: str) -> None:
    desk = replace(eg.desk_of(eg.NASRIN, tmp_path), means=NO_KEYSTORE)
    missing = {"en": "Setu finds no keystore", "bn": "এই ডিভাইসে সেতু কোনো কী-স্টোর পাচ্ছে না"}[lang]
    async with App(eg.window(desk), route=ROUTE, locales=(lang,)) as app:
        assert resting(app) == [
            False,
            True,
            False,
        ]
        assert missing in all_said(app)


async def test_in_a_browser_alone_it_says_that_there_is_none(tmp_path: Path) -> None:
    desk = replace(eg.desk_of(eg.NASRIN, tmp_path), means=ONLY_A_BROWSER)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert resting(app) == [False, True, True]
        assert "A Setu that runs only in a browser cannot protect its data." in app.texts()
        assert "pip install" not in all_said(app)
