"""The directory: on every device while it is small; past a number of cards the server is asked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from server.listing import DAVID, NASRIN, OPEN, RINA, allow, ask, cards, commons, is_online, names
from server.visitor import House, open_house

from app.domain.ids import COMMONS
from app.server.bus.pages import read_fresh
from app.server.database.fresh import Wanted
from app.server.directory.cards import prepare


@pytest.fixture
async def house(tmp_path: Path, address: str) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server", address=address, limits=OPEN) as opened:
        yield opened


# Which of the two it is


async def test_up_to_the_number_the_cards_lie_on_every_device(house: House) -> None:
    await allow(house, 2)
    nasrin, _ = await house.visitor(**NASRIN), await house.visitor(**RINA)
    assert len(cards(await commons(nasrin))) == 2
    assert not await is_online(nasrin)


async def test_the_card_that_is_one_too_many_moves_it_to_the_server(house: House) -> None:
    await allow(house, 2)
    nasrin, _ = await house.visitor(**NASRIN), await house.visitor(**RINA)
    seen = await commons(nasrin)
    await house.visitor(**DAVID)
    assert await is_online(nasrin)
    assert cards(await commons(nasrin)) == [], "whoever comes new is not sent any"
    assert cards(await commons(nasrin, seen.to)) == [], "who has some keeps them, and gets no more"


async def test_it_comes_back_to_the_devices_when_it_is_clearly_smaller(house: House) -> None:
    await allow(house, 5)
    people = [await house.visitor(**NASRIN) for _ in range(6)]
    cursor = (await commons(people[0])).head
    await people[5].do(people[5].profile(listed=False))
    assert await is_online(people[0]), "five fit, but so they did before the sixth came"
    await people[4].do(people[4].profile(listed=False))
    assert not await is_online(people[0])
    pulled = await people[0].pull({COMMONS: cursor})
    assert pulled.resync == [COMMONS], "what was left out lies behind the cursor"
    assert len([row for page in pulled.pages for row in cards(page) if not row.x]) == 4


async def test_another_number_counts_from_the_next_start_on(house: House) -> None:
    await allow(house, 1)
    nasrin, _ = await house.visitor(**NASRIN), await house.visitor(**RINA)
    assert await is_online(nasrin)
    await allow(house, 10)
    assert not await is_online(nasrin)
    await house.home.write(lambda ledger: prepare(ledger, None))
    assert not await is_online(nasrin), "who opens the database without a word changes nothing"


# What travels while it is online


async def test_a_card_that_changed_is_forgotten_by_whoever_had_found_it(house: House) -> None:
    await allow(house, 0)
    nasrin, rina = await house.visitor(**NASRIN), await house.visitor(**RINA)
    found = await ask(nasrin, "rina")
    await rina.do(rina.profile(learn="Casting", wall=house.clock() + 1))
    (changed,) = cards(await commons(nasrin, found.at))
    assert (changed.id, changed.x, changed.v) == (rina.person, True, {})
    assert cards(await commons(nasrin)) == [], "who begins has nothing to forget"


async def test_a_card_that_was_withdrawn_disappears_from_every_device(house: House) -> None:
    await allow(house, 0)
    nasrin, rina = await house.visitor(**NASRIN), await house.visitor(**RINA)
    found = await ask(nasrin, "rina")
    await rina.do(rina.profile(listed=False))
    (gone,) = cards(await commons(nasrin, found.at))
    assert (gone.id, gone.x) == (rina.person, True)
    assert await names(nasrin, "rina") == []


async def test_the_live_channel_tells_no_more_than_a_pull(house: House) -> None:
    await allow(house, 0)
    nasrin, rina = await house.visitor(**NASRIN), await house.visitor(**RINA)
    at = (await ask(nasrin, "rina")).at
    await rina.do(rina.profile(learn="Casting", wall=house.clock() + 1))
    wanted = {COMMONS: Wanted(at, {nasrin.person})}
    fresh = await house.home.read(lambda connection: read_fresh(connection, wanted))
    assert rina.person.encode() in fresh[COMMONS].event
    assert b"Casting" not in fresh[COMMONS].event


async def test_sums_are_the_same_whatever_cards_a_device_has(house: House) -> None:
    await allow(house, 1)
    nasrin = await house.visitor(**NASRIN)
    counted = (await commons(nasrin, digest=[COMMONS])).digest
    await house.visitor(**RINA)
    online = (await commons(nasrin, digest=[COMMONS])).digest
    assert int(online.partition(".")[0]) == int(counted.partition(".")[0]), "a row that says so, and no card"
