"""The welcome: a language, a name, a discipline, and one can begin."""

from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.domain.taxonomy import DISCIPLINES, Term
from app.services import connecting, introducing
from app.services.desk import Desk

ONE_NAME_IS_NEEDED = "Write your name, in English letters, in Bengali letters, or both."
NOT_A_NAME = "A name is written in English or Bengali letters, one script in each word."


def in_english(desk: Desk) -> App:
    return App(eg.window(desk), locales=("en-GB",))


def field(app: App, name: str) -> ft.TextField:
    return app.find(ft.TextField, identifier=f"field-{name}")


def said_at(app: App, name: str) -> list[str]:
    return app.texts(app.find(ft.Semantics, identifier=f"field-{name}"))


def choice(app: App, term: Term) -> ft.TextButton:
    return next(line for line in app.find_all(ft.TextButton) if {term.en, term.bn} & set(app.texts(line)))


async def choose_discipline(app: App, code: str) -> None:
    await app.click(app.find(ft.OutlinedButton, identifier="field-discipline"))
    await app.click(choice(app, DISCIPLINES[code]))


async def start(app: App) -> None:
    await app.click(app.find(ft.FilledButton, identifier="start"))


async def unfold(app: App, identifier: str) -> None:
    head = app.find_all(ft.TextButton, identifier=identifier)
    await app.click(next(part for part in head if part.on_click))


def trouble_at(app: App, name: str) -> str | None:
    error = field(app, name).error
    return error if isinstance(error, str) else None


async def test_a_bengali_name_and_a_discipline_are_enough(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with App(eg.window(desk)) as app:
        assert app.find_all(ft.TextField)[0] is field(app, "name_bn")
        await app.type(field(app, "name_bn"), "নাসরিন আক্তার")
        await choose_discipline(app, "ot")
        await start(app)
        assert app.find(ft.NavigationBar)
    assert introducing.me(desk).name.bn == "নাসরিন আক্তার"
    assert introducing.me(desk).discipline == "ot"


async def test_the_language_is_the_first_thing_and_guessed(tmp_path: Path) -> None:
    async with in_english(eg.desk(tmp_path)) as app:
        shown = app.texts()
        assert shown.index("English") < shown.index("Welcome to Setu")
        assert field(app, "name_en") is app.find_all(ft.TextField)[0]


async def test_without_a_name_one_is_told_beside_the_field_and_loses_nothing(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with in_english(desk) as app:
        await choose_discipline(app, "physio")
        await start(app)
        assert trouble_at(app, "name_en") == ONE_NAME_IS_NEEDED
        assert app.texts().count(ONE_NAME_IS_NEEDED) == 1
        assert DISCIPLINES["physio"].en in said_at(app, "discipline")
        assert app.calls[-1].args["scroll_key"] == "name_en"
        await app.type(field(app, "name_bn"), "রিনা")
        assert trouble_at(app, "name_en") is None, "the sentence goes as soon as one mends it"
    assert not introducing.is_known(desk)


async def test_without_a_discipline_one_is_told_there(tmp_path: Path) -> None:
    async with in_english(eg.desk(tmp_path)) as app:
        await app.type(field(app, "name_bn"), "রিনা")
        await start(app)
        assert "Choose what you do." in said_at(app, "discipline")
        assert field(app, "name_bn").value == "রিনা"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ন" * 10_000, "That name is too long. A name has 80 letters at most."),
        ("নাসরিন 🌸", NOT_A_NAME),
        ("নাসরিনAkter", NOT_A_NAME),
        ("\u200b\u200d\ufeff", ONE_NAME_IS_NEEDED),
        ("\u202e\u2066", ONE_NAME_IS_NEEDED),
        ("নাসরিন\u202e 12:30", NOT_A_NAME),
        ("অ্যাডমিন", "That word stands for a role here. Choose another name."),
    ],
    ids=[
        "ten thousand",
        "emoji",
        "two scripts in a word",
        "zero width",
        "only overrides",
        "override",
        "role",
    ],
)
async def test_what_is_no_name_gives_one_sentence_and_stays_as_typed(
    typed: str, sentence: str, tmp_path: Path
) -> None:
    desk = eg.desk(tmp_path)
    async with in_english(desk) as app:
        await app.type(field(app, "name_bn"), typed)
        await choose_discipline(app, "ot")
        await start(app)
        troubles = [trouble_at(app, name) for name in ("name_en", "name_bn")]
        assert [told for told in troubles if told] == [sentence]
        assert app.texts().count(sentence) == 1
        assert field(app, "name_bn").value == typed
    assert not introducing.is_known(desk)


