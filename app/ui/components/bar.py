"""The top bar: the way back, where one is, what one can do, and the language.

It is our own, because Material's has a height of its own and cuts off letters that the reader enlarged.
"""

import flet as ft

from app.domain.text import length
from app.ui.acting import acts
from app.ui.components.language_switch import LanguageSwitch
from app.ui.keyboard import back as go_back
from app.ui.state import use_here, use_layout, use_words
from app.ui.theme import SIZES, SPACE, TEXT, TOUCH

LINES = 3
"""So many lines of a title stand in the bar, which grows with them: names that people gave may be long."""

SWITCH = 110
"""How wide the language is, with letters of our size."""

WIDEST = 0.8
"""How wide a visible character of Bengali is, in sizes; Latin letters are narrower."""


@ft.component
def Bar(title: str, actions: list[ft.Control], at_root: bool) -> ft.Control:
    """The bar of one screen; where a word of the title would be broken, it stands below all the others."""
    here, words, layout = use_here(), use_words(), use_layout()
    back = ft.IconButton(
        ft.Icons.ARROW_BACK,
        # NOTE: the way to the screen before this one
        tooltip=words.t("Back"),
        on_click=acts(here, lambda: go_back(here)),
    )
    way = [] if at_root else [ft.MergeSemantics(back)]
    room = (here.page.width or 0) - TOUCH * (len(way) + len(actions)) - SPACE.XXL - SWITCH * layout.letters
    below = not _fits(title, "title" if at_root else "section", layout.letters, room)
    name = ft.Semantics(header=True, heading_level=1, expand=not below, content=_title(title, at_root))
    beside = [ft.Container(expand=True)] if below else [name]
    row = ft.Row([*way, *beside, *actions, LanguageSwitch()], spacing=SPACE.XS)
    lowered = ft.Container(name, padding=ft.Padding.only(left=0 if at_root else SPACE.M, right=SPACE.S))
    side = SPACE.L if at_root else SPACE.XS
    return ft.Container(
        padding=ft.Padding.only(left=side, right=SPACE.S, top=SPACE.S, bottom=SPACE.S),
        content=ft.Column(
            [row, *([lowered] if below else [])],
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def _title(title: str, at_root: bool) -> ft.Text:
    return ft.Text(
        title,
        theme_style=TEXT.TITLE if at_root else TEXT.SECTION,
        max_lines=LINES,
        overflow=ft.TextOverflow.ELLIPSIS,
    )


def _fits(title: str, style: str, letters: float, room: float) -> bool:
    """Whether every word of the title is narrow enough, and there are not too many for three lines."""
    widths = [length(word) * WIDEST * SIZES[style][0] * letters for word in title.split()]
    return max(widths, default=0) <= room and sum(widths) <= 2 * room
