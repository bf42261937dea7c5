"""Planning a learning prompt offline: it is there at once, changed and stopped; no one else has it."""

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.prompting import following
from app.domain.records import Delivery
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, leading, planning

HOUR = 3_600_000
WEEK = 7 * 24 * HOUR
LATER = eg.MORNING + 24 * HOUR


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands"}).id


def test_a_plan_waits_in_ones_own_scope_and_is_no_prompt_yet(desk, circle):
    plan = planning.plan(desk, circle, when=LATER, text_en="Why?", every="week", due=LATER + HOUR)
    assert planning.plans(desk, circle) == [plan]
    assert (plan.delivery, plan.every, plan.due) == (Delivery.WAITING, "week", LATER + HOUR)
    assert leading.prompts(desk, circle) == []
    assert [record.scope for record, _ in desk.memory.outbox(50) if record.kind == "plan"] == [desk.own]


def test_plans_stand_in_the_order_of_their_times(desk, circle):
    for hours in (3, 1, 2):
        planning.plan(desk, circle, when=LATER + hours * HOUR, text_en=str(hours))
    assert [plan.text.en for plan in planning.plans(desk, circle)] == ["1", "2", "3"]


def test_only_what_was_changed_is_sent(desk, circle):
    plan = planning.plan(desk, circle, when=LATER, text_en="Why?", every="week")
    changed = planning.change(desk, plan.id, text_en="Why?", text_bn="কেন?", every="")
    assert (changed.text.bn, changed.every, changed.when) == ("কেন?", "", LATER)
    *_, last = desk.memory.get(desk.own, "plan", plan.id).waiting
    assert dict(last.args) == {"text_bn": "কেন?", "every": ""}


def test_a_stopped_plan_is_gone_at_once_and_cannot_be_changed(desk, circle):
    plan = planning.plan(desk, circle, when=LATER, text_en="Why?")
    planning.give_up(desk, plan.id)
    assert planning.plans(desk, circle) == []
    assert planning.the_plan(desk, plan.id) is None
    with pytest.raises(Refused, match="state"):
        planning.change(desk, plan.id, text_en="How?")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"when": 0}, r"plan\.when"),
        ({"when": LATER + 400 * 24 * HOUR}, r"plan\.far"),
        ({"when": LATER, "due": LATER}, r"plan\.due"),
        ({"when": LATER, "link": "http://who.int"}, r"link\.wrong"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(desk, circle, given, code):
    with pytest.raises(Refused, match=code):
        planning.plan(desk, circle, text_en="Why?", **given)
    assert planning.plans(desk, circle) == []


def test_who_does_not_lead_plans_nothing(desk):
    belonging.join(desk, STARTER_CIRCLES[2]["id"])
    with pytest.raises(Refused, match="not_leader"):
        planning.plan(desk, STARTER_CIRCLES[2]["id"], when=LATER, text_en="May I?")


def test_a_plan_changed_to_end_before_it_begins_is_refused_and_stays(desk, circle):
    plan = planning.plan(desk, circle, when=LATER, text_en="Why?", due=LATER + HOUR)
    with pytest.raises(Refused, match=r"plan\.due"):
        planning.change(desk, plan.id, when=LATER + 2 * HOUR)
    assert planning.the_plan(desk, plan.id).when == LATER


@pytest.mark.parametrize(
    ("late", "weeks"), [(0, 1), (HOUR, 1), (WEEK - 1, 1), (WEEK, 2), (WEEK + HOUR, 2), (5 * WEEK + 1, 6)]
)
def test_the_next_time_is_the_first_that_has_not_passed_on_the_same_day_of_the_week(late, weeks):
    when, due = following(LATER, LATER + HOUR, LATER + late)
    assert (when, due) == (LATER + weeks * WEEK, LATER + weeks * WEEK + HOUR)
    assert when > LATER + late
