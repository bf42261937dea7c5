"""One account: how it stands, and what those who look after the server may do to it."""

from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.i18n.measures import size
from app.services import administering
from app.ui.components.account.accounts import Seen, day, names, person_of
from app.ui.components.asking import use_asking
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import body, label
from app.ui.components.pages import how_it_goes, use_first_asking
from app.ui.components.people.met import avatar
from app.ui.components.people.names import use_names
from app.ui.hooks import use_state
from app.ui.screens.staff.entrance import not_for_you, use_staff
from app.ui.screens.staff.measures import Measure, credential, role, standing
from app.ui.screens.staff.two_steps import two_steps
from app.ui.screens.staff.way_back import WayBack
from app.ui.state import Here, use_here, use_layout, use_words
from app.ui.theme import SPACE


@ft.component
def StaffPerson() -> ft.View:
    """Who it is, what is known of the account, and what may be done."""
    here, words, layout, staff = use_here(), use_words(), use_layout(), use_staff()
    identifier = ft.use_route_params()["person"]
    asked = use_asking()
    known, keep = use_state(lambda: ("", list[Any]()))

    def look() -> None:
        asked.ask("ListPeople", person=identifier)

    def take() -> None:
        if asked.told is not None:
            keep((identifier, [*asked.told.people]))

    cut_off = use_first_asking(look, may=staff, about=identifier)
    ft.use_effect(take, [asked.answer])
    found = known[1] if known[0] == identifier else []
    seen = found[0] if found else None
    name_of = use_names([seen.checked_by] if seen else [])
    if not staff:
        return not_for_you(words.t("Account"), words)
    measure = Measure(here, asked, seen, cut_off or asked.busy) if seen else None
    nobody = empty(words.t("Nobody found"), words.t("There is no such account on this server."))
    return screen(
        words.t("Account"),
        [
            *([_who(here, seen, words, dark=layout.dark)] if seen else []),
            *how_it_goes(here, asked, cut_off, words, look),
            *(_measures(measure, name_of(measure.seen.checked_by)) if measure else []),
            *([nobody] if known[0] == identifier and not seen else []),
        ],
        identifier="staff-person",
    )


def _measures(measure: Measure, checker: str) -> list[ft.Control]:
    may = administering.means(measure.here.desk, measure.seen)
    return [
        standing(measure, may=may.reinstate if measure.seen.state == "suspended" else may.suspend),
        credential(measure, checker, may=may.check),
        *([role(measure)] if may.give_role else []),
        *([two_steps(measure)] if measure.seen.two_steps and may.let_back_in else []),
        *([WayBack(measure.seen, key=measure.seen.person)] if may.let_back_in else []),
    ]


def _who(here: Here, seen: Seen, words: Translator, *, dark: bool) -> ft.Control:
    """The names, and what is known of the account without looking at what they wrote."""
    facts = [
        (words.t("Here since"), day(here, seen.created)),
        (words.t("Last here"), day(here, seen.seen)),
        (words.t("Devices"), words.formatter.things(seen.devices)),
        (words.t("Room on the server"), size(seen.bytes, words)),
    ]
    head = ft.Row(
        spacing=SPACE.L,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            avatar(person_of(seen), words.lang, dark=dark, size=64),
            ft.Column(names(seen, words, large=True), expand=True, spacing=SPACE.XS),
        ],
    )
    told = [
        ft.MergeSemantics(ft.Column([label(name), body(said)], spacing=0, tight=True)) for name, said in facts
    ]
    table = ft.Row(list(told), wrap=True, spacing=SPACE.XL, run_spacing=SPACE.M)
    return card([head, ft.Divider(height=SPACE.L), table])
