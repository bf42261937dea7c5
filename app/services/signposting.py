"""Signposting: where people can call for help, as whoever runs the server listed it; offline, too."""

from app.domain.ids import COMMONS
from app.domain.signposts import KIND, HelpLine, nearest_first
from app.services import introducing
from app.services.desk import Desk


def help_lines(desk: Desk) -> tuple[HelpLine, ...]:
    """The lines of help that are listed, those for one's own district first."""
    return nearest_first(_listed(desk), introducing.me(desk).district)


def public_numbers(desk: Desk) -> frozenset[str]:
    """The numbers that everybody may know, and of which the guard says nothing."""
    return frozenset(line.number for line in _listed(desk))


def _listed(desk: Desk) -> list[HelpLine]:
    record = desk.memory.get(COMMONS, KIND, COMMONS)
    told = record.values.get("lines", ()) if record and not record.gone else ()
    return [HelpLine.of(line) for line in told]
