"""What is over is over: signed out, suspended and demoted while something was still under way."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from server.ears import listening, visiting
from server.staffing import make, told
from server.visitor import PASSWORD, House, Visitor

from app.domain.ids import MODERATION
from app.server.accounts.devices import Caller, Device
from app.server.accounts.staff import OPERATOR, set_standing
from app.server.doors.answers import ANSWERS
from app.server.serving import running
from app.server.troubles import Rejected
from app.sync import accounts as a


async def _elsewhere(house: House, sql: str, *values: object) -> None:
    """Another process of this server writes, and this one has not heard of it."""
    await house.home.write(lambda ledger: ledger.connection.execute(sql, values) and None)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE device SET revoked_at = 1 WHERE person_id = ?", "token.revoked"),
        ("UPDATE account SET state = 'suspended' WHERE person_id = ?", "suspended"),
    ],
)
async def test_nothing_is_written_for_who_was_let_in_a_moment_too_early(
    house: House, sql: str, why: str
) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(david, nasrin)
    await nasrin.ask()
    await _elsewhere(house, sql, nasrin.person)
    assert told(await nasrin.send(nasrin.post(scope))) == (401, why)
    assert told(await nasrin.knock("/v1/invite", device=True)) == (401, why)
    assert told(await nasrin.knock("/v1/token", token="n" * 43)) == (401, why)
    assert told(await nasrin.knock("/v1/password", login="thief", password=PASSWORD)) == (401, why)
    assert not [key for key in await david.rows() if key[1] == "post"]


async def _slowly(
    who: Visitor, path: str, asked: Any, meanwhile: Callable[[], Awaitable[Any]]
) -> httpx.Response:
    """Ask at a door, and let something happen before all is said."""
    body = json.dumps(asked).encode()

    async def pieces() -> AsyncIterator[bytes]:
        yield body[:1]
        await meanwhile()
        yield body[1:]

    return await who.http.post(path, content=pieces(), headers=who.headers)


async def test_who_may_is_looked_at_when_all_is_said(house: House) -> None:
    admin = await house.visitor(admin=True)
    moderator = await make(house, admin, "moderator")
    demote = lambda: admin.knock("/v1/admin/standing", person=moderator.person, role="none")  # noqa: E731
    assert told(await _slowly(moderator, "/v1/admin/people", {}, demote)) == (403, "unavailable")
    nasrin, tablet = await house.visitor(), house.stranger()
    code = (await nasrin.knock("/v1/invite", device=True)).json()["code"]
    await tablet.join(code)
    remove = lambda: nasrin.knock("/v1/devices/remove", device=tablet.device)  # noqa: E731
    pull = {"epoch": "", "req": "r", "cur": {}}
    assert told(await _slowly(tablet, "/v1/pull", pull, remove)) == (401, "token.revoked")


async def test_a_role_that_was_believed_a_moment_too_long_opens_no_door(house: House) -> None:
    nasrin = await house.visitor()
    believed = Caller(device=Device(nasrin.device, nasrin.person, "admin"), address="")
    for asked in (a.ListPeople(), a.ListAudit(), a.ListInvites(), a.Invite()):
        with pytest.raises(Rejected) as refusal:
            await ANSWERS[type(asked)](house.home, believed, asked)
        assert refusal.value.status == 403, asked


async def test_a_code_from_a_stolen_phone_lets_nobody_in_once_it_is_signed_out(house: House) -> None:
    nasrin, _ = await house.signed_in()
    phone, thief, other = house.stranger(), house.stranger(), house.stranger()
    await phone.sign_in("nasrin", PASSWORD)
    code = (await phone.knock("/v1/invite", device=True)).json()["code"]
    own = (await house.visitor()).knock
    theirs = (await own("/v1/invite", device=True)).json()["code"]
    await nasrin.knock("/v1/devices/remove", device=phone.device)
    assert told(await thief.ask_to_join(code)) == (403, "invite.wrong")
    assert (await other.ask_to_join(theirs)).status_code == 200


async def test_a_code_for_the_next_device_outlives_the_one_that_asked_and_left(house: House) -> None:
    nasrin = await house.visitor()
    code = (await nasrin.knock("/v1/invite", device=True)).json()["code"]
    await nasrin.knock("/v1/devices/remove", device=nasrin.device)
    assert (await house.stranger().ask_to_join(code)).status_code == 200


async def test_another_password_ends_the_codes_of_before(house: House) -> None:
    nasrin, codes = await house.signed_in()
    asked = [(await nasrin.knock("/v1/invite", device=True)).json()["code"] for _ in range(2)]
    changed = {"login": "nasrin", "password": "coconut oil on the scar", "old": PASSWORD}
    assert (await nasrin.knock("/v1/password", **changed)).status_code == 200
    assert told(await house.stranger().ask_to_join(asked[0])) == (403, "invite.wrong")
    assert len(codes) == 10


async def test_who_is_let_back_in_is_rid_of_the_password_somebody_else_chose(house: House) -> None:
    admin, nasrin = await house.visitor(admin=True), await house.visitor()
    taken = await nasrin.knock("/v1/password", login="nasrin", password="what a thief would choose")
    code = (await admin.knock("/v1/admin/reset", person=nasrin.person)).json()["code"]
    assert (await house.stranger().sign_in("nasrin", "what a thief would choose")).status_code == 200
    house.clock.turn(days=1)
    tablet = house.stranger()
    await tablet.join(code)
    thief = house.stranger()
    assert told(await thief.sign_in("nasrin", "what a thief would choose")) == (403, "login.wrong")
    recovered = await thief.recover("nasrin", taken.json()["codes"][0], PASSWORD)
    assert told(recovered) == (403, "login.wrong")
    assert (await tablet.knock("/v1/password", login="", password=PASSWORD)).status_code == 200
    assert (await house.stranger().sign_in("nasrin", PASSWORD)).status_code == 200


async def test_an_open_channel_hears_of_reports_for_as_long_as_its_person_moderates(
    tmp_path: Any, address: str
) -> None:
    async with running(tmp_path / "server", address=address) as server, visiting(server, 3) as people:
        nasrin, david, reporter = people

        async def become(who: Visitor, role: str) -> None:
            asked = a.SetStanding(person=who.person, role=role)
            await server.home.write(lambda ledger: set_standing(ledger, OPERATOR, asked))

        await become(nasrin, "moderator")
        card = (await reporter.rows())["k", "card", david.person]
        async with listening(nasrin) as was, listening(david) as becomes:
            await become(nasrin, "none")
            await become(david, "moderator")
            await reporter.do(reporter.reporting("k", "card", card.id))
            head = await david.pull({"k": 10**9})
            there = next(page.head for page in head.pages if page.scope == MODERATION)
            await becomes.until(MODERATION, there)
            await was.until(nasrin.own, (await nasrin.do(nasrin.profile(ask="still here"))).row.seq)
            await asyncio.sleep(0.1)
            assert not any(f'"{MODERATION}":' in said for said in was.heard)
