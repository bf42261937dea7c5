"""Proposals for the glossary as they stand in a list: what, by whom, and how it stands."""

import flet as ft

from app.domain.glossary import ACCEPTED, DECLINED, WITHDRAWN, Proposal
from app.i18n.catalogs import Translator
from app.services import finding, proposing
from app.services.desk import Desk
from app.ui.acting import goes
from app.ui.components.cards import card
from app.ui.components.delivery import unsent
from app.ui.components.foreign import foreign_text
from app.ui.components.letters import QUIET, body, label, quiet, strong
from app.ui.components.people.met import name_of
from app.ui.state import Here
from app.ui.theme import SPACE


def proposal_card(here: Here, proposal: Proposal, words: Translator) -> ft.Control:
    """One proposal in a list; a tap opens it."""
    return card(
        [
            label(what_it_is(proposal, words)),
            strong(name_of_term(here.desk, proposal, words), lines=2),
            body(proposal.reason, lines=2),
            whose(here, proposal, words),
            state_line(proposal, words),
            *unsent(proposal.delivery, proposal.refused),
        ],
        on_click=goes(here, f"/glossary/proposals/{proposal.id}"),
        key=proposal.id,
    )


def what_it_is(proposal: Proposal, words: Translator) -> str:
    """Whether it is a new term or other words for one there is."""
    return words.t("Correction") if proposal.about else words.t("New term")


def name_of_term(desk: Desk, proposal: Proposal, words: Translator) -> str:
    """What the term is called that is proposed, or that is corrected."""
    before, after = proposing.before_and_after(desk, proposal)
    return (before or after).name.best(words.lang) or proposal.about


def whose(here: Here, proposal: Proposal, words: Translator) -> ft.Control:
    """Who proposed it, how long ago, and in which language they said why if it is not the reader's."""
    mine = proposal.by == here.desk.person
    name = words.t("You") if mine else name_of(finding.person(here.desk, proposal.by), words)
    said = quiet(f"{name} · {here.ago(proposal.when)}")
    return ft.Row([said, *foreign_text(proposal.reason, words)], wrap=True, spacing=SPACE.S)


def state_line(proposal: Proposal, words: Translator) -> ft.Control:
    """How it stands: an icon and a word."""
    known = {
        # NOTE: how a proposal for the glossary stands
        ACCEPTED: (ft.Icons.CHECK_CIRCLE_OUTLINE, words.t("Accepted")),
        # NOTE: how a proposal for the glossary stands
        DECLINED: (ft.Icons.BLOCK, words.t("Declined")),
        # NOTE: how a proposal for the glossary stands: its author no longer wants it
        WITHDRAWN: (ft.Icons.UNDO, words.t("Taken back")),
    }
    icon, said = known.get(proposal.state, (ft.Icons.HOURGLASS_EMPTY, words.t("Not decided yet")))
    return ft.Row(
        spacing=SPACE.S,
        controls=[ft.Icon(icon, size=18, color=QUIET), ft.Container(label(said), expand=True)],
    )
