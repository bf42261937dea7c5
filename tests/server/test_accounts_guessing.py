"""Guessing: at a name, at many names, from one address, from a network of them."""

import asyncio
import threading
from contextlib import suppress

import pytest
from server.staffing import told
from server.visitor import PASSWORD, House

from app.server.accounts.hashing import Hashing
from app.server.troubles import Rejected

OTHER = "coconut oil on the scar"


async def test_guessing_at_a_name_gets_slower_but_never_shuts_out_for_good(house: House) -> None:
    nasrin, (code, *_) = await house.signed_in()
    for number in range(3):
        assert told(await house.stranger(f"10.0.0.{number}").sign_in("nasrin", OTHER)) == (403, "login.wrong")
    slowed = await house.stranger("10.0.1.1").sign_in("nasrin", PASSWORD)
    assert (told(slowed), slowed.headers["retry-after"]) == ((429, "login.slow"), "5")
    assert (await nasrin.ask()).status_code == 200
    assert (await house.stranger("10.0.1.2").recover("nasrin", code, OTHER)).status_code == 200
    house.clock.turn(minutes=0.1)
    assert (await house.stranger("10.0.1.1").sign_in("nasrin", OTHER)).status_code == 200


async def test_a_name_that_nobody_has_is_slowed_down_just_the_same(house: House) -> None:
    replies = [await house.stranger(f"10.0.0.{n}").sign_in("nobody.here", OTHER) for n in range(4)]
    assert [told(reply) for reply in replies] == [(403, "login.wrong")] * 3 + [(429, "login.slow")]


async def test_ten_guesses_an_hour_are_all(house: House) -> None:
    tries = house.home.desk.tries
    judged = 0
    for _ in range(3600):
        try:
            with tries.at("login nasrin"):
                judged += 1
                raise KeyError
        except KeyError:
            pass
        except Exception:
            house.clock.turn(minutes=1 / 60)
    assert judged == 10


async def test_who_holds_a_device_cannot_guess_the_password_fast_either(house: House) -> None:
    nasrin, _ = await house.signed_in()
    asked = {"login": "nasrin", "password": OTHER, "old": "a wild guess"}
    replies = [await nasrin.knock("/v1/password", **asked) for _ in range(4)]
    assert [told(reply) for reply in replies] == [(403, "password.old")] * 3 + [(429, "login.slow")]


async def test_who_comes_when_the_queue_for_passwords_is_full_is_asked_to_come_later() -> None:
    hashing, held = Hashing(), threading.Event()
    try:
        for _ in range(2):  # both threads are busy
            hashing._pool.submit(held.wait)
            hashing._room.acquire()
        waiting = [asyncio.create_task(hashing.verify("", f"guess {number}")) for number in range(32)]
        await asyncio.sleep(0)
        with pytest.raises(Rejected, match=r"slow\.down") as why:
            await asyncio.wait_for(hashing.verify("", "one too many"), 5)
        assert (why.value.status, why.value.retry_after) == (429, 2)
        held.set()
        assert await asyncio.gather(*waiting) == [False] * 32
        assert await hashing.verify(await hashing.hash(OTHER), OTHER)
    finally:
        held.set()
        hashing.close()


async def test_twenty_new_devices_a_day_are_enough(house: House) -> None:
    await house.signed_in()
    replies = [await house.stranger().sign_in("nasrin", PASSWORD) for _ in range(20)]
    assert [reply.status_code for reply in replies] == [200] * 19 + [429]


async def test_a_crowd_of_made_up_names_does_not_make_the_server_forget_who_was_guessed_at(
    house: House,
) -> None:
    tries = house.home.desk.tries
    for _ in range(3):
        with suppress(Rejected), tries.at("login nasrin"):
            raise Rejected(403, "login.wrong")
    for number in range(20_000):  # so many at once that most are not even looked at
        with suppress(Rejected), tries.at(f"login nobody{number}"):
            raise Rejected(429, "slow.down")
    with pytest.raises(Rejected, match=r"login\.slow"), tries.at("login nasrin"):
        pass


async def test_a_network_of_ipv6_is_one_address(house: House) -> None:
    for number in range(10):
        guess = await house.stranger(f"2001:db8:1:2:{number:x}::7").ask_to_join("2222-2222-2222")
        assert told(guess) == (403, "invite.wrong")
    late = await house.stranger("2001:db8:1:2:ffff::1").ask_to_join("2222-2222-2222")
    assert told(late) == (429, "invite.slow")
    elsewhere = await house.stranger("2001:db8:1:3::1").ask_to_join("2222-2222-2222")
    assert told(elsewhere) == (403, "invite.wrong")


async def test_a_hospital_where_many_mistype_can_still_sign_in(house: House) -> None:
    await house.signed_in()
    for number in range(30):
        wrong = await house.stranger("203.0.113.9").sign_in(f"colleague{number}", OTHER)
        assert told(wrong) == (403, "login.wrong")
    assert (await house.stranger("203.0.113.9").sign_in("nasrin", PASSWORD)).status_code == 200
    for number in range(70):
        await house.stranger("203.0.113.9").recover(f"colleague{number}", "2222-2222-2222-2222", OTHER)
    assert told(await house.stranger("203.0.113.9").sign_in("nasrin", PASSWORD)) == (429, "invite.slow")
