"""The way to report something, from wherever one reads it."""

from collections.abc import Callable, Mapping, Sequence

import flet as ft

from app.ui.acting import acts
from app.ui.keyboard import watched
from app.ui.state import Here
from app.ui.theme import SPACE


def report_menu(
    here: Here, place: Callable[[], Mapping[str, str]], others: Sequence[ft.PopupMenuItem] = ()
) -> ft.Control:
    """A menu with what one can do about something that others wrote; `place` says which row it is, or
    nothing where that is still to be chosen. `others` stand before that."""
    words = here.speech.words
    report = ft.PopupMenuItem(
        # NOTE: the verb, in a menu: report this to those who look after the server
        content=ft.Text(words.tp("verb", "Report")),
        icon=ft.Icons.FLAG_OUTLINED,
        on_click=acts(here, lambda: here.go(way_to_report(here, place()))),
    )
    menu = ft.PopupMenuButton(
        padding=SPACE.M, tooltip=words.t("What one can do about this"), items=[*others, report]
    )
    return ft.MergeSemantics(watched(here, menu))


def way_to_report(here: Here, place: Mapping[str, str]) -> str:
    """Where the row at this place is reported: on top of where one is, so that Back leads there again."""
    present = here.page.route.removesuffix("/").removesuffix("/report")
    return "/".join((present, "report", *(place[name] for name in ("scope", "kind", "id") if place)))
