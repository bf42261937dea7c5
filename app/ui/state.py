"""What one open window knows: who is here, which language, how wide; and the hooks by which screens ask.

Everything here belongs to one session. Observables are never shared between sessions, and whatever comes
from outside a handler (a commit of the store, news of the server) enters through the session's own page:
Flet sends a redrawn component to whichever page the context variable names, so anything else could put
one person's screen into another's window.
"""

import contextvars
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Any, TypeVar

import flet as ft

from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import Language
from app.i18n.locales import LOCALES
from app.i18n.moments import relative
from app.services.desk import Desk
from app.services.preferences import Preferences
from app.ui.hooks import Box, use_box, use_state
from app.ui.reader import formatter_for
from app.ui.theme import BREAKPOINT, COLUMN, RAIL, SPACE

T = TypeVar("T")


@ft.observable
@dataclass
class Speech:
    """The language of this window. Every component that asks for the words is drawn again on a switch.

    `zone` is the time zone of the device, for readers who have not chosen another.
    """

    words: Translator
    zone: dt.tzinfo

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return self.words.lang


@ft.observable
@dataclass
class Layout:
    """How much room there is: whether there is a rail, how wide the column of reading gets, and how many
    times larger than ours the reader has made all letters."""

    wide: bool = False
    dark: bool = False
    column: int | None = None
    letters: float = 1.0

    def fit(self, width: float) -> None:
        """Take note of the window's width, in logical pixels: from 720 there is a rail, and a column of
        text no wider than can be read."""
        wide = width >= BREAKPOINT
        column = min(COLUMN, int(width) - RAIL - 2 * SPACE.XL) if wide else None
        if (wide, column) != (self.wide, self.column):
            self.wide, self.column = wide, column


class News:
    """Tells the mounted components of one window that what this device remembers has changed."""

    def __init__(self, page: ft.Page) -> None:
        self._page = page
        self._watchers: list[Callable[[], None]] = []
        self._told = False

    def hear(self, _touched: frozenset[str]) -> None:
        """A commit has happened: look again, soon, once, and on this window's own page.

        A window whose connection dropped (a phone in a pocket) has nobody to draw for; it looks again
        when it is back.
        """
        if not self._told and not self._is_away():
            self._told = True
            # run_task binds the page in the *caller's* context, which may be another window's handler.
            contextvars.copy_context().run(self._page.run_task, self._look_again)

    def back(self) -> None:
        """The window has its connection again: see what it missed."""
        self._told = False
        self.hear(frozenset())

    def watch(self, look: Callable[[], None]) -> Callable[[], None]:
        """Call `look` after each commit, until what this gives is called."""
        self._watchers.append(look)

        def stop() -> None:
            if look in self._watchers:
                self._watchers.remove(look)

        return stop

    def _is_away(self) -> bool:
        try:
            return self._page.session.connection is None
        except RuntimeError:
            return True  # Flet has forgotten this window, which is no concern of whoever just wrote something

    async def _look_again(self) -> None:
        self._told = False
        for look in tuple(self._watchers):
            look()


@dataclass(slots=True, eq=False)
class Keys:
    """What the keys of one window go by.

    `typing` is the field that is being typed into; `open` is what Escape closes, the latest last; `menu` is
    the address at which a menu is open; `came` says of a search that a key opened where one was before;
    `arrows` is what moves the mark in a small list while one types.
    """

    typing: object = None
    open: list[Box[Callable[[], object]]] = field(default_factory=list)
    menu: str = ""
    came: dict[str, str] = field(default_factory=dict)
    arrows: Box[Callable[[int], object]] | None = None


@dataclass(eq=False)
class Here:
    """What every screen may ask of its window. One for each session; it never changes, what it holds does.

    `data` is the folder of this device; `hosted` says that it lives on a server, in a browser's name; that
    `browser` is then a device of the account, too. `kept` is how a screen was left, by its address:
    Flet forgets it where one goes on to another place, and one may come back.
    """

    page: ft.Page
    desk: Desk
    speech: Speech
    layout: Layout
    news: News
    catalogs: dict[Language, NullTranslations]
    data: str = ""
    hosted: bool = False
    browser: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
    keys: Keys = field(default_factory=Keys)

    def speak(self, lang: Language, chosen: Preferences) -> None:
        """Switch the language of this window, and how it writes numbers and times, in place."""
        formatter = formatter_for(lang, chosen, self.speech.zone)
        self.speech.words = Translator(catalog=self.catalogs[lang], formatter=formatter)
        tell_flutter(self.page, formatter)

    def go(self, route: str) -> None:
        """Go to another screen."""
        self.keys.typing = None
        self.page.navigate(route)

    def now(self) -> dt.datetime:
        """The present moment, in the reader's zone."""
        return self.moment(self.desk.clock())

    def moment(self, milliseconds: int) -> dt.datetime:
        """A time of the records, in the reader's zone."""
        return dt.datetime.fromtimestamp(milliseconds / 1000, self.speech.words.formatter.zone)

    def ago(self, milliseconds: int) -> str:
        """How long ago that was, in words."""
        return relative(self.moment(milliseconds), self.now(), self.speech.words)


def tell_flutter(page: ft.Page, reader: Formatter) -> None:
    """Let Material's own words, dates and digits follow, and `<html lang>` with them."""
    supported = [ft.Locale(*name.split("_")) for name in LOCALES]
    page.locale_configuration = ft.LocaleConfiguration(supported, ft.Locale(*reader.locale.split("_")))
    page.update()


HereContext: Any = ft.create_context(None)
SpeechContext: Any = ft.create_context(None)
LayoutContext: Any = ft.create_context(None)


def here_in(here: Here, draw: Callable[[], ft.Control]) -> ft.Control:
    """What `draw` draws, with this window, its language and its room for every component inside."""

    def inside() -> Any:
        return SpeechContext(here.speech, lambda: LayoutContext(here.layout, draw))

    drawn: ft.Control = HereContext(here, inside)
    return drawn


def use_here() -> Here:
    """The window this component is in."""
    here: Here = ft.use_context(HereContext)
    return here


def use_words() -> Translator:
    """The words of the reader's language; the component is drawn again when it is switched."""
    speech: Speech = ft.use_context(SpeechContext)
    return speech.words


def use_layout() -> Layout:
    """How much room there is; the component is drawn again when that changes."""
    layout: Layout = ft.use_context(LayoutContext)
    return layout


def _nothing() -> None: ...


def use_reading(read: Callable[[Desk], T]) -> T:
    """What `read` finds on the desk now; read again after each commit, drawn again when it differs."""
    here = use_here()
    _, redraw = use_state(object)
    value = read(here.desk)
    kept = use_box(lambda: (read, value))
    kept.current = (read, value)

    def look() -> None:
        asked, known = kept.current
        if asked(here.desk) != known:
            redraw(object())

    stop: Box[Callable[[], None]] = use_box(lambda: _nothing)

    def begin() -> None:
        stop.current = here.news.watch(look)

    def end() -> None:
        stop.current()

    ft.use_effect(begin, [], cleanup=end)
    return value
