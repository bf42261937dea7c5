"""What people planned for later, done when the server's clock has come there."""

from functools import partial

from app.server.home import Home
from app.server.logs import LOG
from app.server.operations import planning


async def ask_planned(home: Home) -> int:
    """Ask every learning prompt whose time has come, each in a transaction of its own; how many were asked.

    One that fails must not hold up the others: it is tried again the next time.
    """
    asked = 0
    if home.maintenance:
        return asked
    now = home.clock()
    for place in await home.read(lambda connection: planning.due(connection, now)):
        try:
            asked += await home.write(partial(planning.carry_out, place=place)) is not None
        except Exception:  # such as a database that is away
            LOG.exception("a plan was not carried out")
    return asked
