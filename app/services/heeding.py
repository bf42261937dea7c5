"""Heeding: what was done to one's account, and that one has taken note of it on this device.

That somebody took note stays on the device: whoever holds a lost one must not hide anything from the others.
"""

from app.domain.notices import RESET, Notice
from app.services.desk import Desk

_HEEDED = "heeded"
DAY_MS = 24 * 3600 * 1000
LASTS_MS = 30 * DAY_MS
"""After so long a notice is history: who signs in on a new device is not asked about last year."""
_SILENT = frozenset({"replaced"})


def notices(desk: Desk, limit: int = 10) -> list[Notice]:
    """What was done to one's account, the latest first."""
    own = (Notice.of(record) for record in desk.memory.of_kind("notice") if record.scope == desk.own)
    return sorted(own, key=lambda notice: (notice.latest, notice.id), reverse=True)[:limit]


def unheeded(desk: Desk, device: str, browser: str = "") -> list[Notice]:
    """What this device should say until somebody has taken note; not what was done on this `device`."""
    heeded, now = desk.memory.note(_place(browser), {}), desk.clock()
    return [
        notice
        for notice in notices(desk)
        if heeded.get(notice.id) != notice.ended
        and (not notice.device or notice.device != device)
        and now - notice.latest < LASTS_MS
        and _is_news(notice, now)
    ]


def _is_news(notice: Notice, now: int) -> bool:
    """A code that another one replaced, or that ran out, is nothing to worry about."""
    if notice.what != RESET or notice.waits(now):
        return True
    return bool(notice.ended) and notice.ended not in _SILENT


def heed(desk: Desk, notice: Notice, browser: str = "") -> None:
    """Take note of how this stands now; if more comes of it, that is news again."""
    known = {each.id for each in notices(desk, limit=1000)}
    heeded = {name: ended for name, ended in desk.memory.note(_place(browser), {}).items() if name in known}
    desk.memory.set_note(_place(browser), {**heeded, notice.id: notice.ended})


def _place(browser: str) -> str:
    """Where it is noted; of browsers that share a store on a server each has a place of its own."""
    return f"{_HEEDED}:{browser}" if browser else _HEEDED
