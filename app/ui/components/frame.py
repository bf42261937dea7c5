"""The frame every screen stands in: a top bar with the language, the five places, a column to read in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from app.i18n.catalogs import Translator
from app.services import messaging, noticing
from app.services.desk import Desk
from app.ui.acting import goes
from app.ui.address import ROOTS
from app.ui.components.bar import Bar
from app.ui.components.cards import empty
from app.ui.components.language_switch import LanguageSwitch
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import RAIL, SPACE

SCROLL_MS = 150
"""How often a window tells how far a column is scrolled, if anybody listens."""
LABELS = 0.85
"""How much of the rail's width its longest label takes, with letters of our size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One of the five places of the app."""

    route: str
    name: str
    icon: ft.IconData
    chosen: ft.IconData


def places(words: Translator) -> list[Place]:
    """The five places, in their order."""
    t, icons = words.t, ft.Icons
    return [
        # NOTE: the five places in the bar at the foot; short words
        Place(route="/", name=t("Home"), icon=icons.HOME_OUTLINED, chosen=icons.HOME),
        Place(route="/circles", name=t("Circles"), icon=icons.WORKSPACES_OUTLINED, chosen=icons.WORKSPACES),
        Place(route="/people", name=t("People"), icon=icons.PEOPLE_OUTLINE, chosen=icons.PEOPLE),
        Place(
            route="/messages", name=t("Messages"), icon=icons.CHAT_BUBBLE_OUTLINE, chosen=icons.CHAT_BUBBLE
        ),
        # NOTE: the place of one's own profile and settings
        Place(route="/me", name=t("Me"), icon=icons.PERSON_OUTLINE, chosen=icons.PERSON),
    ]


def screen(
    title: str,
    controls: Sequence[ft.Control],
    *,
    head: ft.Control | None = None,
    foot: ft.Control | None = None,
    floating: ft.FloatingActionButton | None = None,
    actions: Sequence[ft.Control] = (),
    filled: bool = False,
    scrolled: ft.Ref[ft.Column] | None = None,
    on_scroll: Callable[[Any], None] | None = None,
    identifier: str = "",
) -> ft.View:
    """A screen with this title and these controls in one scrolling column.

    `actions` stand in the top bar beside the language; `head` stays above the column (a field to search
    with), `foot` below it (the composer); with `filled` the one control given scrolls by itself and fills the
    room (a conversation); `scrolled` is for whoever wants to scroll the column, and `on_scroll` hears how far
    it is. Call it from a component: it asks for the room there is.
    """
    layout, route = use_layout(), ft.use_view_path() or "/"
    column = _filled(controls) if filled else _scrolling(controls, scrolled, on_scroll)
    middle = ft.Column(
        expand=True,
        spacing=0,
        controls=[*([_above(head)] if head else []), column, *([foot] if foot else [])],
    )
    inside = ft.Semantics(
        identifier=identifier,
        expand=True,
        content=_beside_rail(middle, layout.wide, layout.column),
    )
    return ft.View(
        route=route,
        padding=0,
        floating_action_button=floating,
        navigation_bar=None if layout.wide or foot else cast(Any, Places()),
        controls=[
            ft.SafeArea(
                expand=True,
                content=ft.Column(
                    spacing=0,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    controls=[Bar(title, list(actions), route in ROOTS), inside],
                ),
            )
        ],
    )


def _scrolling(
    controls: Sequence[ft.Control],
    scrolled: ft.Ref[ft.Column] | None,
    on_scroll: Callable[[Any], None] | None,
) -> ft.Control:
    return ft.Column(
        ref=scrolled,
        on_scroll=on_scroll,
        scroll_interval=SCROLL_MS if on_scroll else 10,
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                # A field may come first, and the label on its edge reaches above it.
                padding=ft.Padding.only(left=SPACE.L, right=SPACE.L, top=SPACE.L + SPACE.XS, bottom=SPACE.M),
                content=ft.Column(
                    spacing=SPACE.M,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    controls=list(controls),
                ),
            )
        ],
    )


