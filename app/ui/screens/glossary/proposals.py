"""What was proposed for the glossary: what waits for oneself, one's own, and what was decided."""

import flet as ft

from app.domain.glossary import Proposal
from app.services import proposing
from app.ui.acting import acts, goes
from app.ui.components.cards import empty
from app.ui.components.frame import screen
from app.ui.components.glossary.proposals import proposal_card
from app.ui.components.letters import quiet, section
from app.ui.components.people.directory import use_cards
from app.ui.hooks import use_state
from app.ui.state import use_here, use_reading, use_words

WINDOW = 20


@ft.component
def ProposalsScreen() -> ft.View:
    """Everything that was proposed, what one can do something about first."""
    here, words = use_here(), use_words()
    window, widen = use_state(lambda: WINDOW)
    every = use_reading(proposing.proposals)
    use_cards(each.by for each in every)
    mine_to_decide = {each.id for each in use_reading(proposing.to_decide)}
    begin = ft.FilledTonalButton(
        words.t("Propose a term"), icon=ft.Icons.ADD, on_click=goes(here, "/glossary/new")
    )
    if not every:
        nothing = empty(
            words.t("Nothing has been proposed yet"),
            words.t("Is a word missing, or would you say it otherwise? Anybody can propose it."),
            begin,
        )
        return screen(words.t("Proposals"), [nothing], identifier="proposals")
    me = here.desk.person
    parts = (
        # NOTE: heading over proposals on which the reader decides
        (words.t("For you to decide"), [each for each in every if each.id in mine_to_decide]),
        # NOTE: heading over the reader's own proposals
        (words.t("Yours"), [each for each in every if each.by == me]),
        # NOTE: heading over proposals of others on which somebody else decides
        (words.t("Of others"), [each for each in every if each.by != me and each.id not in mine_to_decide]),
    )
    more = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))

    def shown(heading: str, found: list[Proposal]) -> list[ft.Control]:
        cards = [proposal_card(here, each, words) for each in found[:window]]
        return [section(heading), *cards] if cards else []

    return screen(
        words.t("Proposals"),
        [
            begin,
            quiet(words.t("Everybody on the server can read proposals and what was answered.")),
            *[control for heading, found in parts for control in shown(heading, found)],
            *([more] if any(len(found) > window for _, found in parts) else []),
        ],
        identifier="proposals",
    )
