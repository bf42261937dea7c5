"""The language switch: one tap, on every screen, in place."""

import flet as ft

from app.i18n.languages import ENDONYMS, other
from app.services.preferences import prefer
from app.ui.acting import acts
from app.ui.state import Here, use_here, use_words
from app.ui.theme import RADIUS, SPACE, TEXT, TOUCH

SHORT = {"en": "EN", "bn": "বাং"}
"""Names of languages are written in their own language and never translated."""


@ft.component
def LanguageSwitch(whole: bool = False) -> ft.Control:
    """`EN | বাং`, the present one marked; `whole` writes the names out. A tap switches to the other."""
    here, words = use_here(), use_words()
    names = ENDONYMS if whole else SHORT
    target = other(words.lang)
    return ft.Semantics(
        identifier="language-switch",
        button=True,
        label=ENDONYMS[target],
        exclude_semantics=True,
        on_tap=acts(here, lambda: switch(here)),
        content=ft.Container(
            on_click=acts(here, lambda: switch(here)),
            ink=True,
            height=TOUCH,
            padding=ft.Padding.symmetric(horizontal=SPACE.M),
            border_radius=RADIUS.FIELD,
            content=ft.Row(
                spacing=SPACE.S,
                tight=True,
                controls=[
                    _name(names["en"], words.lang == "en"),
                    ft.Text("|", color=ft.Colors.OUTLINE),
                    _name(names["bn"], words.lang == "bn"),
                ],
            ),
        ),
    )


def switch(here: Here) -> None:
    """Speak the other language, and remember it for this device."""
    chosen = prefer(here.desk, language=other(here.speech.lang))
    here.speak(other(here.speech.lang), chosen.numerals)


def _name(name: str, present: bool) -> ft.Control:
    color = ft.Colors.PRIMARY if present else ft.Colors.ON_SURFACE_VARIANT
    line = ft.BorderSide(2, ft.Colors.PRIMARY if present else ft.Colors.TRANSPARENT)
    return ft.Container(
        border=ft.Border(bottom=line),
        content=ft.Text(name, theme_style=TEXT.ACTION if present else TEXT.SECONDARY, color=color),
    )