def _above(head: ft.Control) -> ft.Control:
    return ft.Container(
        head, padding=ft.Padding.only(left=SPACE.L, right=SPACE.L, top=SPACE.M, bottom=SPACE.XS)
    )


def _filled(controls: Sequence[ft.Control]) -> ft.Control:
    return ft.Column(
        expand=True, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, controls=list(controls)
    )


def _beside_rail(middle: ft.Control, wide: bool, column: int | None) -> ft.Control:
    """On a phone the middle alone; on a desktop the rail, and the middle no wider than one can read.

    Tab goes by rows, as Flutter reads: from a place in the rail to what stands beside it. What would keep the
    rail together, a group for the focus, the client of Flet 1.0.5 makes for nobody but a route, an open menu
    and a group of radio buttons, and a screen reader would take a rail in one of those for just that. A
    listener to keys would change the order, but is itself a stop without a name, and of no help once the
    column is scrolled. So the search and the way back have keys of their own (`app/ui/keyboard.py`).
    """
    if not wide:
        return middle
    reading = ft.Container(width=column, content=middle)
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[Rail(), ft.VerticalDivider(width=1), _centred(reading)],
    )


def _centred(reading: ft.Control) -> ft.Control:
    return ft.Container(expand=True, alignment=ft.Alignment.TOP_CENTER, content=reading)


@ft.component
def Places() -> ft.Control:
    """The five places at the foot of a phone's screen."""
    here, words = use_here(), use_words()
    waiting = use_reading(_waiting)
    known = places(words)
    return ft.NavigationBar(
        selected_index=_present(known, here.page.route),
        on_change=_going(here, known),
        destinations=[
            ft.NavigationBarDestination(label=p.name, icon=_icon(p, waiting, words), selected_icon=p.chosen)
            for p in known
        ],
    )


@ft.component
def Rail() -> ft.Control:
    """The five places at the side of a desktop's screen."""
    here, words, layout = use_here(), use_words(), use_layout()
    waiting = use_reading(_waiting)
    known = places(words)
    return ft.NavigationRail(
        width=RAIL * max(1, layout.letters * LABELS),
        selected_index=_present(known, here.page.route),
        on_change=_going(here, known),
        destinations=[
            ft.NavigationRailDestination(label=p.name, icon=_icon(p, waiting, words), selected_icon=p.chosen)
            for p in known
        ],
    )


def _going(here: Here, known: list[Place]) -> Callable[[Any], Awaitable[None]]:
    """A handler that goes to the place that was chosen."""

    async def chosen(event: Any) -> None:
        await goes(here, known[int(event.control.selected_index)].route)(event)

    return chosen


def _waiting(desk: Desk) -> dict[str, int]:
    """How much waits for the reader in each place: where somebody called them, and who wrote to them."""
    return {"/circles": noticing.count_mentions(desk), "/messages": messaging.count_unread(desk)}


def _icon(place: Place, waiting: dict[str, int], words: Translator) -> ft.Control:
    count = waiting.get(place.route, 0)
    badge = words.formatter.integer(count) if count else None
    return ft.Icon(place.icon, badge=badge)


def _present(known: list[Place], route: str) -> int:
    first = "/" + route.strip("/").split("/")[0]
    return next((number for number, place in enumerate(known) if place.route == first), 0)


@ft.component
def NotFound() -> ft.Control:
    """What stands where no screen is; Flet puts it into a bare view, so it brings its language along."""
    here, words = use_here(), use_words()
    home = ft.FilledButton(words.t("Go to Home"), on_click=goes(here, "/"))
    sentence = words.t("The address may be mistyped, or what was here is gone.")
    return ft.Column(
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Row([LanguageSwitch()], alignment=ft.MainAxisAlignment.END),
            empty(words.t("There is nothing here."), sentence, home, level=1),
        ],
    )
