"""`setu server people`, `invites`, `suspend` …: what an administrator does in the app, done at the server."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.domain.ids import is_uuid7
from app.domain.people import CHECKED, STATED
from app.i18n.catalogs import Translator
from app.server.control import telling, telling_reports
from app.server.control.asking import Operator, operator
from app.server.control.deciding import OperatorDecides, OperatorReads
from app.server.sentences import refusal
from app.server.settings.settings import Settings
from app.server.troubles import Rejected
from app.storekeeping.terminal import Terminal
from app.sync import accounts as a
from app.sync import two_steps as s

T = TypeVar("T")
Action = Callable[[Operator, argparse.Namespace, Translator], Awaitable[str]]
_PAGE = 200


class Unclear(Exception):
    """A name that nobody has, or several; the table of those who have it."""


async def _people(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    async def page(last: a.PersonSeen | None, limit: int) -> tuple[list[a.PersonSeen], bool]:
        asked = a.ListPeople(like=chosen.name, before=last.created if last else 0, limit=limit)
        told = await asking.ask(asked, a.People)
        return told.people, told.more

    return telling.people(await _leafed(page, chosen.most), words)


async def _invites(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    async def page(last: a.InviteSeen | None, limit: int) -> tuple[list[a.InviteSeen], bool]:
        asked = a.ListInvites(before=last.created if last else 0, limit=limit)
        told = await asking.ask(asked, a.Invites)
        return told.invites, told.more

    return telling.invites(await _leafed(page, chosen.most), words)


async def _audit(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    async def page(last: a.Deed | None, limit: int) -> tuple[list[a.Deed], bool]:
        told = await asking.ask(a.ListAudit(before=last.id if last else "", limit=limit), a.Audit)
        return told.deeds, told.more

    return telling.deeds(await _leafed(page, chosen.most), words)


async def _leafed(page: Callable[[T | None, int], Awaitable[tuple[list[T], bool]]], most: int) -> list[T]:
    """Page after page, each asked for with the last of the one before it, until there are so many."""
    found: list[T] = []
    more = True
    while more and len(found) < most:
        come, more = await page(found[-1] if found else None, min(_PAGE, most - len(found)))
        found += come
    return found


async def _reports(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    return telling_reports.reports((await asking.reports()).reports, words)


async def _report(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    wanted = OperatorReads(report=chosen.report, around=chosen.around)
    return telling_reports.report(await asking.read(wanted), words)


async def _decide(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    note = sys.stdin.read() if chosen.note == "-" else chosen.note
    decided = OperatorDecides(report=chosen.report, outcome=chosen.outcome, note=note, remove=chosen.remove)
    return telling_reports.decided(await asking.decide(decided), words)


async def _invite(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    invited = await asking.invite(admin=chosen.admin)
    return words.t("{code}  until {until}", code=invited.code, until=telling.moment(invited.until))


async def _uninvite(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    await asking.ask(a.Uninvite(id=chosen.invite), a.Invites)
    return words.t("That invite lets nobody in any more.")


async def _suspend(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    return await _stand(asking, chosen, words, state="suspended")


async def _reinstate(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    return await _stand(asking, chosen, words, state="active")


async def _role(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    return await _stand(asking, chosen, words, role=chosen.role)


async def _stand(
    asking: Operator, chosen: argparse.Namespace, words: Translator, *, state: str = "", role: str = ""
) -> str:
    asked = a.SetStanding(person=await _who(asking, chosen.person, words), state=state, role=role)
    return telling.people((await asking.ask(asked, a.People)).people, words)


async def _check(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    level = STATED if chosen.take_back else CHECKED
    asked = a.CheckCredential(person=await _who(asking, chosen.person, words), level=level)
    return telling.people((await asking.ask(asked, a.People)).people, words)


async def _reset(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    invited = await asking.reset(await _who(asking, chosen.person, words), at_once=chosen.at_once)
    since, until = telling.moment(invited.since), telling.moment(invited.until)
    return words.t("{code}  from {since} until {until}", code=invited.code, since=since, until=until)


async def _totp_off(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    asked = s.TakeTotpAway(person=await _who(asking, chosen.person, words))
    return telling.people((await asking.ask(asked, a.People)).people, words)


async def _who(asking: Operator, named: str, words: Translator) -> str:
    """The id of who is meant. Raises Unclear."""
    if is_uuid7(named):
        return named
    found = (await asking.ask(a.ListPeople(like=named), a.People)).people
    if len(found) != 1:
        nobody = words.t("Nobody here is called {name}.", name=named)
        raise Unclear(telling.people(found, words) if found else nobody)
    return found[0].person


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
    "report": _report,
    "decide": _decide,
    "audit": _audit,
}
"""What carries out each of the `arguments.ACTIONS`."""


def run(chosen: argparse.Namespace, settings: Settings, terminal: Terminal) -> int:
    """Carry out an action; the exit code. Raises CannotServe."""
    try:
        terminal.say(asyncio.run(_carry_out(chosen, settings, terminal.words)))
    except Unclear as why:
        terminal.complain(str(why))
    except Rejected as why:
        terminal.complain(refusal(why, terminal.words))
    else:
        return 0
    return 1


async def _carry_out(chosen: argparse.Namespace, settings: Settings, words: Translator) -> str:
    async with operator(settings) as asking:
        return await ACTIONS[chosen.server](asking, chosen, words)
