"""Requests and blocks, as the two devices see them before and after the server has spoken."""

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.ids import inside, pair_scope
from app.domain.records import Record
from app.domain.talks import REQUEST_LETTERS
from app.services import messaging, talking


@pytest.fixture
def david(desk):
    (met,) = eg.meet(desk, eg.DAVID)
    return met


def told(desk, person, by, state):
    """The server tells how the conversation stands."""
    scope = pair_scope(desk.person, person)
    row = {"scope": scope, "kind": "request", "id": inside(scope), "by": by}
    desk.memory.put(Record(**row, base={"state": state}, seq=3, pos=1))


def test_the_first_words_to_a_stranger_are_short_and_one_waits(desk, david):
    assert talking.talk(desk, david).would_ask
    with pytest.raises(Refused) as refused:
        messaging.send(desk, david, "a" * (REQUEST_LETTERS + 1))
    assert (refused.value.code, refused.value.params["limit"]) == ("text.long", REQUEST_LETTERS)
    messaging.send(desk, david, "May I ask you about splints?")
    assert not talking.talk(desk, david).may_write
    with pytest.raises(Refused, match=r"dm\.waiting"):
        messaging.send(desk, david, "Please!")
    eg.deliver(desk)
    told(desk, david, desk.person, "asked")
    assert not talking.talk(desk, david).may_write
    told(desk, david, desk.person, "open")
    messaging.send(desk, david, "Thank you")


def test_a_request_that_was_refused_and_let_go_can_be_made_again(desk, david):
    messaging.send(desk, david, "Hello")
    eg.refuse(desk, "dm.limit", kind="dm", limit=10)
    assert talking.talk(desk, david).would_ask
    messaging.send(desk, david, "Hello again")


def test_who_is_in_a_circle_with_somebody_writes_as_much_as_they_like(desk, david):
    eg.acquaint(desk, david)
    assert not talking.talk(desk, david).would_ask
    messaging.send(desk, david, "a" * (REQUEST_LETTERS + 1))
    messaging.send(desk, david, "And more")


def test_who_asks_stands_among_the_requests_and_is_no_unread_conversation(desk, david):
    eg.ask_to_write(desk, david, "May I?")
    (request,) = messaging.requests(desk)
    assert (request.person.id, messaging.count_requests(desk)) == (david, 1)
    assert messaging.conversations(desk) == []
    assert messaging.count_unread(desk) == 0


def test_accepting_makes_a_conversation_of_it(desk, david):
    eg.ask_to_write(desk, david, "May I?")
    talking.accept(desk, david)
    assert messaging.requests(desk) == []
    assert [line.person.id for line in messaging.conversations(desk)] == [david]
    assert messaging.count_unread(desk) == 1
    messaging.send(desk, david, "Welcome")
    done = [(record.kind, operation.op) for record, operation in desk.memory.outbox(50)]
    assert done[-3:] == [("request", "accept"), ("dm", "create"), ("mark", "set")]


def test_what_is_declined_is_gone_from_everywhere_and_can_still_be_accepted(desk, david):
    eg.ask_to_write(desk, david, "May I?")
    talking.decline(desk, david)
    assert messaging.requests(desk) == messaging.conversations(desk) == []
    (operation,) = [o for record, o in desk.memory.outbox(50) if record.kind == "talk"]
    assert operation.args == {"declined": True}
    talking.accept(desk, david)
    assert not talking.talk(desk, david).declined
    assert [line.person.id for line in messaging.conversations(desk)] == [david]


def test_whom_one_blocks_asks_no_more_and_is_not_written_to(desk, david):
    eg.ask_to_write(desk, david, "May I?")
    talking.block(desk, david)
    assert messaging.requests(desk) == []
    with pytest.raises(Refused, match=r"dm\.blocked"):
        messaging.send(desk, david, "Hello")
    talking.block(desk, david, on=False)
    assert len(messaging.requests(desk)) == 1


def test_nobody_blocks_themselves(desk):
    with pytest.raises(Refused, match=r"dm\.oneself"):
        talking.block(desk, desk.person)


def test_a_blocked_person_has_nothing_unread(desk, david):
    eg.hear(desk, david, "Hello")
    assert messaging.count_unread(desk) == 1
    talking.block(desk, david)
    assert messaging.count_unread(desk) == 0
