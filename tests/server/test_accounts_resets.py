"""A way back for who lost everything: it waits a day, all devices hear of it, and each of them stops it."""

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from server.staffing import book, make, told
from server.visitor import PASSWORD, House, Visitor

from app.domain.ids import own_scope
from app.server.accounts.devices import IDLE_MS
from app.server.database.migrating import begin_new_history
from app.server.database.sessions import reach
from app.server.database.sqlite import SqliteConnection
from app.server.home import DATABASE

DAY_MS = 86_400_000


async def _reset(admin: Visitor, person: str) -> dict[str, Any]:
    reply = await admin.knock("/v1/admin/reset", person=person)
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


async def _notices(someone: Visitor) -> dict[str, dict[str, Any]]:
    """What this person's devices are told, by id, oldest first."""
    found = {i: row.v for (_, kind, i), row in (await someone.rows()).items() if kind == "notice"}
    return dict(sorted(found.items()))


async def _two(house: House) -> tuple[Visitor, Visitor]:
    admin, nasrin = await house.visitor(admin=True), await house.visitor()
    house.clock.turn(minutes=1)
    return admin, nasrin


# It waits


async def test_a_code_works_a_day_after_it_was_made_and_for_three(house: House) -> None:
    admin, nasrin = await _two(house)
    made = house.clock.now
    code = await _reset(admin, nasrin.person)
    assert (code["since"], code["until"]) == (made + DAY_MS, made + 4 * DAY_MS)
    tablet = house.stranger()
    for _ in range(12):  # it is no guess: nobody is kept out for asking too early
        reply = await tablet.ask_to_join(code["code"])
        assert told(reply) == (409, "reset.early")
        assert reply.json()["params"] == {"since": made + DAY_MS}
    house.clock.now = made + DAY_MS - 1
    assert told(await tablet.ask_to_join(code["code"])) == (409, "reset.early")
    house.clock.now = made + DAY_MS
    again = tablet.person
    assert (await tablet.join(code["code"])).person == nasrin.person
    lost = await tablet.ask_to_join(code["code"], person=again)
    assert lost.json()["person"] == nasrin.person, "the answer to the first was lost"
    assert told(await house.stranger().ask_to_join(code["code"])) == (403, "invite.used")


async def test_a_code_is_over_three_days_after_it_began_to_work(house: House) -> None:
    admin, nasrin = await _two(house)
    code = await _reset(admin, nasrin.person)
    house.clock.now = code["until"]
    assert told(await house.stranger().ask_to_join(code["code"])) == (403, "invite.wrong")


async def test_every_device_is_told_who_asked_and_from_when_on_it_works(house: House) -> None:
    admin, nasrin = await _two(house)
    tablet = house.stranger()
    await tablet.join((await nasrin.knock("/v1/invite", device=True)).json()["code"])
    code = await _reset(admin, nasrin.person)
    told_all = [list((await _notices(device)).values()) for device in (nasrin, tablet)]
    assert (
        told_all
        == [
            [
                {
                    "what": "reset",
                    "at": house.clock.now,
                    "by": admin.person,
                    "since": code["since"],
                    "until": code["until"],
                }
            ]
        ]
        * 2
    )
    assert (await book(admin))[0] == (admin.person, "reset", nasrin.person, "")
    assert own_scope(nasrin.person) not in {scope for scope, _, _ in await admin.rows()}


async def test_nobody_waits_for_an_objection_that_nobody_could_make(house: House) -> None:
    admin, nasrin = await _two(house)
    await nasrin.knock("/v1/devices/remove", device=nasrin.device)
    code = await _reset(admin, nasrin.person)
    assert code["since"] == house.clock.now
    house.clock.turn(minutes=-1)  # as another process's clock may be
    tablet = house.stranger()
    assert (await tablet.join(code["code"])).person == nasrin.person
    assert ("reset", nasrin.person, "at once") in [deed[1:] for deed in await book(admin)]


async def test_a_device_that_was_away_too_long_to_come_back_objects_to_nothing(house: House) -> None:
    admin, nasrin = await house.visitor(admin=True), await house.visitor()
    seen = house.clock.now
    house.clock.now = seen + IDLE_MS // 2
    assert (await admin.ask()).status_code == 200
    house.clock.now = seen + IDLE_MS
    assert (await _reset(admin, nasrin.person))["since"] == house.clock.now + DAY_MS
    house.clock.now = seen + IDLE_MS + 1
    assert (await _reset(admin, nasrin.person))["since"] == house.clock.now


