"""What the operator reads: tables and sentences in their language, times in ISO 8601, names last because of
their width. What one types into a command is spelt as one types it."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from app.domain.ids import MODERATION
from app.i18n.catalogs import Translator
from app.server.accounts.staff import OPERATOR
from app.sync.accounts import Deed, InviteSeen, PersonSeen
from app.ui.components.account.deeds import deed_sentence

T = TypeVar("T")
Column = tuple[str, Callable[[T], object]]
"""A column's title, and what stands in it of each."""


def moment(ms: int) -> str:
    """A time, or a dash for never."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds") if ms else "-"


def table(columns: Sequence[Column[T]], rows: Iterable[T]) -> str:
    """Columns as wide as they have to be, each with its title over it."""
    titles = [title for title, _ in columns]
    spelt = [titles, *([str(cell(row)) or "-" for _, cell in columns] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*spelt, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        for line in spelt
    )
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    """How many places it takes in a terminal, as far as one can know: marks stand on their letter."""
    return sum(not unicodedata.category(letter).startswith(("M", "Cf")) for letter in text)


def people(found: Iterable[PersonSeen], words: Translator) -> str:
    """Accounts, newest first."""
    states = {"active": words.tp("account", "active"), "suspended": words.tp("account", "suspended")}
    levels = {
        "stated": words.tp("credential", "stated"),
        "vouched": words.tp("credential", "vouched"),
        "checked": words.tp("credential", "checked"),
    }
    yes = words.t("yes")
    columns: list[Column[PersonSeen]] = [
        (words.tp("column", "person"), lambda each: each.person),
        (words.tp("column", "role"), lambda each: each.role),
        (words.tp("column", "state"), lambda each: states.get(each.state, each.state)),
        (words.tp("column", "credential"), lambda each: levels.get(each.credential, each.credential)),
        (words.tp("column", "joined"), lambda each: moment(each.created)),
        (words.tp("column", "seen"), lambda each: moment(each.seen)),
        (words.tp("column", "devices"), lambda each: each.devices),
        (words.tp("column", "bytes"), lambda each: each.bytes),
        (words.tp("column", "two steps"), lambda each: yes if each.two_steps else ""),
        (words.tp("column", "name"), lambda each: name_in_both(each.name_en, each.name_bn)),
    ]
    return table(columns, found)


def name_in_both(english: str, bengali: str) -> str:
    """A name as it is written in either script, as far as it is."""
    return " / ".join(filter(None, (english, bengali)))


def invites(found: Iterable[InviteSeen], words: Translator) -> str:
    """Invites, newest first, without their codes."""
    kinds = {
        "member": words.tp("invite", "member"),
        "admin": words.tp("invite", "admin"),
        "device": words.tp("invite", "device"),
    }
    states = {
        "open": words.tp("invite", "open"),
        "used": words.tp("invite", "used"),
        "revoked": words.tp("invite", "revoked"),
        "expired": words.tp("invite", "expired"),
    }
    operator = words.tp("who did it", "operator")
    columns: list[Column[InviteSeen]] = [
        (words.tp("column", "invite"), lambda each: each.id),
        (words.tp("column", "kind"), lambda each: kinds.get(each.kind, each.kind)),
        (words.tp("column", "state"), lambda each: states.get(each.state, each.state)),
        (words.tp("column", "made"), lambda each: moment(each.created)),
        (words.tp("column", "until"), lambda each: moment(each.until)),
        (words.tp("column", "made by"), lambda each: each.by or operator),
        (words.tp("column", "used by"), lambda each: each.used_by),
    ]
    return table(columns, found)


def deeds(found: Iterable[Deed], words: Translator) -> str:
    """The book, newest first."""

    def said(deed: Deed) -> str:
        return deed_sentence(deed, lambda person: called(person, words), words)

    def about(deed: Deed) -> str:
        told = deed.target in said(deed) or deed.target in ("server", MODERATION)
        return "" if told else deed.target

    columns: list[Column[Deed]] = [
        (words.tp("column", "when"), lambda deed: moment(deed.at)),
        (words.tp("column", "deed"), said),
        (words.tp("column", "about"), about),
    ]
    return table(columns, found)


def called(person: str, words: Translator) -> str:
    """Somebody by their id, or who sits at the server."""
    return words.t("Whoever runs the server") if person == OPERATOR.person else person
