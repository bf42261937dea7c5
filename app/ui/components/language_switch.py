"""The language switch: one tap, on every screen, in place."""

import flet as ft

from app.i18n.languages import ENDONYMS, Language, other
from app.services.preferences import prefer
from app.ui.acting import acts
from app.ui.state import Here, use_here, use_words
from app.ui.theme import SIZES, SPACE, TEXT, TOUCH

SHORT: dict[Language, str] = {"en": "EN", "bn": "বাং"}
"""Names of languages are written in their own language and never translated."""


LINE = 2
"""How thick the line below the present one is."""

ABOVE = (TOUCH - LINE - SIZES["action"][0] * SIZES["action"][1]) / 2


@ft.component
def LanguageSwitch(whole: bool = False) -> ft.Control:
    """`EN | বাং`, the present one marked; `whole` writes the names out. A tap switches to the other."""
    here, words = use_here(), use_words()
    names = ENDONYMS if whole else SHORT
    return ft.Semantics(
        identifier="language-switch",
        content=ft.TextButton(
            on_click=acts(here, lambda: switch(here)),
            style=ft.ButtonStyle(padding=ft.Padding.symmetric(horizontal=SPACE.M, vertical=ABOVE)),
            content=ft.Row(
                spacing=SPACE.S,
                tight=True,
                controls=[
                    _name("en", names["en"], words.lang == "en"),
                    _unsaid(ft.Text("|", color=ft.Colors.OUTLINE)),
                    _name("bn", names["bn"], words.lang == "bn"),
                ],
            ),
        ),
    )


def switch(here: Here) -> None:
    """Speak the other language, and remember it for this device."""
    chosen = prefer(here.desk, language=other(here.speech.lang))
    here.speak(other(here.speech.lang), chosen)


def _name(lang: Language, name: str, present: bool) -> ft.Control:
    """One of the two names; a screen reader says only the one that a tap leads to, in full."""
    color = ft.Colors.PRIMARY if present else ft.Colors.ON_SURFACE_VARIANT
    line = ft.BorderSide(LINE, ft.Colors.PRIMARY if present else ft.Colors.TRANSPARENT)
    style = TEXT.ACTION if present else TEXT.SECONDARY
    text = ft.Text(name, theme_style=style, color=color, semantics_label=ENDONYMS[lang])
    return ft.Container(border=ft.Border(bottom=line), content=_unsaid(text) if present else text)


def _unsaid(control: ft.Control) -> ft.Control:
    return ft.Semantics(exclude_semantics=True, content=control)
