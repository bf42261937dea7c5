"""Lists that the server tells page by page, in a component: asked for, gone on with, told anew."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app.domain.connection import Phase
from app.i18n.catalogs import Translator
from app.services import connecting
from app.ui.acting import acts
from app.ui.components.asking import Asking, use_asking
from app.ui.components.cards import notice
from app.ui.hooks import use_box, use_state
from app.ui.state import Here, use_reading

PAGE = 30
CUT_OFF = (Phase.OFF, Phase.OFFLINE, Phase.REFUSED)


@dataclass(frozen=True, slots=True)
class Kept:
    """What has been told so far; `known` once anything was."""

    items: list[Any] = field(default_factory=list)
    more: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """A list of one component. `begin` asks for its first page, `go_on` for the one behind this place."""

    asked: Asking
    kept: Kept
    begin: Callable[[], None]
    go_on: Callable[[Any], None]


def use_cut_off() -> bool:
    """Whether there is no connection over which one could ask."""
    return use_reading(lambda desk: connecting.standing(desk).phase in CUT_OFF)


def use_first_asking(ask: Callable[[], None], *, may: bool = True, about: str = "") -> bool:
    """Ask when the component appears, when it is `about` something else, and when the connection is back.

    Gives whether there is no connection.
    """
    cut_off = use_cut_off()

    def begin() -> None:
        if may and not cut_off:
            ask()

    ft.use_effect(begin, [cut_off, may, about])
    return cut_off


def use_pages(name: str, listed: str, fields: Callable[[], dict[str, Any]] = dict) -> Pages:
    """The list that the question `name` tells in its field `listed`; `fields` narrow it."""
    asked = use_asking()
    kept, keep = use_state(Kept)
    before = use_box(lambda: list[Any]())

    def take() -> None:
        if asked.told is not None:
            keep(Kept([*before.current, *getattr(asked.told, listed)], asked.told.more, known=True))

    ft.use_effect(take, [asked.answer])

    def begin() -> None:
        before.current = []
        asked.ask(name, limit=PAGE, **fields())

    def go_on(place: Any) -> None:
        before.current = kept.items
        asked.ask(name, limit=PAGE, before=place, **fields())

    return Pages(asked, kept, begin, go_on)


def how_it_goes(
    here: Here, asked: Asking, cut_off: bool, words: Translator, again: Callable[[], None]
) -> list[ft.Control]:
    """A bar while one waits for the server; or why there is no answer, and the way to ask again."""
    if cut_off:
        return [notice(ft.Icons.CLOUD_OFF_OUTLINED, words.t("This needs a connection to the server."))]
    if asked.busy:
        return [ft.ProgressBar(semantics_label=words.t("Asking the server…"))]
    why = asked.trouble(words)
    button = ft.TextButton(words.t("Try again"), on_click=acts(here, again))
    return [notice(ft.Icons.ERROR_OUTLINE, why, button, trouble=True)] if why else []


def more_of(here: Here, pages: Pages, place: Any, words: Translator) -> Sequence[ft.Control]:
    """The button that goes on behind this place; nothing at the end of the list."""
    if not pages.kept.more:
        return []
    go_on = acts(here, lambda: pages.go_on(place))
    return [ft.OutlinedButton(words.t("Show more"), disabled=pages.asked.busy, on_click=go_on)]
