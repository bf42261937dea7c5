"""One proposal: what would change and why, how it stands, and for those who may the decision."""

from collections.abc import Sequence

import flet as ft

from app.domain.glossary import ACCEPTED, DECLINED, OPEN, Proposal
from app.domain.ids import COMMONS
from app.i18n.catalogs import Translator
from app.services import finding, proposing
from app.ui.acting import acts, goes
from app.ui.components.cards import card, empty
from app.ui.components.delivery import Mark, unsent
from app.ui.components.fields import use_form
from app.ui.components.foreign import foreign_text
from app.ui.components.frame import screen
from app.ui.components.glossary.proposals import state_line, what_it_is, whose
from app.ui.components.glossary.terms import term_pages
from app.ui.components.letters import body, label, quiet, section
from app.ui.components.people.directory import use_cards
from app.ui.components.people.met import name_of
from app.ui.components.safety.reporting import report_menu
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def ProposalScreen() -> ft.View:
    """The proposal whose id is in the address."""
    here, words, layout = use_here(), use_words(), use_layout()
    identifier = ft.use_route_params().get("proposal", "")
    proposal = use_reading(lambda desk: proposing.proposal(desk, identifier))
    may_decide = use_reading(proposing.may_decide)
    state = proposal.state if proposal else ""
    use_cards([proposal.by, proposal.decided_by] if proposal else [])

    async def see() -> None:
        await acts(here, lambda: proposing.see(here.desk, identifier))(None)

    ft.use_effect(see, [identifier, state])
    if proposal is None:
        back = ft.FilledTonalButton(words.t("All proposals"), on_click=goes(here, "/glossary/proposals"))
        unknown = words.t("It may have been taken back, or has not arrived on this device yet.")
        nothing = empty(words.t("There is nothing here."), unknown, back)
        return screen(words.t("Proposal"), [nothing])
    mine = proposal.by == here.desk.person
    place = {"scope": COMMONS, "kind": "proposal", "id": proposal.id}
    return screen(
        words.t("Proposal"),
        [
            *_change(here, proposal, words, wide=layout.wide),
            _stands(here, proposal, words, mine=mine),
            *([Deciding(proposal, key=proposal.id)] if may_decide and proposal.is_open and not mine else []),
        ],
        actions=[] if mine else [report_menu(here, lambda: place)],
        identifier="proposal",
    )


def _change(here: Here, proposal: Proposal, words: Translator, *, wide: bool) -> list[ft.Control]:
    """What it would be, under what it is."""
    before, after = proposing.before_and_after(here.desk, proposal)
    proposed = card([label(what_it_is(proposal, words)), *term_pages(after, words, wide=wide)])
    if before is None or proposal.state == ACCEPTED:
        return [proposed]
    now = card([label(words.t("As it is now")), *term_pages(before, words, wide=wide)])
    return [now, proposed]


def _stands(here: Here, proposal: Proposal, words: Translator, *, mine: bool) -> ft.Control:
    """Why it was proposed and by whom, what was decided, and for its author the way to take it back."""
    decider = name_of(finding.person(here.desk, proposal.decided_by), words) if proposal.decided_by else ""
    take_back = ft.TextButton(
        words.t("Take it back"),
        icon=ft.Icons.UNDO,
        on_click=acts(here, lambda: _take_back(here, proposal)),
    )
    see_term = ft.TextButton(
        words.t("See it in the glossary"), on_click=goes(here, f"/glossary/{proposal.term}")
    )
    return card(
        [
            ft.SelectionArea(body(proposal.reason)),
            whose(here, proposal, words),
            state_line(proposal, words),
            *([ft.SelectionArea(body(proposal.answer))] if proposal.answer else []),
            *_row(foreign_text(proposal.answer, words)),
            *([quiet(words.t("Decided by {name}", name=decider))] if decider else []),
            *(
                [Mark(proposal.delivery, proposal.refused)]
                if mine
                else unsent(proposal.delivery, proposal.refused)
            ),
            *([ft.Row([take_back], wrap=True)] if mine and proposal.state == OPEN else []),
            *([ft.Row([see_term], wrap=True)] if proposal.state == ACCEPTED else []),
        ]
    )


def _row(chips: list[ft.Control]) -> list[ft.Control]:
    return [ft.Row(chips)] if chips else []


def _take_back(here: Here, proposal: Proposal) -> None:
    proposing.take_back(here.desk, proposal.id)
    here.go("/glossary/proposals")


@ft.component
def _Deciding(proposal: Proposal) -> ft.Control:
    """Words for whoever proposed it, and the two ways; what is typed stays until it is sent."""
    here, words = use_here(), use_words()
    form = use_form(f"decide-term:{proposal.id}", {"note": ""})
    name = use_reading(lambda desk: name_of(finding.person(desk, proposal.by), words))

    guard = use_guard()

    def decide(outcome: str) -> None:
        if not guard.lets_pass():
            return
        proposing.decide(here.desk, proposal.id, outcome, form.values["note"])
        form.done()

    ways: Sequence[ft.Control] = [
        # NOTE: accept a proposal for the glossary
        ft.FilledButton(words.t("Accept"), on_click=acts(here, lambda: decide(ACCEPTED))),
        # NOTE: decline a proposal for the glossary
        ft.OutlinedButton(words.t("Decline"), on_click=acts(here, lambda: decide(DECLINED))),
    ]
    return card(
        [
            section(words.t("Decision")),
            GuardedInput(guard, form, "note", words.t("What you tell {name}", name=name), lines=3),
            quiet(words.t("Who declines says why. Everybody on the server can read it.")),
            ft.Row(list(ways), spacing=SPACE.S, wrap=True),
        ]
    )


Deciding = memo(_Deciding)
