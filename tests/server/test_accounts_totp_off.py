"""Two-step sign-in: how it is given up, what a server may want of its staff, and where the secret is."""

import pytest
from server.phones import Phone, begin, enter, notices, with_phone
from server.staffing import book, make, told
from server.visitor import PASSWORD, House

OTHER = "coconut oil on the scar"


# Turning it off


async def test_it_is_turned_off_with_the_password_and_the_digits(house: House) -> None:
    nasrin, phone, _ = await with_phone(house)
    refused = [
        await nasrin.knock("/v1/totp/end", password=OTHER, code=phone()),
        await nasrin.knock("/v1/totp/end", password=PASSWORD, code=phone.wrong),
        await nasrin.knock("/v1/totp/end", password=PASSWORD, code=""),
    ]
    assert [told(reply) for reply in refused] == [
        (403, "password.wrong"),
        (403, "totp.wrong"),
        (409, "totp.needed"),
    ]
    assert await enter(house) == (409, "totp.needed")
    for _ in range(2):  # as after a lost reply
        assert told(await nasrin.knock("/v1/totp/end", password=PASSWORD, code=phone())) == (200, None)
    assert await enter(house) == (200, None)
    assert (await nasrin.account())["two_steps"] is False
    assert len(await notices(nasrin, "totp.off")) == 1


async def test_a_recovery_code_does_for_the_digits_and_is_used_up(house: House) -> None:
    nasrin, _, (code, *_) = await with_phone(house)
    other, _, _ = await with_phone(house, "david")
    asked = {"password": PASSWORD, "code": code.lower()}
    assert told(await other.knock("/v1/totp/end", **asked)) == (403, "totp.wrong")
    assert told(await nasrin.knock("/v1/totp/end", **asked)) == (200, None)
    assert await enter(house) == (200, None)
    assert told(await house.stranger().recover("nasrin", code, OTHER)) == (403, "login.wrong")


async def test_an_administrator_turns_it_off_for_who_lost_the_phone_and_it_is_written_down(
    house: House,
) -> None:
    admin, _, _ = await with_phone(house, "david", admin=True)
    nasrin, _, _ = await with_phone(house)
    listed = (await admin.knock("/v1/admin/people")).json()["people"]
    assert {each["person"]: each["two_steps"] for each in listed} == {admin.person: True, nasrin.person: True}
    reply = await admin.knock("/v1/admin/totp", person=nasrin.person)
    assert [each["two_steps"] for each in reply.json()["people"]] == [False]
    assert await enter(house) == (200, None)
    assert (admin.person, "totp", nasrin.person, "off") in await book(admin)
    assert [each["by"] for each in await notices(nasrin, "totp.off")] == [admin.person]
    assert told(await admin.knock("/v1/admin/totp", person=admin.person)) == (409, "totp.oneself")


async def test_who_comes_back_by_an_administrators_word_is_asked_for_no_digits(house: House) -> None:
    admin = await house.visitor(admin=True)
    nasrin, _, _ = await with_phone(house)
    code = (await admin.knock("/v1/admin/reset", person=nasrin.person)).json()["code"]
    house.clock.turn(days=1, minutes=1)
    fresh = house.stranger()
    await fresh.join(code)
    assert told(await fresh.knock("/v1/password", login="nasrin", password=OTHER)) == (200, None)
    assert await enter(house, password=OTHER) == (200, None)
    assert (await fresh.account())["two_steps"] is False


# A server that wants it of its staff


async def test_staff_do_nothing_as_such_until_they_have_set_it_up(house: House) -> None:
    admin, _ = await house.signed_in("david", admin=True)
    moderator = await make(house, admin, "moderator")
    writer = await house.visitor()
    post = await writer.do(writer.profile())
    report = writer.reporting(post.scope, "me", writer.person)
    house.home.staff_needs_two_steps = True
    for door, asked in (("/v1/admin/people", {}), ("/v1/admin/audit", {}), ("/v1/invite", {})):
        assert told(await admin.knock(door, **asked)) == (403, "totp.required")
    assert told(await moderator.knock("/v1/admin/people")) == (403, "totp.required")
    assert told(await moderator.knock("/v1/admin/audit")) == (403, "unavailable")
    assert told(await writer.knock("/v1/admin/people")) == (403, "unavailable")
    assert await admin.refused(admin.deciding(report.id)) == "totp.required"
    assert (await admin.do(admin.profile())).st == "ok"
    phone = Phone(house, await begin(admin))
    assert told(await admin.knock("/v1/totp/confirm", code=phone())) == (200, None)
    assert (await admin.knock("/v1/admin/people")).status_code == 200
    assert await admin.refused(admin.deciding(report.id)) == "ref.missing"
    house.clock.turn(minutes=2)
    assert told(await admin.knock("/v1/totp/end", password=PASSWORD, code=phone())) == (200, None)
    assert told(await admin.knock("/v1/admin/people")) == (403, "totp.required")


# What is kept


async def test_the_secret_is_in_one_table_and_nowhere_else(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    nasrin, _ = await house.signed_in(admin=True)
    secret = await begin(nasrin)
    phone = Phone(house, secret)
    await nasrin.knock("/v1/totp/confirm", code=phone())
    tables = ["account", "recovery", "device", "audit", "item", "invite", "applied", "scope", "meta", "totp"]
    kept = await house.home.read(
        lambda connection: {
            table: str(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables
        }
    )
    assert [table for table in tables if secret in kept[table]] == ["totp"]
    assert not [table for table in tables if phone() in kept[table]]
    assert secret not in caplog.text
    assert phone() not in caplog.text
