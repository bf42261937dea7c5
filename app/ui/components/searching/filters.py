"""The filters of the search: a row of words, each of which opens its choices below; what is chosen is in
view, marked, and one tap from gone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import islice

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.moments import tapped_day
from app.ui.components.picking import SHOWN, Letters, beyond, choice, panel
from app.ui.components.searching import narrowing
from app.ui.components.searching.narrowing import Choice, Narrowed
from app.ui.hooks import use_state
from app.ui.keyboard import use_escape
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import RADIUS, SIZES, SPACE, TEXT, TOUCH

TYPED_FOR = ("scope", "by")
"""Of these there may be many: one types some letters of them."""

FIRST_DAY = dt.datetime(2020, 1, 1)
"""Nobody wrote anything here before."""

NAMES = tuple(name.name for name in fields(Narrowed))
Take = Callable[[Narrowed], object]


@ft.component
def SearchFilters(narrowed: Narrowed, take: Take) -> ft.Control:
    """The filters, and the choices of the one that is open."""
    here, words = use_here(), use_words()
    opened, turn = use_state(str)
    use_escape(bool(opened), lambda: turn(""))

    def pick(name: str, value: str) -> None:
        turn("")
        take(replace(narrowed, **{name: value}))

    chips = [_chip(here, name, getattr(narrowed, name), words, opened == name, turn, pick) for name in NAMES]
    clear = ft.TextButton(words.t("Clear filters"), on_click=acts(here, lambda: take(Narrowed())))
    row = ft.Row(
        wrap=True,
        spacing=SPACE.S,
        run_spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[*chips, *([clear] if narrowed else [])],
    )
    panel = ft.Container(Choices(opened, getattr(narrowed, opened), pick), key=opened) if opened else None
    return ft.Column(
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[row, *([panel] if panel else [])],
    )


def _chip(
    here: Here,
    name: str,
    value: str,
    words: Translator,
    opened: bool,
    turn: Callable[[str], None],
    pick: Callable[[str, str], None],
) -> ft.Control:
    """One filter: a button that opens its choices; if something is chosen, that, and the way to drop it."""
    called = narrowing.title(name, words)
    shown = narrowing.said(here.desk, name, value, words) if value else called
    ink = ft.Colors.ON_PRIMARY_CONTAINER if value else ft.Colors.ON_SURFACE
    arrow = ft.Icons.ARROW_DROP_UP if opened else ft.Icons.ARROW_DROP_DOWN
    # NOTE: said for the eyes of nobody: a filter of the search and what is chosen
    spoken = words.t("{filter}: {chosen}", filter=called, chosen=shown) if value else None
    button = ft.OutlinedButton(
        on_click=acts(here, lambda: turn("" if opened else name)),
        style=_shape(bool(value)),
        content=ft.Row(
            tight=True,
            spacing=SPACE.XS,
            controls=[
                *([ft.Icon(ft.Icons.CHECK, size=18, color=ink)] if value else []),
                ft.Text(
                    shown,
                    theme_style=TEXT.LABEL,
                    color=ink,
                    semantics_label=spoken,
                    expand=True,
                    expand_loose=True,  # names that people gave may be long: they take lines, not the window
                ),
                ft.Icon(arrow, size=20, color=ink),
            ],
        ),
    )
    drop = ft.IconButton(
        ft.Icons.CLOSE,
        tooltip=words.t("Remove this filter: {chosen}", chosen=shown),
        on_click=acts(here, lambda: pick(name, "")),
    )
    opening = ft.MergeSemantics(
        ft.Semantics(identifier=f"filter-{name}", expanded=opened, content=button),
        expand=True,
        expand_loose=True,
    )
    return ft.Row([opening, *([ft.MergeSemantics(drop)] if value else [])], tight=True, spacing=0)


def _shape(chosen: bool) -> ft.ButtonStyle:
    size, height, _ = SIZES["label"]
    return ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS.CHIP),
        padding=ft.Padding.symmetric(horizontal=SPACE.M, vertical=(TOUCH - size * height) / 2),
        bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else None,
        side=ft.BorderSide(1, ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE),
    )


@ft.component
def Choices(name: str, value: str, pick: Callable[[str, str], None]) -> ft.Control:
    """What one filter can be; for long lists the first of them, and a field to type letters into."""
    here, words = use_here(), use_words()
    letters, ask_now = use_state(str)
    ask = ft.use_callback(ask_now, [])
    long = name in TYPED_FOR
    most = SHOWN + 1 if long else None
    found = use_reading(lambda desk: list(islice(narrowing.choices(desk, name, letters, words), most)))

    def line(one: Choice) -> ft.Control:
        return choice(one.said, one.value == value, acts(here, lambda: pick(name, one.value)))

    # NOTE: a choice of a filter of the search: it is taken away
    anything = [line(Choice("", words.tp("filter", "Any")))] if value else []
    return panel(
        [
            *([_typed(words, name, ask)] if long else []),
            *anything,
            *map(line, found[:SHOWN]),
            *(beyond(found, words) if long else []),
            *([ChosenDays(value, pick)] if name == "days" else []),
        ]
    )


def _typed(words: Translator, name: str, ask: Callable[[str], None]) -> ft.Control:
    called = words.t("Circle or person") if name == "scope" else words.t("Name, place or practice area")
    padding = ft.Padding.only(left=SPACE.L, right=SPACE.L, top=SPACE.M, bottom=SPACE.S)
    return ft.Container(Letters(called, ask), padding=padding)


@ft.component
def ChosenDays(value: str, pick: Callable[[str, str], None]) -> ft.Control:
    """Any days, from a calendar."""
    here, words = use_here(), use_words()
    chosen = "/" in value

    def take(first: dt.date | None, last: dt.date | None) -> None:
        if isinstance(first, dt.datetime) and isinstance(last, dt.datetime):
            pick("days", f"{tapped_day(here, first)}/{tapped_day(here, last)}")

    def choose() -> None:
        today = here.now().replace(tzinfo=None)
        picker = ft.DateRangePicker(first_date=FIRST_DAY, last_date=today, current_date=today)
        picker.on_change = acts(here, lambda: take(picker.start_value, picker.end_value))
        here.page.show_dialog(picker)

    said = narrowing.days_said(value, words) if chosen else words.t("Choose days")
    return choice(said, chosen, acts(here, choose))
