"""What a circle says of itself, to be written in both languages: for a new one and for one that is there."""

import flet as ft

from app.domain.circles import APPROVAL, HIDDEN, OPEN
from app.domain.taxonomy import AREAS, SETTINGS, TONGUES
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, LANGUAGES, Language
from app.ui.components.choices import radios
from app.ui.components.fields import Choices, Form, TextInput
from app.ui.components.fold import fold
from app.ui.components.form_faults import Faults, at
from app.ui.components.letters import label as small
from app.ui.components.writing.facing import beside
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import Guard
from app.ui.components.writing.sides_preview import SidesPreview
from app.ui.hooks import use_state
from app.ui.state import Layout, use_here, use_layout, use_words
from app.ui.theme import SPACE

INSIDE = tuple(f"{field}_{lang}" for field in ("rules", "start") for lang in LANGUAGES)
WRITTEN = (*(f"{field}_{lang}" for field in ("name", "purpose") for lang in LANGUAGES), *INSIDE)
"""Where the form says what is wrong."""


def circle_fields(
    guard: Guard, form: Form, faults: Faults, words: Translator, layout: Layout
) -> list[ft.Control]:
    """Name and purpose in the two languages, the practice areas, and how it will read."""

    def side(lang: Language) -> ft.Control:
        named = words.t("Name in {language}", language=ENDONYMS[lang])
        meant = words.t("Purpose in {language}", language=ENDONYMS[lang])
        return ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                at(
                    f"name_{lang}",
                    TextInput(form, f"name_{lang}", named, error=faults.told(f"name_{lang}", words)),
                ),
                guarded_at(guard, form, faults, f"purpose_{lang}", meant, lines=3),
            ],
        )

    return [
        beside(side("en"), side("bn"), words, layout),
        Choices(form, "areas", words.t("Practice areas"), AREAS),
        SidesPreview(form, "purpose", "name"),
        ForWhom(form),
        EntryChoice(form),
        InsideFields(guard, form, faults),
    ]


@ft.component
def ForWhom(form: Form) -> ft.Control:
    """By what else it is found: where its people work, and in which languages; folded away at first."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: bool(form.values.get("settings") or form.values.get("tongues")))
    parts = [
        Choices(form, "settings", words.t("For people who work in"), SETTINGS),
        Choices(form, "tongues", words.t("Languages of the circle"), TONGUES),
    ]
    said = words.t("Left open, it is for everybody.")
    return fold(here, words.t("Who it is for"), said, parts, opened=opened, turn=turn)


@ft.component
def EntryChoice(form: Form) -> ft.Control:
    """How one comes in."""
    here, words = use_here(), use_words()
    chosen, choose = use_state(lambda: str(form.values.get("entry") or OPEN))
    ways = {
        OPEN: words.t("Open: whoever wants to joins at once"),
        APPROVAL: words.t("By request: leaders let people in"),
        HIDDEN: words.t("Hidden: listed nowhere, and only by invitation"),
    }

    def take(way: str) -> None:
        form.fill("entry", way)
        choose(way)

    heading = words.t("How one joins")
    return ft.Column([small(heading), radios(here, heading, ways, chosen, take)], spacing=SPACE.XS)


@ft.component
def InsideFields(guard: Guard, form: Form, faults: Faults) -> ft.Control:
    """The rules, and where newcomers start; folded away until somebody wants to write them."""
    here, words, layout = use_here(), use_words(), use_layout()
    opened, turn = use_state(lambda: any(form.values.get(name) for name in INSIDE))

    def side(lang: Language) -> ft.Control:
        rules = words.t("Rules in {language}", language=ENDONYMS[lang])
        start = words.t("Start here, in {language}", language=ENDONYMS[lang])
        return ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                guarded_at(guard, form, faults, f"rules_{lang}", rules, lines=4),
                guarded_at(guard, form, faults, f"start_{lang}", start, lines=3),
            ],
        )

    said = words.t("Whoever joins accepts the rules. Where to start is shown to members only.")
    pages = [beside(side("en"), side("bn"), words, layout)]
    headline, wrong = words.t("Rules and where to start"), faults.any_of(INSIDE)
    return fold(here, headline, said, pages, opened=opened or wrong, turn=turn)