async def test_who_signs_out_each_time_but_has_a_password_can_still_come_in_and_object(house: House) -> None:
    admin = await house.visitor(admin=True)
    nasrin, _ = await house.signed_in()
    await nasrin.knock("/v1/devices/remove", device=nasrin.device)
    code = await _reset(admin, nasrin.person)
    assert code["since"] == house.clock.now + DAY_MS
    browser = house.stranger()
    assert (await browser.sign_in("nasrin", PASSWORD)).status_code == 200
    browser.person = nasrin.person
    (identifier,) = [each for each, v in (await _notices(browser)).items() if v["what"] == "reset"]
    assert (await browser.knock("/v1/reset/stop", id=identifier)).status_code == 200


@pytest.mark.parametrize("wish", [{"at_once": True}, {"since": 0}])
async def test_no_administrator_lifts_the_wait_over_the_network(house: House, wish: dict[str, Any]) -> None:
    admin, nasrin = await _two(house)
    reply = await admin.knock("/v1/admin/reset", person=nasrin.person, **wish)
    assert reply.status_code == 400 or reply.json()["since"] == house.clock.now + DAY_MS


# It can be stopped


async def test_the_person_stops_it_from_any_of_their_devices(house: House) -> None:
    admin, nasrin = await _two(house)
    tablet = house.stranger()
    await tablet.join((await nasrin.knock("/v1/invite", device=True)).json()["code"])
    house.clock.turn(minutes=1)
    code = await _reset(admin, nasrin.person)
    (identifier,) = await _notices(tablet)
    house.clock.turn(hours=3)
    for _ in range(2):  # the answer to the first was lost
        assert (await tablet.knock("/v1/reset/stop", id=identifier)).status_code == 200
    house.clock.turn(days=1)
    assert told(await house.stranger().ask_to_join(code["code"])) == (403, "invite.wrong")
    (notice,) = (await _notices(nasrin)).values()
    assert (notice["ended"], notice["ended_at"]) == ("stopped", house.clock.now - DAY_MS)
    actions = [deed for deed in await book(admin) if deed[1].startswith("reset")]
    assert actions == [
        (nasrin.person, "reset.stop", nasrin.person, ""),
        (admin.person, "reset", nasrin.person, ""),
    ]
    listed = (await admin.knock("/v1/admin/invites")).json()["invites"]
    assert (listed[0]["id"], listed[0]["state"]) == (identifier, "revoked")


async def test_nobody_else_stops_it_not_even_who_made_it_at_this_door(house: House) -> None:
    admin, nasrin = await _two(house)
    moderator = await make(house, admin, "moderator")
    code = await _reset(admin, nasrin.person)
    (identifier,) = await _notices(nasrin)
    for someone in (admin, moderator, await house.visitor()):
        refused = await someone.knock("/v1/reset/stop", id=identifier)
        nowhere = await someone.knock("/v1/reset/stop", id=someone.new_id())
        assert (refused.status_code, refused.content) == (nowhere.status_code, nowhere.content)
        assert told(refused) == (403, "unavailable")
    house.clock.turn(days=1)
    assert (await house.stranger().join(code["code"])).person == nasrin.person


async def test_ones_own_code_for_another_device_is_no_reset(house: House) -> None:
    admin, nasrin = await _two(house)
    code = (await nasrin.knock("/v1/invite", device=True)).json()["code"]
    listed = (await admin.knock("/v1/admin/invites")).json()["invites"]
    assert told(await nasrin.knock("/v1/reset/stop", id=listed[0]["id"])) == (403, "unavailable")
    assert (await house.stranger().join(code)).person == nasrin.person


async def test_when_it_is_too_late_that_is_said_and_the_devices_hear_who_came(house: House) -> None:
    admin, nasrin = await _two(house)
    code = await _reset(admin, nasrin.person)
    house.clock.turn(days=1)
    tablet = house.stranger()
    assert (await tablet.ask_to_join(code["code"], name="Android")).status_code == 200
    ((identifier, notice),) = (await _notices(nasrin)).items()
    assert (notice["ended"], notice["name"], notice["device"]) == ("used", "Android", tablet.device)
    assert told(await nasrin.knock("/v1/reset/stop", id=identifier)) == (409, "reset.used")
    assert (nasrin.person, "reset.use", nasrin.person, "") in await book(admin)


