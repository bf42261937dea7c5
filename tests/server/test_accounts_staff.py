"""Those who look after a server: roles, suspension, credentials, and the book of what they did."""

import asyncio
from typing import Any

import pytest
from server.staffing import book, make, told
from server.visitor import House, Visitor

ADMIN_DOORS: dict[str, dict[str, Any]] = {
    "/v1/admin/invites": {},
    "/v1/admin/uninvite": {"id": "x"},
    "/v1/admin/check": {"person": "x", "level": "checked"},
    "/v1/admin/reset": {"person": "x"},
    "/v1/admin/audit": {},
}
STAFF_DOORS: dict[str, dict[str, Any]] = {
    "/v1/admin/people": {},
    "/v1/admin/standing": {"person": "x", "state": "suspended"},
}


async def test_the_doors_of_those_who_look_after_the_server_are_shut_to_others(house: House) -> None:
    admin, member = await house.visitor(admin=True), await house.visitor()
    moderator = await make(house, admin, "moderator")
    for path, asked in ADMIN_DOORS.items():
        for someone in (member, moderator):
            assert told(await someone.knock(path, **asked)) == (403, "unavailable")
    for path, asked in STAFF_DOORS.items():
        assert told(await member.knock(path, **asked)) == (403, "unavailable")
    assert (await moderator.knock("/v1/admin/people")).status_code == 200


# Roles


async def test_a_role_given_is_known_to_its_bearers_devices_and_works_at_once(house: House) -> None:
    admin = await house.visitor(admin=True)
    moderator = await make(house, admin, "moderator")
    assert (await moderator.account())["role"] == "moderator"
    assert (await moderator.knock("/v1/admin/people")).status_code == 200
    house.clock.turn(minutes=1)
    await admin.knock("/v1/admin/standing", person=moderator.person, role="none")
    assert (await moderator.account())["role"] == ""
    assert told(await moderator.knock("/v1/admin/people")) == (403, "unavailable")
    assert [deed for deed in await book(admin) if deed[1] == "role"][:2] == [
        (admin.person, "role", moderator.person, "none"),
        (admin.person, "role", moderator.person, "moderator"),
    ]


async def test_the_last_administrator_stays(house: House) -> None:
    admin = await house.visitor(admin=True)
    for asked in ({"role": "none"}, {"role": "moderator"}):
        assert told(await admin.knock("/v1/admin/standing", person=admin.person, **asked)) == (
            409,
            "admin.last",
        )
    second = await make(house, admin, "admin")
    assert (await admin.knock("/v1/admin/standing", person=admin.person, role="none")).status_code == 200
    assert told(await second.knock("/v1/admin/standing", person=second.person, role="none")) == (
        409,
        "admin.last",
    )


async def test_two_administrators_who_depose_each_other_at_once_leave_one(house: House) -> None:
    admin = await house.visitor(admin=True)
    second = await make(house, admin, "admin")
    for each in (admin, second):
        assert (await each.ask()).status_code == 200
    replies = await asyncio.gather(
        admin.knock("/v1/admin/standing", person=second.person, role="none"),
        second.knock("/v1/admin/standing", person=admin.person, role="none"),
    )
    assert sorted(reply.status_code for reply in replies) in ([200, 403], [200, 409])


async def test_a_suspended_administrator_does_not_count(house: House) -> None:
    admin = await house.visitor(admin=True)
    second = await make(house, admin, "admin")
    assert (
        await admin.knock("/v1/admin/standing", person=second.person, state="suspended")
    ).status_code == 200
    assert told(await admin.knock("/v1/admin/standing", person=admin.person, role="none")) == (
        409,
        "admin.last",
    )


