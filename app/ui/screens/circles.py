"""The circles: one's own, and all the others, searched in either language."""

import flet as ft

from app.domain.circles import OPEN, Circle
from app.domain.markup import plain
from app.i18n.catalogs import Translator
from app.services import belonging, discovering, entering
from app.services.desk import Desk
from app.services.discovering import Sought
from app.ui.acting import acts, goes
from app.ui.components.cards import card, empty, listed
from app.ui.components.circles.archived import archived_mark
from app.ui.components.circles.filters import CircleFilters
from app.ui.components.delivery import unsent
from app.ui.components.fold import fold
from app.ui.components.foreign import foreign_side
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, section, strong, with_icon
from app.ui.components.pressing import line
from app.ui.components.search import SearchField, search_button
from app.ui.hooks import memo, use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import flush


@ft.component
def Circles() -> ft.View:
    """One's circles first, then those one may join."""
    here, words = use_here(), use_words()
    query, ask = use_state(str)
    sought, seek = use_state(Sought)
    found = use_reading(lambda desk: _found(desk, query, sought))
    mine = [circle for circle, belongs in found if belongs and not circle.archived]
    archived = [circle for circle, belongs in found if belongs and circle.archived]
    others = [circle for circle, belongs in found if not belongs and not circle.archived]

    def clear() -> None:
        ask("")
        seek(Sought())

    nothing = empty(
        words.t("No circle found"),
        words.t("Try another word, in English or Bengali, or create the circle you miss."),
        ft.TextButton(words.t("Show all circles"), on_click=acts(here, clear)),
    )
    invited = ft.TextButton(
        words.t("I have an invitation"),
        icon=ft.Icons.LINK,
        style=flush(),
        on_click=goes(here, "/circles/enter"),
    )
    return screen(
        words.t("Circles"),
        [
            SearchField(words.t("Search circles"), query, ask),
            CircleFilters(sought, seek),
            *([section(words.t("My circles"))] if mine else []),
            *[CircleCard(circle, True, key=circle.id) for circle in mine],
            *([_way_to_the_week(here, words)] if mine else []),
            *([Archived(archived, bool(query.strip()))] if archived else []),
            *(_to_join(words) if others else []),
            invited,
            *[CircleCard(circle, False, key=circle.id) for circle in others],
            *([] if found else [nothing]),
            ft.OutlinedButton(
                words.t("Create circle"), icon=ft.Icons.ADD, on_click=goes(here, "/circles/new")
            ),
        ],
        actions=[search_button(here, words, "/circles")],
        identifier="circles",
    )


@ft.component
def Archived(circles: list[Circle], sought: bool) -> ft.Control:
    """Those of one's circles that are archived, folded away unless one searches."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: False)
    cards: list[ft.Control] = [CircleCard(circle, True, key=circle.id) for circle in circles]
    return fold(
        here,
        words.tp("circle", "Archived"),
        words.tn("{n} circle to read and search", "{n} circles to read and search", len(circles)),
        cards,
        opened=opened or sought,
        turn=turn,
        identifier="archived",
    )


def _way_to_the_week(here: Here, words: Translator) -> ft.Control:
    """What Home offers once a week is always found here."""
    way = line(
        words.t("Your circles' week"),
        goes(here, "/week"),
        under=words.t("What was talked about in the last seven days, in two minutes."),
        icon=ft.Icons.DATE_RANGE_OUTLINED,
        trailing=ft.Icons.CHEVRON_RIGHT,
    )
    return listed([way])


def _to_join(words: Translator) -> list[ft.Control]:
    """A heading, and what joining takes."""
    return [
        section(words.t("Circles to join")),
        quiet(words.t("One tap and you are a member, unless a card says that one asks first.")),
    ]


def _found(desk: Desk, query: str, sought: Sought) -> list[tuple[Circle, bool]]:
    known = discovering.circles(desk, query, sought)
    mine = {circle.id for circle in belonging.mine(desk)}
    return [(circle, circle.id in mine) for circle in known]


@ft.component
def _CircleCard(circle: Circle, belongs: bool) -> ft.Control:
    """A circle in the list: its name, what it is for, whether one is in it, and if not whether one asks."""
    here, words = use_here(), use_words()
    waits = use_reading(lambda desk: entering.waits(desk, circle.id))
    other = circle.name.side("en" if words.lang == "bn" else "bn")
    name = circle.name.best(words.lang)
    return card(
        [
            strong(name, lines=2),
            *([quiet(other, lines=1)] if other and other != name else []),
            *([quiet(plain(circle.purpose.best(words.lang)), lines=2)] if circle.purpose else []),
            *foreign_side(circle.name, words),
            *([archived_mark(words)] if circle.archived else _door(circle, belongs, waits, words)),
            *unsent(circle.delivery, circle.why),
        ],
        on_click=goes(here, f"/circles/{circle.id}"),
    )


def _door(circle: Circle, belongs: bool, waits: bool, words: Translator) -> list[ft.Control]:
    if waits:
        return [with_icon(ft.Icons.HOURGLASS_EMPTY, words.t("You asked to join"))]
    if circle.entry == OPEN or belongs:
        return []
    return [with_icon(ft.Icons.HOW_TO_REG_OUTLINED, words.t("By request"))]


CircleCard = memo(_CircleCard)
