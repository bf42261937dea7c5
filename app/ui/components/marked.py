"""Words in which something was found, with what was found marked: by weight as well as by colour.

No line under what was found: it would run through the lower signs of Bengali letters. What is doubted gets
one all the same, as words do everywhere that one should look at again. An excerpt is short as it is, so all
of it is shown.
"""

import flet as ft

from app.services.excerpts import Excerpt
from app.ui.theme import style


def marked(
    excerpt: Excerpt, name: str = "body", *, color: ft.Colors | None = None, underlined: bool = False
) -> ft.Text:
    """The words of an excerpt in the style of this name."""
    if not excerpt.marks:
        return ft.Text(excerpt.text, style=style(name, color))
    # A span keeps only some of what the text around it has, so each is given all of it.
    return ft.Text(
        spans=_spans(excerpt, name, color, _doubted(name) if underlined else _found(name)),
        style=style(name, color),
    )


def _spans(excerpt: Excerpt, name: str, color: ft.Colors | None, mark: ft.TextStyle) -> list[ft.TextSpan]:
    spans: list[ft.TextSpan] = []
    done = 0
    for start, end in excerpt.marks:
        spans.append(ft.TextSpan(excerpt.text[done:start], style(name, color)))
        spans.append(ft.TextSpan(excerpt.text[start:end], mark))
        done = end
    return [span for span in (*spans, ft.TextSpan(excerpt.text[done:], style(name, color))) if span.text]


def _found(name: str) -> ft.TextStyle:
    found = style(name, ft.Colors.ON_PRIMARY_CONTAINER)
    found.weight, found.bgcolor = ft.FontWeight.W_600, ft.Colors.PRIMARY_CONTAINER
    return found


def _doubted(name: str) -> ft.TextStyle:
    doubted = style(name, ft.Colors.ON_SURFACE)
    doubted.weight, doubted.decoration = ft.FontWeight.W_600, ft.TextDecoration.UNDERLINE
    doubted.decoration_style, doubted.decoration_color = ft.TextDecorationStyle.WAVY, ft.Colors.ERROR
    return doubted
