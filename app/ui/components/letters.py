"""Words on the screen in the few sizes that there are."""

import flet as ft

from app.ui.theme import SPACE, TEXT

QUIET = ft.Colors.ON_SURFACE_VARIANT


def display(words: str) -> ft.Control:
    """The largest words; the welcome alone has them."""
    return ft.Semantics(header=True, heading_level=1, content=ft.Text(words, theme_style=TEXT.DISPLAY))


def title(words: str, color: ft.Colors | None = None) -> ft.Control:
    """The title of what a screen shows."""
    return ft.Semantics(header=True, content=ft.Text(words, theme_style=TEXT.TITLE, color=color))


def section(words: str, color: ft.Colors | None = None) -> ft.Control:
    """The heading of a part of a screen."""
    return ft.Semantics(header=True, content=ft.Text(words, theme_style=TEXT.SECTION, color=color))


def strong(words: str, color: ft.Colors | None = None, lines: int | None = None) -> ft.Text:
    """What comes first on a card."""
    return ft.Text(words, theme_style=TEXT.SECTION, color=color, max_lines=lines, overflow=_cut(lines))


def body(words: str, color: ft.Colors | None = None, lines: int | None = None) -> ft.Text:
    """Plain words."""
    return ft.Text(words, theme_style=TEXT.BODY, color=color, max_lines=lines, overflow=_cut(lines))


def quiet(words: str, lines: int | None = None, color: ft.Colors | None = QUIET) -> ft.Text:
    """Words that stay in the background."""
    return ft.Text(words, theme_style=TEXT.SECONDARY, color=color, max_lines=lines, overflow=_cut(lines))


def label(words: str, color: ft.Colors | None = QUIET) -> ft.Text:
    """A few small words beside something."""
    return ft.Text(words, theme_style=TEXT.LABEL, color=color)


def chip_words(words: str) -> ft.Text:
    """The words on a chip, on several lines where one is too short: Flutter would cut them."""
    return ft.Text(words, max_lines=4, no_wrap=False, overflow=ft.TextOverflow.VISIBLE)


def with_icon(icon: ft.IconData, said: str, color: ft.Colors = QUIET, size: int = 18) -> ft.Control:
    """An icon and its words, no wider than they need and on several lines where there is no room."""
    words = label(said, color)
    words.expand = words.expand_loose = True
    return ft.Row([ft.Icon(icon, size=size, color=color), words], spacing=SPACE.XS, tight=True)


def _cut(lines: int | None) -> ft.TextOverflow:
    return ft.TextOverflow.ELLIPSIS if lines else ft.TextOverflow.CLIP
