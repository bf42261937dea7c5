"""`setu server people`, `invites`, `suspend` …: what an administrator does in the app, done at the server."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable

from app.domain.ids import is_uuid7
from app.domain.people import CHECKED, STATED
from app.i18n.catalogs import Translator
from app.server.control import telling
from app.server.control.asking import Operator, operator
from app.server.sentences import refusal
from app.server.settings.settings import Settings
from app.server.troubles import Rejected
from app.storekeeping.terminal import Terminal
from app.sync import accounts as a
from app.sync import two_steps as s

Action = Callable[[Operator, argparse.Namespace, Translator], Awaitable[str]]
_PAGE = 200


class Unclear(Exception):
    """A name that nobody has, or several; the table of those who have it."""


async def _people(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    found: list[a.PersonSeen] = []
    more = True
    while more and len(found) < chosen.most:
        before = found[-1].created if found else 0
        limit = min(_PAGE, chosen.most - len(found))
        page = await asking.ask(a.ListPeople(like=chosen.name, before=before, limit=limit), a.People)
        found, more = found + page.people, page.more
    return telling.people(found, words)


async def _invites(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    found: list[a.InviteSeen] = []
    more = True
    while more and len(found) < chosen.most:
        before = found[-1].created if found else 0
        limit = min(_PAGE, chosen.most - len(found))
        page = await asking.ask(a.ListInvites(before=before, limit=limit), a.Invites)
        found, more = found + page.invites, page.more
    return telling.invites(found, words)


async def _audit(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    found: list[a.Deed] = []
    more = True
    while more and len(found) < chosen.most:
        before = found[-1].id if found else ""
        limit = min(_PAGE, chosen.most - len(found))
        page = await asking.ask(a.ListAudit(before=before, limit=limit), a.Audit)
        found, more = found + page.deeds, page.more
    return telling.deeds(found, words)


async def _reports(asking: Operator, chosen: argparse.Namespace, words: Translator) -> str:
    return telling.reports((await asking.reports()).reports, words)


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
