"""Proposing a term in one language or both, or other words for one that there is."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.domain.glossary import NAMELESS, TOPICS, GlossaryTerm
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, LANGUAGES, Language
from app.services import explaining, proposing
from app.ui.acting import acts, say
from app.ui.components.cards import card
from app.ui.components.fields import Form, TextInput, hint, use_form, use_watching
from app.ui.components.form_faults import Faults, at, use_faults
from app.ui.components.frame import screen
from app.ui.components.glossary.proposing import place_of, words_typed
from app.ui.components.glossary.terms import term_pages, unknown_term
from app.ui.components.letters import section
from app.ui.components.term_picker import Choice
from app.ui.components.writing.facing import beside
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import Guard, use_guard
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE

WRITTEN = ("term_en", "term_bn", "note_en", "note_bn", "also", "reason")
"""Where the form says what is wrong."""


@ft.component
def ProposeScreen() -> ft.View:
    """The two sides to write, other words, a topic, and the reason; and how it would read."""
    here, words, layout = use_here(), use_words(), use_layout()
    about = ft.use_route_params().get("term", "")
    known = use_reading(lambda desk: explaining.term(desk, about))
    form = use_form(place_of(about), _as_it_is(known))
    guard, faults = use_guard(), use_faults(form)
    heading = words.t("Correction") if about else words.t("New term")
    if about and known is None:
        return screen(heading, [unknown_term(here, words)])

    def send() -> None:
        if guard.lets_pass():
            faults.watch(WRITTEN, words.lang, lambda: _send(here, form, about))

    sides = {lang: _side(guard, form, faults, lang, words) for lang in LANGUAGES}
    return screen(
        heading,
        [
            hint(words.t("One language is enough. Whoever knows the other word can add it later.")),
            beside(sides["en"], sides["bn"], words, layout),
            at("also", _other_words(form, faults, words)),
            Choice(form, "topic", words.t("Topic of the glossary"), TOPICS),
            guarded_at(guard, form, faults, "reason", words.t("Why, or where is it said?"), lines=2),
            TermPreview(form, known),
            hint(_what_happens(words)),
            ft.FilledButton(words.t("Propose"), on_click=acts(here, send)),
        ],
        identifier="propose",
        scrolled=faults.column,
    )


def _side(guard: Guard, form: Form, faults: Faults, lang: Language, words: Translator) -> ft.Control:
    endonym = ENDONYMS[lang]
    # NOTE: a field for what one should know of a term; {language} is English or বাংলা
    note = words.t("Note in {language}", language=endonym)
    # NOTE: a field for a word of the trade; {language} is English or বাংলা
    term, wrong = words.t("Term in {language}", language=endonym), faults.told(f"term_{lang}", words)
    return ft.Column(
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            at(f"term_{lang}", TextInput(form, f"term_{lang}", term, error=wrong)),
            guarded_at(guard, form, faults, f"note_{lang}", note, lines=2),
        ],
    )


def _other_words(form: Form, faults: Faults, words: Translator) -> ft.Control:
    label, help = words.t("Other words for it"), words.t("In either language, with commas between.")
    return TextInput(form, "also", label, help, error=faults.told("also", words))


def _what_happens(words: Translator) -> str:
    return words.t(
        "Until it is decided, it reads so on your devices only. On a server everybody can read what you "
        "propose, and a leader or moderator decides."
    )


def _as_it_is(known: GlossaryTerm | None) -> dict[str, Any]:
    if known is None:
        return {"reason": ""}
    return {**known.wording, "also": ", ".join(known.also), "reason": ""}


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "also": words_typed(values.get("also", ""))}


def _send(here: Here, form: Form, about: str) -> None:
    fields = {"about": about} if about else {}
    proposal = proposing.propose(here.desk, {**fields, **_typed(form.values)})
    form.done()
    say(here, here.speech.words.t("Thank you. Your proposal is saved."))
    here.go(f"/glossary/proposals/{proposal.id}")


@ft.component
def TermPreview(form: Form, known: GlossaryTerm | None) -> ft.Control:
    """The term as it would read; redrawn while one writes."""
    words, layout = use_words(), use_layout()
    _, redraw = use_state(object)
    use_watching(form, lambda name: redraw(object()) if name != "reason" else None)
    term = (known or GlossaryTerm(id="", name=NAMELESS)).reworded(_typed(form.values))
    shown = [section(words.t("As others will read it")), card(term_pages(term, words, wide=layout.wide))]
    return ft.Semantics(
        identifier="preview",
        content=ft.Column(
            shown if term.name else [],
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )
