"""Accounts as those see them who look after a server: names, marks with their words, never content."""

from typing import Any

import flet as ft

from app.domain.people import Person
from app.domain.taxonomy import DISCIPLINES
from app.i18n.catalogs import Translator
from app.i18n.languages import other
from app.i18n.measures import size
from app.ui.acting import goes
from app.ui.components.letters import QUIET, body, label, quiet, strong, title, with_icon
from app.ui.components.people.met import avatar, name_of
from app.ui.components.pressing import pressable
from app.ui.state import Here
from app.ui.theme import SPACE, TOUCH

Seen = Any
"""A `PersonSeen` of the protocol, which this room does not import."""


def person_of(seen: Seen) -> Person:
    """The person whose account it is, as far as names and discipline go."""
    told = {name: getattr(seen, name) for name in ("name_en", "name_bn", "discipline")}
    return Person.read(seen.person, told)


def sentence_mark(icon: ft.IconData, said: str, color: ft.Colors = QUIET) -> ft.Control:
    """An icon and words that may take several lines."""
    words = ft.Container(label(said, color), expand=True)
    row: list[ft.Control] = [ft.Icon(icon, size=18, color=color), words]
    return ft.Row(row, spacing=SPACE.XS, vertical_alignment=ft.CrossAxisAlignment.START)


def role_mark(role: str, words: Translator) -> ft.Control:
    """What this account may do besides what everybody may."""
    icon, said = {
        "admin": (ft.Icons.ADMIN_PANEL_SETTINGS_OUTLINED, words.t("Administrator")),
        "moderator": (ft.Icons.SHIELD_OUTLINED, words.t("Moderator")),
    }.get(role, (ft.Icons.PERSON_OUTLINE, words.t("Member")))
    return with_icon(icon, said, ft.Colors.PRIMARY if role else QUIET)


def state_mark(state: str, words: Translator) -> ft.Control:
    """Whether the account is open."""
    if state == "suspended":
        return with_icon(ft.Icons.BLOCK, words.t("Suspended"), ft.Colors.ERROR)
    return with_icon(ft.Icons.CHECK_CIRCLE_OUTLINE, words.t("Active"))


def credential_mark(level: str, words: Translator) -> ft.Control:
    """How sure one can be of what they say they are."""
    icon, said = {
        "checked": (ft.Icons.VERIFIED_OUTLINED, words.t("Checked by an administrator")),
        "vouched": (ft.Icons.HANDSHAKE_OUTLINED, words.t("Vouched for by colleagues")),
    }.get(level, (ft.Icons.RECORD_VOICE_OVER_OUTLINED, words.t("Stated by themselves")))
    return with_icon(icon, said, ft.Colors.PRIMARY if level == "checked" else QUIET)


def day(here: Here, milliseconds: int) -> str:
    """The day of this moment; a word for never."""
    words = here.speech.words
    if not milliseconds:
        return words.t("never")
    return words.formatter.date(here.moment(milliseconds).date())


def names(seen: Seen, words: Translator, *, large: bool = False) -> list[ft.Control]:
    """The name in the reader's script, the other below it, and the discipline."""
    person = person_of(seen)
    shown, second = name_of(person, words), person.name.side(other(words.lang))
    known = DISCIPLINES.get(person.discipline)
    return [
        title(shown) if large else strong(shown),
        *([body(second, QUIET) if large else quiet(second)] if second and second != shown else []),
        *([quiet(known.word(words.lang))] if known else []),
    ]


def account_row(here: Here, seen: Seen, words: Translator, *, dark: bool) -> ft.Control:
    """One account in the list; a tap opens everything about it."""
    marks = [
        *([state_mark(seen.state, words)] if seen.state == "suspended" else []),
        *([role_mark(seen.role, words)] if seen.role else []),
        credential_mark(seen.credential, words),
    ]
    # NOTE: {day} is a date or "never"; {size} is as "1.2 MB"
    seen_last = words.t("Last here: {day} · {size}", day=day(here, seen.seen), size=size(seen.bytes, words))
    who = ft.Row(
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            avatar(person_of(seen), words.lang, dark=dark, size=TOUCH),
            ft.Column(names(seen, words), expand=True, spacing=SPACE.XS),
        ],
    )
    told = [ft.Row(marks, wrap=True, spacing=SPACE.M, run_spacing=SPACE.XS), quiet(seen_last)]
    # Below both, for with large letters there is no room for "Administrator" beside the initials.
    content = ft.Column([who, *told], spacing=SPACE.XS, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return pressable(content, goes(here, f"/me/settings/staff/people/{seen.person}"), key=seen.person)
