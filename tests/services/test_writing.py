"""Posting, leading and messaging: what a person writes, offline."""

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.records import Delivery, Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, connecting, drafting, leading, messaging, noticing, posting

HAND = STARTER_CIRCLES[2]["id"]
OTHER = "018cc251-f400-7000-8000-0000000000ff"


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id


def arrives(desk, kind, scope, values, pos, identifier=None):
    """Something another person wrote comes in by sync."""
    name = identifier or f"018cc251-f400-7000-8000-{pos:012d}"
    desk.memory.put(
        Record(scope=scope, kind=kind, id=name, by=OTHER, base=values, seq=pos, pos=pos, at=desk.clock())
    )
    return name


def test_a_topic_written_offline_is_there_at_once_and_waits(desk, circle):
    post = posting.post(desk, circle, "topic", "Splints", "পিভিসি পাইপ দিয়ে স্প্লিন্ট তৈরি করেছি।")
    assert posting.posts(desk, circle, "topic") == [post]
    assert posting.posts(desk, circle, "question") == []
    assert (post.delivery, post.lang) == (Delivery.WAITING, "bn")


def test_replies_stand_in_the_order_in_which_they_were_written(desk, circle):
    post = posting.post(desk, circle, "question", "When?", "Tell me.")
    for word in ("one", "two", "three"):
        posting.reply(desk, circle, post.id, word)
    assert [reply.body for reply in posting.replies(desk, post.id)] == ["one", "two", "three"]
    assert posting.count_replies(desk, post.id) == 3
    assert [reply.body for reply in posting.replies(desk, post.id, limit=2)] == ["two", "three"]


def test_a_stranger_cannot_write_in_a_circle(desk):
    with pytest.raises(Refused, match="not_member"):
        posting.post(desk, HAND, "topic", "Title", "Body")


@pytest.mark.parametrize(
    ("title", "body", "code"), [("", "x", "title.empty"), ("x", " \u200b ", "text.empty")]
)
def test_nothing_cannot_be_posted(desk, circle, title, body, code):
    with pytest.raises(Refused, match=code):
        posting.post(desk, circle, "topic", title, body)
    assert posting.posts(desk, circle, "topic") == []


def test_ten_thousand_letters_are_refused_with_how_many_fit(desk, circle):
    with pytest.raises(Refused) as refused:
        posting.post(desk, circle, "topic", "Long", "a" * 10_000)
    assert refused.value.code == "text.long"
    assert refused.value.params["limit"] == 4000


def test_a_leader_asks_in_both_languages_and_members_answer(desk, circle):
    prompt = leading.ask(desk, circle, en="What helped?", bn="কী সাহায্য করেছে?")
    assert (prompt.text.en, prompt.text.bn) == ("What helped?", "কী সাহায্য করেছে?")
    assert not leading.has_answered(desk, prompt.id)
    answer = leading.answer(desk, circle, prompt.id, "Tea with a colleague.")
    assert leading.answers(desk, prompt.id) == [answer]
    assert leading.has_answered(desk, prompt.id)


def test_a_missing_side_can_be_added_later_and_leaves_the_other_alone(desk, circle):
    prompt = leading.ask(desk, circle, en="What helped?", bn="")
    assert prompt.text.bn == ""
    completed = leading.complete(desk, circle, prompt.id, bn="কী সাহায্য করেছে?")
    assert (completed.text.en, completed.text.bn) == ("What helped?", "কী সাহায্য করেছে?")


def test_who_does_not_lead_asks_no_prompts(desk):
    belonging.join(desk, HAND)
    with pytest.raises(Refused, match="not_leader"):
        leading.ask(desk, HAND, en="May I?", bn="")
    assert leading.prompts(desk, HAND) == []


def test_a_prompt_of_a_leader_waits_on_home_until_it_is_answered(desk):
    belonging.join(desk, HAND)
    prompt = arrives(desk, "prompt", f"c.{HAND}", {"text_en": "Why?", "text_bn": "কেন?"}, 5)
    assert noticing.waiting_prompt(desk).prompt.id == prompt
    leading.answer(desk, HAND, prompt, "Because.")
    assert noticing.waiting_prompt(desk) is None


def test_home_shows_open_questions_of_others_and_replies_to_me(desk):
    belonging.join(desk, HAND)
    question = arrives(
        desk, "post", f"c.{HAND}", {"tab": "question", "title": "How?", "body": "…", "lang": "en"}, 6
    )
    mine = posting.post(desk, HAND, "topic", "Mine", "Body")
    assert [noticed.post.id for noticed in noticing.open_questions(desk)] == [question]
    assert noticing.replies_to_me(desk) == []
    arrives(desk, "reply", f"c.{HAND}", {"post": mine.id, "body": "Nice", "lang": "en"}, 7)
    assert [noticed.post.id for noticed in noticing.replies_to_me(desk)] == [mine.id]
    posting.reply(desk, HAND, question, "So.")
    assert noticing.open_questions(desk) == []


def test_a_conversation_begins_with_its_first_message(desk, clock):
    assert messaging.conversations(desk) == []
    eg.acquaint(desk, OTHER)
    messaging.send(desk, OTHER, "আসসালামু আলাইকুম")
    clock.turn(seconds=60)
    messaging.send(desk, OTHER, "How are you?")
    assert [message.body for message in messaging.messages(desk, OTHER)] == ["আসসালামু আলাইকুম", "How are you?"]
    (line,) = messaging.conversations(desk)
    assert (line.person.id, line.last.body, line.unread) == (OTHER, "How are you?", False)


def test_what_the_other_writes_is_unread_until_seen(desk):
    messaging.send(desk, OTHER, "Hello")
    (line,) = messaging.conversations(desk)
    arrives(desk, "dm", line.scope, {"e": 0, "b": {"text": "Hi", "lang": "en"}}, 3)
    assert messaging.count_unread(desk) == 1
    messaging.see(desk, OTHER)
    assert messaging.count_unread(desk) == 0


def test_nobody_writes_to_themselves(desk):
    with pytest.raises(Refused, match=r"dm\.oneself"):
        messaging.send(desk, desk.person, "Hello me")


def test_a_draft_is_there_after_a_restart_and_gone_when_emptied(desk, tmp_path):
    drafting.keep(desk, "dm:1", "অর্ধেক লেখা")
    desk.memory.close()
    again = eg.desk(tmp_path)
    assert drafting.draft(again, "dm:1") == "অর্ধেক লেখা"
    drafting.keep(again, "dm:1", "")
    assert drafting.draft(again, "dm:1") == ""


def test_everything_written_offline_stands_in_the_outbox_in_order(desk, circle):
    post = posting.post(desk, circle, "topic", "Title", "Body")
    posting.reply(desk, circle, post.id, "Reply")
    messaging.send(desk, OTHER, "Hello")
    done = [(record.kind, operation.op) for record, operation in desk.memory.outbox(50)]
    assert done == [
        ("me", "set"),
        ("circle", "create"),
        ("member", "join"),
        ("post", "create"),
        ("reply", "create"),
        ("dm", "create"),
    ]
    assert connecting.standing(desk).waiting == 6
