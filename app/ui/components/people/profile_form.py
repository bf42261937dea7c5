"""The fields in which one describes oneself: shared by the welcome and by editing the profile."""

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from app.domain.districts import DISTRICTS
from app.domain.errors import Refused, SetuError
from app.domain.kinds import KINDS, check_fields
from app.domain.people import is_listed
from app.domain.taxonomy import AREAS, DISCIPLINES, ROLES, SETTINGS, TONGUES, YEARS
from app.i18n.catalogs import Translator
from app.i18n.languages import LANGUAGES, Language, other
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.fields import Choices, Form, TextInput, hint, use_watching
from app.ui.components.form_faults import Troubles, at
from app.ui.components.term_picker import Choice
from app.ui.components.writing.facing import beside
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import Guard
from app.ui.hooks import use_state
from app.ui.state import Layout, use_here, use_words
from app.ui.theme import SPACE

Audiences = Callable[[str, str], ft.Control]
"""Gives what tells, or lets one choose, who may see a field: of its name and of what it is called."""

BLANK: dict[str, Any] = {
    "name_en": "",
    "name_bn": "",
    "discipline": "",
    "roles": [],
    "areas": [],
    "setting": "",
    "district": "",
    "years": "",
    "tongues": [],
    "ask": "",
    "learn": "",
    "listed": None,
    "audience": {},
}
"""A profile nobody has filled in. Who has not chosen whether to be listed is or is not by their role."""

NAMES = ("name_en", "name_bn")
"""One of them is enough, so what is wrong with both is mended in either."""

NEEDED = (*NAMES, "discipline")


def wrong(values: Mapping[str, Any], lang: Language) -> dict[str, SetuError]:
    """Everything a profile with these values would be refused for, by field and in the order of reading."""
    found: dict[str, SetuError] = {}
    clean: dict[str, Any] = {}
    for name in _reading_order(lang):
        given = values.get(name, BLANK[name])
        try:
            clean |= check_fields("me", {} if given is None else {name: given})
        except Refused as why:
            found[name] = why
    names = KINDS["me"].one_of
    if not any(name in found or clean.get(name) for name in names):
        found[f"name_{lang}"] = Refused("name.empty")
    for name in KINDS["me"].required:
        if not clean.get(name) and name not in found:
            found[name] = Refused("field.missing")
    return {name: found[name] for name in _reading_order(lang) if name in found}


def told(name: str, found: Troubles, words: Translator) -> str:
    """The sentence that stands beside this field; nothing when nothing is wrong there."""
    if name not in found:
        return ""
    if (name, found[name].code) == ("discipline", "field.missing"):
        return words.t("Choose what you do.")
    return troubles.tell(found[name], words)


def needed_fields(form: Form, found: Troubles, words: Translator, layout: Layout) -> list[ft.Control]:
    """The name in the two scripts, side by side where there is room, one's own first; and the discipline."""
    labels = {"en": words.t("Name in English letters"), "bn": words.t("Name in Bengali letters")}
    names = {
        lang: at(
            f"name_{lang}",
            TextInput(form, f"name_{lang}", labels[lang], error=told(f"name_{lang}", found, words)),
        )
        for lang in LANGUAGES
    }
    profession = words.t("What you do")
    wrong_with_it = told("discipline", found, words)
    discipline = Choice(form, "discipline", profession, DISCIPLINES, wrong_with_it, needed=True)
    enough = hint(words.t("One of the two is enough. With both, colleagues find you in either script."))
    named = ft.Column(
        [beside(names["en"], names["bn"], words, layout), enough],
        spacing=SPACE.M,
        horizontal_alignment=_STRETCH,
    )
    parts = [named, at("discipline", discipline)]
    return [ft.Column(parts, spacing=SPACE.L, horizontal_alignment=_STRETCH)]


def optional_fields(
    guard: Guard,
    form: Form,
    found: Troubles,
    words: Translator,
    audiences: Audiences,
    *,
    learning: bool = False,
) -> list[ft.Control]:
    """The fields one may leave empty, each with who sees it; `learning` adds what one wants to learn."""
    t = words.t
    some = {
        "roles": (t("Your roles"), ROLES),
        "areas": (t("Practice areas"), AREAS),
        "tongues": (t("Languages spoken"), TONGUES),
    }
    one = {
        "district": (t("District"), DISTRICTS),
        "setting": (t("Where you work"), SETTINGS),
        "years": (t("Years of experience"), YEARS),
    }
    written = {"ask": (t("Ask me about"), t("What colleagues may come to you with, in your own words."))}
    if learning:
        written["learn"] = (t("I want to learn"), t("Someone here may know."))
    parts = {
        **{name: (label, Choices(form, name, label, terms)) for name, (label, terms) in some.items()},
        **{name: (label, Choice(form, name, label, terms)) for name, (label, terms) in one.items()},
        **{
            name: (label, GuardedInput(guard, form, name, label, help, 2, told(name, found, words)))
            for name, (label, help) in written.items()
        },
    }
    return [
        at(name, ft.Column([field, audiences(name, label)], spacing=SPACE.S, horizontal_alignment=_STRETCH))
        for name, (label, field) in parts.items()
    ]


@ft.component
def Listed(form: Form) -> ft.Control:
    """Whether one can be found in the directory; for a student it begins as off."""
    here, words = use_here(), use_words()
    shown, show = use_state(lambda: is_listed(form.values))
    use_watching(form, lambda _name: show(is_listed(form.values)))
    student = "student" in form.values.get("roles", ())

    def turn() -> None:
        form.fill("listed", not shown)

    return ft.MergeSemantics(
        ft.ListTile(
            content_padding=0,
            toggle_inputs=True,
            title=words.t("Show me in the People directory"),
            subtitle=words.t("Off: only people in your circles find you and can write to you.")
            if student
            else words.t("Off: only people in your circles find you."),
            trailing=ft.Switch(value=shown, on_change=acts(here, turn)),
        )
    )


def _reading_order(lang: Language) -> list[str]:
    names = [f"name_{lang}", f"name_{other(lang)}"]
    rest = ["discipline", "roles", "areas", "tongues", "district", "setting", "years", "ask", "learn"]
    return [*names, *rest, "listed", "audience"]


_STRETCH = ft.CrossAxisAlignment.STRETCH
