"""One circle: what it is for, and its tabs: Topics, Questions, Prompts, People."""

from collections.abc import Callable
from typing import Any, cast

import flet as ft

from app.domain.bilingual import Bilingual
from app.domain.circles import Circle, May, may, may_lead
from app.domain.ids import circle_scope
from app.domain.taxonomy import AREAS, SETTINGS, TONGUES
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, other
from app.services import belonging
from app.services.desk import Desk
from app.ui import troubles
from app.ui.acting import goes
from app.ui.address import use_address
from app.ui.components.cards import notice
from app.ui.components.circles.archived import ArchivedNotice, archive_button
from app.ui.components.circles.attending import Bell
from app.ui.components.circles.door import NewRules, SomebodyAsks, WayIn
from app.ui.components.circles.led import ReportsDoor
from app.ui.components.circles.members import MembersTab
from app.ui.components.circles.offered import SomebodyOffers
from app.ui.components.circles.overview import LeadersOverview
from app.ui.components.circles.peers import PeerDoor
from app.ui.components.circles.tabs import Heard, PostsTab, PromptsTab, Waiting, heard_by_nobody
from app.ui.components.delivery import unsent
from app.ui.components.fold import fold
from app.ui.components.foreign import foreign_side
from app.ui.components.frame import screen
from app.ui.components.letters import body, label, section
from app.ui.components.people.visiting import MEMBERS
from app.ui.components.search import search_button
from app.ui.components.writing.facing import FacingPages
from app.ui.hooks import Box, use_box, use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush

MEMBERS_TAB = 3


@ft.component
def CircleScreen() -> ft.View:
    """The circle's purpose on facing pages, the way in, and the chosen tab."""
    here, words = use_here(), use_words()
    circle_id = use_address().get("circle", "")
    circle = use_reading(lambda desk: belonging.circle(desk, circle_id))
    place = use_reading(lambda desk: belonging.membership(desk, circle_id))
    whole = ft.use_route_location()
    tab, turn_to = use_state(lambda: _tab_under(here.desk, circle_id, whole))
    scrolled: Box[Heard] = use_box(lambda: heard_by_nobody)
    role = place.role if place and place.present else None
    # Open for whoever is new here and while they stay; folded from a member's next visit on.
    opened, turn = use_state(lambda: role is None)
    if circle is None:
        unknown = troubles.sentence("circle.unknown", {}, words)
        return screen(words.t("Circle"), [notice(ft.Icons.INFO_OUTLINE, unknown)])

    def hear(event: Any) -> None:
        scrolled.current(event)

    over = circle.archived
    writer = None if over else role
    drawn: list[Callable[[], Any]] = [
        lambda: cast(Any, PostsTab)(circle_id, "topic", role, scrolled, over, key="topic"),
        lambda: cast(Any, PostsTab)(circle_id, "question", role, scrolled, over, key="question"),
        lambda: PromptsTab(circle_id, role, over),
        lambda: MembersTab(circle, role),
    ]
    edit = f"/circles/{circle_id}/edit" if may(role, May.DESCRIBE) and not circle.archived else ""
    standing = unsent(place.delivery, place.why) if place else []
    told = circle.purpose or circle.start or (role and circle.rules)
    return screen(
        circle.name.best(words.lang),
        [
            *foreign_side(circle.name, words),
            *([ArchivedNotice(circle)] if over else []),
            SomebodyAsks(circle_id, lambda: turn_to(MEMBERS_TAB)),
            SomebodyOffers(circle_id),
            *([Waiting(circle_id, leads=may_lead(role))] if writer and tab == 0 else []),
            *([_purpose(here, words, circle, edit, opened, turn)] if told or edit else []),
            *([PeerDoor()] if circle.peer else []),
            *([NewRules(circle)] if role else [] if over else [WayIn(circle)]),
            *([ReportsDoor(circle_id)] if may(role, May.JUDGE) else []),
            *([LeadersOverview(circle_id, turn_to, 1, 2)] if may_lead(writer) and tab == 0 else []),
            *([ft.Row([label(words.t("Your membership")), *standing], wrap=True)] if standing else []),
            _tabs(words, tab, turn_to),
            drawn[tab](),
        ],
        actions=[*([Bell(circle_id)] if writer else []), search_button(here, words, f"/circles/{circle_id}")],
        on_scroll=hear if tab < 2 else None,
        identifier="circle",
    )


