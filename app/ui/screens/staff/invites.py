"""Invites: who was invited by whom, what became of it; making one, and taking one back."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.services import connecting
from app.ui.acting import acts
from app.ui.components.account.accounts import day, sentence_mark
from app.ui.components.account.inviting import code_panel
from app.ui.components.asking import use_asking, waiting_or_trouble
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import QUIET, body, quiet, section, strong
from app.ui.components.pages import how_it_goes, more_of, use_cut_off, use_first_asking, use_pages
from app.ui.components.people.names import use_names
from app.ui.components.sure import ask_first
from app.ui.screens.staff.entrance import not_for_you, use_staff
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def StaffInvites() -> ft.View:
    """The way to a new invite, and those that were made, newest first."""
    here, words, staff = use_here(), use_words(), use_staff(administrators=True)
    pages = use_pages("ListInvites", "invites")
    taking = use_asking()
    cut_off = use_first_asking(pages.begin, may=staff)
    found = pages.kept.items
    name_of = use_names([who for each in found for who in (each.by, each.used_by)])

    def taken() -> None:
        if taking.told is not None:
            pages.begin()

    ft.use_effect(taken, [taking.answer])
    if not staff:
        return not_for_you(words.t("Invites"), words)

    def take_back(identifier: str) -> None:
        taking.ask("Uninvite", id=identifier)

    waits = cut_off or taking.busy
    nothing = empty(words.t("No invites yet"), words.t("Whoever is invited appears here."))
    return screen(
        words.t("Invites"),
        [
            NewInvite(pages.begin),
            *how_it_goes(here, pages.asked, cut_off, words, pages.begin),
            *waiting_or_trouble(taking, words, words.t("Asking the server…")),
            *[_invite(here, each, name_of, take_back, words, waits=waits) for each in found],
            *(more_of(here, pages, found[-1].created, words) if found else []),
            *([nothing] if pages.kept.known and not found else []),
        ],
        identifier="staff-invites",
    )


@ft.component
def NewInvite(made: Callable[[], None]) -> ft.Control:
    """A button for a code, and the code, which is shown this once."""
    here, words, cut_off = use_here(), use_words(), use_cut_off()
    server = use_reading(connecting.server)
    asked = use_asking()

    def tell() -> None:
        if asked.told is not None:
            made()

    ft.use_effect(tell, [asked.answer])
    address = server.address if server else ""
    what_for = words.t("Give your colleague this address and this code.")
    ask = acts(here, lambda: asked.ask("Invite"))
    return card(
        [
            section(words.t("Invite a colleague")),
            body(words.t("Each code lets one person in. It is shown only now, so copy it or write it down.")),
            *([code_panel(here, address, asked.told.code, asked.told.until, what_for)] if asked.told else []),
            *waiting_or_trouble(asked, words, words.t("Asking for a code…")),
            ft.Row(
                [ft.FilledButton(words.t("Make a code"), disabled=cut_off or asked.busy, on_click=ask)],
                wrap=True,
            ),
        ]
    )


def _invite(
    here: Here,
    seen: Any,
    name_of: Callable[[str], str],
    take_back: Callable[[str], None],
    words: Translator,
    *,
    waits: bool,
) -> ft.Control:
    """One invite: what for, who made it, what became of it."""
    what = _what_for(seen.kind, words)
    when = day(here, seen.created)
    made = (
        # NOTE: {name} made an invite; {day} is a date
        words.t("Made by {name} on {day}", name=name_of(seen.by), day=when)
        if seen.by
        else words.t("Made at the server on {day}", day=when)
    )
    ask = acts(
        here,
        lambda: ask_first(
            here,
            words.t("Take this invite back?"),
            made,
            words.t("Its code then lets nobody in. Somebody who was given it needs another one."),
            words.t("Take back"),
            lambda: take_back(seen.id),
        ),
    )
    button = ft.OutlinedButton(words.t("Take back"), disabled=waits, on_click=ask)
    return card(
        [
            strong(what),
            quiet(made),
            _what_became(here, seen, name_of, words),
            *([ft.Row([button], wrap=True)] if seen.state == "open" else []),
        ],
        key=seen.id,
    )


def _what_for(kind: str, words: Translator) -> str:
    return {
        "admin": words.t("For an administrator"),
        "device": words.t("For a device of somebody who is here"),
    }.get(kind, words.t("For a colleague"))


def _what_became(here: Here, seen: Any, name_of: Callable[[str], str], words: Translator) -> ft.Control:
    """The state of an invite as an icon and words."""
    match seen.state:
        case "used":
            name = name_of(seen.used_by)
            # NOTE: {name} came in with this invite; {day} is a date
            said = words.t("Used by {name} on {day}", name=name, day=day(here, seen.used))
            icon, ink = ft.Icons.HOW_TO_REG_OUTLINED, QUIET
        case "revoked":
            icon, said, ink = ft.Icons.BLOCK, words.t("Taken back"), QUIET
        case "expired":
            # NOTE: of an invite; {day} is a date
            said = words.t("Expired on {day}, unused", day=day(here, seen.until))
            icon, ink = ft.Icons.TIMER_OFF_OUTLINED, QUIET
        case _:
            # NOTE: of an invite; {day} is a date
            said = words.t("Open until {day}", day=day(here, seen.until))
            icon, ink = ft.Icons.MARK_EMAIL_UNREAD_OUTLINED, ft.Colors.PRIMARY
    return ft.Container(sentence_mark(icon, said, ink), padding=ft.Padding.only(top=SPACE.XS))
