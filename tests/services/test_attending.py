"""How much one hears of a circle, and what waits for those who lead one."""

import examples as eg
import pytest

from app.domain.attending import Level
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import attending, belonging, leading, noticing, overseeing, posting

HAND = STARTER_CIRCLES[2]["id"]


def arrives(desk, circle, kind, **values):
    identifier = desk.new_id()
    row = {"scope": circle_scope(circle), "kind": kind, "id": identifier, "by": "other", "base": values}
    desk.memory.put(Record(**row, seq=9, pos=9, at=desk.clock()))
    return identifier


@pytest.fixture
def busy(desk):
    """A circle with a prompt, a question of somebody's and an answer to one's own."""
    belonging.join(desk, HAND)
    mine = posting.post(desk, HAND, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    arrives(desk, HAND, "prompt", text_en="What helped?")
    arrives(desk, HAND, "post", tab="question", title="Which?", body="…", lang="en")
    arrives(desk, HAND, "reply", post=mine.id, body="This", lang="en")
    return HAND


@pytest.mark.parametrize(
    ("level", "heard"),
    [(Level.ALL, (True, True, True)), (Level.MINE, (False, False, True)), (Level.NOTHING, (False,) * 3)],
)
def test_home_says_as_much_of_a_circle_as_one_wants_to_hear(desk, busy, level, heard):
    attending.choose(desk, busy, level)
    assert attending.level(desk, busy) is level
    told = (noticing.waiting_prompt(desk), noticing.open_questions(desk), noticing.replies_to_me(desk))
    assert tuple(map(bool, told)) == heard


@pytest.mark.parametrize("kind", ["mute", "block"])
def test_home_says_nothing_of_whom_one_muted_or_blocked(desk, busy, kind):
    desk.write(desk.own, kind, "other", "set", {"on": True})
    assert noticing.waiting_prompt(desk) is None
    assert noticing.open_questions(desk) == noticing.replies_to_me(desk) == []


def test_choosing_what_holds_already_sends_nothing(desk, busy):
    attending.choose(desk, busy, Level.ALL)
    assert desk.memory.count_waiting() == 0
    attending.choose(desk, busy, Level.NOTHING)
    (record,) = desk.memory.all_waiting()
    assert (record.scope, record.kind, record.id) == (desk.own, "level", circle_scope(busy))


def test_a_level_that_only_a_newer_setu_knows_is_everything(desk, busy):
    row = {"scope": desk.own, "kind": "level", "id": circle_scope(busy), "base": {"level": "digest"}}
    desk.memory.put(Record(**row, seq=1, pos=1))
    assert attending.level(desk, busy) is Level.ALL


def test_of_a_circle_one_is_not_in_there_is_nothing_to_choose(desk):
    with pytest.raises(Refused, match="not_member"):
        attending.choose(desk, HAND, Level.NOTHING)


def test_a_leader_sees_what_nobody_has_answered_until_somebody_does(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    assert not overseeing.overview(desk, circle)
    question = posting.post(desk, circle, "question", "Which?", "For a thumb")
    prompt = leading.ask(desk, circle, en="Why?", bn="")
    waiting = overseeing.overview(desk, circle)
    assert (waiting.questions, waiting.prompts) == (1, 1)
    posting.reply(desk, circle, question.id, "This one")
    leading.answer(desk, circle, prompt.id, "Because")
    assert not overseeing.overview(desk, circle)
