"""The search: everything this device remembers, in either script and either spelling, while one types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

import flet as ft

from app.domain.ids import circle_scope, group_scope, pair_scope
from app.i18n.catalogs import Translator
from app.i18n.search import Rank
from app.services import recalling
from app.services.desk import Desk
from app.services.hits import Hit
from app.ui.acting import acts
from app.ui.address import use_address
from app.ui.components.cards import empty, listed, notice
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, section
from app.ui.components.looking_up import Asked, Found, use_search
from app.ui.components.search import SearchField
from app.ui.components.searching.filters import NAMES, SearchFilters
from app.ui.components.searching.hits import HitRow, way_to
from app.ui.components.searching.narrowing import Narrowed, filters, said
from app.ui.components.searching.recent import Recent
from app.ui.components.threads.leafing import use_top
from app.ui.hooks import use_box, use_state
from app.ui.state import Here, use_here, use_words
from app.ui.theme import SPACE

WINDOW = 20

SOON_READ = 200
"""So many records are read for their words before anybody could have read that they are not."""


@dataclass(frozen=True, slots=True)
class Left:
    """How one left the search, to open something that was found."""

    query: str
    narrowed: Narrowed
    window: int


@ft.component
def SearchScreen() -> ft.View:
    """A field, the filters, and what is found; in a circle or a conversation it begins with only that."""
    here, words = use_here(), use_words()
    place, way = use_address(), ft.use_view_path()
    left: Left | None = here.kept.get(way)
    query, write = use_state(lambda: left.query if left else "")
    narrowed, narrow = use_state(lambda: left.narrowed if left else _begun(here.desk, place))
    window, widen = use_state(lambda: left.window if left else WINDOW)
    today = here.now().replace(hour=12, minute=0, second=0, microsecond=0)
    asked = Asked(query, filters(narrowed, today), window, words.lang)
    found = use_search(asked)
    scrolled = use_top(asked.question)

    def ask(text: str) -> None:
        widen(WINDOW)
        write(text)

    def take(chosen: Narrowed) -> None:
        widen(WINDOW)
        narrow(chosen)

    def more() -> None:
        widen(window + WINDOW)

    def begin() -> None:
        write("")
        take(_begun(here.desk, place))

    use_new_place(way, begin)
    latest = use_box(lambda: Left(query, narrowed, window))
    latest.current = Left(query, narrowed, window)
    remember = ft.use_callback(lambda text: recalling.recall(here.desk, text), [])
    fresh, settle = use_state(lambda: left is None)

    def open_it(hit: Hit) -> None:
        settle(False)  # a new field, without the focus: coming back, one sees results and no keyboard
        recalling.recall(here.desk, latest.current.query)
        here.kept[way] = latest.current
        here.go(way_to(hit, way))

    opens = ft.use_callback(open_it, [way])
    return screen(
        # NOTE: the title of the screen on which one searches everything
        words.tp("heading", "Search"),
        [
            SearchFilters(narrowed, take),
            *(_answer(here, asked, found, opens, more) if asked else [Recent(ask)]),
            *(_nothing(here, asked, found, narrowed, take) if asked else []),
        ],
        scrolled=scrolled,
        head=SearchField(words.t("Search all"), query, ask, fresh, remember),
        identifier="search",
    )


def use_new_place(way: str, begin: Callable[[], None]) -> None:
    """Begin anew where an address leads from one search right into another, which Flet takes for the same."""
    shown = use_box(lambda: way)

    def look() -> None:
        if shown.current != way:
            shown.current = way
            begin()

    ft.use_effect(look, [way])


def _begun(desk: Desk, place: Mapping[str, str]) -> Narrowed:
    circle, person, group = place.get("circle", ""), place.get("person", ""), place.get("group", "")
    if group:
        return Narrowed(scope=group_scope(group))
    return Narrowed(
        scope=circle_scope(circle) if circle else pair_scope(desk.person, person) if person else ""
    )


def _answer(
    here: Here, asked: Asked, found: Found, opens: Callable[[Hit], None], more: Callable[[], None]
) -> list[ft.Control]:
    """How many there are, how it goes, and what was found."""
    words = here.speech.words
    on = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, more))
    return [
        ft.Semantics(live_region=True, content=quiet(_told(asked, found, words))),
        *([_reading(found.unread, words)] if found.unread > SOON_READ else []),
        *([_listed(here, found, opens)] if found.hits else []),
        *([on] if found.hits and found.more and found.asked == asked else []),
    ]


def _told(asked: Asked, found: Found, words: Translator) -> str:
    if found.asked != asked or not found.whole or (found.unread and not found.hits):
        return words.t("Searching…")
    if found.more:
        # NOTE: above the results of a search, of which there are still others
        return words.tn("The first {n} result", "The first {n} results", len(found.hits))
    return words.tn("{n} result", "{n} results", len(found.hits)) if found.hits else ""


def _reading(unread: int, words: Translator) -> ft.Control:
    """The index is still being made."""
    said = words.tn(
        "{n} entry has not been read for its words yet. More may come up in a moment.",
        "{n} entries have not been read for their words yet. More may come up in a moment.",
        unread,
    )
    bar = ft.ProgressBar(semantics_label=words.t("Reading what is on this device"))
    return notice(ft.Icons.MANAGE_SEARCH, said, bar)


def _listed(here: Here, found: Found, opens: Callable[[Hit], None]) -> ft.Control:
    """The results, and before those that only mean or sound the same, that this is so."""
    words = here.speech.words
    rows: list[ft.Control] = []
    for heading, hits in groupby(found.hits, lambda hit: _heading(hit.rank, words)):
        if heading:
            rows.append(ft.Container(section(heading), padding=_ROOM))
        for at, hit in enumerate(hits):
            rows += [ft.Divider(height=1)] if at else []
            rows.append(
                HitRow(hit, here.ago(hit.when) if hit.when else "", opens, key=f"{hit.kind} {hit.id}")
            )
    return listed(rows)


_ROOM = ft.Padding.only(left=SPACE.L, right=SPACE.L, top=SPACE.L, bottom=SPACE.XS)


def _heading(rank: Rank, words: Translator) -> str:
    """Why a result is here that does not have the words as they were typed."""
    if rank is Rank.SYNONYM:
        # NOTE: over results of a search: they say the same in other words
        return words.t("In other words")
    if rank is Rank.PHONETIC:
        # NOTE: over results of a search: they sound like what was typed, in the other script
        return words.t("By sound")
    return ""


def _nothing(
    here: Here, asked: Asked, found: Found, narrowed: Narrowed, take: Callable[[Narrowed], None]
) -> list[ft.Control]:
    """Nothing was found: how it was looked for, and the way on."""
    if found.asked != asked or found.hits or found.unread:
        return []
    words = here.speech.words
    tried = words.t(
        "“{query}” was looked for in both scripts: as it is written, in other words, and by its sound.",
        query=asked.query.strip(),
    )
    if narrowed:
        chosen = [
            said(here.desk, name, getattr(narrowed, name), words) for name in NAMES if getattr(narrowed, name)
        ]
        # NOTE: {filters} are the filters of the search that are set, as: Messages, Last 7 days
        only = words.t("Only here: {filters}.", filters=words.formatter.list(chosen))
        tried = f"{tried} {only}"
    everywhere = ft.FilledTonalButton(
        words.t("Search without filters"), on_click=acts(here, lambda: take(Narrowed()))
    )
    return [empty(words.t("Nothing found"), tried, *([everywhere] if narrowed else []))]
