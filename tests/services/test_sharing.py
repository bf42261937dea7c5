"""Offering a post to a second circle and answering such offers, before any server has said anything."""

import pytest

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import circle_scope, leaders_scope
from app.domain.records import Delivery, Record
from app.domain.sharing import ACCEPTED, DECLINED, OFFER, OFFERED, WAITING
from app.services import archiving, belonging, editing, posting, sharing, withdrawing
from app.services.reacting import Item

DAVID = "018cc251-f400-7000-8000-00000000aaaa"


def founded(desk, name, **fields):
    return belonging.found(desk, {"name_en": name, **fields}).id


def written(desk, circle, **change):
    """Something of one's own in this circle, or of somebody else's."""
    if not change:
        return posting.post(desk, circle, "topic", "Splints", "Moleskin at the edges").id
    row = {"scope": circle_scope(circle), "kind": "post", "id": desk.new_id(), "by": desk.person, **change}
    desk.memory.put(Record(**{"seq": 5, "pos": 5, **row}))
    return row["id"]


def stands(desk, offer, state):
    """The server tells what became of it."""
    known = desk.memory.get(desk.own, OFFER, offer.id)
    values = {**known.values, "state": state}
    desk.memory.put(Record(scope=desk.own, kind=OFFER, id=offer.id, base=values, seq=7, pos=7))


def offers(desk, circle, **post):
    """Somebody would like to share something to a circle one leads."""
    values = {"card": {"name_en": "David"}, "post": {"title": "Seating", "body": "A wedge", **post}}
    values |= {"shared": "x", "shared_en": "Seating", "shared_note": "For you"}
    row = {"scope": leaders_scope(circle), "kind": OFFERED, "id": desk.new_id(), "by": DAVID}
    desk.memory.put(Record(**row, base=values, seq=8, pos=8))
    return row["id"]


def test_one_offers_ones_own_post_to_another_circle_with_a_sentence_and_it_waits(desk):
    here, there = founded(desk, "Hands"), founded(desk, "Seating")
    post = written(desk, here)
    assert sharing.may_share(desk, here, post)
    offer = sharing.share(desk, here, post, there, "For you")
    assert (offer.state, offer.delivery, offer.note) == (WAITING, Delivery.WAITING, "For you")
    assert sharing.offers(desk, here, post) == [offer]
    (place,) = sharing.places(desk, here, post)
    assert (place.circle.id, place.led, place.offer) == (there, True, offer)
    with pytest.raises(Refused, match=r"share\.twice"):
        sharing.share(desk, here, post, there)


def test_what_the_leaders_said_is_told(desk):
    here, there, third = (founded(desk, name) for name in ("Hands", "Seating", "Stroke"))
    post = written(desk, here)
    one, other = sharing.share(desk, here, post, there), sharing.share(desk, here, post, third)
    stands(desk, one, ACCEPTED)
    stands(desk, other, DECLINED)
    assert [offer.state for offer in sharing.offers(desk, here, post)] == [ACCEPTED, DECLINED]


def test_what_is_taken_back_is_offered_no_more(desk):
    here, there = founded(desk, "Hands"), founded(desk, "Seating")
    post = written(desk, here)
    offer = sharing.share(desk, here, post, there)
    sharing.take_back(desk, offer.id)
    assert sharing.offers(desk, here, post) == []
    assert [place.offer for place in sharing.places(desk, here, post)] == [None]
    with pytest.raises(Refused, match="changed"):
        sharing.take_back(desk, desk.new_id())


def test_only_ones_own_words_with_ones_name_and_where_they_are_at_home_are_ones_to_share(desk):
    here, peers = founded(desk, "Hands"), founded(desk, "Among us", peer=True)
    founded(desk, "Seating")
    body = {"tab": "topic", "title": "T", "body": "B"}
    theirs, shared = written(desk, here, base=body, by=DAVID), written(desk, here, base=body | {"shared": ""})
    nameless, mine = written(desk, peers), written(desk, here)
    for circle, post in ((here, theirs), (here, shared), (peers, nameless), (here, desk.new_id())):
        assert not sharing.may_share(desk, circle, post)
        with pytest.raises(Refused, match=r"share\.others"):
            sharing.share(desk, circle, post, here)
    item = Item(scope=circle_scope(here), kind="post", id=mine)
    withdrawing.withdraw(desk, item)
    assert not sharing.may_share(desk, here, mine)
    assert not editing.may_edit(desk, Item(scope=circle_scope(here), kind="post", id=shared))


