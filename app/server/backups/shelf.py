"""Where back-ups are kept, what they are called, and which of them stay."""

import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

_NAME = re.compile(r"setu-(\d{8}T\d{6}Z)\.sqlite3(?:\.sealed)?")
_TIME = "%Y%m%dT%H%M%SZ"
UNFINISHED = ".part"
"""How the name of a back-up ends that is still being made."""


def name_for(now_ms: int, *, sealed: bool) -> str:
    """What a back-up of this moment is called."""
    return f"setu-{_moment(now_ms):{_TIME}}.sqlite3{'.sealed' if sealed else ''}"


def taken_at(file: Path) -> datetime | None:
    """When a back-up of ours was made; None for every other file."""
    found = _NAME.fullmatch(file.name)
    return datetime.strptime(found[1], _TIME).replace(tzinfo=UTC) if found else None


def backups_in(folder: Path) -> list[Path]:
    """The finished back-ups in a folder, the newest first."""
    if not folder.is_dir():
        return []
    found = {file: moment for file in folder.iterdir() if (moment := taken_at(file))}
    return sorted(found, key=found.__getitem__, reverse=True)


def age_ms(folder: Path, now_ms: int) -> int | None:
    """How old the newest back-up is; None when there is none."""
    for newest in backups_in(folder):
        taken = taken_at(newest)
        return now_ms - int(taken.timestamp() * 1000) if taken else None
    return None


def clear(folder: Path, *, daily: int, weekly: int) -> list[Path]:
    """Delete what is no longer to be kept, and what was left unfinished; what was deleted."""
    backups = backups_in(folder)
    kept = {*_newest_of_each(backups, daily, _day), *_newest_of_each(backups, weekly, _week)}
    gone = [file for file in backups if file not in kept]
    yesterday = time.time() - 24 * 3600
    left = [file for file in folder.glob(f".setu-*{UNFINISHED}") if file.stat().st_mtime < yesterday]
    for file in (*gone, *left):
        file.unlink(missing_ok=True)
    return gone


def _newest_of_each(backups: Iterable[Path], spans: int, span: Callable[[datetime], object]) -> list[Path]:
    newest: dict[object, Path] = {}
    for file in backups:
        moment = taken_at(file)
        if moment:
            newest.setdefault(span(moment), file)
    return list(newest.values())[:spans]


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _moment(now_ms: int) -> datetime:
    return datetime.fromtimestamp(now_ms / 1000, UTC)
