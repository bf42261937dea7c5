"""Two-step sign-in: after the password the digits of a phone, each good for one time and one time only."""

import pytest
from server.phones import Phone, begin, enter, notices, with_phone
from server.staffing import told
from server.visitor import PASSWORD, House

OTHER = "coconut oil on the scar"
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


# Setting it up


async def test_the_secret_is_told_once_and_counts_only_when_it_is_confirmed(house: House) -> None:
    nasrin, _ = await house.signed_in()
    reply = await nasrin.knock("/v1/totp/begin", password=PASSWORD)
    secret, uri = reply.json()["secret"], reply.json()["uri"]
    assert (len(secret), uri) == (32, f"otpauth://totp/Setu:nasrin?secret={secret}&issuer=Setu")
    assert await enter(house) == (200, None)
    assert told(await nasrin.knock("/v1/totp/confirm", code=Phone(house, secret)())) == (200, None)
    assert await enter(house) == (409, "totp.needed")
    assert told(await nasrin.knock("/v1/totp/begin", password=PASSWORD)) == (409, "totp.on")
    account = await nasrin.account()
    assert account["two_steps"] is True
    assert secret not in str(account)


async def test_who_holds_a_device_but_not_the_password_sets_nothing_up(house: House) -> None:
    nasrin, _ = await house.signed_in()
    for _ in range(3):
        assert told(await nasrin.knock("/v1/totp/begin", password=OTHER)) == (403, "password.wrong")
    assert told(await nasrin.knock("/v1/totp/begin", password=PASSWORD)) == (429, "login.slow")
    without = await house.visitor()
    assert told(await without.knock("/v1/totp/begin", password="")) == (409, "totp.no_password")


async def test_digits_of_another_secret_confirm_nothing_and_are_rationed(house: House) -> None:
    nasrin, _ = await house.signed_in()
    phone = Phone(house, await begin(nasrin))
    for _ in range(3):
        assert told(await nasrin.knock("/v1/totp/confirm", code=phone.wrong)) == (403, "totp.wrong")
    assert told(await nasrin.knock("/v1/totp/confirm", code=phone())) == (429, "login.slow")
    assert await enter(house) == (200, None)


async def test_a_phone_whose_clock_is_off_is_told_so_while_it_is_set_up(house: House) -> None:
    nasrin, _ = await house.signed_in()
    late = Phone(house, await begin(nasrin), off=-7 * 60)
    reply = await nasrin.knock("/v1/totp/confirm", code=late())
    assert (told(reply), reply.json()["params"]) == ((403, "totp.clock"), {"minutes": 7})
    assert await enter(house) == (200, None)


async def test_a_secret_that_was_left_lying_is_asked_for_again(house: House) -> None:
    nasrin, _ = await house.signed_in()
    assert told(await nasrin.knock("/v1/totp/confirm", code="123456")) == (409, "totp.begin_again")
    phone = Phone(house, await begin(nasrin))
    house.clock.turn(minutes=31)
    assert told(await nasrin.knock("/v1/totp/confirm", code=phone())) == (409, "totp.begin_again")
    void, phone = phone, Phone(house, await begin(nasrin))
    house.clock.turn(minutes=1)
    assert told(await nasrin.knock("/v1/totp/confirm", code=void())) == (403, "totp.wrong")
    assert told(await nasrin.knock("/v1/totp/confirm", code=phone())) == (200, None)


async def test_confirming_again_after_a_lost_reply_is_well(house: House) -> None:
    nasrin, _ = await house.signed_in()
    phone = Phone(house, await begin(nasrin))
    for _ in range(2):
        assert told(await nasrin.knock("/v1/totp/confirm", code=phone())) == (200, None)
    assert len(await notices(nasrin, "totp.on")) == 1


# Signing in


async def test_after_the_password_come_the_digits_in_either_script(house: House) -> None:
    nasrin, phone, _ = await with_phone(house)
    tablet = house.stranger()
    assert told(await tablet.sign_in("nasrin", PASSWORD)) == (409, "totp.needed")
    assert (await tablet.ask()).status_code == 401
    shown = phone().translate(BENGALI)
    reply = await tablet.sign_in("nasrin", PASSWORD, code=f" {shown[:3]} {shown[3:]}")
    assert reply.json()["person"] == nasrin.person
    assert (await tablet.ask()).status_code == 200


