"""Read receipts as one device has them: off, asked for, and on once both want them."""

import examples as eg
import pytest

from app.domain.ids import pair_scope
from app.domain.records import Record
from app.services import messaging, receipts


@pytest.fixture
def david(desk):
    (met,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, met)
    eg.hear(desk, met, "Hello")
    return met


def theirs(desk, person, **told):
    scope = pair_scope(desk.person, person)
    desk.memory.put(Record(scope=scope, kind="receipt", id=person, by=person, base=told, seq=9, pos=9))


def told(desk):
    return [operation.args for record, operation in desk.memory.outbox(50) if record.kind == "receipt"]


def test_nothing_is_told_unless_both_want_it(desk, david):
    messaging.see(desk, david)
    assert told(desk) == []
    theirs(desk, david, on=True, pos=0)
    eg.hear(desk, david, "Again")
    messaging.see(desk, david)
    assert told(desk) == []
    receipts.want(desk, david, on=True)
    (last,) = eg.hear(desk, david, "And again")
    messaging.see(desk, david)
    assert told(desk) == [{"on": True}, {"pos": last.pos}]
    messaging.see(desk, david)
    assert len(told(desk)) == 2


def test_where_the_other_has_read_is_known_only_while_both_want_it(desk, david):
    theirs(desk, david, on=True, pos=7)
    assert receipts.read_by(desk, david) == 0
    receipts.want(desk, david, on=True)
    assert receipts.read_by(desk, david) == 7
    theirs(desk, david, on=False, pos=7)
    assert receipts.read_by(desk, david) == 0
