"""Words in which something was found, with what was found marked: by weight as well as by colour.

No line under them: it would run through the lower signs of Bengali letters.
"""

import flet as ft

from app.services.excerpts import Excerpt
from app.ui.theme import TEXT

CUT = ft.TextOverflow.ELLIPSIS


def marked(
    excerpt: Excerpt,
    theme_style: ft.TextThemeStyle = TEXT.BODY,
    *,
    lines: int,
    color: ft.Colors | None = None,
) -> ft.Text:
    """The words of an excerpt in this style."""
    if not excerpt.marks:
        return ft.Text(excerpt.text, theme_style=theme_style, color=color, max_lines=lines, overflow=CUT)
    return ft.Text(spans=_spans(excerpt), theme_style=theme_style, color=color, max_lines=lines, overflow=CUT)


def _spans(excerpt: Excerpt) -> list[ft.TextSpan]:
    spans: list[ft.TextSpan] = []
    done = 0
    for start, end in excerpt.marks:
        spans += [ft.TextSpan(excerpt.text[done:start]), ft.TextSpan(excerpt.text[start:end], _found())]
        done = end
    return [span for span in (*spans, ft.TextSpan(excerpt.text[done:])) if span.text]


def _found() -> ft.TextStyle:
    return ft.TextStyle(
        weight=ft.FontWeight.W_600,
        color=ft.Colors.ON_PRIMARY_CONTAINER,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )
