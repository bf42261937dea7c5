"""What the live channel knows while things move under it."""

from server.visitor import House

from app.domain.ids import circle_scope, own_scope
from app.server.bus.channels import Bus, Listener
from app.server.database.ledger import Ledger
from app.server.database.news import Move, News

ONE, TWO = circle_scope("1"), circle_scope("2")


def test_what_moved_while_the_database_was_asked_counts_more_than_its_answer() -> None:
    listener = Listener("nasrin")
    listener.move(ONE, False, 1)
    listener.move(TWO, True, 1)
    listener.begin({ONE: 1, own_scope("nasrin"): 1})
    assert listener.scopes == {TWO, own_scope("nasrin")}


async def test_what_was_not_told_yet_of_a_scope_one_is_sent_away_from_is_never_told() -> None:
    bus = Bus()
    listener = bus.join("nasrin")
    bus.publish(News({ONE: 3, own_scope("nasrin"): 2}, [Move("nasrin", ONE, True, 2)]))
    bus.publish(News({ONE: 4, own_scope("nasrin"): 3}, [Move("nasrin", ONE, False, 3)]))
    assert await listener.listen(1) == {own_scope("nasrin"): 3}


async def test_what_the_database_told_already_is_no_news() -> None:
    bus = Bus()
    early, late = bus.join("nasrin"), bus.join("david")
    bus.begin(late, {"k": 4}, since=bus.count)
    bus.begin(early, {"k": 5}, since=bus.count)
    assert not early.has_news
    assert await late.listen(1) == {"k": 5}


async def test_of_two_moves_that_are_heard_in_the_wrong_order_the_later_one_counts() -> None:
    bus = Bus()
    listener = bus.join("nasrin")
    bus.publish(News({}, [Move("nasrin", ONE, False, 7)]))
    bus.publish(News({ONE: 6}, [Move("nasrin", ONE, True, 6)]))
    assert ONE not in listener.scopes


async def test_an_older_head_never_replaces_a_newer_one() -> None:
    bus = Bus()
    listener = bus.join("nasrin")
    bus.publish(News({"k": 5}))
    bus.publish(News({"k": 4}))
    assert await listener.listen(1) == {"k": 5}


async def test_a_channel_opened_while_the_server_stops_ends_at_once() -> None:
    bus = Bus()
    bus.close()
    assert bus.join("nasrin").closed


async def test_what_is_refused_is_no_news(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    told: list[News] = []
    house.home.bus.follow(told.append)
    house.clock.turn(days=-400)
    stale = nasrin.message(david.person)
    house.clock.turn(days=400)
    assert await nasrin.refused(stale) == "stale"
    assert told == [News()]


async def test_news_come_only_of_what_was_committed(house: House) -> None:
    told: list[News] = []
    house.home.bus.follow(told.append)

    def fault(ledger: Ledger) -> None:
        ledger.put("k", "listing", "x", {})
        raise KeyError

    try:
        await house.home.write(fault)
    except KeyError:
        assert told == []
