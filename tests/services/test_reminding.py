"""Coming back to a learning prompt when one chose to, on this device and nowhere else."""

import datetime as dt

import examples as eg
import pytest

from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, leading, reflecting, reminding

DHAKA = dt.timezone(dt.timedelta(hours=6))
NOON = dt.datetime(2026, 11, 18, 12, tzinfo=DHAKA)


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands"}).id


def said(now, due=None):
    return [(code, then.strftime("%d %H:%M")) for code, then in reminding.choices(now, due).items()]


def test_only_times_to_come_are_offered_the_next_first():
    assert said(NOON) == [("evening", "18 19:00"), ("morning", "19 08:00"), ("next_evening", "19 19:00")]
    late = NOON.replace(hour=21)
    assert said(late) == [("morning", "19 08:00"), ("next_evening", "19 19:00")]


def test_two_days_before_it_is_due_is_offered_while_that_is_ahead():
    due = dt.datetime(2026, 11, 21, 10, tzinfo=DHAKA)
    assert ("before_due", "19 10:00") in said(NOON, due)
    assert "before_due" not in dict(said(NOON, due - dt.timedelta(days=2)))


def test_a_prompt_comes_back_when_its_time_has_come_and_not_before(desk, circle, clock):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    reminding.remind(desk, circle, prompt, eg.MORNING + 3_600_000)
    assert reminding.come(desk) == []
    clock.turn(hours=1)
    assert [(where, known.id) for where, known in reminding.come(desk)] == [(circle, prompt)]
    reminding.forget(desk, prompt)
    assert reminding.come(desk) == []


def test_nothing_of_a_reminder_is_sent(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    before = desk.memory.outbox(100)
    reminding.remind(desk, circle, prompt, eg.MORNING)
    assert desk.memory.outbox(100) == before


def test_a_prompt_that_is_gone_does_not_come_back(desk):
    reminding.remind(desk, STARTER_CIRCLES[0]["id"], desk.new_id(), eg.MORNING - 1)
    assert reminding.come(desk) == []


def test_a_reflection_lies_in_ones_own_scope_is_changed_and_emptied(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    reflecting.reflect(desk, circle, prompt, "I was afraid.")
    reflecting.reflect(desk, circle, prompt, "I was afraid.")
    assert reflecting.reflection(desk, prompt) == "I was afraid."
    sent = [record.scope for record, _ in desk.memory.outbox(100) if record.kind == "reflection"]
    assert sent == [desk.own], "once, and to nobody else"
    assert leading.answers(desk, prompt) == []
    assert not leading.has_answered(desk, prompt)
    reflecting.reflect(desk, circle, prompt, "")
    assert reflecting.reflection(desk, prompt) == ""
