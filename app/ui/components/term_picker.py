"""One choice from a long list, found by typing a few letters of it in either script."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import flet as ft

from app.domain.taxonomy import Term
from app.i18n.search import Rank, match
from app.i18n.sorting import sort_key
from app.ui.acting import acts
from app.ui.components.fields import Form
from app.ui.components.letters import quiet
from app.ui.hooks import memo, use_state
from app.ui.state import use_here, use_words
from app.ui.theme import RADIUS, SPACE, TOUCH, field_border

SHOWN = 7
LONG = 15
"""More choices than this are not scrolled through but typed for."""

Pick = Callable[[str], object]


def matching(terms: Mapping[str, Term], query: str, lang: str) -> list[Term]:
    """The choices these letters may mean, best first and in the order of this language."""
    ranked = [(match(query, *term.words) if query.strip() else Rank.EXACT, term) for term in terms.values()]
    found = [(rank, sort_key(term.word(lang)), term) for rank, term in ranked if rank is not None]
    return [term for _, _, term in sorted(found, key=lambda entry: entry[:2])]


@ft.component
def _Letters(label: str, ask: Callable[[str], None]) -> ft.Control:
    """The field one types into; uncontrolled, and drawn once."""
    field = ft.use_memo(ft.Ref[ft.TextField], [])

    async def focus() -> None:  # autofocus is not enough where another field has just had it
        if field.current:
            await cast(Any, field.current).focus()

    ft.use_effect(focus, [])
    return ft.TextField(
        ref=field,
        label=label,
        border=field_border(),
        prefix_icon=ft.Icons.SEARCH,
        on_change=lambda event: ask(event.control.value or ""),
    )


Letters = memo(_Letters)


@ft.component
def TermPicker(label: str, value: str, terms: Mapping[str, Term], pick: Pick) -> ft.Control:
    """Shows what is chosen; a tap opens it for typing, with the choices below."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: False)
    query, ask_now = use_state(str)
    ask = ft.use_callback(ask_now, [])  # of stable identity, or the field would be drawn anew and emptied

    def begin() -> None:
        ask("")
        turn(True)

    def take(code: str) -> None:
        turn(False)
        pick(code)

    def taking(code: str) -> Any:
        return acts(here, lambda: take(code))

    if not opened:
        chosen = terms.get(value)
        return ft.TextField(
            key=f"chosen {value}",
            label=label,
            value=chosen.word(words.lang) if chosen else "",
            read_only=True,
            border=field_border(),
            suffix_icon=ft.Icons.ARROW_DROP_DOWN,
            on_click=acts(here, begin),
        )
    found = matching(terms, query, words.lang)
    beyond = words.t("Type a few letters to find others.") if found else words.t("Nothing like that here.")
    return ft.Column(
        spacing=SPACE.XS,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            Letters(label, ask),
            ft.Container(
                bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
                border_radius=RADIUS.FIELD,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
                content=ft.Column(
                    spacing=0,
                    controls=[
                        *[_line(term.word(words.lang), taking(term.code)) for term in found[:SHOWN]],
                        *([_line(words.t("None of these"), taking(""))] if value else []),
                        *([_told(beyond)] if len(found) > SHOWN or not found else []),
                    ],
                ),
            ),
            ft.Row([ft.TextButton(words.t("Cancel"), on_click=acts(here, lambda: turn(False)))]),
        ],
    )


@ft.component
def LongChoice(form: Form, name: str, label: str, terms: Mapping[str, Term]) -> ft.Control:
    """The same as a field of a form."""
    value, choose = use_state(lambda: str(form.values.get(name, "")))

    def take(code: str) -> None:
        form.fill(name, code)
        choose(code)

    return TermPicker(label, value, terms, take)


def _line(said: str, on_click: Any) -> ft.Control:
    return ft.ListTile(title=said, min_height=TOUCH, on_click=on_click)


def _told(said: str) -> ft.Control:
    return ft.Container(quiet(said), padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M))
