"""What the operator reads: plain tables in English, times in ISO 8601, names last because of their width."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.server.control.waiting_reports import ReportWaiting
from app.server.troubles import Rejected
from app.sync.accounts import Deed, InviteSeen, PersonSeen

SENTENCES = {
    "unavailable": "There is no such person or invite.",
    "admin.last": "This is the last administrator. Make someone else an administrator first.",
    "invite.used": "That invite has been used already.",
    "reset.suspended": "This account is suspended. Reinstate it first.",
    "request.wrong": "That is not understood.",
    "server.busy": "The server is busy. Try again.",
}

NOBODY_DECIDES = (
    "Nobody may decide a report about themselves. Where 0 may decide, it stays open until somebody else "
    "looks after the server: setu server role NAME moderator."
)


def moment(ms: int) -> str:
    """A time, or a dash for never."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds") if ms else "-"


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns as wide as they have to be."""
    spelt = [list(titles), *([str(cell) or "-" for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*spelt, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in spelt)
    return "\n".join(line.rstrip() for line in lines)


def people(found: Iterable[PersonSeen]) -> str:
    """Accounts, newest first."""
    titles = (
        "person",
        "role",
        "state",
        "credential",
        "joined",
        "seen",
        "devices",
        "bytes",
        "two steps",
        "name",
    )
    return table(
        titles,
        (
            (
                *(each.person, each.role, each.state, each.credential, moment(each.created)),
                *(moment(each.seen), each.devices, each.bytes, "yes" if each.two_steps else ""),
                " / ".join(filter(None, (each.name_en, each.name_bn))),
            )
            for each in found
        ),
    )


def invites(found: Iterable[InviteSeen]) -> str:
    """Invites, newest first, without their codes."""
    titles = ("invite", "kind", "state", "made", "until", "by", "used by")
    return table(
        titles,
        (
            (
                *(each.id, each.kind, each.state, moment(each.created), moment(each.until)),
                *(each.by or "operator", each.used_by),
            )
            for each in found
        ),
    )


def reports(found: Sequence[ReportWaiting]) -> str:
    """Open reports, without a word of what was reported or by whom."""
    listed = ((each.id, moment(each.at), each.category, each.kind, each.deciders) for each in found)
    alone = sum(not each.deciders for each in found)
    return "\n".join(
        [
            table(("report", "since", "category", "of", "may decide"), listed),
            *([f"{NOBODY_DECIDES} Reports of which this is so: {alone}."] if alone else []),
        ]
    )


def deeds(found: Iterable[Deed]) -> str:
    """The book, newest first."""
    titles = ("when", "who", "did", "to", "detail")
    return table(
        titles, ((moment(each.at), each.actor, each.action, each.target, each.detail) for each in found)
    )


def refusal(why: Rejected) -> str:
    """Why it was not done."""
    return SENTENCES.get(why.code, f"The server says no: {why.code}.")
