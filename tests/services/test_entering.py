"""The door of a circle from both sides, before any server has said anything."""

import examples as eg
import pytest

from app.domain.bilingual import Bilingual
from app.domain.circles import rules_version
from app.domain.errors import Refused
from app.domain.ids import COMMONS, circle_scope, leaders_scope
from app.domain.records import Record
from app.services import belonging, entering

RULES = {"rules_en": "No names of clients.", "rules_bn": "সেবাগ্রহীতার নাম নয়।"}


def listed(desk, **fields):
    """A circle of somebody else's stands in the listing."""
    identifier = desk.new_id()
    base = {"name_en": "Hands", **fields}
    desk.memory.put(Record(scope=COMMONS, kind="listing", id=identifier, base=base, seq=1, pos=1))
    return identifier


def tells(desk, circle, *, on):
    """One's other device, or a leader, has changed whether one waits."""
    row = {"scope": desk.own, "kind": "asked", "id": circle_scope(circle), "base": {"on": on}}
    desk.memory.put(Record(**row, seq=5, pos=5))


def asks(desk, circle, person):
    values = {"card": {"name_en": person, "discipline": "ot"}}
    row = {"scope": leaders_scope(circle), "kind": "applicant", "id": person, "by": person, "base": values}
    desk.memory.put(Record(**row, seq=6, pos=6))


def last(desk, circle, person):
    return desk.memory.get(circle_scope(circle), "member", person).waiting[-1]


def test_joining_where_leaders_decide_is_asking(desk):
    circle = listed(desk, entry="approval")
    belonging.join(desk, circle)
    assert entering.waits(desk, circle)
    assert belonging.role_in(desk, circle) is None
    assert belonging.mine(desk) == []


def test_a_request_is_taken_back(desk):
    circle = listed(desk, entry="approval")
    belonging.join(desk, circle)
    eg.deliver(desk)
    assert entering.waits(desk, circle)
    entering.take_back(desk, circle)
    assert not entering.waits(desk, circle)
    assert last(desk, circle, desk.person).op == "take_back"


def test_what_another_device_of_ones_own_took_back_is_taken_back_here(desk):
    circle = listed(desk, entry="approval")
    belonging.join(desk, circle)
    eg.deliver(desk)
    tells(desk, circle, on=True)
    assert entering.waits(desk, circle)
    tells(desk, circle, on=False)
    assert not entering.waits(desk, circle)


def test_what_another_device_of_ones_own_asked_waits_here_too(desk):
    circle = listed(desk, entry="approval")
    tells(desk, circle, on=True)
    assert entering.waits(desk, circle)


def test_joining_says_which_rules_are_accepted(desk):
    circle = listed(desk, **RULES)
    belonging.join(desk, circle)
    version = rules_version(Bilingual.read(RULES, "rules"))
    assert dict(last(desk, circle, desk.person).args) == {"rules": version}
    assert not entering.has_new_rules(desk, circle)


@pytest.mark.parametrize("changed", [{"rules_en": "Be kind."}, {"rules_bn": ""}])
def test_rules_that_changed_are_shown_again_until_they_are_accepted(desk, changed):
    circle = listed(desk, **RULES)
    belonging.join(desk, circle)
    scope = circle_scope(circle)
    desk.memory.put(Record(scope=scope, kind="circle", id=circle, base=RULES | changed, seq=9, pos=1))
    assert entering.has_new_rules(desk, circle)
    assert belonging.role_in(desk, circle) is not None, "nobody is put out for it"
    entering.agree(desk, circle)
    assert not entering.has_new_rules(desk, circle)


def test_who_leads_is_not_asked_to_accept_what_they_wrote(desk):
    circle = belonging.found(desk, {"name_en": "Hands", **RULES}).id
    assert not entering.has_new_rules(desk, circle)


def test_no_rules_have_no_version_and_each_letter_counts():
    one, other = Bilingual(en="Be kind."), Bilingual(en="Be kind!")
    assert rules_version(Bilingual()) == ""
    assert len({rules_version(one), rules_version(other), rules_version(Bilingual(bn="Be kind."))}) == 3


def test_those_who_decide_see_who_asks_and_let_them_in(desk):
    circle = belonging.found(desk, {"name_en": "Hands", "entry": "approval"}).id
    asks(desk, circle, "Rina")
    asks(desk, circle, "David")
    assert [m.person.id for m in entering.requests(desk, circle)] == ["David", "Rina"]
    entering.accept(desk, circle, "Rina")
    entering.decline(desk, circle, "David")
    assert [one.answer for one in entering.requests(desk, circle)] == ["decline", "accept"]
    waiting = [o.op for record in desk.memory.all_waiting() for o in record.waiting]
    assert {"accept", "decline"} <= set(waiting)


def test_who_does_not_decide_sees_nobody_and_lets_nobody_in(desk):
    circle = listed(desk)
    belonging.join(desk, circle)
    asks(desk, circle, "Rina")
    assert entering.requests(desk, circle) == []
    with pytest.raises(Refused, match="not_leader"):
        entering.accept(desk, circle, "Rina")


def test_a_request_that_is_gone_is_not_answered(desk):
    circle = belonging.found(desk, {"name_en": "Hands", "entry": "approval"}).id
    with pytest.raises(Refused, match="changed"):
        entering.accept(desk, circle, "Rina")
