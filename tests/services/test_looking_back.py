"""Looking back at a week of one's circles: from what this device has, and never a second time in it."""

import pytest

from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import archiving, avoiding, belonging, leading, looking_back, posting

DAY = 24 * 3600


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id


@pytest.fixture
def writes(desk, circle, david):
    """Lets David write something into the circle."""
    place = iter(range(10, 1_000))

    def write(kind, **values):
        seq = next(place)
        row = {"scope": circle_scope(circle), "kind": kind, "id": desk.new_id(), "seq": seq, "pos": seq}
        desk.memory.put(Record(**row, by=david, base={"lang": "en", **values}, at=desk.clock()))
        return row["id"]

    return write


def test_a_week_tells_what_was_written_in_it_and_nothing_older(desk, circle, clock, writes):
    old = posting.post(desk, circle, "topic", "Slings", "Which?")
    posting.post(desk, circle, "topic", "Older still", "Nobody says more")
    clock.turn(seconds=8 * DAY)
    writes("reply", post=old.id, body="The soft one")
    writes("reply", post=old.id, body="Or none")
    question = writes("post", tab="question", title="How long?", body="At night")
    prompt = leading.ask(desk, circle, en="What helped?", bn="")
    week = looking_back.week(desk)
    (told,) = week.circles
    assert (told.topics, told.questions, told.replies) == (0, 1, 2)
    assert [(one.post.id, one.replies) for one in told.threads] == [(old.id, 2), (question, 0)]
    assert [one.id for one in told.prompts] == [prompt.id]
    assert week.replies_to_me == 2


def test_a_circle_in_which_nothing_happened_is_left_out(desk, circle, clock):
    posting.post(desk, circle, "topic", "Slings", "Which?")
    clock.turn(seconds=8 * DAY)
    assert looking_back.week(desk).circles == ()


def test_what_helped_is_told_with_the_reason_and_whether_it_was_mine(desk, circle, writes):
    question = writes("post", tab="question", title="How long?", body="At night")
    mine = posting.reply(desk, circle, question, "Six weeks")
    row = {"scope": circle_scope(circle), "kind": "helped", "id": mine.id, "seq": 500, "pos": 500}
    marked = {"post": question, "because": "It held", "on": True}
    desk.memory.put(Record(**row, by="x", base=marked, at=desk.clock()))
    week = looking_back.week(desk)
    (help_,) = week.circles[0].helped
    assert (help_.question.id, help_.because, help_.mine) == (question, "It held", True)
    assert week.helped_by_me == 1


def test_nothing_comes_from_who_is_muted(desk, circle, writes, david):
    post = posting.post(desk, circle, "topic", "Slings", "Which?")
    writes("reply", post=post.id, body="This one")
    writes("post", tab="topic", title="Mine", body="Look")
    avoiding.mute(desk, david, on=True)
    (told,) = looking_back.week(desk).circles
    assert (told.topics, told.replies) == (1, 0)
    assert looking_back.week(desk).replies_to_me == 0


def test_it_is_offered_once_in_seven_days_and_only_where_others_wrote(desk, circle, clock, writes):
    writes("post", tab="topic", title="Today", body="…")
    assert not looking_back.is_offered(desk)
    clock.turn(seconds=7 * DAY + 1)
    assert not looking_back.is_offered(desk)
    writes("post", tab="topic", title="A week later", body="…")
    assert looking_back.is_offered(desk)
    looking_back.put_away(desk)
    assert not looking_back.is_offered(desk)
    clock.turn(seconds=7 * DAY + 1)
    posting.post(desk, circle, "topic", "My own", "Alone")
    assert not looking_back.is_offered(desk)
    writes("post", tab="topic", title="Two weeks later", body="…")
    assert looking_back.is_offered(desk)


def test_a_large_circle_is_looked_at_in_part(desk, circle, writes):
    for number in range(60):
        writes("post", tab="topic", title=f"Topic {number}", body="…")
    (told,) = looking_back.week(desk).circles
    assert len(told.threads) == looking_back.THREADS
    assert told.topics == 40


def test_a_circle_that_was_archived_is_neither_counted_nor_a_reason_to_look_back(desk, circle, clock, writes):
    clock.turn(seconds=8 * DAY)
    writes("post", tab="topic", title="Slings", body="Which?")
    assert looking_back.is_offered(desk)
    archiving.archive(desk, circle)
    assert looking_back.week(desk).circles == ()
    assert not looking_back.is_offered(desk)
