"""Who is found in a directory that the server searches, by what, and who is not."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from server.listing import DAVID, NASRIN, OPEN, RINA, allow, ask, names
from server.visitor import House, open_house

from app.domain.directory import FOUND
from app.domain.ids import COMMONS, own_scope
from app.server.database.ledger import Ledger
from app.server.directory.words import words_of_card


@pytest.fixture
async def house(tmp_path: Path, address: str) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server", address=address, limits=OPEN) as opened:
        yield opened


# Who is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nasrin", ["Nasrin Akter"]),
        ("নাসরিন", ["Nasrin Akter"]),
        ("nasreen", ["Nasrin Akter"]),
        ("Akter Nasrin", ["Nasrin Akter"]),
        ("রাজশাহী", ["Nasrin Akter"]),
        ("Rajshahi hand", ["Nasrin Akter"]),
        ("chakma", ["Rina Chakma"]),
        ("চাকমা", ["Rina Chakma"]),
        ("splint", ["Nasrin Akter", "Rina Chakma"]),
        ("স্প্লিন্ট", ["Nasrin Akter", "Rina Chakma"]),
        ("physical therapist", ["David Mitra"]),
        ("ডেভিড", ["David Mitra"]),
        ("zzzz", []),
        ("nasrin dhaka", []),
    ],
)
async def test_people_are_found_in_either_script(house: House, query: str, found: list[str]) -> None:
    await allow(house, 0)
    for profile in (NASRIN, RINA, DAVID):
        await house.visitor(**profile)
    assert await names(await house.visitor(name_en="Me Myself", discipline="other"), query) == found


async def test_filters_narrow_what_the_words_find(house: House) -> None:
    await allow(house, 0)
    for profile in (NASRIN, RINA, DAVID):
        await house.visitor(**profile)
    me = await house.visitor(name_en="Me Myself")
    assert await names(me, "therapist") == ["David Mitra", "Nasrin Akter", "Rina Chakma"]
    assert await names(me, "therapist", discipline="slt") == ["Rina Chakma"]
    assert await names(me, "therapist", role="mentor", tongue="en") == ["David Mitra"]
    assert await names(me, "therapist", area="hand", district="rajshahi") == ["Nasrin Akter"]
    assert await names(me, "therapist", district="nowhere") == []


async def test_one_does_not_find_oneself_nor_who_does_not_want_to_be_found(house: House) -> None:
    await allow(house, 0)
    nasrin = await house.visitor(**NASRIN)
    await house.visitor(**RINA, listed=False)
    assert await names(nasrin, "nasrin") == []
    assert await names(nasrin, "rina") == []


async def test_what_is_for_circles_only_neither_finds_anybody_nor_is_told(house: House) -> None:
    await allow(house, 0)
    await house.visitor(**NASRIN, ask="Paraffin wax", audience={"ask": "circles", "district": "only_me"})
    me = await house.visitor(name_en="Me Myself")
    assert await names(me, "paraffin") == await names(me, "rajshahi") == []
    (row,) = (await ask(me, "nasrin")).cards
    assert set(row.v) == {"name_en", "name_bn", "discipline", "areas"}


async def test_words_that_are_no_longer_on_a_card_find_nobody(house: House) -> None:
    await allow(house, 0)
    rina, me = await house.visitor(**RINA), await house.visitor(name_en="Me Myself")
    await rina.do(rina.profile(name_en="Rina Dewan", learn="", wall=house.clock() + 1))
    assert await names(me, "chakma") == ["Rina Dewan"], "she still is in Bengali"
    await rina.do(rina.profile(name_en="Rina Dewan", name_bn="রিনা দেওয়ান", wall=house.clock() + 2))
    assert await names(me, "chakma") == await names(me, "splint") == []
    assert await names(me, "dewan") == ["Rina Dewan"]


async def test_a_person_of_whom_one_knows_the_id_is_told_if_listed(house: House) -> None:
    await allow(house, 0)
    nasrin, rina = await house.visitor(**NASRIN), await house.visitor(**RINA, listed=False)
    among = [nasrin.person, rina.person, nasrin.new_id()]
    assert await names(rina, among=among) == ["Nasrin Akter"]


async def test_who_was_blocked_gets_the_same_answer_as_before(house: House) -> None:
    await allow(house, 0)
    nasrin, rina = await house.visitor(**NASRIN), await house.visitor(**RINA)
    before = await rina.knock("/v1/people", query="nasrin")
    await nasrin.do(nasrin.blocking(rina.person))
    after = await rina.knock("/v1/people", query="nasrin")
    assert before.content == after.content
    assert await names(nasrin, "rina") == ["Rina Chakma"], "and who blocks still finds, as on a device"


async def test_who_is_suspended_is_not_found_until_reinstated(house: House) -> None:
    await allow(house, 0)
    admin, rina = await house.visitor(admin=True, **NASRIN), await house.visitor(**RINA)
    for state, found in (("suspended", []), ("active", ["Rina Chakma"])):
        reply = await admin.knock("/v1/admin/standing", person=rina.person, state=state)
        assert reply.status_code == 200, reply.text
        assert await names(admin, "rina") == found


async def test_a_card_is_told_as_it_is_on_the_server_whatever_the_words_say(house: House) -> None:
    """The words name candidates only."""
    await allow(house, 0)
    rina, me = await house.visitor(**RINA), await house.visitor(name_en="Me Myself")

    def stray(ledger: Ledger) -> None:
        for word in words_of_card(rina.person, {"name_en": "Zohra"}):
            sql = "INSERT INTO card_word (scope_id, word, item_id) VALUES (?, ?, ?)"
            ledger.connection.execute(sql, (COMMONS, word, rina.person))

    await house.home.write(stray)
    assert await names(me, "zohra") == []


async def test_words_are_learnt_anew_when_they_are_read_in_another_way(house: House) -> None:
    await allow(house, 0)
    await house.visitor(**RINA)
    me = await house.visitor(name_en="Me Myself")
    await house.home.write(lambda ledger: ledger.connection.execute("UPDATE meta SET words = 'older'"))
    await house.home.write(lambda ledger: ledger.connection.execute("DELETE FROM card_word"))
    assert await names(me, "rina") == []
    await allow(house, 0)
    assert await names(me, "rina") == ["Rina Chakma"]


# Limits


async def test_twenty_are_told_at_most_and_nothing_of_how_many_there_are(house: House) -> None:
    await allow(house, 0)
    me = await house.visitor(name_en="Me Myself")
    for letter in "abcdefghijklmnopqrstuvwxyz"[: FOUND + 1]:
        await house.visitor(name_en=f"Rahim {letter * 3}")
    reply = await me.knock("/v1/people", query="rahim")
    assert len(reply.json()["cards"]) == FOUND
    assert set(reply.json()) == {"epoch", "now", "at", "cards"}
    assert await names(me, "rahim ccc") == ["Rahim ccc"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"query": "rin"}, 200),
        ({"query": "ri"}, 400),
        ({"query": " r i n a "}, 400),
        ({"query": "রিমা"}, 200),
        ({"query": "র ি"}, 400),
        ({"query": "", "district": "dhaka"}, 400),
        ({"query": "rina", "district": "d" * 64}, 200),
        ({"query": "rina", "district": "d" * 65}, 400),
        ({"query": "r" * 100}, 200),
        ({"query": "r" * 101}, 400),
        ({"among": ["x"]}, 400),
        ({"among": [own_scope("x")]}, 400),
        ({"among": ["01a1ee56-5e00-75b1-a522-4a58b791f1d8"] * FOUND}, 200),
        ({"among": ["01a1ee56-5e00-75b1-a522-4a58b791f1d8"] * (FOUND + 1)}, 400),
        ({"among": ["01a1ee56-5e00-75b1-a522-4a58b791f1d8"], "query": "rina"}, 400),
        ({"epoch": "another", "query": "rina"}, 409),
    ],
)
async def test_a_question_says_enough_and_not_too_much(
    house: House, asked: dict[str, Any], status: int
) -> None:
    me = await house.visitor(name_en="Me Myself")
    assert (await me.knock("/v1/people", **asked)).status_code == status


async def test_ten_a_minute_and_then_one_is_told_how_long_to_wait(tmp_path: Path, address: str) -> None:
    async with open_house(tmp_path / "server", address=address) as house:
        me = await house.visitor(name_en="Me Myself")
        for _ in range(10):
            await ask(me, "rina")
        reply = await me.knock("/v1/people", query="rina")
        assert (reply.status_code, reply.json()["code"], reply.headers["retry-after"]) == (
            429,
            "slow.down",
            "6",
        )
        house.clock.turn(minutes=0.1)
        await ask(me, "rina")
