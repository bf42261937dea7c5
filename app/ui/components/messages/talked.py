"""What was said in a conversation of two or of a group, the newest at the foot."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import flet as ft

from app.domain.writing import Message
from app.i18n.catalogs import Translator
from app.services import finding, messaging, quoting, reacting, receipts
from app.services.desk import Desk
from app.ui.acting import acts
from app.ui.components.cards import empty
from app.ui.components.frame import SCROLL_MS
from app.ui.components.messages.bubbles import Bubble, lines
from app.ui.components.people.met import name_of
from app.ui.components.safety.avoided import Folded
from app.ui.components.threads.leafing import EARLIER, Leaf, use_leafing, use_reach
from app.ui.components.threads.unread import (
    Away,
    NewPill,
    unread_line,
    use_away,
    use_marking,
    use_own,
    use_unread,
)
from app.ui.hooks import memo, use_box
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

WINDOW = 40
"""So many messages are drawn at first, and so many more each time older ones are asked for."""

UNREAD = 12
"""So many of what is new are shown below the first of it; what else is new comes when asked for."""

LATER = 3
"""So many messages stand below one that was looked for: it is in view, with what was said to it."""


@ft.component
def _Talked(
    scope: str, name: str, at: str, asks: bool = False, group: bool = False, person: str = ""
) -> ft.Control:
    """The messages, the newest at the foot; what is shown is seen. `at` is the one that was looked for; who
    `asks` to write to one has written nothing that leads anywhere. In a `group` each says whose it is."""
    here, words = use_here(), use_words()
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
    away = use_away(newest, reverse=True)
    shown, before = leaf.stretch.limit, leaf.stretch.before
    if leaf.at_the_end and away.upto is not None:
        before = away.upto + 1  # what comes now would move what one reads
    found = use_reading(lambda desk: messaging.said(desk, scope, shown + 1, before))
    reactions = use_reading(lambda desk: {one.id: reacting.reactions(desk, one.id) for one in found})
    quotes = use_reading(
        lambda d: {one.id: quoting.quote(d, scope, one.re, words.lang) for one in found if one.re}
    )
    names = use_reading(lambda desk: _names(desk, scope, found, name, words))
    read = use_reading(lambda desk: receipts.read_by(desk, person) if person else 0)
    reach = use_reach(shown, leaf.older if len(found) > shown else None)
    newest.current = found[-1].order if found else 0

    async def back(_: str) -> None:
        if away.upto is not None:
            await away.back()

    use_own(thread, back)
    use_marking(scope, thread, newest.current or None)
    if not found:
        return _nothing_yet(name, words, group=group)
    placed = lines(found, here.desk.person, lambda when: here.moment(when).date())[-shown:]
    older = ft.TextButton(words.t("Show older messages"), key="older", on_click=acts(here, leaf.older))
    bubbles: list[ft.Control] = []
    for line in reversed(placed):
        said = line.message.id
        told = replace(line, reactions=reactions.get(said, ()), asks=asks, quote=quotes.get(said))
        told = replace(told, read=line.mine and line.message.order <= read)
        who = names.get(line.message.by, name)
        asked = names.get(told.quote.by, name) if told.quote else ""
        bubble = Bubble(told, who, said == at, asked, group, key=said)
        bubbles.append(Folded(line.message.by, who, bubble, key=said) if group and not line.mine else bubble)
        if said == unread.first:
            bubbles.append(unread_line(unread, words))
    onwards = [] if leaf.at_the_end else [_onwards(here, leaf, words)]
    talk = _scrolled(away, reach, [*onwards, *bubbles, *([older] if len(found) > shown else [])])
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[ft.SelectionArea(talk, expand=True), NewPill(thread, away, leaf.at_the_end)],
    )


def _scrolled(away: Away, reach: Callable[[Any], None], controls: list[ft.Control]) -> ft.ListView:
    """The list, whose end is its foot."""

    def on_scroll(event: Any) -> None:
        away.on_scroll(event)
        reach(event)

    return ft.ListView(
        ref=away.ref,
        expand=True,
        reverse=True,
        build_controls_on_demand=True,
        scroll_interval=SCROLL_MS,
        on_scroll=on_scroll,
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.S),
        controls=controls,
    )


def _names(desk: Desk, scope: str, found: Sequence[Message], name: str, words: Translator) -> dict[str, str]:
    """What each of those who wrote is called here; in a conversation of two it is the one `name`."""
    if name:
        return {}
    return {one.by: name_of(finding.person(desk, one.by, scope=scope), words) for one in found}


def _nothing_yet(name: str, words: Translator, *, group: bool) -> ft.Control:
    return ft.Column(
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            empty(
                words.t("No messages yet"),
                words.t("Greet the others, ask, or share what helped you.")
                if group
                else words.t("Greet {name}, ask, or share what helped you.", name=name),
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
