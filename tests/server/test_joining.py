"""How an invite becomes an account, and who may invite."""

import pytest
from server.visitor import House, open_house

from app.server.doors.throttle import Limits


async def test_an_invite_becomes_an_account_that_its_owner_sees(house: House) -> None:
    nasrin = house.stranger()
    joined = await nasrin.join(await house.invite())
    assert (joined.person, joined.epoch, joined.now) == (nasrin.person, house.home.epoch, house.clock.now)
    rows = await nasrin.rows()
    assert rows[nasrin.own, "account", nasrin.person].v == {
        "admin": False,
        "role": "",
        "state": "active",
        "login": "",
        "credential": "stated",
        "two_steps": False,
    }


async def test_the_first_administrator_is_told_that_they_are_one(house: House) -> None:
    nasrin = await house.visitor(admin=True)
    rows = await nasrin.rows()
    told = rows[nasrin.own, "account", nasrin.person].v
    assert (told["admin"], told["role"]) == (True, "admin")


async def test_a_code_may_be_typed_in_small_letters_with_spaces_and_look_alikes(house: House) -> None:
    code = await house.invite()
    typed = " " + code.lower().replace("-", "  ").replace("1", "l").replace("0", "o")
    assert (await house.stranger().ask_to_join(typed)).status_code == 200


async def test_joining_again_after_a_lost_reply_changes_nothing(house: House) -> None:
    nasrin, code = house.stranger(), await house.invite()
    first = await nasrin.ask_to_join(code)
    assert (await nasrin.ask_to_join(code)).json() == first.json()
    assert len((await nasrin.pull()).pages[0].rows) == 1


async def test_a_further_device_becomes_part_of_its_person_even_when_the_reply_is_lost(house: House) -> None:
    nasrin = await house.visitor()
    code = (await nasrin.http.post("/v1/invite", json={"device": True}, headers=nasrin.headers)).json()[
        "code"
    ]
    tablet = house.stranger()
    for _ in range(2):
        assert (await tablet.ask_to_join(code)).json()["person"] == nasrin.person
    assert (await tablet.ask_to_join(code, person=nasrin.person)).json()["person"] == nasrin.person
    tablet.person = nasrin.person
    assert (nasrin.own, "me", nasrin.person) in await tablet.rows()


async def test_an_invite_works_once(house: House) -> None:
    code = await house.invite()
    await house.stranger().join(code)
    reply = await house.stranger().ask_to_join(code)
    assert (reply.status_code, reply.json()["code"]) == (403, "invite.used")


@pytest.mark.parametrize("other", ["person", "device", "token"])
async def test_an_invite_used_by_one_device_does_nothing_for_another(house: House, other: str) -> None:
    nasrin, stranger, code = house.stranger(), house.stranger(), await house.invite()
    await nasrin.join(code)
    reply = await nasrin.ask_to_join(code, **{other: getattr(stranger, other)})
    assert reply.json()["code"] == "invite.used"


@pytest.mark.parametrize("code", ["", "0000-0000-0000", "UUUU-UUUU-UUUU", "x" * 5000, "অঙ্ক"])
async def test_a_wrong_code_is_refused(house: House, code: str) -> None:
    reply = await house.stranger().ask_to_join(code)
    assert (reply.status_code, reply.json()["code"]) == (403, "invite.wrong")


async def test_a_code_is_good_for_fourteen_days(house: House) -> None:
    code = await house.invite()
    house.clock.turn(days=14)
    assert (await house.stranger().ask_to_join(code)).json()["code"] == "invite.wrong"


async def test_a_new_administrators_code_replaces_the_unused_one(house: House) -> None:
    lost = await house.invite(admin=True)
    await house.invite(admin=True)
    assert (await house.stranger().ask_to_join(lost)).json()["code"] == "invite.wrong"


async def test_guessing_codes_is_slow_for_one_address_and_not_for_others(house: House) -> None:
    code = await house.invite()
    for _ in range(10):
        await house.stranger("10.0.0.1").ask_to_join("0000-0000-0000")
    reply = await house.stranger("10.0.0.1").ask_to_join(code)
    assert (reply.status_code, reply.json()["code"]) == (429, "invite.slow")
    assert reply.headers["retry-after"] == "3600"
    house.clock.turn(minutes=61)
    assert (await house.stranger("10.0.0.1").ask_to_join(code)).status_code == 200
    assert (await house.stranger("10.0.0.2").ask_to_join("0000-0000-0000")).status_code == 403