def _tab_under(desk: Desk, circle: str, location: str) -> int:
    """The tab of what stands on top of the circle where one comes in, for Back to lead to; or the first."""
    kind, _, rest = location.partition(f"/{circle}/")[2].partition("/")
    name = rest.partition("/")[0]
    if kind in {"prompts", "plans", "ask"}:
        return 2
    if kind == MEMBERS:
        return MEMBERS_TAB
    post = desk.memory.get(circle_scope(circle), "post", name) if kind == "posts" else None
    return 1 if (post.values.get("tab") if post else name) == "question" else 0


def _purpose(
    here: Here, words: Translator, circle: Circle, edit: str, opened: bool, turn: Callable[[bool], None]
) -> ft.Control:
    """Its purpose, its name in the other language, too, where to start and by which rules; for its leaders
    the way to change them. Who is not in finds the rules at the door."""
    inside = belonging.role_in(here.desk, circle.id) is not None
    change = ft.TextButton(
        words.t("Edit circle"), icon=ft.Icons.EDIT_OUTLINED, style=flush(), on_click=goes(here, edit)
    )
    invite = ft.TextButton(
        words.t("Invitations"),
        icon=ft.Icons.LINK,
        style=flush(),
        on_click=goes(here, f"/circles/{circle.id}/invitations"),
    )
    named = circle.name.en and circle.name.bn
    pages = [
        *([FacingPages(circle.purpose, None, edit)] if circle.purpose else []),
        *([_named(circle, words)] if named else []),
        *_for_whom(circle, words),
        *([_page(words.t("Start here"), circle.start, edit)] if circle.start else []),
        *([_page(words.t("Rules"), circle.rules, edit)] if circle.rules and inside else []),
        *([ft.Row([change, invite, *archive_button(here, circle)], wrap=True)] if edit else []),
    ]
    said = words.t("What this circle is for")
    return fold(here, said, "", pages, opened=opened, turn=turn, identifier="purpose")


def _for_whom(circle: Circle, words: Translator) -> list[ft.Control]:
    """What it chose from the lists that everybody has."""
    chosen = (
        (words.t("Practice areas"), AREAS, circle.areas),
        (words.t("For people who work in"), SETTINGS, circle.settings),
        (words.t("Languages of the circle"), TONGUES, circle.tongues),
    )
    told: list[ft.Control] = []
    for said, terms, codes in chosen:
        listed = ", ".join(terms[code].word(words.lang) for code in codes if code in terms)
        told += [ft.Column([label(said), body(listed)], spacing=0)] if listed else []
    return told


def _page(heading: str, text: Bilingual, edit: str) -> ft.Control:
    return ft.Column([section(heading), FacingPages(text, None, edit)], spacing=SPACE.XS)


def _named(circle: Circle, words: Translator) -> ft.Control:
    """What it is called in the other language."""
    lang = other(words.lang)
    return ft.Column([label(ENDONYMS[lang]), body(circle.name.side(lang))], spacing=0)


def _tabs(words: Translator, tab: int, turn_to: Any) -> ft.Control:
    names = [words.t("Topics"), words.t("Questions"), words.t("Prompts"), words.t("Members")]
    return ft.Tabs(
        length=len(names),
        selected_index=tab,
        on_change=lambda event: turn_to(int(event.control.selected_index)),
        content=ft.TabBar(
            scrollable=True,
            tab_alignment=ft.TabAlignment.START,
            label_padding=ft.Padding.symmetric(horizontal=SPACE.M),
            tabs=[ft.Tab(label=name) for name in names],
        ),
    )
