"""What of the glossary waits on Home: decisions to take, and what became of one's own proposals."""

import flet as ft

from app.domain.glossary import ACCEPTED, Proposal
from app.i18n.catalogs import Translator
from app.services import proposing
from app.ui.acting import goes
from app.ui.components.cards import card
from app.ui.components.glossary.proposals import name_of_term
from app.ui.components.letters import quiet, strong
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def GlossaryNews() -> ft.Control:
    """The cards; nothing where nothing waits."""
    here, words = use_here(), use_words()
    waiting = use_reading(lambda desk: len(proposing.to_decide(desk)))
    decided = use_reading(proposing.news)
    return ft.Column(
        visible=bool(waiting or decided),
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            *([_to_decide(here, waiting, words)] if waiting else []),
            *[_decided(here, each, words) for each in decided],
        ],
    )


def way_to_glossary(here: Here, words: Translator) -> ft.Control:
    """The way to the glossary, which is of use to one person alone, too."""
    way = ft.TextButton(
        words.t("Glossary"), icon=ft.Icons.MENU_BOOK_OUTLINED, on_click=goes(here, "/glossary")
    )
    return ft.Row([way], wrap=True, alignment=ft.MainAxisAlignment.CENTER)


def _to_decide(here: Here, n: int, words: Translator) -> ft.Control:
    said = words.tn(
        "{n} proposal for the glossary waits for your decision",
        "{n} proposals for the glossary wait for your decision",
        n,
    )
    return card([strong(said)], on_click=goes(here, "/glossary/proposals"))


def _decided(here: Here, proposal: Proposal, words: Translator) -> ft.Control:
    name = name_of_term(here.desk, proposal, words)
    said = (
        words.t("Your proposal “{term}” was accepted", term=name)
        if proposal.state == ACCEPTED
        else words.t("Your proposal “{term}” was declined", term=name)
    )
    return card(
        [strong(said), *([quiet(proposal.answer, lines=2)] if proposal.answer else [])],
        on_click=goes(here, f"/glossary/proposals/{proposal.id}"),
        key=proposal.id,
    )