async def test_stopping_and_using_at_once_end_in_one_of_both(house: House) -> None:
    admin, nasrin = await _two(house)
    code = await _reset(admin, nasrin.person)
    (identifier,) = await _notices(nasrin)
    house.clock.turn(days=1)
    tablet = house.stranger()
    stopped, came = await asyncio.gather(
        nasrin.knock("/v1/reset/stop", id=identifier), tablet.ask_to_join(code["code"])
    )
    assert (stopped.status_code, came.status_code) in ((200, 403), (409, 200))
    (notice,) = (await _notices(nasrin)).values()
    assert notice["ended"] == ("stopped" if stopped.status_code == 200 else "used")


# It ends in other ways


async def test_a_new_code_takes_the_place_of_the_one_before_and_waits_anew(house: House) -> None:
    admin, nasrin = await _two(house)
    first = await _reset(admin, nasrin.person)
    house.clock.turn(hours=23)
    second = await _reset(admin, nasrin.person)
    house.clock.turn(hours=2)
    assert told(await house.stranger().ask_to_join(first["code"])) == (403, "invite.wrong")
    assert told(await house.stranger().ask_to_join(second["code"])) == (409, "reset.early")
    assert [notice.get("ended") for notice in (await _notices(nasrin)).values()] == ["replaced", None]


async def test_what_an_administrator_takes_back_the_devices_hear(house: House) -> None:
    admin, nasrin = await _two(house)
    code = await _reset(admin, nasrin.person)
    (identifier,) = await _notices(nasrin)
    assert (await admin.knock("/v1/admin/uninvite", id=identifier)).status_code == 200
    (notice,) = (await _notices(nasrin)).values()
    assert notice["ended"] == "withdrawn"
    house.clock.turn(days=1)
    assert told(await house.stranger().ask_to_join(code["code"])) == (403, "invite.wrong")


async def test_no_code_waits_out_a_suspension_during_which_nobody_could_object(house: House) -> None:
    admin, nasrin = await _two(house)
    code = await _reset(admin, nasrin.person)
    await admin.knock("/v1/admin/standing", person=nasrin.person, state="suspended")
    assert told(await admin.knock("/v1/admin/reset", person=nasrin.person)) == (409, "reset.suspended")
    house.clock.turn(days=1)
    await admin.knock("/v1/admin/standing", person=nasrin.person, state="active")
    assert told(await house.stranger().ask_to_join(code["code"])) == (403, "invite.wrong")
    (notice,) = (await _notices(nasrin)).values()
    assert notice["ended"] == "suspended"


async def test_a_restored_server_lets_nobody_in_by_a_code_that_may_have_been_stopped_since(
    house: House, tmp_path: Path
) -> None:
    admin, nasrin = await _two(house)
    code = await _reset(admin, nasrin.person)
    own = (await nasrin.knock("/v1/invite", device=True)).json()["code"]
    with closing(_reach(house, tmp_path)) as connection:
        begin_new_history(connection, house.clock.now)
    house.clock.turn(days=1)
    assert told(await house.stranger().ask_to_join(code["code"])) == (403, "invite.wrong")
    assert (await house.stranger().ask_to_join(own)).status_code == 200


def _reach(house: House, folder: Path) -> Any:
    return reach(house.address) if house.address else SqliteConnection(folder / "server" / DATABASE)


async def test_a_reset_of_nobody_answers_like_what_is_not_there(house: House) -> None:
    admin = await house.visitor(admin=True)
    for nobody in (admin.new_id(), "", "no id at all'"):
        assert told(await admin.knock("/v1/admin/reset", person=nobody)) == (403, "unavailable")


# What else one's devices are told


async def test_another_password_and_a_recovery_say_on_which_device(house: House) -> None:
    nasrin, codes = await house.signed_in()
    phone = house.stranger()
    assert (await phone.recover("nasrin", codes[0], "ten green mangoes", name="Android")).status_code == 200
    phone.person = nasrin.person
    again = {"login": "nasrin", "old": "ten green mangoes", "password": "eleven green mangoes"}
    house.clock.turn(minutes=1)
    assert (await phone.knock("/v1/password", **again)).status_code == 200
    told_both = [(v["what"], v["name"], v["device"]) for v in (await _notices(nasrin)).values()]
    assert told_both == [("recovered", "Android", phone.device), ("password", "Android", phone.device)]