def test_nothing_is_shared_to_where_nothing_is_added_nobody_has_a_name_or_one_only_reads(desk):
    here, over = founded(desk, "Hands"), founded(desk, "Seating")
    founded(desk, "Among us", peer=True)
    guest = founded(desk, "Stroke")
    archiving.archive(desk, over)
    seat = {"role": "guest", "state": "in"}
    desk.memory.put(
        Record(scope=circle_scope(guest), kind="member", id=desk.person, base=seat, seq=99, pos=99)
    )
    post = written(desk, here)
    assert sharing.places(desk, here, post) == []
    assert not sharing.may_share(desk, here, post)
    with pytest.raises(Refused, match=r"circle\.not_member"):
        sharing.share(desk, here, post, over)


def test_nothing_is_offered_where_nobody_leads_who_could_answer(desk):
    here, there = founded(desk, "Hands"), founded(desk, "Seating")
    post = written(desk, here)
    assert [place.circle.id for place in sharing.places(desk, here, post)] == [there]
    seat = desk.memory.get(circle_scope(there), "member", desk.person)
    left_to_all = {**seat.values, "role": Role.MEMBER.value}
    desk.memory.put(Record(scope=seat.scope, kind="member", id=desk.person, base=left_to_all, seq=7, pos=7))
    assert belonging.role_in(desk, there) is Role.MEMBER
    assert sharing.places(desk, here, post) == []
    assert not sharing.may_share(desk, here, post)


def test_who_leads_sees_what_is_offered_and_answers_once(desk):
    circle = founded(desk, "Hands")
    yes, no = offers(desk, circle), offers(desk, circle, tab="question")
    first, second = sharing.offered(desk, circle)
    assert (first.person.name.en, first.title, first.note, first.source.en) == (
        "David",
        "Seating",
        "For you",
        "Seating",
    )
    assert {first.tab, second.tab} == {"topic", "question"}
    sharing.accept(desk, circle, yes)
    assert sharing.count_offered(desk, circle) == 1
    sharing.decline(desk, circle, no)
    assert {one.id: one.answer for one in sharing.offered(desk, circle)} == {yes: "accept", no: "decline"}
    with pytest.raises(Refused, match="changed"):
        sharing.accept(desk, circle, no)


def test_who_does_not_lead_sees_nothing_of_it_and_an_archived_circle_takes_nothing_in(desk):
    circle, over = founded(desk, "Hands"), founded(desk, "Seating")
    offer, late = offers(desk, circle), offers(desk, over)
    archiving.archive(desk, over)
    assert sharing.offered(desk, over) == []
    with pytest.raises(Refused, match=r"circle\.archived"):
        sharing.accept(desk, over, late)
    seat = {"role": "moderator", "state": "in"}
    desk.memory.put(
        Record(scope=circle_scope(circle), kind="member", id=desk.person, base=seat, seq=99, pos=99)
    )
    assert sharing.offered(desk, circle) == []
    with pytest.raises(Refused, match=r"circle\.not_leader"):
        sharing.decline(desk, circle, offer)


def test_what_leaders_said_is_news_until_one_has_seen_it_and_never_what_one_said_oneself(desk):
    here, there, led = (founded(desk, name) for name in ("Hands", "Seating", "Stroke"))
    post = written(desk, here)
    one, own = sharing.share(desk, here, post, there), sharing.share(desk, here, post, led)
    seat = {"role": "member", "state": "in"}
    place = {"scope": circle_scope(there), "kind": "member", "id": desk.person}
    desk.memory.put(Record(**place, base=seat, seq=99, pos=99))
    assert sharing.news(desk) == []
    stands(desk, one, DECLINED)
    stands(desk, own, ACCEPTED)
    assert [offer.id for offer in sharing.news(desk)] == [one.id]
    assert sharing.title(desk, one) == "Splints"
    sharing.see(desk, desk.new_id())
    assert [offer.id for offer in sharing.news(desk)] == [one.id]
    sharing.see(desk, post)
    assert sharing.news(desk) == []


def test_it_is_there_once_this_device_has_it_and_as_long_as_nobody_took_it_away(desk):
    here, there = founded(desk, "Hands"), founded(desk, "Seating")
    offer = sharing.share(desk, here, written(desk, here), there)
    assert not sharing.is_there(desk, offer)
    copy = {"scope": circle_scope(there), "kind": "post", "id": offer.id, "by": desk.person}
    desk.memory.put(Record(**copy, base={"tab": "topic", "title": "T", "body": "B"}, seq=7, pos=7))
    assert sharing.is_there(desk, offer)
    desk.memory.put(Record(**copy, base={"tab": "topic", "taken": "leader"}, seq=8, pos=7))
    assert not sharing.is_there(desk, offer)
