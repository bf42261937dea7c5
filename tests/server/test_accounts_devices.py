"""Devices: a list of one's own, signing out, and a token that changes without ever locking anybody out."""

import json
import random
import secrets
from collections.abc import AsyncIterator

import pytest
from server.staffing import told
from server.visitor import PASSWORD, House, Visitor

from app.server.accounts.codes import digest
from app.server.accounts.devices import device_of
from app.server.troubles import Rejected


async def tablet_of(house: House, nasrin: Visitor) -> Visitor:
    code = (await nasrin.knock("/v1/invite", device=True)).json()["code"]
    tablet = house.stranger()
    await tablet.join(code)
    return tablet


async def test_ones_own_devices_are_listed_this_one_first(house: House) -> None:
    nasrin, _ = await house.visitor(), await house.visitor()
    house.clock.turn(days=2)
    tablet = await tablet_of(house, nasrin)
    listed = (await nasrin.knock("/v1/devices")).json()["devices"]
    assert [(each["id"], each["own"]) for each in listed] == [(nasrin.device, True), (tablet.device, False)]
    assert listed[1]["created"] == listed[1]["seen"] == house.clock.now


async def test_a_removed_device_is_out_and_is_told_so(house: House) -> None:
    nasrin = await house.visitor()
    tablet = await tablet_of(house, nasrin)
    assert (await tablet.ask()).status_code == 200
    left = (await nasrin.knock("/v1/devices/remove", device=tablet.device)).json()["devices"]
    assert [each["id"] for each in left] == [nasrin.device]
    assert told(await tablet.ask()) == (401, "token.revoked")
    again = await nasrin.knock("/v1/devices/remove", device=tablet.device)
    assert again.json()["devices"] == left


async def test_what_another_process_signed_out_or_suspended_is_out_in_five_seconds(house: House) -> None:
    """Its letter got lost on the way here."""
    for sql, code in (
        ("UPDATE device SET token_hash = 'gone ' || token_hash WHERE person_id = ?", "token.revoked"),
        ("UPDATE account SET state = 'suspended' WHERE person_id = ?", "suspended"),
    ):
        nasrin = await house.visitor()
        house.clock.turn(minutes=1)
        assert (await nasrin.ask()).status_code == 200
        await house.home.write(
            lambda ledger, sql=sql, who=nasrin: ledger.connection.execute(sql, (who.person,))
        )
        house.clock.now += 4_999
        await nasrin.ask()
        house.clock.now += 1
        assert told(await nasrin.ask()) == (401, code)


@pytest.mark.parametrize("path", ["/v1/pull", "/v1/history", "/v1/devices", "/v1/invite"])
async def test_who_is_signed_out_while_a_request_is_still_coming_gets_nothing_for_it(
    house: House, path: str
) -> None:
    nasrin = await house.visitor()
    tablet = await tablet_of(house, nasrin)
    asked = {"epoch": "", "req": "r", "cur": {}, "scope": nasrin.own, "before": 10**6, "device": True}
    whole = json.dumps(asked).encode()

    async def slowly() -> AsyncIterator[bytes]:
        yield whole[:5]
        assert (await nasrin.knock("/v1/devices/remove", device=tablet.device)).status_code == 200
        yield whole[5:]

    assert (await tablet.http.post(path, content=whole, headers=tablet.headers)).status_code == 200
    assert told(await tablet.http.post(path, content=slowly(), headers=tablet.headers)) == (
        401,
        "token.revoked",
    )


async def test_removing_ones_own_device_is_signing_out(house: House) -> None:
    nasrin = await house.visitor()
    assert (await nasrin.knock("/v1/devices/remove", device=nasrin.device)).json() == {"devices": []}
    assert told(await nasrin.ask()) == (401, "token.revoked")


