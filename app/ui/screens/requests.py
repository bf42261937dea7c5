"""Those who ask to write to one: who they are, and nothing of what they wrote until one looks."""

import flet as ft

from app.services import messaging
from app.services.messaging import Conversation
from app.ui.acting import goes
from app.ui.components.cards import empty
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, strong
from app.ui.components.people import avatar, name_of, what_and_where
from app.ui.components.pressing import pressable
from app.ui.hooks import memo
from app.ui.state import use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE, TOUCH


@ft.component
def Requests() -> ft.View:
    """One line for each of them; a tap opens what they wrote."""
    here, words = use_here(), use_words()
    found = use_reading(messaging.requests)
    explained = words.t(
        "These people share no circle with you. They cannot write more until you accept, and they do not "
        "learn whether you have read this or decline."
    )
    asked = [RequestLine(request, here.ago(request.last.when), key=request.scope) for request in found]
    nothing = empty(
        words.t("Nobody is waiting"), words.t("Who wants to write to you for the first time is found here.")
    )
    return screen(
        words.t("Message requests"),
        [quiet(explained), *asked] if asked else [nothing],
        identifier="requests",
    )


@ft.component
def _RequestLine(request: Conversation, ago: str) -> ft.Control:
    """Who it is, what they do and where, and when they asked."""
    here, words, layout = use_here(), use_words(), use_layout()
    person = request.person
    about = what_and_where(person, words)
    content = ft.Row(
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            avatar(person, words.lang, dark=layout.dark, size=TOUCH),
            ft.Column(
                expand=True,
                spacing=SPACE.XS,
                controls=[
                    strong(name_of(person, words), lines=2),
                    *([quiet(about)] if about else []),
                    quiet(ago),
                ],
            ),
        ],
    )
    padding = ft.Padding.symmetric(horizontal=SPACE.S, vertical=SPACE.M)
    return pressable(content, goes(here, f"/messages/{person.id}"), padding=padding)


RequestLine = memo(_RequestLine)
