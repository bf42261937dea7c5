"""`setu server people`, `invites`, `suspend` …: what an administrator does in the app, done at the server."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from app.domain.ids import is_uuid7
from app.domain.people import CHECKED, STATED
from app.server.control import telling
from app.server.control.asking import Operator, operator
from app.server.settings.settings import Settings
from app.server.troubles import Rejected
from app.sync import accounts as a
from app.sync import two_steps as s

Action = Callable[[Operator, argparse.Namespace], Awaitable[str]]
_PAGE = 200


class Unclear(Exception):
    """A name that nobody has, or several; the table of those who have it."""


async def _people(asking: Operator, chosen: argparse.Namespace) -> str:
    found: list[a.PersonSeen] = []
    more = True
    while more and len(found) < chosen.most:
        before = found[-1].created if found else 0
        limit = min(_PAGE, chosen.most - len(found))
        page = await asking.ask(a.ListPeople(like=chosen.name, before=before, limit=limit), a.People)
        found, more = found + page.people, page.more
    return telling.people(found)


async def _invites(asking: Operator, chosen: argparse.Namespace) -> str:
    found: list[a.InviteSeen] = []
    more = True
    while more and len(found) < chosen.most:
        before = found[-1].created if found else 0
        limit = min(_PAGE, chosen.most - len(found))
        page = await asking.ask(a.ListInvites(before=before, limit=limit), a.Invites)
        found, more = found + page.invites, page.more
    return telling.invites(found)


async def _audit(asking: Operator, chosen: argparse.Namespace) -> str:
    found: list[a.Deed] = []
    more = True
    while more and len(found) < chosen.most:
        before = found[-1].id if found else ""
        limit = min(_PAGE, chosen.most - len(found))
        page = await asking.ask(a.ListAudit(before=before, limit=limit), a.Audit)
        found, more = found + page.deeds, page.more
    return telling.deeds(found)


async def _reports(asking: Operator, chosen: argparse.Namespace) -> str:
    return telling.reports((await asking.reports()).reports)


async def _invite(asking: Operator, chosen: argparse.Namespace) -> str:
    return _code(await asking.invite(admin=chosen.admin))


async def _uninvite(asking: Operator, chosen: argparse.Namespace) -> str:
    await asking.ask(a.Uninvite(id=chosen.invite), a.Invites)
    return "That invite lets nobody in any more."


async def _suspend(asking: Operator, chosen: argparse.Namespace) -> str:
    return await _stand(asking, chosen, state="suspended")


async def _reinstate(asking: Operator, chosen: argparse.Namespace) -> str:
    return await _stand(asking, chosen, state="active")


async def _role(asking: Operator, chosen: argparse.Namespace) -> str:
    return await _stand(asking, chosen, role=chosen.role)


async def _stand(asking: Operator, chosen: argparse.Namespace, *, state: str = "", role: str = "") -> str:
    asked = a.SetStanding(person=await _who(asking, chosen.person), state=state, role=role)
    return telling.people((await asking.ask(asked, a.People)).people)


async def _check(asking: Operator, chosen: argparse.Namespace) -> str:
    level = STATED if chosen.take_back else CHECKED
    asked = a.CheckCredential(person=await _who(asking, chosen.person), level=level)
    return telling.people((await asking.ask(asked, a.People)).people)


async def _reset(asking: Operator, chosen: argparse.Namespace) -> str:
    invited = await asking.reset(await _who(asking, chosen.person), at_once=chosen.at_once)
    return f"{invited.code}  from {telling.moment(invited.since)} until {telling.moment(invited.until)}"


async def _totp_off(asking: Operator, chosen: argparse.Namespace) -> str:
    asked = s.TakeTotpAway(person=await _who(asking, chosen.person))
    return telling.people((await asking.ask(asked, a.People)).people)


async def _who(asking: Operator, named: str) -> str:
    """The id of who is meant. Raises Unclear."""
    if is_uuid7(named):
        return named
    found = (await asking.ask(a.ListPeople(like=named), a.People)).people
    if len(found) != 1:
        raise Unclear(telling.people(found) if found else f"Nobody here is called {named}.")
    return found[0].person


def _code(invited: a.Invited) -> str:
    return f"{invited.code}  until {telling.moment(invited.until)}"


ACTIONS: dict[str, Action] = {
    "people": _people,
    "suspend": _suspend,
    "reinstate": _reinstate,
    "role": _role,
    "check": _check,
    "reset": _reset,
    "totp-off": _totp_off,
    "invites": _invites,
    "invite": _invite,
    "uninvite": _uninvite,
    "reports": _reports,
    "audit": _audit,
}
"""What carries out each of the `arguments.ACTIONS`."""


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Carry out an action; the exit code. Raises CannotServe."""
    try:
        print(asyncio.run(_carry_out(chosen, settings)))
    except Unclear as why:
        print(why, file=sys.stderr)
    except Rejected as why:
        print(telling.refusal(why), file=sys.stderr)
    else:
        return 0
    return 1


async def _carry_out(chosen: argparse.Namespace, settings: Settings) -> str:
    async with operator(settings) as asking:
        return await ACTIONS[chosen.server](asking, chosen)
