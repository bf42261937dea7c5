"""What the operator reads: tables and sentences in their language, times in ISO 8601, names last because of
their width. What one types into a command is spelt as one types it."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.domain.ids import MODERATION
from app.domain.reporting import CATEGORIES
from app.i18n.catalogs import Translator
from app.server.accounts.staff import OPERATOR
from app.server.control.waiting_reports import ReportWaiting
from app.sync.accounts import Deed, InviteSeen, PersonSeen
from app.ui.components.deeds import deed_sentence


def moment(ms: int) -> str:
    """A time, or a dash for never."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds") if ms else "-"


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns as wide as they have to be."""
    spelt = [list(titles), *([str(cell) or "-" for cell in row] for row in rows)]
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
    titles = (
        words.tp("column", "person"),
        words.tp("column", "role"),
        words.tp("column", "state"),
        words.tp("column", "credential"),
        words.tp("column", "joined"),
        words.tp("column", "seen"),
        words.tp("column", "devices"),
        words.tp("column", "bytes"),
        words.tp("column", "two steps"),
        words.tp("column", "name"),
    )
    states = {"active": words.tp("account", "active"), "suspended": words.tp("account", "suspended")}
    levels = {
        "stated": words.tp("credential", "stated"),
        "vouched": words.tp("credential", "vouched"),
        "checked": words.tp("credential", "checked"),
    }
    yes = words.t("yes")
    return table(
        titles,
        (
            (
                *(each.person, each.role, states.get(each.state, each.state)),
                *(levels.get(each.credential, each.credential), moment(each.created), moment(each.seen)),
                *(each.devices, each.bytes, yes if each.two_steps else ""),
                " / ".join(filter(None, (each.name_en, each.name_bn))),
            )
            for each in found
        ),
    )


def invites(found: Iterable[InviteSeen], words: Translator) -> str:
    """Invites, newest first, without their codes."""
    titles = (
        words.tp("column", "invite"),
        words.tp("column", "kind"),
        words.tp("column", "state"),
        words.tp("column", "made"),
        words.tp("column", "until"),
        words.tp("column", "made by"),
        words.tp("column", "used by"),
    )
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
    return table(
        titles,
        (
            (
                *(each.id, kinds.get(each.kind, each.kind), states.get(each.state, each.state)),
                *(moment(each.created), moment(each.until), each.by or operator, each.used_by),
            )
            for each in found
        ),
    )


def reports(found: Sequence[ReportWaiting], words: Translator) -> str:
    """Open reports, without a word of what was reported or by whom."""
    titles = (
        words.tp("column", "report"),
        words.tp("column", "since"),
        words.tp("column", "category"),
        words.tp("column", "about"),
        words.tp("column", "may decide"),
    )
    listed = (
        (each.id, moment(each.at), _category(each.category, words), _kind(each.kind, words), each.deciders)
        for each in found
    )
    told, alone = [table(titles, listed)], sum(not each.deciders for each in found)
    if alone:
        told += [
            # NOTE: {none} is the number that stands in the table above it
            words.t(
                "Nobody may decide a report about themselves. Where {none} may decide, it stays open until "
                "somebody else looks after the server: {command}",
                none="0",
                command="setu server role NAME moderator",
            ),
            words.t("Reports of which this is so: {n}.", n=alone),
        ]
    return "\n".join(told)


def _category(code: str, words: Translator) -> str:
    known = CATEGORIES.get(code)
    return known.word(words.lang) if known else code


def _kind(code: str, words: Translator) -> str:
    known = {
        "post": words.tp("reported", "post"),
        "reply": words.tp("reported", "reply"),
        "prompt": words.tp("reported", "prompt"),
        "answer": words.tp("reported", "answer"),
        "dm": words.tp("reported", "message"),
        "mreq": words.tp("reported", "message"),
        "card": words.tp("reported", "profile"),
        "member": words.tp("reported", "member"),
        "circle": words.tp("reported", "circle"),
        "listing": words.tp("reported", "circle"),
    }
    return known.get(code, code)


def deeds(found: Iterable[Deed], words: Translator) -> str:
    """The book, newest first."""

    def name_of(person: str) -> str:
        return words.t("Whoever runs the server") if person == OPERATOR.person else person

    def line(deed: Deed) -> tuple[str, str, str]:
        said = deed_sentence(deed, name_of, words)
        told = deed.target in said or deed.target in ("server", MODERATION)
        return moment(deed.at), said, "" if told else deed.target

    titles = (words.tp("column", "when"), words.tp("column", "deed"), words.tp("column", "about"))
    return table(titles, map(line, found))
