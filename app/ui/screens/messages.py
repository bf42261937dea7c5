"""One's conversations, the latest first."""

import flet as ft

from app.domain.markup import plain
from app.domain.talks import ASKED
from app.i18n.catalogs import Translator
from app.services import grouping, messaging
from app.services.grouping import GroupLine
from app.services.messaging import Conversation
from app.ui.acting import acts, goes
from app.ui.components.cards import empty, listed
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, strong
from app.ui.components.messages.group_row import GroupRow, muted_mark, unread_dot
from app.ui.components.messages.requests import way_to_requests
from app.ui.components.people.met import beside_avatar, name_of
from app.ui.components.pressing import pressable
from app.ui.components.search import search_button
from app.ui.components.threads.about import trace_words
from app.ui.hooks import memo, use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE, TEXT

WINDOW = 40


@ft.component
def Messages() -> ft.View:
    """Everybody one talks with, and the last words of each conversation."""
    here, words = use_here(), use_words()
    shown, show = use_state(lambda: WINDOW)
    found = use_reading(messaging.conversations)
    asking = use_reading(messaging.count_requests)
    groups = use_reading(grouping.groups)
    both: list[Conversation | GroupLine] = [*found, *groups]
    placed = sorted(both, key=_when, reverse=True)
    controls: list[ft.Control] = [
        ft.Column(
            spacing=SPACE.XS,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[_row(here, one) for one in placed[:shown]],
        )
    ]
    if not placed:
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
    if len(placed) > shown:
        more = words.t("Show older conversations")
        controls.append(ft.TextButton(more, on_click=acts(here, lambda: show(shown + WINDOW))))
    if asking:
        controls.insert(0, listed([way_to_requests(here, asking, words)]))
    return screen(
        words.t("Messages"),
        controls,
        actions=[_new_group(here, words), search_button(here, words, "/messages")],
        identifier="messages",
    )


def _new_group(here: Here, words: Translator) -> ft.Control:
    return ft.MergeSemantics(
        ft.IconButton(
            ft.Icons.GROUP_ADD_OUTLINED,
            tooltip=words.t("New group"),
            on_click=goes(here, "/messages/groups/new"),
        )
    )


def _when(one: Conversation | GroupLine) -> int:
    return one.when if isinstance(one, GroupLine) else one.last.when


def _row(here: Here, one: Conversation | GroupLine) -> ft.Control:
    """A conversation of two, or of a group."""
    if isinstance(one, GroupLine):
        return GroupRow(one, here.ago(one.when), key=one.group.scope)
    return ConversationLine(one, here.desk.person, here.ago(one.last.when), key=one.scope)


@ft.component
def _ConversationLine(conversation: Conversation, me: str, ago: str) -> ft.Control:
    """One conversation: with whom, the last words, when, and whether there is something unread."""
    here, words, layout = use_here(), use_words(), use_layout()
    person = conversation.person
    head = ft.Row(
        wrap=True,
        spacing=SPACE.S,
        run_spacing=0,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            strong(name_of(person, words), lines=2),
            ft.Text(ago, theme_style=TEXT.SMALL, color=ft.Colors.ON_SURFACE_VARIANT),
        ],
    )
    said = [head, _last_words(conversation, me, words)]
    content = beside_avatar(person, words, said, dark=layout.dark)
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
            *([muted_mark(words)] if conversation.talk.muted else []),
            *([unread_dot(words)] if conversation.unread else []),
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