async def test_what_a_moderator_may_not_do_answers_like_what_is_not_there(house: House) -> None:
    admin, member = await house.visitor(admin=True), await house.visitor()
    moderator, other = await make(house, admin, "moderator"), await make(house, admin, "moderator")
    asked = [
        {"person": member.person, "role": "moderator"},
        {"person": member.person, "role": "admin", "state": "suspended"},
        {"person": moderator.person, "role": "admin"},
        {"person": other.person, "state": "suspended"},
        {"person": admin.person, "state": "suspended"},
        {"person": "nobody", "state": "suspended"},
        {"person": moderator.new_id(), "state": "suspended"},
    ]
    replies = [await moderator.knock("/v1/admin/standing", **each) for each in asked]
    assert {(reply.status_code, reply.content) for reply in replies} == {
        (403, b'{"code":"unavailable","params":{}}')
    }


@pytest.mark.parametrize("wrong", [{"state": "gone"}, {"role": "king"}, {"role": 7}])
async def test_standings_nobody_knows_are_turned_down(house: House, wrong: dict[str, Any]) -> None:
    admin = await house.visitor(admin=True)
    assert told(await admin.knock("/v1/admin/standing", person=admin.person, **wrong)) == (
        400,
        "request.wrong",
    )


# Suspension


async def test_a_suspended_person_is_out_until_reinstated_and_nothing_is_lost(house: House) -> None:
    admin = await house.visitor(admin=True)
    moderator, member = await make(house, admin, "moderator"), await house.visitor()
    scope = await house.circle_of(member)
    posted = await member.do(member.post(scope))
    house.clock.turn(minutes=1)
    shown = await moderator.knock("/v1/admin/standing", person=member.person, state="suspended")
    assert shown.json()["people"][0]["state"] == "suspended"
    for reply in (await member.ask(), await member.send(member.profile()), await member.knock("/v1/devices")):
        assert told(reply) == (401, "suspended")
    house.clock.turn(minutes=1)
    await moderator.knock("/v1/admin/standing", person=member.person, state="active")
    assert posted.row
    assert (scope, "post", posted.row.id) in await member.rows()
    assert (await member.account())["state"] == "active"
    assert [deed[1] for deed in await book(admin)][:2] == ["reinstate", "suspend"]


async def test_whom_an_administrator_suspended_only_an_administrator_reinstates(house: House) -> None:
    admin = await house.visitor(admin=True)
    moderator, member = await make(house, admin, "moderator"), await house.visitor()
    reinstating = {"person": member.person, "state": "active"}
    shown = await admin.knock("/v1/admin/standing", person=member.person, state="suspended")
    assert shown.json()["people"][0]["suspended_by"] == "admin"
    nobody = await moderator.knock("/v1/admin/standing", person=member.new_id(), state="active")
    reply = await moderator.knock("/v1/admin/standing", **reinstating)
    assert (reply.status_code, reply.content) == (nobody.status_code, nobody.content)
    assert told(await member.ask()) == (401, "suspended")
    shown = await admin.knock("/v1/admin/standing", **reinstating)
    assert shown.json()["people"][0]["suspended_by"] == ""
    assert (await member.account())["suspended_by"] == ""
    shown = await moderator.knock("/v1/admin/standing", person=member.person, state="suspended")
    assert shown.json()["people"][0]["suspended_by"] == "moderator"
    assert (await moderator.knock("/v1/admin/standing", **reinstating)).status_code == 200


async def test_an_administrator_may_second_a_suspension(house: House) -> None:
    admin = await house.visitor(admin=True)
    moderator, member = await make(house, admin, "moderator"), await house.visitor()
    for someone in (moderator, admin, moderator):
        house.clock.turn(minutes=1)
        await someone.knock("/v1/admin/standing", person=member.person, state="suspended")
    reply = await moderator.knock("/v1/admin/standing", person=member.person, state="active")
    assert told(reply) == (403, "unavailable")
    deeds = [(actor, action) for actor, action, _, _ in await book(admin)]
    assert deeds[:2] == [(admin.person, "suspend"), (moderator.person, "suspend")]


