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
    report = menu_item(
        here,
        # NOTE: the verb, in a menu: report this to those who look after the server
        words.tp("verb", "Report"),
        ft.Icons.FLAG_OUTLINED,
        lambda: here.go(way_to_report(here, place())),
    )
    return things_to_do(here, [*others, report])


def menu_item(here: Here, said: str, icon: ft.IconData, does: Callable[[], object]) -> ft.PopupMenuItem:
    """One thing that one can do."""
    return ft.PopupMenuItem(content=ft.Text(said), icon=icon, on_click=acts(here, does))


def things_to_do(here: Here, items: Sequence[ft.PopupMenuItem]) -> ft.Control:
    """The menu of these."""
    menu = ft.PopupMenuButton(
        padding=SPACE.M, tooltip=here.speech.words.t("What one can do about this"), items=list(items)
    )
    return ft.MergeSemantics(watched(here, menu))


def way_to_report(here: Here, place: Mapping[str, str]) -> str:
    """Where the row at this place is reported: on top of where one is, so that Back leads there again."""
    present = here.page.route.removesuffix("/").removesuffix("/report")
    return "/".join((present, "report", *(place[name] for name in ("scope", "kind", "id") if place)))
