"""Read receipts: nothing of them unless both want them, and nothing any more once one does not."""

from server.talking import acquainted
from server.visitor import House, Visitor

from app.domain.ids import pair_scope
from app.server.database.ledger import Ledger
from app.sync.protocol import Mutation


def receipt(who: Visitor, other: Visitor, wall: int = 0, **fields: object) -> Mutation:
    scope = pair_scope(who.person, other.person)
    return who.write(scope, "receipt", "set", who.person, fields, wall=wall or who.clock())


async def _told(who: Visitor, other: Visitor) -> dict[str, object]:
    """What this person is told of the other's reading."""
    row = (await who.rows()).get((pair_scope(who.person, other.person), "receipt", other.person))
    return row.v if row else {}


async def test_where_one_has_read_is_told_only_while_both_want_it(house: House) -> None:
    nasrin, david = await acquainted(house)
    await david.do(david.message(nasrin.person))
    await nasrin.do(receipt(nasrin, david, pos=5))
    await nasrin.do(receipt(nasrin, david, wall=nasrin.clock() + 1, on=True, pos=6))
    assert (await _told(david, nasrin))["pos"] == 0
    await david.do(receipt(david, nasrin, on=True))
    await nasrin.do(receipt(nasrin, david, wall=nasrin.clock() + 2, pos=7))
    assert await _told(david, nasrin) == {"on": True, "pos": 7}
    await nasrin.do(receipt(nasrin, david, wall=nasrin.clock() + 3, pos=4))
    assert (await _told(david, nasrin))["pos"] == 7, "one has not read less"
    await david.do(receipt(david, nasrin, wall=david.clock() + 1, on=False))
    assert await _told(david, nasrin) == {"on": True, "pos": 0}


async def test_who_blocks_somebody_tells_them_nothing(house: House) -> None:
    nasrin, david = await acquainted(house)
    await david.do(david.message(nasrin.person))
    for one, other in ((nasrin, david), (david, nasrin)):
        await one.do(receipt(one, other, on=True))
    await nasrin.do(nasrin.blocking(david.person))
    await nasrin.do(receipt(nasrin, david, wall=nasrin.clock() + 1, pos=9))
    assert (await _told(david, nasrin))["pos"] == 0


async def test_a_request_has_no_receipts(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    await david.do(david.message(nasrin.person))
    assert await nasrin.refused(receipt(nasrin, david, on=True)) == "unavailable"
    assert await david.refused(receipt(david, nasrin, on=True)) == "unavailable"


async def test_a_block_is_not_told_by_a_mark_that_falls_back(house: House) -> None:
    nasrin, david = await acquainted(house)
    await david.do(david.message(nasrin.person))
    for one, other in ((nasrin, david), (david, nasrin)):
        await one.do(receipt(one, other, on=True))
    await nasrin.do(receipt(nasrin, david, wall=nasrin.clock() + 1, pos=7))
    await nasrin.do(nasrin.blocking(david.person))
    await nasrin.do(receipt(nasrin, david, wall=nasrin.clock() + 2, pos=9))
    assert (await _told(david, nasrin))["pos"] == 7


async def test_where_the_seat_of_the_other_is_gone_nothing_is_told_and_nothing_fails(house: House) -> None:
    nasrin, david = await acquainted(house)
    scope = (await david.do(david.message(nasrin.person))).scope
    await house.home.write(lambda ledger: _unseat(ledger, scope, david.person))
    assert await nasrin.refused(receipt(nasrin, david, on=True)) == "unavailable"


def _unseat(ledger: Ledger, scope: str, person: str) -> None:
    ledger.lock((scope,))
    ledger.unseat(scope, person)