async def test_a_device_of_another_answers_like_one_that_is_not_there(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    theirs = await david.knock("/v1/devices/remove", device=nasrin.device)
    nowhere = await david.knock("/v1/devices/remove", device="nowhere")
    assert told(theirs) == (403, "unavailable")
    assert theirs.content == nowhere.content
    assert (await nasrin.ask()).status_code == 200


async def test_a_token_that_was_signed_out_never_comes_back(house: House) -> None:
    nasrin, _ = await house.signed_in()
    await nasrin.knock("/v1/devices/remove", device=nasrin.device)
    assert told(await nasrin.sign_in("nasrin", PASSWORD)) == (409, "device.taken")
    nasrin.token = house.stranger().token
    assert (await nasrin.sign_in("nasrin", PASSWORD)).status_code == 200
    assert (await nasrin.ask()).status_code == 200


async def test_what_a_signed_out_device_wrote_stays(house: House) -> None:
    leader = await house.visitor()
    scope = await house.circle_of(leader)
    tablet = await tablet_of(house, leader)
    written = await tablet.do(tablet.post(scope))
    await leader.knock("/v1/devices/remove", device=tablet.device)
    assert written.row
    assert (scope, "post", written.row.id) in await leader.rows()


async def test_half_a_year_away_is_too_long(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    house.clock.turn(days=100)
    assert (await nasrin.ask()).status_code == 200
    await house.home.desk.seen.write_down()
    house.clock.turn(days=100)
    assert (await nasrin.ask()).status_code == 200
    assert told(await david.ask()) == (401, "token.unknown")


async def test_who_was_away_for_long_signs_in_with_the_device_as_it_is(house: House) -> None:
    nasrin, _ = await house.signed_in()
    house.clock.turn(days=200)
    assert (await nasrin.sign_in("nasrin", PASSWORD)).status_code == 200
    assert (await nasrin.ask()).status_code == 200


async def test_being_seen_is_written_once_a_day_and_not_while_anyone_waits(house: House) -> None:
    nasrin = await house.visitor()
    before = house.clock.now
    house.clock.turn(days=1)
    await nasrin.ask()
    assert await _seen(house, nasrin) == before
    await house.home.desk.seen.write_down()
    first = await _seen(house, nasrin)
    assert first == house.clock.now
    house.clock.turn(minutes=30)
    await nasrin.ask()
    await house.home.desk.seen.write_down()
    assert await _seen(house, nasrin) == first


async def _seen(house: House, someone: Visitor) -> int:
    sql = "SELECT seen_at FROM device WHERE id = ?"
    return await house.home.read(lambda connection: connection.execute(sql, (someone.device,)).fetchone()[0])


# The next token


async def test_the_old_token_is_good_until_the_new_one_is_used(house: House) -> None:
    nasrin = await house.visitor()
    old, new = nasrin.token, secrets.token_urlsafe(32)
    assert (await nasrin.knock("/v1/token", token=new)).json() == {"now": house.clock.now}
    house.clock.turn(minutes=1)
    assert (await nasrin.ask()).status_code == 200
    nasrin.token = new
    assert (await nasrin.ask()).status_code == 200
    nasrin.token = old
    assert told(await nasrin.ask()) == (401, "token.unknown")
    nasrin.token = new
    assert (await nasrin.ask()).status_code == 200


async def test_the_next_token_may_be_told_again_before_and_after_it_is_used(house: House) -> None:
    nasrin, new = await house.visitor(), secrets.token_urlsafe(32)
    for _ in range(2):
        assert (await nasrin.knock("/v1/token", token=new)).status_code == 200
    nasrin.token = new
    for _ in range(2):
        assert (await nasrin.knock("/v1/token", token=new)).status_code == 200
    assert (await nasrin.ask()).status_code == 200


async def test_a_next_token_that_never_arrived_is_replaced_by_another(house: House) -> None:
    nasrin, lost, new = await house.visitor(), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    await nasrin.knock("/v1/token", token=lost)
    await nasrin.knock("/v1/token", token=new)
    nasrin.token = lost
    assert told(await nasrin.ask()) == (401, "token.unknown")
    nasrin.token = new
    assert (await nasrin.ask()).status_code == 200


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.sqlite
async def test_no_device_is_ever_locked_out_whatever_gets_lost(house: House, seed: int) -> None:
    """A device that keeps both tokens until the new one was answered, over a line that loses both ways."""
    chance = random.Random(seed)
    nasrin = await house.visitor()
    token, coming = nasrin.token, ""
    for _ in range(30):
        house.clock.turn(minutes=chance.choice((0, 0, 1)))
        coming = coming or secrets.token_urlsafe(32)
        arrives, answered = chance.random() < 0.7, chance.random() < 0.7
        nasrin.token = token
        if arrives:
            stored = await nasrin.knock("/v1/token", token=coming)
            if stored.status_code == 401:  # the old one is void: the new one was used
                nasrin.token = coming
                assert (await nasrin.ask()).status_code == 200
                token, coming = coming, ""
                continue
            if answered:
                nasrin.token = coming
                used = await nasrin.ask() if chance.random() < 0.7 else None
                assert used is None or used.status_code == 200
                if used is not None and chance.random() < 0.7:
                    token, coming = coming, ""
    usable = 0
    for one in filter(None, (token, coming)):
        nasrin.token = one
        usable += (await nasrin.ask()).status_code == 200
    assert usable >= 1


async def test_nobody_takes_the_token_of_another_as_their_next(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    assert told(await nasrin.knock("/v1/token", token=david.token)) == (409, "device.taken")
    await david.knock("/v1/token", token=(coming := secrets.token_urlsafe(32)))
    assert told(await nasrin.knock("/v1/token", token=coming)) == (409, "device.taken")
    assert told(await nasrin.knock("/v1/token", token="short")) == (400, "request.wrong")


async def test_a_signed_out_device_is_out_with_its_next_token_too(house: House) -> None:
    nasrin = await house.visitor()
    tablet = await tablet_of(house, nasrin)
    await tablet.knock("/v1/token", token=(coming := secrets.token_urlsafe(32)))
    await nasrin.knock("/v1/devices/remove", device=tablet.device)
    tablet.token = coming
    assert told(await tablet.ask()) == (401, "token.revoked")


async def test_what_is_kept_of_a_token_is_no_token(house: House) -> None:
    nasrin = await house.visitor()
    await nasrin.knock("/v1/devices/remove", device=nasrin.device)
    kept = "gone " + digest(nasrin.token)
    with pytest.raises(Rejected, match=r"token\.unknown"):
        await house.home.read(lambda connection: device_of(connection, kept, house.clock.now))
