"""Discovering circles: by words in either language, by practice area, by setting and by language spoken.

All of it is answered from the listing on this device, with no network.
"""

from dataclasses import dataclass, fields

from app.domain.circles import Circle
from app.services import belonging
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Filters for circles; an empty one lets every circle through."""

    area: str = ""
    setting: str = ""
    tongue: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, name.name) for name in fields(self))


def fits(circle: Circle, sought: Sought) -> bool:
    """Whether a circle is among those that these filters let through. One that names no setting, or no
    language, is for all of them."""
    return (
        (not sought.area or sought.area in circle.areas)
        and (not sought.setting or not circle.settings or sought.setting in circle.settings)
        and (not sought.tongue or not circle.tongues or sought.tongue in circle.tongues)
    )


def closeness(circle: Circle, sought: Sought) -> int:
    """Less is closer: what a circle names itself comes before what it only does not exclude."""
    named = (sought.setting in circle.settings, sought.tongue in circle.tongues)
    return -sum(named)


def circles(desk: Desk, query: str, sought: Sought) -> list[Circle]:
    """The circles that these words and filters mean, the best first."""
    known = belonging.search(desk, query) if query.strip() else belonging.every(desk)
    return sorted((one for one in known if fits(one, sought)), key=lambda one: closeness(one, sought))
