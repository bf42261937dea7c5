"""The door of a circle: the way in with its rules, the wait for an answer, and those who ask to come in."""

from collections.abc import Callable

import flet as ft

from app.domain.circles import OPEN, Asking, Circle
from app.i18n.catalogs import Translator
from app.services import belonging, entering
from app.ui.acting import acts, goes
from app.ui.components.cards import card, notice
from app.ui.components.delivery import unsent
from app.ui.components.letters import quiet, section, strong
from app.ui.components.people.met import avatar, name_of, what_and_where
from app.ui.components.people.visiting import MEMBERS, visits
from app.ui.components.pressing import pressable
from app.ui.components.stack import stack
from app.ui.components.sure import ask_first
from app.ui.components.writing.facing import FacingPages
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE, TOUCH


@ft.component
def WayIn(circle: Circle) -> ft.Control:
    """For who is not in: the rules and the way in as one tap, or that one waits."""
    here, words = use_here(), use_words()
    if use_reading(lambda desk: entering.waits(desk, circle.id)):
        back = ft.OutlinedButton(
            words.t("Take the request back"),
            on_click=acts(here, lambda: entering.take_back(here.desk, circle.id)),
        )
        said = words.t("You asked to join. Once you are let in, this circle is among yours.")
        return notice(ft.Icons.HOURGLASS_EMPTY, said, ft.Row([back], wrap=True))
    decided = circle.entry != OPEN
    told = words.t("A leader lets you in. Only leaders see that you ask, with your name and what you do.")
    return stack(
        [
            *([_rules(circle, words)] if circle.rules else []),
            *([quiet(told)] if decided else []),
            ft.FilledButton(
                _way(circle, words),
                icon=ft.Icons.GROUP_ADD_OUTLINED,
                on_click=acts(here, lambda: belonging.join(here.desk, circle.id)),
            ),
        ]
    )


def _way(circle: Circle, words: Translator) -> str:
    if circle.entry == OPEN:
        return words.t("Accept the rules and join") if circle.rules else words.t("Join circle")
    return words.t("Accept the rules and ask to join") if circle.rules else words.t("Ask to join")


def _rules(circle: Circle, words: Translator) -> ft.Control:
    return card([section(words.t("Rules")), FacingPages(circle.rules)])


@ft.component
def NewRules(circle: Circle) -> ft.Control:
    """For a member: rules that are others than those they accepted; nothing is asked of who did already."""
    here, words = use_here(), use_words()
    if not use_reading(lambda desk: entering.has_new_rules(desk, circle.id)):
        return ft.Container(visible=False)
    accept = ft.FilledTonalButton(
        words.t("Accept the rules"), on_click=acts(here, lambda: entering.agree(here.desk, circle.id))
    )
    said = words.t("The rules of this circle are new or have changed. Read them when you have a moment.")
    return stack([notice(ft.Icons.RULE, said), _rules(circle, words), ft.Row([accept], wrap=True)])


@ft.component
def SomebodyAsks(circle: str, look: Callable[[], object]) -> ft.Control:
    """For those who decide: that somebody asks to join, and the way to them."""
    here, words = use_here(), use_words()
    asking = use_reading(lambda desk: entering.count_waiting(desk, circle))
    if not asking:
        return ft.Container(visible=False)
    said = words.tn("{n} person asks to join.", "{n} people ask to join.", asking)
    way = ft.TextButton(words.t("Look at the requests"), on_click=acts(here, look))
    return notice(ft.Icons.PERSON_ADD_OUTLINED, said, ft.Row([way], wrap=True))


@ft.component
def Applicants(circle: str) -> ft.Control:
    """Who asks to join, with the two answers there are; who is declined is not told."""
    here, words, layout = use_here(), use_words(), use_layout()
    asking = use_reading(lambda desk: entering.requests(desk, circle, words.lang))
    if not asking:
        return ft.Container(visible=False)
    return stack(
        [
            section(words.t("They ask to join")),
            quiet(words.t("Nobody is told that they were declined.")),
            *[_request(here, circle, one, words, dark=layout.dark) for one in asking],
        ]
    )


def _request(here: Here, circle: str, asking: Asking, words: Translator, *, dark: bool) -> ft.Control:
    who = asking.person
    name, under = name_of(who, words), what_and_where(who, words)
    told = ft.Column([strong(name, lines=2), *([quiet(under)] if under else [])], expand=True, spacing=0)
    row = ft.Row([avatar(who, words.lang, dark=dark, size=TOUCH), told], spacing=SPACE.M)

    # NOTE: buttons: let this person into the circle, or do not
    accept, decline = words.tp("request to join", "Accept"), words.tp("request to join", "Decline")
    said = {"accept": words.t("You let them in."), "decline": words.t("You declined.")}

    def sure() -> None:
        ask_first(
            here,
            words.t("Decline this request?"),
            name,
            words.t("They are not told: for them the request goes on waiting."),
            decline,
            lambda: entering.decline(here.desk, circle, who.id),
        )

    buttons: list[ft.Control] = [
        ft.FilledButton(accept, on_click=acts(here, lambda: entering.accept(here.desk, circle, who.id))),
        ft.OutlinedButton(decline, on_click=acts(here, sure)),
    ]
    answered = [quiet(said[asking.answer])] if asking.answer else []
    return card(
        [
            pressable(row, visits(here, who.id, MEMBERS), padding=SPACE.S),
            *answered,
            *unsent(asking.delivery, asking.why),
            *([] if answered else [ft.Row(buttons, wrap=True, spacing=SPACE.S)]),
        ],
        key=who.id,
    )


def join_first(here: Here, circle: str) -> ft.Control:
    """For who does not belong to a circle, where its members write."""
    words = here.speech.words
    return ft.TextButton(words.t("Join the circle to write here"), on_click=goes(here, f"/circles/{circle}"))
