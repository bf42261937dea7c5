"""What others would like to share to a circle one leads, and the two answers there are."""

import flet as ft

from app.domain.sharing import Offered
from app.i18n.catalogs import Translator
from app.services import sharing
from app.ui.acting import acts, goes
from app.ui.components.cards import card, notice
from app.ui.components.delivery import unsent
from app.ui.components.foreign import foreign
from app.ui.components.letters import body, label, quiet, strong
from app.ui.components.people.met import avatar, name_of, what_and_where
from app.ui.components.people.visiting import visits
from app.ui.components.pressing import pressable
from app.ui.components.stack import stack
from app.ui.components.sure import ask_first
from app.ui.components.threads.cases import case_line, tried_part
from app.ui.components.threads.sharing import ICON
from app.ui.components.writing.written import written
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE, TOUCH


def offers_counted(n: int, words: Translator) -> str:
    """How many wait for an answer."""
    return words.tn("{n} post is offered to this circle.", "{n} posts are offered to this circle.", n)


@ft.component
def SomebodyOffers(circle: str) -> ft.Control:
    """For those who decide: that something is offered, and the way there."""
    here, words = use_here(), use_words()
    waiting = use_reading(lambda desk: sharing.count_offered(desk, circle))
    if not waiting:
        return ft.Container(visible=False)
    way = ft.TextButton(words.t("Look at it"), on_click=goes(here, f"/circles/{circle}/offered"))
    return notice(ICON, offers_counted(waiting, words), ft.Row([way], wrap=True))


@ft.component
def OfferedPosts(circle: str) -> ft.Control:
    """Each with who wrote it, where, and the two answers."""
    here, words, layout = use_here(), use_words(), use_layout()
    offered = use_reading(lambda desk: sharing.offered(desk, circle))
    return stack(
        [
            quiet(words.t("What you take in stands here for everybody, with its author's name.")),
            *[_offered(here, circle, one, words, dark=layout.dark) for one in offered],
        ]
    )


def _offered(here: Here, circle: str, one: Offered, words: Translator, *, dark: bool) -> ft.Control:
    who = one.person
    under = what_and_where(who, words)
    told: list[ft.Control] = [strong(name_of(who, words), lines=2), *([quiet(under)] if under else [])]
    row = ft.Row(
        [avatar(who, words.lang, dark=dark, size=TOUCH), ft.Column(told, expand=True, spacing=0)],
        spacing=SPACE.M,
    )
    return card(
        [
            pressable(row, visits(here, who.id), padding=SPACE.S),
            *([ft.SelectionArea(body(one.note))] if one.note else []),
            ft.Row([label(_what(one, words)), *foreign(one.lang, words)], wrap=True, spacing=SPACE.S),
            strong(one.title),
            *case_line(one.case, words),
            ft.SelectionArea(stack(tried_part(one.case, written(one.body, words), words))),
            *_answer(here, circle, one, words),
        ],
        key=one.id,
    )


def _what(one: Offered, words: Translator) -> str:
    source, asking = one.source.best(words.lang), one.tab == "question"
    if not source:
        return words.t("A question from another circle") if asking else words.t("A topic from another circle")
    if asking:
        return words.t("A question from {circle}", circle=source)
    return words.t("A topic from {circle}", circle=source)


def _answer(here: Here, circle: str, one: Offered, words: Translator) -> list[ft.Control]:
    """The two buttons; once one has answered, what one said."""
    said = {"accept": words.t("You took it in."), "decline": words.t("You did not take it in.")}
    sent = unsent(one.delivery, one.why)
    if one.answer:
        return [quiet(said[one.answer]), *sent]
    # NOTE: buttons: let a post of another circle into this one, or do not
    accept, decline = words.tp("offered post", "Take it in"), words.tp("offered post", "Not this time")

    def sure() -> None:
        ask_first(
            here,
            words.t("Leave it where it is?"),
            one.title,
            words.t("Its author is told, kindly, that you did not take it in this time."),
            decline,
            lambda: sharing.decline(here.desk, circle, one.id),
        )

    buttons: list[ft.Control] = [
        ft.FilledButton(accept, on_click=acts(here, lambda: sharing.accept(here.desk, circle, one.id))),
        ft.OutlinedButton(decline, on_click=acts(here, sure)),
    ]
    return [*sent, ft.Row(buttons, wrap=True, spacing=SPACE.S)]
