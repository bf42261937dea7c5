"""What people planned for later, done when the server's clock has come there."""

from functools import partial

from app.server.home import Home
from app.server.logs import LOG
from app.server.operations import planning
from app.server.troubles import Rejected


async def ask_planned(home: Home) -> int:
    """Ask every learning prompt whose time has come, each in a transaction of its own; how many were asked.

    One that fails must not hold up the others: it is tried again after a few minutes.
    """
    asked = 0
    if home.maintenance:
        return asked
    now, after = home.clock(), planning.FIRST
    while due := await home.read(partial(planning.due, now_ms=now, after=after)):
        for place in (each.place for each in due):
            try:
                asked += await _carry_out(home, place)
            except Rejected:  # the server stops, or its database is away: the next time, then
                return asked
        after = due[-1]
    return asked


async def _carry_out(home: Home, place: planning.Place) -> bool:
    """Whether this was asked."""
    try:
        return await home.write(partial(planning.carry_out, place=place)) is not None
    except Rejected:
        raise
    except Exception:  # whatever is wrong with this plan, the next one may be well
        LOG.exception("a plan was not carried out")
    await home.write(partial(planning.put_off, place=place))
    return False
