"""Editing one's profile: the fields, who sees each, and the preview."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.people import Audience
from app.services import introducing
from app.services.desk import Desk

WORKER = {**eg.NASRIN, "setting": "ngo", "years": "6-10"}


def opened(desk: Desk, **how: object) -> App:
    return App(eg.window(desk), route="/me/edit", locales=("en",), **how)  # type: ignore[arg-type]


def preview(app: App) -> list[str]:
    return app.texts(app.find(ft.Semantics, identifier="preview"))


async def let_see(app: App, field: str, audience: str) -> None:
    chooser = app.find(ft.Semantics, identifier=f"audience-{field}")
    item = next(i for i in app.find_all(ft.PopupMenuItem, text=audience) if i in _inside(app, chooser))
    await app.click(item)


def _inside(app: App, outer: ft.Semantics) -> list[ft.BaseControl]:
    return app.find_all(identifier=outer.identifier)


async def look_as(app: App, audience: Audience) -> None:
    await app.choose(app.find(ft.RadioGroup, identifier="preview"), audience.value)


async def save(app: App) -> None:
    await app.click(app.find(ft.FilledButton, text="Save"))


async def test_each_audience_sees_in_the_preview_what_it_will_see(tmp_path: Path) -> None:
    async with opened(eg.desk_of(WORKER, tmp_path)) as app:
        assert "Hand therapy" in preview(app)
        assert "NGO" not in preview(app)
        await look_as(app, Audience.CIRCLES)
        assert "NGO" in preview(app)
        assert "6 to 10 years" in preview(app)


async def test_choosing_an_audience_changes_the_preview_and_is_kept(tmp_path: Path) -> None:
    desk = eg.desk_of(WORKER, tmp_path)
    async with opened(desk) as app:
        await let_see(app, "areas", "Only me")
        assert "Hand therapy" not in preview(app)
        await let_see(app, "setting", "Everyone")
        assert "NGO" in preview(app)
        await save(app)
        assert "Your profile is saved." in app.texts()
    assert introducing.as_others_see(desk, Audience.CIRCLES).areas == ()
    assert introducing.as_others_see(desk, Audience.EVERYONE).setting == "ngo"
    assert introducing.me(desk).areas == ("hand",), "kept for oneself"


async def test_the_preview_follows_what_is_typed(tmp_path: Path) -> None:
    async with opened(eg.desk_of(WORKER, tmp_path)) as app:
        learn = app.find(ft.TextField, identifier="field-learn")
        await app.type(learn, "Pressure garments")
        assert "Pressure garments" in preview(app)
        assert app.find(ft.TextField, identifier="field-learn") is learn, "the field itself is left alone"


async def test_only_what_changed_is_written(tmp_path: Path) -> None:
    desk = eg.desk_of(WORKER, tmp_path)
    before = desk.memory.get(desk.own, "me", desk.person)
    async with opened(desk) as app:
        await save(app)
        assert desk.memory.get(desk.own, "me", desk.person) == before
        await app.type(app.find(ft.TextField, identifier="field-name_en"), "Nasrin A. Roy")
        await save(app)
    after = desk.memory.get(desk.own, "me", desk.person)
    assert after
    assert dict(after.waiting[-1].args) == {"name_en": "Nasrin A. Roy"}


async def test_an_unusable_name_is_told_beside_it_and_nothing_is_saved(tmp_path: Path) -> None:
    desk = eg.desk_of(WORKER, tmp_path)
    async with opened(desk) as app:
        name = app.find(ft.TextField, identifier="field-name_en")
        await app.type(name, "Nasrin 🌸")
        await save(app)
        name = app.find(ft.TextField, identifier="field-name_en")
        assert name.value == "Nasrin 🌸"
        assert isinstance(name.error, str)
        assert "one script in each word" in name.error
    assert introducing.me(desk).name.en == "Nasrin Akter"


async def test_what_was_typed_survives_leaving_the_screen(tmp_path: Path) -> None:
    desk = eg.desk_of(WORKER, tmp_path)
    async with opened(desk) as app:
        await app.type(app.find(ft.TextField, identifier="field-ask"), "Splints from PVC pipe")
        await app.go("/me")
        await app.go("/me/edit")
        assert app.find(ft.TextField, identifier="field-ask").value == "Splints from PVC pipe"


async def test_one_can_leave_the_directory(tmp_path: Path) -> None:
    desk = eg.desk_of(WORKER, tmp_path)
    async with opened(desk) as app:
        await app.choose(app.find(ft.Switch), False)
        await save(app)
    assert introducing.profile(desk)["listed"] is False


async def test_two_people_editing_in_two_windows_stay_apart(tmp_path: Path) -> None:
    asha_desk, bela_desk = eg.desk_of(WORKER, tmp_path / "a"), eg.desk_of(eg.DAVID, tmp_path / "b")
    async with opened(asha_desk) as asha, opened(bela_desk) as bela:
        await asha.type(asha.find(ft.TextField, identifier="field-learn"), "গোপন ইচ্ছা")
        await let_see(bela, "areas", "Only me")
        await save(asha)
        assert "গোপন ইচ্ছা" in preview(asha)
        assert "গোপন ইচ্ছা" not in "".join(message.text for message in bela.sent)
        assert "Your profile is saved." not in bela.texts()
    assert introducing.me(bela_desk).learn == ""
