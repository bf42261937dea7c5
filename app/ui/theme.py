"""The measures of Setu: steps of space and shape, and the few sizes of letters."""

from collections.abc import Mapping
from typing import Final

import flet as ft

FONT: Final = "Noto Sans Bengali"
"""The one family for both scripts, so that Latin and Bengali share a baseline."""

COLUMN: Final = 680
"""The widest a column of reading gets, in logical pixels."""

BREAKPOINT: Final = 720
"""From this window width on there is a rail and a list beside the detail."""

RAIL: Final = 96
"""How wide the rail is."""

TOUCH: Final = 48
"""The least height and width of what a finger must meet."""

LARGE_LETTERS: Final = 1.5
"""Letters larger than so many times have no room beside something else on a phone."""

LEARNING_INK: Final = ft.Colors.ON_TERTIARY_CONTAINER
"""Of letters on the ground that learning prompts have."""


class SPACE:
    """The six steps of empty room, in logical pixels."""

    XS: Final = 4
    S: Final = 8
    M: Final = 12
    L: Final = 16
    XL: Final = 24
    XXL: Final = 32


class RADIUS:
    """How round a corner is, by what it belongs to."""

    CHIP: Final = 8
    FIELD: Final = 12
    CARD: Final = 16
    SHEET: Final = 24


class TEXT:
    """Our names for the styles of the theme: `ft.Text(…, theme_style=TEXT.TITLE)`; a plain one is `BODY`."""

    DISPLAY: Final = ft.TextThemeStyle.DISPLAY_SMALL
    TITLE: Final = ft.TextThemeStyle.TITLE_LARGE
    SECTION: Final = ft.TextThemeStyle.TITLE_MEDIUM
    BODY: Final = ft.TextThemeStyle.BODY_MEDIUM
    SECONDARY: Final = ft.TextThemeStyle.BODY_SMALL
    ACTION: Final = ft.TextThemeStyle.LABEL_LARGE
    LABEL: Final = ft.TextThemeStyle.LABEL_MEDIUM
    SMALL: Final = ft.TextThemeStyle.LABEL_SMALL


SIZES: Final[Mapping[str, tuple[int, float, bool]]] = {
    "display": (28, 1.35, True),
    "title": (20, 1.4, True),
    "section": (16, 1.4, True),
    "body": (16, 1.5, False),
    "secondary": (14, 1.45, False),
    "action": (14, 1.4, True),
    "label": (13, 1.4, True),
    "small": (12, 1.4, False),
}
"""Size, line height and whether semibold; only the two weights we ship are asked for, so none is faked."""


def style(name: str, color: ft.Colors | str | None = None) -> ft.TextStyle:
    """Return one of our text styles anew: Flet's values carry their owner's marks and are not shared."""
    size, height, semibold = SIZES[name]
    weight = ft.FontWeight.W_600 if semibold else ft.FontWeight.W_400
    # Material's own letter spacing pulls conjuncts apart, so ours is spelled out.
    return ft.TextStyle(
        size=size, height=height, weight=weight, letter_spacing=0, font_family=FONT, color=color
    )


def field_border() -> ft.OutlineInputBorder:
    """Return the border every text field takes by hand, because Flet has no theme for fields."""
    return ft.OutlineInputBorder(border_radius=RADIUS.FIELD)


def flush() -> ft.ButtonStyle:
    """A text button whose words stand flush with the text above it."""
    size, height, _ = SIZES["action"]
    return ft.ButtonStyle(
        alignment=ft.Alignment.CENTER_LEFT,
        padding=ft.Padding.symmetric(horizontal=0, vertical=(TOUCH - size * height) / 2),
        text_style=style("action"),
    )
