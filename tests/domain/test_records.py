from dataclasses import replace

from app.domain.records import (
    AFTER_ALL_NUMBERED,
    Delivery,
    Operation,
    Record,
    answered,
    declined,
    dismissed,
    folded,
    write,
)

POST = Record(scope="c.1", kind="post", id="p", by="me", said=5)
CREATE = Operation(mid="m1", op="create", args={"tab": "topic", "title": "Splints"}, queue=1)
SERVERS = Record(
    scope="c.1",
    kind="post",
    id="p",
    by="me",
    said=5,
    at=9,
    seq=7,
    pos=7,
    base={"tab": "topic", "title": "Splints"},
)


def test_what_was_just_written_is_seen_at_once_and_waits():
    written = write(POST, CREATE)
    assert written.values["title"] == "Splints"
    assert written.delivery is Delivery.WAITING
    assert written.order == AFTER_ALL_NUMBERED + 1
    assert written.thread == "c.1/topic"


def test_once_the_server_has_it_it_is_delivered_and_takes_its_place():
    arrived = folded(answered(write(POST, CREATE), "m1"), SERVERS)
    assert arrived.delivery is Delivery.DELIVERED
    assert arrived.order == 7
    assert arrived.when == 9


def test_what_the_server_refuses_keeps_its_words_and_its_reason():
    refused = declined(write(POST, CREATE), "m1", "circle.not_member", {})
    assert refused.delivery is Delivery.REFUSED
    assert refused.values["title"] == "Splints"
    assert refused.refused[0].code == "circle.not_member"


def test_a_refused_change_of_something_that_exists_falls_back_to_what_the_server_has():
    leave = Operation(mid="m2", op="leave", args={}, effect={"state": "out"}, queue=2)
    member = replace(SERVERS, kind="member", base={"state": "in", "role": "leader"})
    left = write(member, leave)
    assert left.values["state"] == "out"
    back = declined(left, "m2", "circle.last_leader", {})
    assert back.values["state"] == "in"
    assert back.delivery is Delivery.REFUSED
    settled = dismissed(back)
    assert settled is not None
    assert settled.delivery is Delivery.DELIVERED


def test_letting_go_of_a_refused_new_record_leaves_nothing():
    assert dismissed(declined(write(POST, CREATE), "m1", "stale", {})) is None


def test_news_from_the_server_lies_under_what_still_waits_here():
    change = Operation(mid="m3", op="set", args={"title": "Mine"}, queue=3)
    known = write(SERVERS, change)
    theirs = replace(SERVERS, seq=8, base={"tab": "topic", "title": "Theirs", "body": "x"})
    both = folded(known, theirs)
    assert both.values == {"tab": "topic", "title": "Mine", "body": "x"}
    assert both.waiting == (change,)


def test_an_older_row_than_the_known_one_changes_nothing():
    newer = replace(SERVERS, seq=8, base={"title": "New"})
    assert folded(newer, SERVERS) == newer


def test_replies_and_answers_are_read_under_what_they_belong_to():
    reply = Record(scope="c.1", kind="reply", id="r", base={"post": "p"})
    answer = Record(scope="c.1", kind="answer", id="a", base={"prompt": "q"})
    message = Record(scope="d.1", kind="dm", id="m", base={})
    assert [record.thread for record in (reply, answer, message)] == ["p", "q", "d.1/dm"]
