"""The record of deeds: who did what to whom, newest first; never what anybody wrote."""

from typing import Any

import flet as ft

from app.ui.components.account.deeds import deed_sentence
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet
from app.ui.components.pages import how_it_goes, more_of, use_first_asking, use_pages
from app.ui.components.people.names import use_names
from app.ui.screens.staff.entrance import not_for_you, use_staff
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE


@ft.component
def StaffDeeds() -> ft.View:
    """The latest deeds as sentences, and the way to older ones; for administrators."""
    here, words, staff = use_here(), use_words(), use_staff(administrators=True)
    pages = use_pages("ListAudit", "deeds")
    cut_off = use_first_asking(pages.begin, may=staff)
    found = pages.kept.items
    name_of = use_names([who for each in found for who in (each.actor, each.target)])
    if not staff:
        return not_for_you(words.t("What was done"), words)

    def line(deed: Any) -> ft.Control:
        when = words.formatter.datetime(here.moment(deed.at))
        said = body(deed_sentence(deed, name_of, words))
        return ft.MergeSemantics(ft.Column([said, quiet(when)], spacing=0, key=deed.id))

    nothing = empty(words.t("Nothing yet"), words.t("What is done on these pages is told here."))
    return screen(
        words.t("What was done"),
        [
            quiet(words.t("Only administrators see this. It never holds what anybody wrote.")),
            *how_it_goes(here, pages.asked, cut_off, words, pages.begin),
            *([card([ft.Column([line(each) for each in found], spacing=SPACE.L)])] if found else []),
            *(more_of(here, pages, found[-1].id, words) if found else []),
            *([nothing] if pages.kept.known and not found else []),
        ],
        identifier="staff-deeds",
    )
