"""The glossary: every term in dictionary order, searched in either script while one types."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.glossary import TOPICS
from app.i18n.catalogs import Translator
from app.services import explaining, proposing
from app.ui.acting import acts, goes
from app.ui.components.cards import empty, listed
from app.ui.components.frame import screen
from app.ui.components.glossary.proposing import propose_it
from app.ui.components.glossary.terms import TermRow
from app.ui.components.letters import chip_words, quiet
from app.ui.components.search import SearchField
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE

WINDOW = 40


@ft.component
def GlossaryScreen() -> ft.View:
    """A field, the topics, and the terms."""
    here, words, layout = use_here(), use_words(), use_layout()
    query, ask = use_state(str)
    topic, choose = use_state(str)
    window, widen = use_state(lambda: WINDOW)
    found = use_reading(lambda desk: explaining.look_up(desk, query, lang=words.lang, topic=topic))

    def take(code: str) -> None:
        widen(WINDOW)
        choose("" if code == topic else code)

    def clear() -> None:
        ask("")
        choose("")

    waiting = use_reading(lambda desk: len(proposing.to_decide(desk)))
    more = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))
    terms = listed([TermRow(term, key=term.id) for term in found[:window]])
    nothing = empty(
        words.t("No such term here"),
        words.t("Looked for in both scripts, in other words, and by its sound."),
        ft.FilledTonalButton(
            words.t("Propose it"), icon=ft.Icons.ADD, on_click=acts(here, lambda: propose_it(here, query))
        ),
        ft.TextButton(words.t("Show all terms"), on_click=acts(here, clear)),
    )
    return screen(
        words.t("Glossary"),
        [
            SearchField(words.t("Look up a word"), query, ask),
            _topics(here, words, topic, take, wide=layout.wide),
            _ways(here, waiting, words),
            *([quiet(words.tn("{n} term", "{n} terms", len(found))), terms] if found else [nothing]),
            *([more] if len(found) > window else []),
            _source(words),
        ],
        identifier="glossary",
    )


def _topics(
    here: Here, words: Translator, topic: str, take: Callable[[str], None], *, wide: bool
) -> ft.Control:
    """The topics to tap, in one row that moves sideways on a phone."""

    def tapped(code: str) -> Any:
        return acts(here, lambda: take(code))

    return ft.Row(
        scroll=None if wide else ft.ScrollMode.AUTO,
        wrap=wide,
        spacing=SPACE.S,
        run_spacing=SPACE.S,
        controls=[
            ft.Chip(
                label=chip_words(term.word(words.lang)),
                selected=term.code == topic,
                show_checkmark=True,
                on_select=tapped(term.code),
            )
            for term in TOPICS.values()
        ],
    )


def _ways(here: Here, waiting: int, words: Translator) -> ft.Control:
    """To propose a term, and to what was proposed; with how many wait for the reader's decision."""
    # NOTE: the way to the proposals for the glossary, of which {n} wait for the reader
    counted = words.tn("Proposals ({n} for you)", "Proposals ({n} for you)", waiting)
    return ft.Row(
        wrap=True,
        spacing=0,
        run_spacing=0,
        controls=[
            ft.TextButton(words.t("Propose a term"), on_click=goes(here, "/glossary/new")),
            ft.TextButton(
                counted if waiting else words.t("Proposals"), on_click=goes(here, "/glossary/proposals")
            ),
        ],
    )


def _source(words: Translator) -> ft.Control:
    """Where the words come from, said plainly."""
    return quiet(
        words.t(
            "This list was compiled for Setu and has not been read by practising therapists yet: "
            "where it is wrong, say so. It may be copied under the licence of Setu."
        )
    )
