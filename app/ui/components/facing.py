"""Facing pages: two languages of one text, the reader's first, equal in size and weight.

Side by side where there is room; on a phone the other page is one tap away. A missing page says so.
"""

import math

import flet as ft
import flet.canvas as canvas

from app.domain.bilingual import Bilingual
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, Language, other
from app.ui.acting import acts
from app.ui.components.letters import QUIET, body, label, quiet
from app.ui.hooks import use_state
from app.ui.state import Layout, use_here, use_layout, use_words
from app.ui.theme import SPACE, flush


@ft.component
def FacingPages(text: Bilingual, color: ft.Colors | None = None) -> ft.Control:
    """A text in both languages."""
    here, words, layout = use_here(), use_words(), use_layout()
    turned, turn = use_state(lambda: False)
    first, second = words.lang, other(words.lang)
    if layout.wide:
        return ft.Row(
            spacing=SPACE.L,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[
                ft.Container(_page(text, first, words, color), expand=True),
                bridge(),
                ft.Container(_page(text, second, words, color), expand=True),
            ],
        )
    if not (text.en and text.bn):
        there, missing = (first, second) if text.side(first) else (second, first)
        return ft.Column([_page(text, there, words, color), _missing(missing, words, color)], spacing=SPACE.S)
    shown = second if turned else first
    return ft.Column(
        spacing=SPACE.XS,
        controls=[
            _page(text, shown, words, color),
            ft.TextButton(
                _turning(other(shown)), style=flush(), on_click=acts(here, lambda: turn(not turned))
            ),
        ],
    )


def bridge() -> ft.Control:
    """The thin mark between two pages: one arc on two piers."""
    paint = ft.Paint(color=ft.Colors.OUTLINE, stroke_width=2, style=ft.PaintingStyle.STROKE)
    arc = canvas.Arc(x=2, y=4, width=20, height=20, start_angle=math.pi, sweep_angle=math.pi, paint=paint)
    piers = [canvas.Line(x1=x, y1=14, x2=x, y2=18, paint=paint) for x in (2, 22)]
    return canvas.Canvas([arc, *piers], width=24, height=20)


def _page(text: Bilingual, lang: Language, words: Translator, color: ft.Colors | None) -> ft.Control:
    side = text.side(lang)
    if not side:
        return _missing(lang, words, color)
    return ft.Column([label(ENDONYMS[lang], color or QUIET), body(side, color)], spacing=SPACE.XS)


def _missing(lang: Language, words: Translator, color: ft.Colors | None) -> ft.Control:
    said = {
        "en": words.t("The English side has not been written yet."),
        "bn": words.t("The Bengali side has not been written yet."),
    }
    return quiet(said[lang], color=color or QUIET)


def _turning(lang: Language) -> str:
    """The way to the other page, said in the language that is there."""
    return {"en": "Read in English", "bn": "বাংলায় পড়ুন"}[lang]


def beside(english: ft.Control, bengali: ft.Control, words: Translator, layout: Layout) -> ft.Control:
    """Two sides to write, as facing pages where there is room, one under the other on a phone; the reader's
    own language first."""
    pages = [bengali, english] if words.lang == "bn" else [english, bengali]
    if not layout.wide:
        return ft.Column(pages, spacing=SPACE.L, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Row(
        spacing=SPACE.L,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Container(page, expand=True) for page in pages],
    )
