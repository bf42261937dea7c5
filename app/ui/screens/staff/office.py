"""Whose queue of reports a screen shows: that of who looks after the server, or of who leads a circle."""

from dataclasses import dataclass

from app.domain.circles import May, may
from app.domain.ids import MODERATION, circle_scope, leaders_scope
from app.services import belonging
from app.ui.address import use_address
from app.ui.screens.staff.entrance import STAFF, use_staff
from app.ui.state import use_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The `scope` of its reports, the address of its queue, whether it is one's own; and the scope of the
    circle whose leaders hold it, empty for those who look after the server."""

    scope: str
    way: str
    mine: bool
    circle: str = ""


def use_office() -> Office:
    """The office that the address of this screen names."""
    circle = use_address().get("circle", "")
    staff = use_staff()
    leads = use_reading(lambda desk: bool(circle) and may(belonging.role_in(desk, circle), May.JUDGE))
    if not circle:
        return Office(scope=MODERATION, way=f"{STAFF}/reports", mine=staff)
    way = f"/circles/{circle}/reports"
    return Office(scope=leaders_scope(circle), way=way, mine=leads, circle=circle_scope(circle))
