"""A question about a client: what goes with it, who else could be asked, and how it is found again."""

import examples as eg
import pytest

from app.domain.cases import Case
from app.domain.ids import circle_scope
from app.domain.people import Audience, card
from app.domain.records import Record
from app.services import (
    archiving,
    belonging,
    confiding,
    editing,
    hits,
    messaging,
    posting,
    questioning,
    searching,
)
from app.services.reacting import Item

CASE = Case(age="6-12", setting="school", tried="A slanted board")


def asked(desk, circle, **differs):
    told = {"title": "How does she hold a pen?", "body": "She tires", "case": CASE, **differs}
    return posting.post(desk, circle, "question", **told)


def sits(desk, circle, *people):
    """These people have a place in a circle."""
    for person in people:
        values = {"role": "member", "state": "in", "card": card(eg.DAVID, Audience.CIRCLES)}
        row = {"scope": circle_scope(circle), "kind": "member", "id": person, "by": person}
        desk.memory.put(Record(**row, base=values, seq=7, pos=7))


def test_a_case_goes_with_its_question_and_what_is_not_there_does_not(desk, hands):
    post = asked(desk, hands, case=Case(age="6-12"))
    assert posting.the_post(desk, hands, post.id).case == Case(age="6-12")
    (operation,) = desk.memory.get(post.scope, "post", post.id).waiting
    assert set(operation.args) == {"tab", "title", "body", "lang", "age"}


def test_where_nobody_has_a_name_a_case_is_left_out(desk):
    peers = belonging.found(desk, {"name_en": "After work", "peer": True}).id
    post = asked(desk, peers)
    assert not posting.the_post(desk, peers, post.id).case


@pytest.mark.parametrize("query", ["slanted", "school age", "স্কুল", "৬ থেকে ১২", "শিশু"])
def test_it_is_found_by_what_was_tried_and_by_the_words_of_its_codes_in_either_language(desk, hands, query):
    post = asked(desk, hands)
    found = [one for one in searching.search(desk, query).found if one.kind == "post"]
    assert [one.id for one in found] == [post.id]
    shown = hits.hit(desk, searching.understood(desk, query), found[0], "en")
    assert shown.text.marks, "one sees why it was found"


def test_of_a_case_its_asker_can_put_everything_right_for_a_while(desk, hands):
    post = asked(desk, hands)
    eg.deliver(desk)
    item = Item(scope=post.scope, kind="post", id=post.id)
    assert editing.words(desk, item) == {"title": post.title, "body": post.body, **CASE.fields}
    editing.edit(desk, item, age="", setting="", tried="A board")
    assert posting.the_post(desk, hands, post.id).case == Case(tried="A board")


def test_an_edit_by_an_older_app_leaves_the_case_as_it_is(desk, hands):
    post = asked(desk, hands)
    eg.deliver(desk)
    desk.write(post.scope, "post", post.id, "set", {"title": "How long?", "body": "She tires", "lang": "en"})
    known = posting.the_post(desk, hands, post.id)
    assert (known.title, known.case) == ("How long?", CASE)


def test_the_smaller_circles_of_ones_own_are_offered_where_one_may_write_and_is_not_alone(desk, hands):
    people = [desk.new_id() for _ in range(9)]
    sits(desk, hands, *people)
    pair, few, alone, larger, closed = (
        belonging.found(desk, {"name_en": name}).id
        for name in ("Pair", "Few", "Alone", "Larger", "Read only")
    )
    peers = belonging.found(desk, {"name_en": "After work", "peer": True}).id
    over = belonging.found(desk, {"name_en": "Over"}).id
    sits(desk, over, people[0])
    archiving.archive(desk, over)
    sits(desk, pair, people[0])
    sits(desk, few, *people[:4])
    sits(desk, larger, *people, *(desk.new_id() for _ in range(5)))
    sits(desk, closed, people[0])
    desk.memory.put(_guest(desk, closed))
    sits(desk, peers, people[0])
    found = confiding.smaller_circles(desk, hands)
    assert [(one.circle.id, one.members) for one in found] == [(pair, 2), (few, 5)]
    assert alone not in [one.circle.id for one in found]


def _guest(desk, circle):
    """One only reads there now, and nothing of one's own waits any more."""
    row = {"scope": circle_scope(circle), "kind": "member", "id": desk.person, "by": desk.person}
    return Record(**row, base={"role": "guest", "state": "in", "card": {}}, seq=8, pos=8)


def test_who_talks_with_one_already_is_offered_mentors_first_and_nobody_who_only_asks(desk):
    strangers = ({"name_en": name, "discipline": "ot"} for name in ("Tania", "Sumi"))
    rina, david, tania, sumi = eg.meet(desk, eg.RINA, eg.DAVID, *strangers)
    assert confiding.confidants(desk) == []
    for person in (david, rina):
        eg.acquaint(desk, person)
        messaging.send(desk, person, "Hello")
    eg.ask_to_write(desk, tania, "May I?")
    messaging.send(desk, sumi, "May I ask you something?")
    assert [person.id for person in confiding.confidants(desk)] == [david, rina]


def test_disciplines_that_were_asked_and_have_not_answered_are_known(desk, hands, david):
    post = asked(desk, hands, asked=["physio", "nurse"])
    assert questioning.unheard(desk, hands, post.id) == ("physio", "nurse")
    sits(desk, hands, david)
    values = {"post": post.id, "body": "Six weeks", "lang": "en"}
    row = {"scope": post.scope, "kind": "reply", "id": desk.new_id(), "by": david}
    desk.memory.put(Record(**row, base=values, seq=9, pos=9))
    assert questioning.unheard(desk, hands, post.id) == ("nurse",)
    plain = asked(desk, hands)
    assert questioning.unheard(desk, hands, plain.id) == ()
