"""How much one hears of a circle: a bell in the top bar that says it, and the choices behind it."""

from functools import partial

import flet as ft

from app.domain.attending import Level
from app.services import attending
from app.ui.acting import acts, say
from app.ui.components.letters import QUIET
from app.ui.hooks import memo
from app.ui.keyboard import watched
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import SPACE

_ICONS = {
    Level.ALL: ft.Icons.NOTIFICATIONS_OUTLINED,
    Level.MINE: ft.Icons.NOTIFICATIONS_PAUSED_OUTLINED,
    Level.NOTHING: ft.Icons.NOTIFICATIONS_OFF_OUTLINED,
}


@ft.component
def _Bell(circle: str) -> ft.Control:
    """For a member: what holds now, and the others to choose from."""
    here, words = use_here(), use_words()
    now = use_reading(lambda desk: attending.level(desk, circle))
    said = {
        Level.ALL: words.t("Everything"),
        Level.MINE: words.t("Only answers to me and mentions"),
        Level.NOTHING: words.t("Nothing"),
    }

    def choose(level: Level) -> None:
        attending.choose(here.desk, circle, level)
        # NOTE: {level} is one of: Everything, Only answers to me and mentions, Nothing
        say(here, words.t("On Home from this circle: {level}", level=said[level]))

    menu = ft.PopupMenuButton(
        icon=_ICONS[now],
        icon_color=QUIET,
        padding=SPACE.M,
        tooltip=words.t("On Home from this circle: {level}", level=said[now]),
        items=[
            ft.PopupMenuItem(
                content=ft.Text(said[level]),
                icon=_ICONS[level],
                checked=level is now,
                on_click=acts(here, partial(choose, level)),
            )
            for level in Level
        ],
    )
    return ft.MergeSemantics(watched(here, menu))


Bell = memo(_Bell)