async def test_of_an_old_suspension_an_administrator_decides(house: House) -> None:
    admin = await house.visitor(admin=True)
    moderator, member = await make(house, admin, "moderator"), await house.visitor()
    sql = "UPDATE account SET state = 'suspended' WHERE person_id = ?"
    await house.home.write(lambda ledger: ledger.connection.execute(sql, (member.person,)))
    reinstating = {"person": member.person, "state": "active"}
    assert told(await moderator.knock("/v1/admin/standing", **reinstating)) == (403, "unavailable")
    assert (await admin.knock("/v1/admin/standing", **reinstating)).status_code == 200


async def test_nobody_suspends_themselves(house: House) -> None:
    admin = await house.visitor(admin=True)
    await make(house, admin, "admin")
    reply = await admin.knock("/v1/admin/standing", person=admin.person, state="suspended")
    assert told(reply) == (409, "standing.oneself")


async def test_the_invites_of_a_suspended_person_wait_for_their_return(house: House) -> None:
    admin, leader = await house.visitor(admin=True), await house.visitor()
    await house.circle_of(leader)
    code = (await leader.knock("/v1/invite")).json()["code"]
    await admin.knock("/v1/admin/standing", person=leader.person, state="suspended")
    assert told(await house.stranger().ask_to_join(code)) == (403, "invite.wrong")
    await admin.knock("/v1/admin/standing", person=leader.person, state="active")
    assert (await house.stranger().ask_to_join(code)).status_code == 200


async def test_doing_it_again_changes_nothing_and_is_not_written_down_again(house: House) -> None:
    admin, member = await house.visitor(admin=True), await house.visitor()
    for _ in range(2):
        await admin.knock("/v1/admin/standing", person=member.person, state="suspended")
        await admin.knock("/v1/admin/check", person=member.person, level="checked")
    assert [deed[1] for deed in await book(admin)].count("suspend") == 1
    assert [deed[1] for deed in await book(admin)].count("check") == 1


# Credentials


async def test_a_checked_credential_is_on_every_card_of_the_person(house: House) -> None:
    admin, nasrin, david = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    scope = await house.circle_of(david, nasrin)
    talk = (await nasrin.do(nasrin.message(david.person))).scope
    shown = await admin.knock("/v1/admin/check", person=nasrin.person, level="checked")
    assert shown.json()["people"][0]["credential"] == "checked"
    account = await nasrin.account()
    assert (account["credential"], account["checked"]["by"]) == ("checked", admin.person)
    cards = await _cards(david, nasrin.person, scope, talk)
    assert [card.get("credential") for card in cards] == ["checked"] * 3
    later = await house.visitor()
    new = await house.circle_of(later, nasrin)
    assert (await later.rows())[new, "member", nasrin.person].v["card"]["credential"] == "checked"
    await nasrin.do(nasrin.profile(wall=house.clock.now + 1, name_en="Nasrin A"))
    assert [card.get("credential") for card in await _cards(david, nasrin.person, scope, talk)] == [
        "checked"
    ] * 3
    await admin.knock("/v1/admin/check", person=nasrin.person, level="stated")
    assert not [card for card in await _cards(david, nasrin.person, scope, talk) if "credential" in card]


async def test_nobody_says_of_themselves_that_they_were_checked(house: House) -> None:
    nasrin = await house.visitor()
    assert await nasrin.refused(nasrin.profile(credential="checked")) == "field.unknown"


async def test_a_credential_of_nobody_cannot_be_checked(house: House) -> None:
    admin = await house.visitor(admin=True)
    asked = {"person": admin.new_id(), "level": "checked"}
    assert told(await admin.knock("/v1/admin/check", **asked)) == (403, "unavailable")
    wrong = {"person": admin.person, "level": "vouched"}
    assert told(await admin.knock("/v1/admin/check", **wrong)) == (400, "request.wrong")


async def _cards(viewer: Visitor, person: str, *scopes: str) -> list[dict[str, Any]]:
    rows = await viewer.rows()
    return [rows["k", "card", person].v, *(rows[scope, "member", person].v["card"] for scope in scopes)]