async def test_nobody_takes_the_person_device_or_token_of_another(house: House) -> None:
    nasrin, david = await house.visitor(), house.stranger()
    code = await house.invite()
    taken = await david.ask_to_join(code, person=nasrin.person)
    assert (taken.status_code, taken.json()["code"]) == (409, "person.taken")
    for field in ("device", "token"):
        taken = await david.ask_to_join(code, **{field: getattr(nasrin, field)})
        assert (taken.status_code, taken.json()["code"]) == (409, "device.taken")
    assert (await david.ask_to_join(code)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": "nasrin"},
        {"device": ""},
        {"device": "a b"},
        {"token": "short"},
        {"token": "ক" * 43},
        {"name": "x" * 81},
    ],
)
async def test_what_is_not_shaped_like_a_device_is_turned_down(house: House, wrong: dict[str, str]) -> None:
    reply = await house.stranger().ask_to_join(await house.invite(), **wrong)
    assert (reply.status_code, reply.json()["code"]) == (400, "request.wrong")


async def test_a_device_that_comes_back_gets_its_new_token_and_loses_the_old(house: House) -> None:
    nasrin = await house.visitor()
    old = nasrin.token
    code = (await nasrin.http.post("/v1/invite", json={"device": True}, headers=nasrin.headers)).json()[
        "code"
    ]
    nasrin.token = house.stranger().token
    await nasrin.join(code)
    assert (await nasrin.ask()).status_code == 200
    nasrin.token = old
    assert (await nasrin.ask()).status_code == 401


async def test_administrators_and_leaders_invite_colleagues_and_members_do_not(house: House) -> None:
    admin, leader, member = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    await house.circle_of(leader, member)
    for someone, status in ((admin, 200), (leader, 200), (member, 403)):
        reply = await someone.http.post("/v1/invite", json={}, headers=someone.headers)
        assert reply.status_code == status
    assert reply.json()["code"] == "invite.not_allowed"


async def test_an_invite_of_a_colleague_opens_an_account_of_their_own(house: House) -> None:
    admin = await house.visitor(admin=True)
    invited = (await admin.http.post("/v1/invite", json={}, headers=admin.headers)).json()
    assert invited["until"] == house.clock.now + 14 * 86_400_000
    david = house.stranger()
    assert (await david.join(invited["code"])).person == david.person


async def test_twenty_invites_a_day_are_enough(house: House) -> None:
    admin = await house.visitor(admin=True)
    for _ in range(20):
        assert (await admin.http.post("/v1/invite", json={}, headers=admin.headers)).status_code == 200
    reply = await admin.http.post("/v1/invite", json={}, headers=admin.headers)
    assert (reply.status_code, reply.json()) == (429, {"code": "invite.limit", "params": {"limit": 20}})
    house.clock.turn(days=1)
    assert (await admin.http.post("/v1/invite", json={}, headers=admin.headers)).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic abc", "Bearer " + "A" * 43, "Bearer ক"])
@pytest.mark.parametrize("path", ["/v1/push", "/v1/pull", "/v1/invite", "/v1/live"])
async def test_without_a_known_token_every_other_door_is_shut(house: House, path: str, header: str) -> None:
    stranger = house.stranger()
    method = "GET" if path == "/v1/live" else "POST"
    reply = await stranger.http.request(
        method, path, headers={"authorization": header.encode()}, content=b"{}"
    )
    assert (reply.status_code, reply.json()) == (401, {"code": "token.unknown", "params": {}})
    assert reply.headers["www-authenticate"] == "Bearer"


@pytest.mark.sqlite
async def test_codes_and_tokens_are_not_kept_in_the_clear(house: House, tmp_path) -> None:
    nasrin, code = house.stranger(), await house.invite()
    await nasrin.join(code)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "server").iterdir())
    assert nasrin.token.encode() not in kept
    assert code.encode() not in kept
    assert code.replace("-", "").encode() not in kept


async def test_too_many_pushes_are_asked_to_slow_down(tmp_path, address: str) -> None:
    slow = Limits(pushes_per_minute=60, pushes_at_once=2)
    async with open_house(tmp_path / "slow", address=address, limits=slow) as house:
        nasrin = await house.visitor()
        await nasrin.do(nasrin.profile())
        reply = await nasrin.send(nasrin.profile())
        assert (reply.status_code, reply.json()["code"], reply.headers["retry-after"]) == (
            429,
            "slow.down",
            "1",
        )
        house.clock.turn(minutes=1)
        assert (await nasrin.send(nasrin.profile())).status_code == 200
