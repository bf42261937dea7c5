"""A group in the list of conversations, and the marks that a line there may have."""

import flet as ft

from app.domain.ids import inside
from app.domain.records import Delivery
from app.i18n.catalogs import Translator
from app.services import avoiding, finding, mentioning
from app.services.grouping import GroupLine
from app.ui.acting import goes
from app.ui.components.cards import empty
from app.ui.components.delivery import unsent
from app.ui.components.letters import quiet, strong
from app.ui.components.people.met import name_of
from app.ui.components.pressing import pressable
from app.ui.components.safety.avoided import folded_words
from app.ui.components.threads.about import trace_words
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_words
from app.ui.theme import SPACE, TEXT, TOUCH


@ft.component
def _GroupRow(line: GroupLine, ago: str) -> ft.Control:
    """One group: what it is called, the last words and whose they are, and whether there is something new."""
    here, words = use_here(), use_words()
    ink = ft.Colors.ON_SURFACE if line.unread else ft.Colors.ON_SURFACE_VARIANT
    small = ft.Text(ago, theme_style=TEXT.SMALL, color=ft.Colors.ON_SURFACE_VARIANT)
    head = ft.Row(
        [strong(line.group.name, lines=2), small],
        wrap=True,
        spacing=SPACE.S,
        run_spacing=0,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    said = ft.Row(
        spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Container(quiet(_last_words(here, line, words), lines=2, color=ink), expand=True),
            *([muted_mark(words)] if line.muted else []),
            *([unread_dot(words)] if line.unread else []),
        ],
    )
    refused = line.group.delivery is Delivery.REFUSED
    not_made = unsent(line.group.delivery, line.group.why) if refused else []
    content = ft.Row(
        [_face(), ft.Column([head, said, *not_made], expand=True, spacing=SPACE.XS)],
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    padding = ft.Padding.symmetric(horizontal=SPACE.S, vertical=SPACE.M)
    return pressable(content, goes(here, f"/messages/groups/{inside(line.group.scope)}"), padding=padding)


GroupRow = memo(_GroupRow)


def _face() -> ft.Control:
    return ft.Container(
        ft.Icon(ft.Icons.GROUP_OUTLINED, color=ft.Colors.ON_PRIMARY_CONTAINER),
        width=TOUCH,
        height=TOUCH,
        border_radius=TOUCH / 2,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        alignment=ft.Alignment.CENTER,
    )


def _last_words(here: Here, line: GroupLine, words: Translator) -> str:
    last = line.last
    if last is None:
        n = line.group.size
        return words.tn("{n} person, with those who are invited", "{n} people, with those who are invited", n)
    read = mentioning.words(here.desk, last.scope, last.body, words.lang)
    said = trace_words(last.taken, words) if last.taken else " ".join(read.split())
    if last.by == here.desk.person:
        return words.t("You: {words}", words=said)
    name = name_of(finding.person(here.desk, last.by, scope=line.group.scope), words)
    if why := avoiding.why_folded(here.desk, last.by):
        return folded_words(why, name, words)
    # NOTE: the last words in a group, and who said them
    return words.t("{name}: {words}", name=name, words=said)


def muted_mark(words: Translator) -> ft.Control:
    """One is not told of what is new in this conversation."""
    # NOTE: of a conversation: one is not told of what is new in it
    icon, said = ft.Icons.NOTIFICATIONS_OFF_OUTLINED, words.t("Muted")
    return ft.Icon(icon, size=16, color=ft.Colors.ON_SURFACE_VARIANT, semantics_label=said)


def unread_dot(words: Translator) -> ft.Control:
    """There is something new in this conversation."""
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


def no_group(here: Here, words: Translator) -> ft.Control:
    """What stands where there is no such group, or one is not in it."""
    return empty(
        words.t("This group is not here"),
        words.t("You are not in it, or it has not arrived on this device yet."),
        ft.FilledButton(words.t("See your messages"), on_click=goes(here, "/messages")),
    )