async def test_mixed_normal_forms_and_an_override_around_a_name_are_cleaned(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with in_english(desk) as app:
        await app.type(field(app, "name_bn"), "\u202eড\u09bcলি বড\u09bc\u09c1য়া\u202c")
        await app.type(field(app, "name_en"), "  Rene\u0301e   Roy ")
        await choose_discipline(app, "ot")
        await start(app)
    assert introducing.me(desk).name.bn == "ড\u09bcলি বড\u09bc\u09c1য\u09bcা"
    assert introducing.me(desk).name.en == "Renée Roy"


async def test_switching_the_language_midway_keeps_text_and_choices(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with App(eg.window(desk)) as app:
        await app.type(field(app, "name_bn"), "রিনা চাকমা")
        await app.type(field(app, "name_en"), "Rina Chakma")
        await choose_discipline(app, "slt")
        await unfold(app, "more")
        autism = app.find(ft.Chip, text="অটিজম")
        await app.fire(autism, "select", True, selected=True)
        await app.type(field(app, "ask"), "ছবি দিয়ে কথা")
        await app.click(app.find(ft.TextButton, identifier="language-switch"))
        assert app.find_all(ft.TextField)[0] is field(app, "name_en")
        assert field(app, "name_en").value == "Rina Chakma"
        assert field(app, "name_bn").value == "রিনা চাকমা"
        assert field(app, "ask").value == "ছবি দিয়ে কথা"
        assert DISCIPLINES["slt"].en in said_at(app, "discipline")
        assert app.find(ft.Chip, text="Autism").selected
        await start(app)
    assert introducing.me(desk).areas == ("autism",)


async def test_a_draft_is_there_again_after_a_restart(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with in_english(desk) as app:
        await app.type(field(app, "name_bn"), "রিনা")
        await choose_discipline(app, "slt")
        await app.until(lambda: "slt" in str(desk.memory.note("draft:welcome")))
    desk.memory.close()
    opened = eg.desk(tmp_path)
    async with in_english(opened) as app:
        assert field(app, "name_bn").value == "রিনা"
        assert DISCIPLINES["slt"].en in said_at(app, "discipline")
        await start(app)
        await app.until(lambda: not opened.memory.note("draft:welcome"))
    assert introducing.is_known(opened)


async def test_a_district_is_found_by_its_older_spelling(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with in_english(desk) as app:
        await app.type(field(app, "name_bn"), "রিনা")
        await choose_discipline(app, "slt")
        await unfold(app, "more")
        await app.click(app.find(ft.OutlinedButton, identifier="field-district"))
        await app.type(field(app, "district"), "Jessore")
        assert field(app, "district").value == "Jessore", "the results do not empty the field"
        await app.click(app.find(ft.TextButton, text="Jashore"))
        assert "Jashore" in said_at(app, "district")
        await start(app)
    assert introducing.me(desk).district == "jashore"


async def test_trouble_in_a_folded_part_unfolds_it(tmp_path: Path) -> None:
    async with in_english(eg.desk(tmp_path)) as app:
        await app.type(field(app, "name_bn"), "রিনা")
        await choose_discipline(app, "slt")
        await unfold(app, "more")
        await app.type(field(app, "ask"), "ক" * 601)
        await unfold(app, "more")
        assert app.find_all(ft.TextField, identifier="field-ask") == []
        await start(app)
        assert "601" in (trouble_at(app, "ask") or "")


async def test_another_device_is_joined_after_introducing_oneself(tmp_path: Path) -> None:
    desk = eg.desk(tmp_path)
    async with in_english(desk) as app:
        await app.type(field(app, "name_bn"), "রিনা")
        await choose_discipline(app, "slt")
        await unfold(app, "another-device")
        await app.type(field(app, "address"), "http://setu.example.org")
        await start(app)
        assert trouble_at(app, "address")
        assert trouble_at(app, "code") == "Type the invite code."
        assert not introducing.is_known(desk), "nothing is done by half"
        await app.type(field(app, "address"), "setu.example.org")
        await app.type(field(app, "code"), "ABCD EFGH")
        await start(app)
    assert introducing.is_known(desk)
    server = connecting.server(desk)
    assert server
    assert (server.address, server.code) == ("https://setu.example.org", "ABCDEFGH")


async def test_two_newcomers_on_two_desks_do_not_meet(tmp_path: Path) -> None:
    def newcomer(name: str) -> Desk:
        return eg.desk(tmp_path / name)

    async with in_english(newcomer("a")) as asha, in_english(newcomer("b")) as bela:
        await asha.type(field(asha, "name_bn"), "আশা গোপন")
        await choose_discipline(asha, "nurse")
        await start(bela)
        assert field(bela, "name_bn").value == ""
        assert app_is_known(asha) is False
        await start(asha)
        assert "আশা গোপন" not in "".join(message.text for message in bela.sent)
        assert trouble_at(bela, "name_en") == ONE_NAME_IS_NEEDED


def app_is_known(app: App) -> bool:
    return bool(app.find_all(ft.NavigationBar))
