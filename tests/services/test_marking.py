"""How far one has read: it only moves on, and one's devices share it."""

from dataclasses import replace

import examples as eg
import pytest

from app.domain.ids import pair_scope
from app.domain.records import Record, answered
from app.services import marking, messaging


@pytest.fixture
def talk(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    scope = pair_scope(desk.person, david)
    return david, scope, f"{scope}/dm"


def marks(desk):
    return [o.args for record, o in desk.memory.outbox(50) if record.kind == "mark"]


def test_what_others_wrote_behind_the_mark_is_unread(desk, talk):
    david, scope, thread = talk
    one, two, three = eg.hear(desk, david, "one", "two", "three")
    assert marking.unread(desk, scope, thread) == marking.Unread(first=one.id, count=3)
    marking.mark(desk, scope, thread, two.pos)
    assert marking.unread(desk, scope, thread) == marking.Unread(first=three.id, count=1)
    messaging.send(desk, david, "Four")
    assert marking.unread(desk, scope, thread).count == 0


def test_a_mark_says_a_place_that_the_server_has_numbered(desk, talk):
    david, scope, thread = talk
    messaging.send(desk, david, "not delivered yet")
    assert marks(desk) == []
    *_, last = eg.hear(desk, david, "one", "two")
    marking.mark(desk, scope, thread)
    assert marks(desk) == [{"pos": last.pos}]
    marking.mark(desk, scope, thread)
    assert len(marks(desk)) == 1


def test_many_marks_that_wait_are_two_at_most(desk, talk):
    david, scope, thread = talk
    for word in ("one", "two", "three", "four"):
        eg.hear(desk, david, word)
        marking.mark(desk, scope, thread)
    first, last = marks(desk)
    assert first["pos"] < last["pos"] == marking.read_to(desk, scope)
    record = desk.memory.get(desk.own, "mark", scope)
    desk.memory.put(answered(record, "of one that was dropped"))
    assert marking.read_to(desk, scope) == last["pos"]


def test_what_another_device_has_read_is_read_here_and_nothing_goes_back(desk, talk):
    david, scope, thread = talk
    *_, last = eg.hear(desk, david, "one", "two", "three")
    marking.mark(desk, scope, thread, last.pos - 2)
    known = desk.memory.get(desk.own, "mark", scope)
    desk.memory.put(replace(known, base={"pos": last.pos}, seq=9, pos=9))
    assert messaging.count_unread(desk) == 0
    marking.mark(desk, scope, thread, last.pos - 1)
    assert marking.read_to(desk, scope) == last.pos


def test_what_a_device_had_noted_before_there_were_marks_still_counts(desk, talk):
    david, scope, thread = talk
    *_, last = eg.hear(desk, david, "one", "two")
    desk.memory.set_note(f"seen:{scope}", last.pos)
    assert marking.unread(desk, scope, thread).count == 0


def test_each_thread_of_a_circle_has_a_mark_of_its_own(desk):
    place = marking.place_of("c.1", "post")
    reply = {"scope": "c.1", "kind": "reply", "by": "somebody"}
    base = {"post": "post", "body": "…"}
    desk.memory.put(*(Record(**reply, id=str(n), base=base, seq=n, pos=n) for n in (4, 5)))
    marking.mark(desk, place, "post", 4)
    assert marking.unread(desk, place, "post") == marking.Unread(first="5", count=1)
    assert marking.read_to(desk, "c.1") == 0
