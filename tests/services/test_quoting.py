"""Answering one message of a conversation: it is named, never copied."""

from dataclasses import replace

import examples as eg
import pytest

from app.domain.ids import pair_scope
from app.domain.records import Record
from app.domain.writing import Message
from app.services import messaging, quoting
from app.services.quoting import SHOWN, Quote


@pytest.fixture
def talk(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    (heard,) = eg.hear(desk, david, "Which **lining** do you use?")
    return david, pair_scope(desk.person, david), heard


def test_what_one_chose_to_answer_goes_with_the_next_message_and_only_that(desk, talk):
    david, scope, heard = talk
    quoting.begin(desk, scope, heard.id)
    assert quoting.about_to(desk, scope) == Quote(id=heard.id, by=david, words="Which lining do you use?")
    sent = messaging.send(desk, david, "Moleskin.")
    assert sent.re == heard.id
    assert quoting.about_to(desk, scope) is None
    assert messaging.send(desk, david, "It lasts.").re == ""
    (operation,) = desk.memory.get(scope, "dm", sent.id).waiting
    assert "lining" not in str(operation.args), "it is named, and not copied"


def test_one_can_leave_it_and_it_outlives_a_restart(desk, talk, tmp_path):
    _, scope, heard = talk
    quoting.begin(desk, scope, heard.id)
    quoting.end(desk, scope)
    assert quoting.about_to(desk, scope) is None
    quoting.begin(desk, scope, heard.id)
    desk.memory.close()
    again = eg.desk(tmp_path)
    assert quoting.chosen(again, scope) == heard.id
    again.memory.close()


def test_what_its_author_took_back_is_no_longer_to_be_read(desk, talk):
    _, scope, heard = talk
    quoting.begin(desk, scope, heard.id)
    desk.memory.put(replace(heard, base={"b": {}, "taken": "author"}))
    assert quoting.about_to(desk, scope) is None
    assert quoting.quote(desk, scope, heard.id).taken == "author"
    desk.memory.put(replace(heard, base={}, gone=True))
    assert quoting.quote(desk, scope, heard.id) == Quote(id=heard.id)


def test_nothing_is_answered_that_is_not_there_and_a_quote_is_short(desk, talk):
    david, scope, _ = talk
    quoting.begin(desk, scope, desk.new_id())
    assert quoting.about_to(desk, scope) is None
    (long,) = eg.hear(desk, david, "স্প্লিন্ট " * 100)
    assert len(quoting.quote(desk, scope, long.id).words) < 100 * len("স্প্লিন্ট ")
    assert SHOWN < 200


@pytest.mark.parametrize("forged", ["", "x", 5, ["a"], "c.018cc251-f400-7000-8000-0000000000ff", None])
def test_a_forged_reference_is_none(forged):
    base = {"e": 0, "b": {"text": "Hi", "re": forged}}
    assert Message.of(Record(scope="d.x", kind="dm", id="1", base=base)).re == ""
