"""Cards and empty places."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.ui.components.letters import body, quiet, title
from app.ui.components.pressing import pressable
from app.ui.theme import RADIUS, SPACE, TEXT


def card(
    controls: Sequence[ft.Control],
    *,
    on_click: Callable[[Any], Any] | None = None,
    learning: bool = False,
    framed: bool = False,
    key: str | None = None,
) -> ft.Control:
    """A card; `learning` paints it marigold, which is for prompts and reflections and nothing else; `framed`
    is what one was looking for."""
    paper = ft.Colors.TERTIARY_CONTAINER if learning else ft.Colors.SURFACE_CONTAINER
    content = ft.Column(
        spacing=SPACE.S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, controls=list(controls)
    )
    if on_click:
        edge = ft.BorderSide(2, ft.Colors.PRIMARY) if framed else None
        return pressable(content, on_click, padding=SPACE.L, bgcolor=paper, border=edge, key=key)
    return ft.Container(
        key=key,
        bgcolor=paper,
        border_radius=RADIUS.CARD,
        border=ft.Border.all(2, ft.Colors.PRIMARY) if framed else None,
        padding=SPACE.L,
        content=content,
    )


def listed(rows: Sequence[ft.Control]) -> ft.Control:
    """A list on one card, whose rows reach to its edges and shine there when they are tapped."""
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=RADIUS.CARD,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Column(list(rows), spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )


def mark(width: int = 64) -> ft.Control:
    """The bridge of Setu, in the colour of the theme; it says nothing, so a screen reader passes it by."""
    return ft.Image(
        src="/bridge.svg",
        width=width,
        color=ft.Colors.PRIMARY,
        color_blend_mode=ft.BlendMode.SRC_IN,
        exclude_from_semantics=True,
    )


def bridged(headline: str) -> ft.Control:
    """The bridge, and beside it the title of a screen that stands before the app."""
    return ft.Row(spacing=SPACE.L, controls=[mark(56), ft.Container(title(headline), expand=True)])


def empty(headline: str, sentence: str, *actions: ft.Control, level: int = 2) -> ft.Control:
    """An empty place: the bridge, what will be here, and what one can do; `level` is that of its heading."""
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.XXL),
        content=ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[
                mark(),
                ft.Semantics(
                    header=True,
                    heading_level=level,
                    content=ft.Text(headline, theme_style=TEXT.SECTION, text_align=ft.TextAlign.CENTER),
                ),
                ft.Text(
                    sentence,
                    text_align=ft.TextAlign.CENTER,
                    color=ft.Colors.ON_SURFACE_VARIANT,
                ),
                *actions,
            ],
        ),
    )


def notice(icon: ft.IconData, sentence: str, *actions: ft.Control, trouble: bool = False) -> ft.Control:
    """A quiet line about a state, such as being offline, with what one can do about it."""
    paper = ft.Colors.ERROR_CONTAINER if trouble else ft.Colors.SURFACE_CONTAINER_LOW
    ink = ft.Colors.ON_ERROR_CONTAINER if trouble else ft.Colors.ON_SURFACE_VARIANT
    return ft.Semantics(
        live_region=True,
        content=ft.Container(
            bgcolor=paper,
            border_radius=RADIUS.FIELD,
            padding=SPACE.M,
            content=ft.Column(
                spacing=SPACE.S,
                controls=[
                    ft.Row(
                        spacing=SPACE.S,
                        vertical_alignment=ft.CrossAxisAlignment.START,
                        controls=[
                            ft.Icon(icon, size=20, color=ink),
                            ft.Container(quiet(sentence, color=ink), expand=True),
                        ],
                    ),
                    *actions,
                ],
            ),
        ),
    )


def chip(words: str) -> ft.Control:
    """A small word on a quiet ground, such as the language of a text."""
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=RADIUS.CHIP,
        padding=ft.Padding.symmetric(horizontal=SPACE.S, vertical=2),
        content=quiet(words),
    )


def lines(*texts: str) -> ft.Control:
    """Plain paragraphs."""
    return ft.Column([body(text) for text in texts], spacing=SPACE.S)
