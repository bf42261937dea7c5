"""Facing pages: two languages of one text, the reader's first, equal in size and weight.

Side by side where there is room; on a phone the other page is one tap away. A missing page says so, and
whoever may write it finds the way there beside those words.
"""

import math

import flet as ft
import flet.canvas as canvas

from app.domain.bilingual import Bilingual
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, Language, other
from app.ui.acting import acts, goes
from app.ui.components.letters import QUIET, label, quiet
from app.ui.components.writing.written import written
from app.ui.hooks import use_state
from app.ui.state import Here, Layout, use_here, use_layout, use_words
from app.ui.theme import SPACE, flush

TURN_TO: dict[Language, str] = {"en": "Read in English", "bn": "বাংলায় পড়ুন"}
"""The way to the other page, said in the language that is there."""


@ft.component
def FacingPages(text: Bilingual, color: ft.Colors | None = None, add: str = "") -> ft.Control:
    """A text in both languages; `add` is the address where the missing side can be written, given only to
    whoever may."""
    here, words, layout = use_here(), use_words(), use_layout()
    turned, turn = use_state(lambda: False)
    first, second = words.lang, other(words.lang)
    if layout.wide:
        sides = [
            ft.Column(
                spacing=SPACE.XS,
                controls=[
                    label(ENDONYMS[lang], color or QUIET),
                    *(
                        [written(text.side(lang), words, color)]
                        if text.side(lang)
                        else _missing(here, lang, words, color, add)
                    ),
                ],
            )
            for lang in (first, second)
        ]
        return _side_by_side(sides[0], bridge(), sides[1])
    if not (text.en and text.bn):
        there, absent = (first, second) if text.side(first) else (second, first)
        page = ft.Column(
            [*_named(there, first, color), written(text.side(there), words, color)], spacing=SPACE.XS
        )
        return ft.Column([page, *_missing(here, absent, words, color, add)], spacing=SPACE.S)
    shown = second if turned else first
    return ft.Column(
        spacing=SPACE.XS,
        controls=[
            *_named(shown, first, color),
            written(text.side(shown), words, color),
            ft.TextButton(
                TURN_TO[other(shown)], style=flush(), on_click=acts(here, lambda: turn(not turned))
            ),
        ],
    )


def bridge() -> ft.Control:
    """The thin mark between two pages: one arc on two piers."""
    paint = ft.Paint(color=ft.Colors.OUTLINE, stroke_width=2, style=ft.PaintingStyle.STROKE)
    arc = canvas.Arc(x=2, y=4, width=20, height=20, start_angle=math.pi, sweep_angle=math.pi, paint=paint)
    piers = [canvas.Line(x1=x, y1=14, x2=x, y2=18, paint=paint) for x in (2, 22)]
    return canvas.Canvas([arc, *piers], width=24, height=20)


def _named(lang: Language, own: Language, color: ft.Colors | None) -> list[ft.Control]:
    """The name of a page's language, where it is not the reader's own."""
    return [] if lang == own else [label(ENDONYMS[lang], color or QUIET)]


def _missing(
    here: Here, lang: Language, words: Translator, color: ft.Colors | None, add: str
) -> list[ft.Control]:
    said = {
        "en": words.t("The English side has not been written yet."),
        "bn": words.t("The Bengali side has not been written yet."),
    }
    button = ft.TextButton(
        words.t("Add the other language"), icon=ft.Icons.TRANSLATE, style=flush(), on_click=goes(here, add)
    )
    return [quiet(said[lang], color=color or QUIET), *([ft.Row([button], wrap=True)] if add else [])]


def beside(english: ft.Control, bengali: ft.Control, words: Translator, layout: Layout) -> ft.Control:
    """Two sides to write, as facing pages where there is room, one under the other on a phone; the reader's
    own language first."""
    pages = [bengali, english] if words.lang == "bn" else [english, bengali]
    if not layout.wide:
        return ft.Column(pages, spacing=SPACE.L, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return _side_by_side(*pages)


def _side_by_side(*parts: ft.Control) -> ft.Control:
    """The parts in one row, of which the pages share the room and the bridge takes what it needs."""
    return ft.Row(
        spacing=SPACE.L,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            part if isinstance(part, canvas.Canvas) else ft.Container(part, expand=True) for part in parts
        ],
    )
