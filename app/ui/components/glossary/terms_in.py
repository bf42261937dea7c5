"""Terms of the glossary that a text says, in a quiet line under it; a tap shows them in the other language.

The text itself stays one piece, which can be selected, and which a screen reader reads in one go.
"""

from collections.abc import Sequence

import flet as ft

from app.domain.glossary import GlossaryTerm
from app.domain.markup import plain
from app.domain.text import guess_language
from app.i18n.catalogs import Translator
from app.i18n.languages import other
from app.services import explaining
from app.ui.acting import acts
from app.ui.components.letters import QUIET, body, quiet, strong
from app.ui.components.pressing import pressable
from app.ui.components.sheet import show_sheet
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import RADIUS, SIZES, SPACE, TEXT, TOUCH

LINE = SIZES["label"][0] * SIZES["label"][1]

NAMED = 3
"""So many are named in the line; for the others there is a number."""


@ft.component
def _TermsIn(texts: tuple[str, ...], ink: ft.Colors = QUIET, lang: str = "") -> ft.Control:
    """The terms that these texts say, in the language of the texts or in `lang`; nothing without."""
    here, words = use_here(), use_words()
    terms = use_reading(lambda desk: explaining.terms_in(desk, *texts))
    spoken = lang or guess_language(" ".join(texts))
    names = [term.name.best(spoken) for term in terms[:NAMED]]
    beyond = [f"+{words.formatter.integer(len(terms) - NAMED)}"] if len(terms) > NAMED else []
    return ft.Container(
        visible=bool(terms),
        content=ft.MergeSemantics(
            ft.Semantics(
                button=True,
                content=pressable(
                    ft.Row(
                        wrap=True,
                        spacing=SPACE.S,
                        run_spacing=0,
                        controls=[
                            # NOTE: said by a screen reader before the terms of the glossary that a text says
                            ft.Icon(
                                ft.Icons.MENU_BOOK_OUTLINED,
                                size=16,
                                color=ink,
                                semantics_label=words.t("Terms in this text"),
                            ),
                            *[_name(name, ink) for name in [*names, *beyond]],
                        ],
                    ),
                    acts(here, lambda: show_terms(here, terms)),
                    padding=ft.Padding.symmetric(horizontal=SPACE.XS, vertical=(TOUCH - LINE) / 2),
                    radius=RADIUS.CHIP,
                ),
            )
        ),
    )


TermsIn = memo(_TermsIn)


def _name(name: str, ink: ft.Colors) -> ft.Control:
    return ft.Text(
        name,
        color=ink,
        theme_style=TEXT.LABEL,
        style=ft.TextStyle(
            decoration=ft.TextDecoration.UNDERLINE,
            decoration_style=ft.TextDecorationStyle.DOTTED,
            decoration_color=ink,
        ),
    )


def show_terms(here: Here, terms: Sequence[GlossaryTerm]) -> None:
    """Show these terms in both languages, each with the way to what the glossary says of it."""
    words = here.speech.words
    shown = [_term(here, term, words) for term in terms]
    show_sheet(here, words.t("Terms in this text"), shown, identifier="terms")


def _term(here: Here, term: GlossaryTerm, words: Translator) -> ft.Control:
    """One of them: both names, and the note in the reader's language if there is one."""
    second = term.name.side(other(words.lang))
    first = term.name.best(words.lang)

    def go() -> None:
        here.page.pop_dialog()
        here.go(f"/glossary/{term.id}")

    content = ft.Row(
        spacing=SPACE.M,
        controls=[
            ft.Column(
                expand=True,
                spacing=0,
                tight=True,
                controls=[
                    strong(first),
                    *([body(second)] if second and second != first else []),
                    *([quiet(plain(term.note.best(words.lang)), lines=3)] if term.note else []),
                ],
            ),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, color=QUIET),
        ],
    )
    return pressable(content, acts(here, go))
