"""The guard beside a field: what could tell who somebody is, why, and what could stand there instead.

It hinders nobody: what it points out is sent if one sends it again, or says that it may stay. What it saw
stays on the screen, and goes with it.
"""

from collections.abc import Callable, Collection
from typing import Any

import flet as ft

from app.domain.guard import Kind
from app.i18n.catalogs import Translator
from app.services import guarding, signposting
from app.services.guarding import Doubt
from app.ui.acting import acts
from app.ui.components.letters import body, label, quiet, strong
from app.ui.components.marked import marked
from app.ui.hooks import Box, memo, use_box, use_state
from app.ui.later import Later
from app.ui.state import Here, use_here, use_words
from app.ui.theme import RADIUS, SPACE, flush

PAUSE_SECONDS = 0.7
"""A pause this long in the typing, and the text is looked at."""
AT_ONCE = 3
"""So many doubts are shown at a time."""

Read = Callable[[], str]
Watch = Callable[[Callable[[], None]], Callable[[], None]]


class Guard:
    """What the guard of one screen has said, and what may stay; of its fields, each by its panel."""

    def __init__(self, help_lines: Callable[[], Collection[str]] = tuple) -> None:
        self._help_lines = help_lines
        self._stay: set[str] = set()
        self._told: frozenset[str] = frozenset()
        self._panels: list[tuple[Read, Callable[[], None]]] = []
        self._called: Collection[str] = ()

    def doubts(self, text: str) -> tuple[Doubt, ...]:
        """What is to be said of a text."""
        found = guarding.doubts(text, self._help_lines())
        return tuple(doubt for doubt in found if doubt.piece not in self._stay and not self._calls(doubt))

    def leave_out(self, called: Collection[str]) -> None:
        """Say nothing of these names, as they are at any time: those of colleagues whom a text calls."""
        self._called = called

    def _calls(self, doubt: Doubt) -> bool:
        return any(doubt.piece in name for name in self._called)

    def let_stay(self, piece: str) -> None:
        """Say no more about this piece, as long as this screen is there."""
        self._stay.add(piece)

    def lets_pass(self) -> bool:
        """Whether what stands in the fields may go: there is no doubt, or one sends it once more."""
        texts = (read() for read, _ in self._panels)
        pieces = frozenset(doubt.piece for text in texts for doubt in self.doubts(text))
        new = pieces - self._told
        self._told |= pieces
        if new:
            self._look()
        return not new

    def begin_anew(self) -> None:
        """It was sent: what is written next is looked at as if nothing had been said."""
        self._told = frozenset()
        self._look()

    def _look(self) -> None:
        for _, look in tuple(self._panels):
            look()

    def join(self, read: Read, look: Callable[[], None]) -> Callable[[], None]:
        """Take in the panel of a field, until what this gives is called."""
        panel = (read, look)
        self._panels.append(panel)
        return lambda: self._panels.remove(panel) if panel in self._panels else None


def use_guard() -> Guard:
    """The guard of this screen."""
    here = use_here()
    return use_box(lambda: Guard(lambda: signposting.public_numbers(here.desk))).current


@ft.component
def _GuardPanel(guard: Guard, read: Read, watch: Watch, put: Callable[[str], None]) -> ft.Control:
    """The doubts about one field; nothing where there are none. It draws nothing but itself."""
    here, words = use_here(), use_words()
    doubts, show = use_state(tuple[Doubt, ...])
    stop: Box[Callable[[], None]] = use_box(lambda: lambda: None)

    def look() -> None:
        show(guard.doubts(read()))

    def begin() -> None:
        later = Later(look, PAUSE_SECONDS)
        leave, unwatch = guard.join(read, look), watch(later.soon)

        def end() -> None:
            later.never()
            leave()
            unwatch()

        stop.current = end
        look()

    ft.use_effect(begin, [guard, watch], cleanup=lambda: stop.current())

    def change(text: str) -> None:
        put(text)
        look()

    def stay(piece: str) -> None:
        guard.let_stay(piece)
        look()

    return ft.Semantics(
        identifier="guard",
        live_region=True,
        visible=bool(doubts),
        content=ft.Container(
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
            border_radius=RADIUS.FIELD,
            padding=SPACE.M,
            content=ft.Column(
                spacing=SPACE.M,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    _heading(words),
                    *(_doubt(here, words, doubt, change, stay) for doubt in doubts[:AT_ONCE]),
                    *_others(len(doubts) - AT_ONCE, words),
                    quiet(_yours_to_decide(words)),
                ],
            ),
        ),
    )


GuardPanel = memo(_GuardPanel)
"""Give it a `read`, a `watch` and a `put` of stable identity."""


def _heading(words: Translator) -> ft.Control:
    return ft.Row(
        spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(ft.Icons.SHIELD_OUTLINED, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(strong(words.t("Could this tell who somebody is?")), expand=True),
        ],
    )


def _doubt(
    here: Here,
    words: Translator,
    doubt: Doubt,
    change: Callable[[str], None],
    stay: Callable[[str], None],
) -> ft.Control:
    """The piece among its words, what it is, and the three ways on."""

    def button(said: str, act: Callable[[], object]) -> ft.Control:
        return ft.TextButton(said, style=flush(), on_click=acts(here, act))

    return ft.Column(
        spacing=SPACE.XS,
        controls=[
            label(what_it_is(doubt.kind, words)),
            marked(doubt.shown, underlined=True),
            ft.Row(
                wrap=True,
                spacing=SPACE.L,
                run_spacing=0,
                controls=[
                    button(words.t("Write “{instead}”", instead=doubt.general), lambda: change(doubt.softer)),
                    button(words.t("Take it out"), lambda: change(doubt.without)),
                    button(words.t("It may stay"), lambda: stay(doubt.piece)),
                ],
            ),
        ],
    )


def _yours_to_decide(words: Translator) -> str:
    return words.t(
        "You decide: press send again, and it goes as it is. Setu does not see everything: a rare story can "
        "tell it, too."
    )


def _others(count: int, words: Translator) -> list[ft.Control]:
    if count <= 0:
        return []
    return [body(words.tn("{n} more place further on", "{n} more places further on", count))]


def what_it_is(kind: Kind, words: Translator) -> str:
    """Why a piece is pointed out."""
    said: dict[Kind, Any] = {
        Kind.PHONE: words.t("A phone number"),
        Kind.IDENTITY: words.t("A number of an identity paper"),
        Kind.DATE: words.t("A date: of a birth, or of something that can be looked up"),
        Kind.RECORD: words.t("A number of a record, a bed or a ward"),
        Kind.EMAIL: words.t("An e-mail address"),
        Kind.ADDRESS: words.t("An address"),
        Kind.NAME: words.t("The name of a person"),
    }
    return str(said[kind])
