"""Beside the answers to a learning prompt: for a leader who has answered, for everybody what came of it."""

import flet as ft

from app.domain.people import Person
from app.domain.writing import Prompt
from app.i18n.catalogs import Translator
from app.services import leading
from app.ui.acting import goes
from app.ui.components.cards import card
from app.ui.components.fold import fold
from app.ui.components.letters import body, label, section
from app.ui.components.people.met import name_of
from app.ui.components.writing.facing import FacingPages
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import LEARNING_INK, flush


@ft.component
def WhoAnswered(circle: str, prompt: str) -> ft.Control:
    """For a leader: the members who have answered and those who have not; of reflections nobody hears."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: False)
    answered, others = use_reading(lambda desk: leading.who_answered(desk, circle, prompt))
    # NOTE: {n} members out of {all} have answered; both are numbers
    said = words.tn(
        "{n} of {all} members",
        "{n} of {all} members",
        len(answered),
        all=words.formatter.integer(len(answered) + len(others)),
    )
    inside = [
        *_named(words.t("Answered"), answered, words),
        *_named(words.t("Not yet"), others, words),
    ]
    headline = words.t("Who has answered")
    return fold(here, headline, said, inside, opened=opened, turn=turn, identifier="who-answered")


def _named(heading: str, people: list[Person], words: Translator) -> list[ft.Control]:
    if not people:
        return []
    names = words.formatter.list([name_of(person, words) for person in people])
    return [ft.Column([label(heading), body(names)], spacing=0)]


def summary(here: Here, circle: str, prompt: Prompt, leads: bool) -> list[ft.Control]:
    """What came of it, on facing pages above the answers; for who `leads` the way to write it."""
    words = here.speech.words
    address = f"/circles/{circle}/prompts/{prompt.id}/summary" if leads else ""
    if not prompt.summary:
        begin = ft.TextButton(
            words.t("Summarise the answers"), icon=ft.Icons.NOTES, on_click=goes(here, address)
        )
        return [ft.Row([begin], wrap=True)] if leads else []
    change = ft.TextButton(words.t("Edit"), style=flush(), on_click=goes(here, address))
    pages: list[ft.Control] = [
        section(words.t("What came of it"), LEARNING_INK),
        FacingPages(prompt.summary, LEARNING_INK, address),
        *([ft.Row([change], wrap=True)] if leads else []),
    ]
    return [card(pages, learning=True)]
