"""Signing in: passwords, recovery codes, and how little is told to who has neither."""

import pytest
from server.staffing import told
from server.visitor import PASSWORD, House, Visitor

from app.server.accounts.codes import digest

OTHER = "coconut oil on the scar"


async def test_a_name_and_a_password_make_another_device_the_persons(house: House) -> None:
    nasrin, _ = await house.signed_in()
    tablet = house.stranger()
    reply = await tablet.sign_in("NASRIN", PASSWORD, name="Tablet")
    assert reply.json() == {"person": nasrin.person, "epoch": house.home.epoch, "now": house.clock.now}
    tablet.person = nasrin.person
    assert (nasrin.own, "me", nasrin.person) in await tablet.rows()


async def test_signing_in_again_after_a_lost_reply_changes_nothing(house: House) -> None:
    nasrin, _ = await house.signed_in()
    tablet = house.stranger()
    first, second = [await tablet.sign_in("nasrin", PASSWORD) for _ in range(2)]
    assert first.json() == second.json()
    devices = (await nasrin.knock("/v1/devices")).json()["devices"]
    assert [each["id"] for each in devices] == [nasrin.device, tablet.device]


async def test_the_devices_know_the_name_they_sign_in_with(house: House) -> None:
    nasrin, _ = await house.signed_in("Nasrin.Akter")
    assert (await nasrin.account())["login"] == "Nasrin.Akter"


async def test_a_bengali_password_is_the_same_from_every_keyboard(house: House) -> None:
    nasrin = await house.visitor()
    composed, decomposed = "সময় হলে দেখা হবে", "সময\u09bc হলে দেখা হবে"
    await nasrin.knock("/v1/password", login="নাসরিন৭", password=composed)
    assert (await house.stranger().sign_in("নাসরিন7", decomposed)).status_code == 200


async def test_whatever_was_wrong_the_answer_is_the_same(house: House) -> None:
    _, (code, *_) = await house.signed_in()
    await house.signed_in("david")
    stranger = house.stranger()
    wrong = [
        await stranger.sign_in("nasrin", OTHER),
        await stranger.sign_in("nobody.here", PASSWORD),
        await stranger.sign_in("x", PASSWORD),
        await stranger.recover("nasrin", "0000-0000-0000", OTHER),
        await stranger.recover("nasrin", "not a code", OTHER),
        await stranger.recover("nobody.here", code, OTHER),
        await stranger.recover("david", code, OTHER),
    ]
    assert {told(reply) for reply in wrong} == {(403, "login.wrong")}
    assert len({reply.content for reply in wrong}) == 1


async def test_only_who_knows_the_password_is_told_of_a_suspension(house: House) -> None:
    nasrin, (code, *_) = await house.signed_in()
    await house.home.write(
        lambda ledger: (
            ledger.connection.execute(
                "UPDATE account SET state = 'suspended' WHERE person_id = ?", (nasrin.person,)
            ).rowcount
        )
    )
    stranger = house.stranger()
    assert told(await stranger.sign_in("nasrin", OTHER)) == (403, "login.wrong")
    assert told(await stranger.sign_in("nasrin", PASSWORD)) == (403, "suspended")
    assert told(await stranger.recover("nasrin", code, OTHER)) == (403, "suspended")


@pytest.mark.parametrize("wrong", [{"device": "a b"}, {"token": "short"}, {"name": "x" * 81}])
async def test_what_is_not_shaped_like_a_device_does_not_sign_in(house: House, wrong: dict[str, str]) -> None:
    assert told(await house.stranger().sign_in("nasrin", PASSWORD, **wrong)) == (400, "request.wrong")
    assert told(await house.stranger().recover("nasrin", "x", OTHER, **wrong)) == (400, "request.wrong")


async def test_nobody_signs_in_with_the_device_or_token_of_another(house: House) -> None:
    await house.signed_in()
    david, stranger = await house.visitor(), house.stranger()
    for field in ("device", "token"):
        reply = await stranger.sign_in("nasrin", PASSWORD, **{field: getattr(david, field)})
        assert told(reply) == (409, "device.taken")


# Setting a password


async def test_the_first_password_needs_no_other(house: House) -> None:
    nasrin = await house.visitor()
    reply = await nasrin.knock("/v1/password", login="Nasrin", password=PASSWORD)
    assert reply.json()["login"] == "Nasrin"
    assert len(set(reply.json()["codes"])) == 10


async def test_another_password_needs_the_one_until_now(house: House) -> None:
    nasrin, _ = await house.signed_in()
    for old in ("", OTHER):
        reply = await nasrin.knock("/v1/password", login="nasrin", password=OTHER, old=old)
        assert told(reply) == (403, "password.old")
    reply = await nasrin.knock("/v1/password", login="nasrin.a", password=OTHER, old=PASSWORD)
    assert reply.status_code == 200
    assert told(await house.stranger().sign_in("nasrin.a", PASSWORD)) == (403, "login.wrong")
    assert told(await house.stranger().sign_in("nasrin", OTHER)) == (403, "login.wrong")
    assert (await house.stranger().sign_in("nasrin.a", OTHER)).status_code == 200


async def test_codes_lost_with_a_reply_are_asked_for_again_with_the_same_words(house: House) -> None:
    nasrin, first = await house.signed_in()
    reply = await nasrin.knock("/v1/password", login="nasrin", password=PASSWORD)
    second = reply.json()["codes"]
    assert not set(first) & set(second)
    assert told(await house.stranger().recover("nasrin", first[0], OTHER)) == (403, "login.wrong")
    assert (await house.stranger().recover("nasrin", second[0], OTHER)).status_code == 200


