"""A conversation with one person."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.domain.ids import pair_scope
from app.domain.people import Person
from app.i18n.catalogs import Translator
from app.services import finding, messaging, quoting, reacting, talking
from app.services.talking import Talk
from app.ui.acting import acts, goes
from app.ui.address import use_address
from app.ui.components.bubbles import Bubble, lines
from app.ui.components.cards import empty
from app.ui.components.composer import Composer
from app.ui.components.directory import use_cards
from app.ui.components.frame import SCROLL_MS, screen
from app.ui.components.leafing import EARLIER, Leaf, use_leafing
from app.ui.components.people import name_of
from app.ui.components.quoting import QuoteLine
from app.ui.components.reaching import block_item, blocked_foot, first_words, request_foot, waiting_foot
from app.ui.components.reporting import menu_item, report_menu
from app.ui.components.sending import SendingLine
from app.ui.components.unread import (
    count_new,
    new_pill,
    unread_line,
    use_away,
    use_marking,
    use_unread,
)
from app.ui.hooks import memo, use_box
from app.ui.keyboard import search_in
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

WINDOW = 40
"""So many messages are drawn at first, and so many more each time older ones are asked for."""

UNREAD = 12
"""So many of what is new are shown below the first of it; what else is new comes when asked for."""

LATER = 3
"""So many messages stand below one that was looked for: it is in view, with what was said to it."""


@ft.component
def ConversationScreen() -> ft.View:
    """What two people said to each other, and the place to write the next words."""
    here, words = use_here(), use_words()
    address = use_address()
    with_person, at = address.get("person", ""), address.get("at", "")
    person = use_reading(lambda desk: finding.person(desk, with_person))
    use_cards([with_person])
    begun = use_reading(lambda desk: bool(messaging.messages(desk, with_person, limit=1)))
    talk = use_reading(lambda desk: talking.talk(desk, with_person))
    send = ft.use_callback(lambda text: messaging.send(here.desk, with_person, text), [with_person])
    if with_person == here.desk.person or not (person.name or begun):
        return screen(words.t("Message"), [Nobody(with_person)])
    return screen(
        name_of(person, words),
        [Talked(with_person, name_of(person, words), at, talk.waits, key=f"{with_person} {at}")],
        filled=True,
        actions=[
            *([report_menu(here, dict[str, str], _deeds(here, talk, person, words))] if begun else []),
            _their_card(here, with_person, words),
        ],
        foot=ft.Column(
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=_foot(here, talk, name_of(person, words), words, send),
        ),
        identifier="conversation",
    )


def _foot(
    here: Here, talk: Talk, name: str, words: Translator, send: Callable[[str], object]
) -> list[ft.Control]:
    """Where one writes; or why one cannot just now, and what one can do."""
    if talk.blocked:
        return [blocked_foot(here, talk, words)]
    if talk.waits:
        return [request_foot(here, talk, name, words)]
    place = f"dm:{talk.person}"
    return [
        SendingLine(),
        *([first_words(words)] if talk.would_ask else []),
        QuoteLine(talk.person, name),
        Composer(place, words.t("Type a message"), send, not talk.would_ask, key=place)
        if talk.may_write
        else waiting_foot(words),
    ]


def _deeds(here: Here, talk: Talk, person: Person, words: Translator) -> list[ft.PopupMenuItem]:
    """What one can do about a conversation, besides reporting."""
    muting = words.tp("verb", "Unmute") if talk.muted else words.tp("verb", "Mute")
    bell = ft.Icons.NOTIFICATIONS_OUTLINED if talk.muted else ft.Icons.NOTIFICATIONS_OFF_OUTLINED
    return [
        _search(here, talk.person, words),
        # NOTE: the verbs, in a menu: no longer, or again, be told of what is new in a conversation
        menu_item(here, muting, bell, lambda: talking.mute(here.desk, talk.person, on=not talk.muted)),
        *([] if talk.blocked else [block_item(here, talk.person, name_of(person, words), words)]),
    ]


def _search(here: Here, with_person: str, words: Translator) -> ft.PopupMenuItem:
    return ft.PopupMenuItem(
        content=ft.Text(words.t("Search this conversation")),
        icon=ft.Icons.SEARCH,
        on_click=acts(here, lambda: search_in(here, f"/messages/{with_person}")),
    )


def _their_card(here: Here, person: str, words: Translator) -> ft.Control:
    return ft.MergeSemantics(
        ft.IconButton(
            ft.Icons.PERSON_OUTLINE,
            tooltip=words.t("See their profile"),
            on_click=goes(here, f"/people/{person}"),
        )
    )


@ft.component
def _Talked(with_person: str, name: str, at: str, asks: bool = False) -> ft.Control:
    """The messages, the newest at the foot; what is shown is seen. `at` is the one that was looked for; who
    `asks` to write to one has written nothing that leads anywhere."""
    here, words = use_here(), use_words()
    scope = pair_scope(here.desk.person, with_person)
    thread = f"{scope}/dm"
    unread = use_unread(scope, thread)
    leaf = use_leafing(
        thread,
        (scope, "dm", at or unread.first),
        window=WINDOW,
        later=LATER if at else UNREAD,
        earlier=EARLIER if at else WINDOW,
    )
    newest = use_box(int)
    away = use_away(thread, newest, reverse=True)
    shown, before = leaf.stretch.limit, leaf.stretch.before
    if leaf.at_the_end and away.upto is not None:
        before = away.upto + 1  # what comes now would move what one reads
    found = use_reading(lambda desk: messaging.messages(desk, with_person, shown + 1, before))
    new = use_reading(lambda desk: count_new(desk, thread, away.upto if leaf.at_the_end else None))
    reactions = use_reading(lambda desk: {one.id: reacting.reactions(desk, one.id) for one in found})
    quotes = use_reading(lambda d: {one.id: quoting.quote(d, scope, one.re) for one in found if one.re})
    newest.current = found[-1].order if found else 0
    use_marking(scope, thread, newest.current or None)
    if not found:
        return _nothing_yet(name, words)
    placed = lines(found, here.desk.person, lambda when: here.moment(when).date())[-shown:]
    older = ft.TextButton(words.t("Show older messages"), key="older", on_click=acts(here, leaf.older))
    bubbles: list[ft.Control] = []
    for line in reversed(placed):
        said = line.message.id
        told = replace(line, reactions=reactions.get(said, ()), asks=asks, quote=quotes.get(said))
        bubbles.append(Bubble(told, name, said == at, with_person, key=said))
        if said == unread.first:
            bubbles.append(unread_line(unread, words))
    talk = ft.ListView(
        ref=away.ref,
        expand=True,
        reverse=True,
        build_controls_on_demand=True,
        scroll_interval=SCROLL_MS,
        on_scroll=away.on_scroll,
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.S),
        controls=[
            *([] if leaf.at_the_end else [_onwards(here, leaf, words)]),
            *bubbles,
            *([older] if len(found) > shown else []),
        ],
    )
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[ft.SelectionArea(talk, expand=True), new_pill(here, new, away, words)],
    )


def _nothing_yet(name: str, words: Translator) -> ft.Control:
    return ft.Column(
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            empty(
                words.t("No messages yet"), words.t("Greet {name}, ask, or share what helped you.", name=name)
            )
        ],
    )


def _onwards(here: Here, leaf: Leaf, words: Translator) -> ft.Control:
    """Below a stretch of the past: the ways to what was written later."""
    return ft.Row(
        key="newer",
        wrap=True,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[
            ft.TextButton(words.t("Show newer messages"), on_click=acts(here, leaf.newer)),
            ft.TextButton(words.t("Go to the newest"), on_click=acts(here, leaf.newest)),
        ],
    )


Talked = memo(_Talked)


@ft.component
def Nobody(with_person: str) -> ft.Control:
    """What stands where there is nobody to write to."""
    here, words = use_here(), use_words()
    said = (
        words.t("This is you. Choose someone else to write to.")
        if with_person == here.desk.person
        else words.t("This person is not known on this device yet.")
    )
    return empty(
        words.t("Nobody to write to here"),
        said,
        ft.FilledButton(words.t("Find people"), on_click=goes(here, "/people")),
    )
