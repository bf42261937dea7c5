"""The invitations into a circle: making one, giving it on, and taking it back."""

import flet as ft

from app.domain.circles import Circle, May, may
from app.domain.invitations import Invitation
from app.i18n.catalogs import Translator
from app.services import archiving, belonging, inviting
from app.ui import troubles
from app.ui.acting import acts
from app.ui.address import use_address
from app.ui.components.cards import card, empty, notice
from app.ui.components.choices import radios
from app.ui.components.circles.archived import archived_screen
from app.ui.components.delivery import unsent
from app.ui.components.frame import screen
from app.ui.components.letters import body, label, quiet, section
from app.ui.components.shown_once import copy_button
from app.ui.components.sure import ask_first
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

USES = (1, 10, 50)
DAYS = (7, 30, 90)


@ft.component
def Invitations() -> ft.View:
    """For leaders those there are, and another; for anybody else why not."""
    here, words = use_here(), use_words()
    circle = use_address().get("circle", "")
    role = use_reading(lambda desk: belonging.role_in(desk, circle))
    made = use_reading(lambda desk: inviting.invitations(desk, circle))
    known = use_reading(lambda desk: belonging.circle(desk, circle))
    over = use_reading(lambda desk: archiving.is_archived(desk, circle))
    if not may(role, May.INVITE):
        refused = troubles.sentence("circle.not_leader", {}, words)
        return screen(words.t("Invitations"), [notice(ft.Icons.INFO_OUTLINE, refused)])
    if over:
        return archived_screen(here, words.t("Invitations"))
    nothing = empty(
        words.t("No invitations yet"),
        words.t("Whoever has one joins without asking, even where the circle is hidden."),
    )
    return screen(
        words.t("Invitations"),
        [
            NewInvitation(circle),
            *([section(words.t("Invitations that were made"))] if made else [nothing]),
            *([_one(here, known, each, words) for each in made] if known else []),
        ],
        identifier="invitations",
    )


@ft.component
def NewInvitation(circle: str) -> ft.Control:
    """How many it lets in, for how long, and the button."""
    here, words = use_here(), use_words()
    uses, count = use_state(lambda: str(USES[0]))
    days, last = use_state(lambda: str(DAYS[0]))
    people = {str(n): words.tn("{n} person", "{n} people", n) for n in USES}
    # NOTE: for how long an invitation works
    spans = {str(n): words.tn("{n} day", "{n} days", n) for n in DAYS}
    many, long = words.t("It lets in"), words.t("It works for")

    def make() -> None:
        inviting.make(here.desk, circle, uses=int(uses), days=int(days))

    return card(
        [
            label(many),
            radios(here, many, people, uses, count),
            label(long),
            radios(here, long, spans, days, last),
            ft.FilledButton(words.t("Make an invitation"), icon=ft.Icons.ADD_LINK, on_click=acts(here, make)),
        ]
    )


def _one(here: Here, circle: Circle, made: Invitation, words: Translator) -> ft.Control:
    """One of them: its text where it was made, how often it was used, and the way to take it back. What is
    copied says what to do with it."""
    until = words.formatter.datetime(here.moment(made.until), "long")
    # NOTE: {used} and {uses} are numbers of people, {time} is a day and a time
    told = words.t("Let in {used} of {uses}. Works until {time}.", used=made.used, uses=made.uses, time=until)
    over = words.t("It lets nobody in any more.")

    def take_back() -> None:
        inviting.take_back(here.desk, circle.id, made.id)

    def sure() -> None:
        ask_first(
            here,
            words.t("Take the invitation back?"),
            "",
            words.t("It lets nobody in any more. Who came in by it stays."),
            words.tp("verb", "Take back"),
            take_back,
        )

    # NOTE: a message to a colleague, behind which stands the code of the invitation
    told_how = words.t(
        "You are invited to the circle “{circle}” in Setu. There, under Circles, press “I have an "
        "invitation” and paste this whole message.",
        circle=circle.name.best(words.lang),
    )
    message = f"{told_how}\n\n{made.text}"
    elsewhere = words.t("Its text is on the device on which it was made, and nowhere else.")
    return card(
        [
            *([ft.SelectionArea(body(made.text))] if made.text else [quiet(elsewhere)]),
            quiet(told if made.works(here.desk.clock()) else over),
            *unsent(made.delivery, made.why),
            ft.Row(
                wrap=True,
                spacing=SPACE.S,
                controls=[
                    *([copy_button(here, message, main=True)] if made.text else []),
                    ft.OutlinedButton(words.tp("verb", "Take back"), on_click=acts(here, sure)),
                ],
            ),
        ],
        key=made.id,
    )
