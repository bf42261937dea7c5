"""One term: both languages, other words for it, what to know of it, and where it is said."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.glossary import GlossaryTerm, Proposal
from app.i18n.catalogs import Translator
from app.services import explaining, proposing
from app.services.hits import Hit
from app.ui.acting import acts, goes
from app.ui.address import use_address
from app.ui.components.cards import card, listed
from app.ui.components.frame import screen
from app.ui.components.glossary.proposals import proposal_card
from app.ui.components.glossary.terms import term_pages, unknown_term
from app.ui.components.letters import quiet, section
from app.ui.components.people.directory import use_cards
from app.ui.components.safety.reporting import report_menu
from app.ui.components.searching.hits import HitRow, way_to
from app.ui.components.sure import ask_first
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import flush


@ft.component
def TermScreen() -> ft.View:
    """The term whose name is in the address."""
    here, words, layout = use_here(), use_words(), use_layout()
    identifier = use_address().get("term", "")
    term = use_reading(lambda desk: explaining.term(desk, identifier))
    found = [identifier, words.lang]  # looked for once, for it is a search through all that was ever written
    said = ft.use_memo(lambda: explaining.where_said(here.desk, identifier, lang=words.lang), found)
    waiting = use_reading(lambda desk: proposing.open_about(desk, identifier))
    use_cards(one.by for one in waiting)
    opens = ft.use_callback(lambda hit: here.go(way_to(hit, f"/glossary/{identifier}")), [identifier])
    may_remove = use_reading(lambda desk: proposing.may_remove(desk, identifier))
    place = use_reading(lambda desk: explaining.place_of(desk, identifier))
    if term is None:
        return screen(words.t("Glossary"), [unknown_term(here, words)])
    return screen(
        term.name.best(words.lang),
        [
            card([*term_pages(term, words, wide=layout.wide), _change(here, term, words)]),
            *_open(here, waiting, words),
            *_where(here, said, term, opens),
            *([_remove(here, term, words)] if may_remove else []),
        ],
        actions=[report_menu(here, lambda: place)] if place else [],
        identifier="term",
    )


def _change(here: Here, term: GlossaryTerm, words: Translator) -> ft.Control:
    """The way to say it better, offered to everybody; or to what one proposed already."""
    if term.proposal == term.id:
        said, address = words.t("See your proposal"), f"/glossary/proposals/{term.proposal}"
    else:
        address = f"/glossary/{term.id}/correct"
        whole = term.name.en and term.name.bn
        said = words.t("Suggest a correction") if whole else words.t("Add the other language")
    return ft.Row([ft.TextButton(said, style=flush(), on_click=goes(here, address))], wrap=True)


def _remove(here: Here, term: GlossaryTerm, words: Translator) -> ft.Control:
    """For those who look after the server: take back what people made of it."""
    name = term.name.best(words.lang)

    def ask() -> None:
        ask_first(
            here,
            words.t("Remove what people wrote about this term?"),
            name,
            words.t(
                "It disappears from all devices. A term that comes with Setu then reads as at the beginning."
            ),
            words.t("Remove"),
            lambda: proposing.remove(here.desk, term.id),
        )

    return ft.Row(
        wrap=True,
        controls=[
            ft.TextButton(
                words.t("Remove what people wrote"), icon=ft.Icons.DELETE_OUTLINE, on_click=acts(here, ask)
            )
        ],
    )


def _open(here: Here, waiting: Sequence[Proposal], words: Translator) -> list[ft.Control]:
    """What was proposed about it and is not decided yet."""
    if not waiting:
        return []
    return [
        section(words.t("Proposed, not decided yet")),
        *(proposal_card(here, one, words) for one in waiting),
    ]


def _where(
    here: Here, said: Sequence[Hit], term: GlossaryTerm, opens: Callable[[Hit], None]
) -> list[ft.Control]:
    if not term.pointed_out:
        return []
    words = here.speech.words
    # NOTE: heading over pieces of writing in which a term of the glossary is said
    heading = section(words.t("Where it is said"))
    if not said:
        return [heading, quiet(words.t("Nothing on this device says it yet."))]
    rows = [HitRow(hit, here.ago(hit.when), opens, key=hit.id) for hit in said]
    return [heading, listed(rows)]