async def test_only_who_knows_the_password_hears_of_a_second_step(house: House) -> None:
    _, phone, _ = await with_phone(house)
    await house.signed_in("david")
    wrong = [
        await house.stranger().sign_in("nasrin", OTHER),
        await house.stranger().sign_in("nasrin", OTHER, code=phone()),
        await house.stranger().sign_in("david", OTHER, code=phone()),
        await house.stranger().sign_in("nobody.here", OTHER, code=phone()),
    ]
    assert {told(reply) for reply in wrong} == {(403, "login.wrong")}
    assert len({reply.content for reply in wrong}) == 1


@pytest.mark.parametrize("off", [-30, 30])
async def test_a_phone_may_be_half_a_minute_late_or_early(house: House, off: int) -> None:
    _, phone, _ = await with_phone(house)
    assert await enter(house, phone(off)) == (200, None)


@pytest.mark.parametrize("off", [-60, 60])
async def test_a_minute_is_too_much(house: House, off: int) -> None:
    _, phone, _ = await with_phone(house)
    assert await enter(house, phone(off)) == (403, "totp.wrong")


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "½½½½½½", "१२३४५६"])
async def test_what_is_not_six_digits_is_wrong(house: House, typed: str) -> None:
    await with_phone(house)
    assert await enter(house, typed) == (403, "totp.wrong")


async def test_digits_somebody_read_over_a_shoulder_let_nobody_in_again(house: House) -> None:
    _, phone, _ = await with_phone(house)
    shown, before = phone(), phone(-30)
    assert await enter(house, shown) == (200, None)
    assert await enter(house, shown) == (403, "totp.used")
    assert await enter(house, before) == (403, "totp.used")
    assert await enter(house, phone(30)) == (200, None)


async def test_the_digits_that_confirmed_it_let_nobody_in(house: House) -> None:
    nasrin, _ = await house.signed_in()
    phone = Phone(house, await begin(nasrin))
    await nasrin.knock("/v1/totp/confirm", code=phone())
    assert await enter(house, phone()) == (403, "totp.used")


async def test_the_same_request_again_after_a_lost_reply_needs_no_other_digits(house: House) -> None:
    _, phone, _ = await with_phone(house)
    tablet, shown = house.stranger(), phone()
    first, second = [await tablet.sign_in("nasrin", PASSWORD, code=shown) for _ in range(2)]
    assert (first.status_code, first.json()) == (200, second.json())


async def test_guessing_at_the_digits_gets_slower_and_the_password_makes_it_no_faster(house: House) -> None:
    _, phone, _ = await with_phone(house)
    heard = []
    for _ in range(3):
        heard += [await enter(house, phone.wrong), await enter(house)]
    assert heard == [(403, "totp.wrong"), (409, "totp.needed")] * 3
    assert await enter(house, phone()) == (429, "login.slow")
    house.clock.turn(minutes=0.1)
    assert await enter(house, phone()) == (200, None)


async def test_being_asked_for_the_digits_counts_as_no_failure(house: House) -> None:
    _, phone, _ = await with_phone(house)
    assert {await enter(house) for _ in range(12)} == {(409, "totp.needed")}
    assert await enter(house, phone()) == (200, None)


async def test_who_does_not_know_the_password_cannot_keep_the_person_out(house: House) -> None:
    _, phone, _ = await with_phone(house)
    for _ in range(3):
        await house.stranger().sign_in("nasrin", OTHER, code=phone.wrong)
    house.clock.turn(minutes=0.1)
    assert await enter(house, phone()) == (200, None)


async def test_a_recovery_code_is_the_way_back_when_the_phone_is_lost(house: House) -> None:
    nasrin, _, (code, *_) = await with_phone(house)
    tablet = house.stranger()
    assert told(await tablet.recover("nasrin", code, OTHER)) == (200, None)
    assert (await tablet.ask()).status_code == 200
    assert await enter(house, password=OTHER) == (409, "totp.needed")
    assert (await nasrin.account())["two_steps"] is True
