"""One choice from a list: what is chosen stands on a button that opens the list below it.

A long list is not scrolled through: one types a few letters, in either script. Material's own drop-down is
not used because it shows what is chosen on one line and cuts the rest, and has no name for a screen reader.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

import flet as ft

from app.domain.taxonomy import Term
from app.i18n.catalogs import Translator
from app.i18n.search import Rank, narrow
from app.i18n.sorting import sort_key
from app.ui.acting import acts
from app.ui.components.fields import Form
from app.ui.components.letters import body, quiet
from app.ui.components.letters import label as small
from app.ui.components.picking import SHOWN, Letters, beyond, choice, panel
from app.ui.hooks import use_state
from app.ui.keyboard import use_escape
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE

LONG = 15
"""More choices than this are not scrolled through but typed for."""

Pick = Callable[[str], object]


def matching(terms: Mapping[str, Term], query: str, lang: str) -> list[Term]:
    """The choices these letters may mean, best first and in the order of this language."""
    ranked = [(narrow(query, *term.words) if query.strip() else Rank.EXACT, term) for term in terms.values()]
    found = [(rank, sort_key(term.word(lang)), term) for rank, term in ranked if rank is not None]
    return [term for _, _, term in sorted(found, key=lambda entry: entry[:2])]


@ft.component
def TermPicker(
    label: str, value: str, terms: Mapping[str, Term], pick: Pick, error: str = "", needed: bool = False
) -> ft.Control:
    """The button with what is chosen, and below it, once it is pressed, the choices. What is `needed` cannot
    be taken back, only changed."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: False)
    query, ask_now = use_state(str)
    ask = ft.use_callback(ask_now, [])
    button = ft.use_memo(ft.Ref[ft.OutlinedButton], [])

    def toggle() -> None:
        ask("")
        turn(not opened)

    async def take(code: str) -> None:
        turn(False)
        pick(code)
        if button.current:  # whoever chose with the keyboard goes on from here
            await cast(Any, button.current).focus()

    async def close() -> None:
        toggle()
        if button.current:
            await cast(Any, button.current).focus()

    use_escape(opened, close)

    def taking(code: str) -> Any:
        return acts(here, lambda: take(code))

    chosen = terms.get(value)
    long = len(terms) > LONG
    found = matching(terms, query, words.lang) if long else list(terms.values())
    lines = [
        *[
            choice(term.word(words.lang), term is chosen, taking(term.code))
            for term in found[: SHOWN if long else None]
        ],
        *([choice(words.t("None of these"), False, taking(""))] if value and not needed else []),
        *(beyond(found, words) if long else []),
    ]
    return ft.Column(
        spacing=SPACE.XS,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Semantics(exclude_semantics=True, content=small(label)),
            _button(
                button, label, chosen.word(words.lang) if chosen else "", words, opened, acts(here, toggle)
            ),
            *([quiet(error, color=ft.Colors.ERROR)] if error else []),
            *([Letters(label, ask, words.t("Type a few letters"))] if opened and long else []),
            *([panel(lines)] if opened else []),
        ],
    )


@ft.component
def Choice(
    form: Form, name: str, label: str, terms: Mapping[str, Term], error: str = "", needed: bool = False
) -> ft.Control:
    """The same as a field of a form."""
    value, choose = use_state(lambda: str(form.values.get(name, "")))

    def take(code: str) -> None:
        form.fill(name, code)
        choose(code)

    return TermPicker(label, value, terms, take, error, needed)


def _button(
    ref: ft.Ref[ft.OutlinedButton], label: str, chosen: str, words: Translator, opened: bool, press: Any
) -> ft.Control:
    """As wide as a field, and with room for as many lines as what is chosen needs."""
    shown = body(chosen) if chosen else body(words.t("Choose"), ft.Colors.ON_SURFACE_VARIANT)
    arrow = ft.Icon(
        ft.Icons.ARROW_DROP_UP if opened else ft.Icons.ARROW_DROP_DOWN, color=ft.Colors.ON_SURFACE_VARIANT
    )
    button = ft.OutlinedButton(
        ref=ref,
        content=ft.Row([ft.Container(shown, expand=True), arrow], spacing=SPACE.S),
        style=ft.ButtonStyle(padding=SPACE.M),
        on_click=press,
    )
    return ft.MergeSemantics(ft.Semantics(label=label, expanded=opened, content=button))