async def test_a_name_belongs_to_one_person_however_it_is_spelt(house: House) -> None:
    await house.signed_in("nasrin7")
    david = await house.visitor()
    assert told(await david.knock("/v1/password", login="Nasrin৭"[:-1] + "7", password=PASSWORD)) == (
        409,
        "login.taken",
    )
    assert told(await david.sign_in("david", PASSWORD)) == (403, "login.wrong")


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        ("ab", PASSWORD, "login.short"),
        ("", PASSWORD, "login.short"),
        ("a" * 41, PASSWORD, "login.long"),
        ("nаsrin", PASSWORD, "login.letters"),
        ("Admin1", PASSWORD, "login.reserved"),
        ("nasrin", "ninechars", "password.short"),
        ("nasrin", "ক" * 86, "password.long"),
        ("nasrin", "iloveyou2024!", "password.common"),
        ("nasrin", "nasrin1990", "password.common"),
        ("n.a", "AkterNasrin1", "password.common"),
    ],
)
async def test_what_may_not_be_a_name_or_a_password(
    house: House, login: str, password: str, code: str
) -> None:
    nasrin = await house.visitor(name_en="Nasrin Akter")
    assert told(await nasrin.knock("/v1/password", login=login, password=password)) == (400, code)
    assert (await nasrin.account())["login"] == ""


async def test_a_password_that_is_changed_while_it_is_looked_at_lets_nobody_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    nasrin, _ = await house.signed_in()
    hashing = house.home.desk.hashing
    verify = hashing.verify

    async def slowly(kept: str, password: str) -> bool:
        right = await verify(kept, password)
        monkeypatch.setattr(hashing, "verify", verify)
        changed = await nasrin.knock("/v1/password", login="nasrin", password=OTHER, old=PASSWORD)
        assert (right, changed.status_code) == (True, 200)
        return right

    monkeypatch.setattr(hashing, "verify", slowly)
    assert told(await house.stranger().sign_in("nasrin", PASSWORD)) == (403, "login.wrong")
    assert (await house.stranger().sign_in("nasrin", OTHER)).status_code == 200


async def test_the_other_devices_are_told_that_the_password_is_another(house: House) -> None:
    nasrin, _ = await house.signed_in()
    await nasrin.knock("/v1/password", login="nasrin", password=OTHER, old=PASSWORD)
    assert [each["what"] for each in await _notices(nasrin)] == ["password"]


# Recovery


async def test_who_has_a_backup_cannot_try_one_guess_at_everybodys_recovery_codes(house: House) -> None:
    _, codes = await house.signed_in()
    bare = [code.replace("-", "") for code in codes]
    assert {len(code) for code in bare} == {16}  # 80 bits
    kept = await house.home.read(lambda connection: list(connection.execute("SELECT hash FROM recovery")))
    assert len(kept) == len(codes)
    assert not {digest(code) for code in bare} & {found for (found,) in kept}
    lower = codes[0].lower().replace("-", " ")
    assert (await house.stranger().recover("nasrin", lower, OTHER)).status_code == 200


async def test_a_recovery_code_lets_in_once_and_brings_a_new_password(house: House) -> None:
    nasrin, (code, *_) = await house.signed_in()
    tablet = house.stranger()
    reply = await tablet.recover("nasrin", code.lower(), OTHER)
    assert reply.json()["person"] == nasrin.person
    assert (await tablet.ask()).status_code == 200
    assert told(await house.stranger().recover("nasrin", code, PASSWORD)) == (403, "login.wrong")
    assert told(await house.stranger().sign_in("nasrin", PASSWORD)) == (403, "login.wrong")
    assert (await house.stranger().sign_in("nasrin", OTHER)).status_code == 200
    assert [each["what"] for each in await _notices(nasrin)] == ["recovered"]


async def test_a_lost_reply_does_not_use_up_a_second_code(house: House) -> None:
    _, codes = await house.signed_in()
    tablet = house.stranger()
    first, second = [await tablet.recover("nasrin", codes[0], OTHER) for _ in range(2)]
    assert (first.status_code, first.json()) == (200, second.json())
    assert (await house.stranger().recover("nasrin", codes[1], PASSWORD)).status_code == 200


async def test_a_bad_new_password_does_not_use_up_the_code(house: House) -> None:
    _, (code, *_) = await house.signed_in()
    assert told(await house.stranger().recover("nasrin", code, "short")) == (400, "password.short")
    assert told(await house.stranger().recover("nasrin", code, "Nasrin Akter")) == (400, "password.common")
    assert (await house.stranger().recover("nasrin", code, OTHER)).status_code == 200


async def test_neither_passwords_nor_codes_are_kept_in_the_clear(house: House) -> None:
    _, codes = await house.signed_in()
    kept = await house.home.read(
        lambda connection: [
            str(row)
            for table in ("account", "recovery", "device", "audit", "item")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]
    )
    for secret in (PASSWORD, codes[0], codes[0].replace("-", "")):
        assert not [row for row in kept if secret in row]
    assert [row for row in kept if "$argon2id$v=19$m=19456,t=2,p=1$" in row]


async def _notices(someone: Visitor) -> list[dict[str, object]]:
    return [row.v for (_, kind, _), row in (await someone.rows()).items() if kind == "notice"]
