"""One's conversations, the latest first."""

import flet as ft

from app.domain.markup import plain
from app.domain.talks import ASKED
from app.i18n.catalogs import Translator
from app.services import messaging
from app.services.messaging import Conversation
from app.ui.acting import acts, goes
from app.ui.components.about import trace_words
from app.ui.components.cards import empty, listed
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, strong
from app.ui.components.people import avatar, name_of
from app.ui.components.pressing import pressable
from app.ui.components.requests import way_to_requests
from app.ui.components.search import search_button
from app.ui.hooks import memo, use_state
from app.ui.state import use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE, TEXT, TOUCH

WINDOW = 40


@ft.component
def Messages() -> ft.View:
    """Everybody one talks with, and the last words of each conversation."""
    here, words = use_here(), use_words()
    shown, show = use_state(lambda: WINDOW)
    found = use_reading(messaging.conversations)
    asking = use_reading(messaging.count_requests)
    controls: list[ft.Control] = [
        ft.Column(
            spacing=SPACE.XS,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                ConversationLine(
                    conversation,
                    here.desk.person,
                    here.ago(conversation.last.when),
                    key=conversation.scope,
                )
                for conversation in found[:shown]
            ],
        )
    ]
    if not found:
        controls = (
            []
            if asking
            else [
                empty(
                    words.t("No messages yet"),
                    words.t("Find a colleague and write to them."),
                    ft.FilledButton(words.t("Find people"), on_click=goes(here, "/people")),
                )
            ]
        )
    if len(found) > shown:
        more = words.t("Show older conversations")
        controls.append(ft.TextButton(more, on_click=acts(here, lambda: show(shown + WINDOW))))
    if asking:
        controls.insert(0, listed([way_to_requests(here, asking, words)]))
    return screen(
        words.t("Messages"),
        controls,
        actions=[search_button(here, words, "/messages")],
        identifier="messages",
    )


@ft.component
def _ConversationLine(conversation: Conversation, me: str, ago: str) -> ft.Control:
    """One conversation: with whom, the last words, when, and whether there is something unread."""
    here, words, layout = use_here(), use_words(), use_layout()
    person = conversation.person
    content = ft.Row(
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            avatar(person, words.lang, dark=layout.dark, size=TOUCH),
            ft.Column(
                expand=True,
                spacing=SPACE.XS,
                controls=[
                    ft.Row(
                        wrap=True,
                        spacing=SPACE.S,
                        run_spacing=0,
                        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                        vertical_alignment=ft.CrossAxisAlignment.CENTER,
                        controls=[
                            strong(name_of(person, words), lines=2),
                            ft.Text(ago, theme_style=TEXT.SMALL, color=ft.Colors.ON_SURFACE_VARIANT),
                        ],
                    ),
                    _last_words(conversation, me, words),
                ],
            ),
        ],
    )
    padding = ft.Padding.symmetric(horizontal=SPACE.S, vertical=SPACE.M)
    return pressable(content, goes(here, f"/messages/{person.id}"), padding=padding)


ConversationLine = memo(_ConversationLine)


def _last_words(conversation: Conversation, me: str, words: Translator) -> ft.Control:
    last = conversation.last
    said = trace_words(last.taken, words) if last.taken else " ".join(plain(last.body).split())
    if conversation.talk.asking and conversation.talk.state == ASKED:
        # NOTE: under a name in the list of conversations: the reader asked to write to them
        said = words.t("Waiting for an answer")
    elif last.by == me and not last.taken:
        # NOTE: the last words of a conversation, when they are the reader's own
        said = words.t("You: {words}", words=said)
    ink = ft.Colors.ON_SURFACE if conversation.unread else ft.Colors.ON_SURFACE_VARIANT
    return ft.Row(
        spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            *_sign(conversation, words),
            ft.Container(quiet(said, lines=2, color=ink), expand=True),
            *([_muted(words)] if conversation.talk.muted else []),
            *([_dot(words)] if conversation.unread else []),
        ],
    )


def _sign(conversation: Conversation, words: Translator) -> list[ft.Control]:
    """A mark before words of one's own that have not arrived."""
    match conversation.last.delivery.value:
        case "waiting":
            icon, said, ink = ft.Icons.SCHEDULE, words.t("Waiting to send"), ft.Colors.ON_SURFACE_VARIANT
        case "refused":
            icon, said, ink = ft.Icons.ERROR_OUTLINE, words.t("Not sent"), ft.Colors.ERROR
        case _:
            return []
    mark = ft.Icon(icon, size=16, color=ink, semantics_label=said)
    return [ft.Container(mark, padding=ft.Padding.only(top=3))]


def _muted(words: Translator) -> ft.Control:
    # NOTE: of a conversation: one is not told of what is new in it
    icon, said = ft.Icons.NOTIFICATIONS_OFF_OUTLINED, words.t("Muted")
    return ft.Icon(icon, size=16, color=ft.Colors.ON_SURFACE_VARIANT, semantics_label=said)


def _dot(words: Translator) -> ft.Control:
    return ft.Semantics(
        label=words.t("Unread"),
        content=ft.Container(
            width=12,
            height=12,
            border_radius=6,
            bgcolor=ft.Colors.PRIMARY,
            margin=ft.Margin.only(top=SPACE.XS),
        ),
    )
