"""Calling somebody by name, and hearing of being called."""

from dataclasses import replace

import examples as eg
import pytest

from app.domain.attending import Level
from app.domain.ids import circle_scope, group_scope
from app.domain.mentions import ids, written
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import (
    attending,
    avoiding,
    belonging,
    editing,
    grouping,
    leading,
    marking,
    mentioning,
    noticing,
    posting,
    searching,
    talking,
)
from app.services.reacting import Item

HAND = STARTER_CIRCLES[2]["id"]
SCOPE = circle_scope(HAND)


def sits(desk, person, scope=SCOPE, pos=5, **differs):
    """Somebody has a place in a circle or a group; their id."""
    seat = {"state": "in", "role": "member", "card": person, **differs}
    record = Record(scope=scope, kind="member", id=desk.new_id(), seq=pos, pos=pos, base=seat)
    desk.memory.put(record)
    return record.id


def arrives(desk, kind, by, pos, scope=SCOPE, **values):
    """Something that somebody wrote arrives; its id."""
    row = {"scope": scope, "kind": kind, "id": desk.new_id(), "by": by, "base": {"lang": "en", **values}}
    desk.memory.put(Record(**row, seq=pos, pos=pos, at=desk.clock() + pos))
    return row["id"]


@pytest.fixture
def david(desk):
    """The hand circle, in which one is together with David."""
    belonging.join(desk, HAND)
    eg.deliver(desk)
    return sits(desk, eg.DAVID)


@pytest.fixture
def topic(desk, david):
    return arrives(desk, "post", david, 20, tab="topic", title="Sling", body="After a stroke")


def me(desk):
    return written(desk.person, "Nasrin Akter")


# Whom one can call


def test_one_can_call_those_who_are_there_and_neither_oneself_nor_who_left(desk, david):
    sits(desk, eg.RINA, state="out")
    assert [one.id for one in mentioning.people(desk, SCOPE)] == [david]


@pytest.mark.parametrize("letters", ["রিনা", "rina", "Reena", "chakma", "চাকমা"])
def test_they_are_found_in_either_script_and_as_one_spells_them(desk, david, letters):
    rina = sits(desk, eg.RINA)
    assert [one.id for one in mentioning.search(desk, SCOPE, letters, lang="en")] == [rina]


@pytest.mark.parametrize("letters", ["s", "sh", "sheu", "sheuli", "শি", "শিউলি"])
def test_who_has_a_name_in_one_script_stays_while_one_types_it_in_the_other(desk, david, letters):
    sheuli = sits(desk, {"name_bn": "শিউলি বেগম", "discipline": "ot"})
    assert [one.id for one in mentioning.search(desk, SCOPE, letters, lang="bn")] == [sheuli]


def test_without_letters_all_are_there_by_name(desk, david):
    rina = sits(desk, eg.RINA)
    assert [one.id for one in mentioning.search(desk, SCOPE, "", lang="en")] == [david, rina]


def test_where_nobody_has_a_name_nobody_is_called_by_one(desk, david):
    desk.memory.put(Record(scope=SCOPE, kind="circle", id=HAND, seq=2, pos=2, base={"peer": True}))
    text = f"{written(david, 'David Mitra')} hi"
    assert mentioning.people(desk, SCOPE) == []
    assert mentioning.words(desk, SCOPE, text, "en") == "@someone hi"
    assert mentioning.sealed(desk, SCOPE, text) == "@David Mitra hi"


# What is kept, and what is read


def test_what_is_sent_mentions_who_is_there_and_of_others_keeps_the_name(desk, david):
    stranger = desk.new_id()
    text = f"{written(david, 'David Mitra')} and {written(stranger, 'The Director')}"
    sent = posting.post(desk, HAND, "topic", "Sling", text)
    assert ids(sent.body) == {david}
    assert "@The Director" in sent.body
    assert ids(posting.reply(desk, HAND, sent.id, text).body) == {david}


def test_an_answer_to_a_prompt_mentions_too(desk, david):
    prompt = arrives(desk, "prompt", david, 30, text_en="What helped?")
    said = leading.answer(desk, HAND, prompt, f"{written(david, 'David')} showed me")
    assert said.body == f"{written(david, 'David Mitra')} showed me"


def test_a_mention_is_read_with_the_name_of_today_in_the_language_of_the_reader(desk, david):
    text = f"{written(david, 'David Mitra')}, hi"
    known = desk.memory.get(SCOPE, "member", david)
    card = {**eg.DAVID, "name_en": "David M. Sarkar", "name_bn": "ডেভিড সরকার"}
    desk.memory.put(replace(known, base={**known.base, "card": card}))
    assert mentioning.words(desk, SCOPE, text, "en") == "@David M. Sarkar, hi"
    assert mentioning.words(desk, SCOPE, text, "bn") == "@ডেভিড সরকার, hi"


def test_who_was_never_there_is_somebody_whatever_the_text_says(desk, david):
    (listed,) = eg.meet(desk, eg.RINA)
    for who in (listed, desk.new_id()):
        text = f"{written(who, 'The Director')} agrees"
        assert mentioning.words(desk, SCOPE, text, "en") == "@someone agrees"
        assert mentioning.words(desk, SCOPE, text, "bn") == "@কেউ একজন agrees"
        assert mentioning.names(desk, SCOPE, text, "en") == {}


def test_who_has_left_keeps_their_name_in_what_was_said(desk, david):
    known = desk.memory.get(SCOPE, "member", david)
    desk.memory.put(replace(known, base={**known.base, "state": "out"}))
    assert mentioning.words(desk, SCOPE, written(david, "David"), "en") == "@David Mitra"


def test_an_edit_keeps_the_mention(desk, david):
    said = posting.post(desk, HAND, "topic", "Sling", f"{written(david, 'David Mitra')} hi")
    item = Item(scope=SCOPE, kind="post", id=said.id)
    editing.edit(desk, item, body=f"{written(david, 'David Mitra')} hello {written(desk.new_id(), 'X')}")
    edited = posting.the_post(desk, HAND, said.id).body
    assert edited == f"{written(david, 'David Mitra')} hello @X"


def test_the_search_finds_a_name_and_no_ids(desk, david):
    said = posting.post(desk, HAND, "topic", "Sling", f"{written(david, 'David Mitra')} hi")
    for _ in desk.memory.read_words():
        pass
    assert [one.id for one in searching.search(desk, "mitra").found if one.kind == "post"] == [said.id]
    assert not searching.search(desk, david[:8]).found


# Being called


@pytest.mark.parametrize(("level", "heard"), [(Level.ALL, 1), (Level.MINE, 1), (Level.NOTHING, 0)])
def test_one_hears_of_a_mention_unless_one_wants_to_hear_nothing(desk, topic, david, level, heard):
    attending.choose(desk, HAND, level)
    arrives(desk, "reply", david, 21, post=topic, body=f"{me(desk)} what do you think?")
    assert len(noticing.mentions(desk)) == noticing.count_mentions(desk) == heard


def test_a_mention_says_who_where_and_about_what(desk, topic, david):
    said = arrives(desk, "reply", david, 21, post=topic, body=f"{me(desk)} look")
    (mention,) = noticing.mentions(desk)
    assert (mention.said.id, mention.author.name.en, mention.circle.id) == (said, "David Mitra", HAND)
    assert (mention.thread, mention.about, mention.kind) == (topic, "Sling", "reply")


def test_posts_and_answers_call_too_and_the_latest_comes_first(desk, topic, david):
    prompt = arrives(desk, "prompt", david, 30, text_en="What helped?")
    arrives(desk, "post", david, 31, tab="question", title="Which?", body=me(desk))
    arrives(desk, "answer", david, 32, prompt=prompt, body=me(desk))
    assert [mention.kind for mention in noticing.mentions(desk)] == ["answer", "post"]


def test_what_is_new_after_one_looked_is_noticed(desk, topic, david):
    assert noticing.count_mentions(desk) == 0
    arrives(desk, "reply", david, 21, post=topic, body=me(desk))
    assert noticing.count_mentions(desk) == 1
    arrives(desk, "reply", david, 22, post=topic, body=me(desk))
    assert noticing.count_mentions(desk) == 2


def test_an_edit_that_calls_is_noticed_and_one_that_does_not_any_more_is_forgotten(desk, topic, david):
    said = arrives(desk, "reply", david, 21, post=topic, body="hi")
    assert noticing.count_mentions(desk) == 0
    record = desk.memory.get(SCOPE, "reply", said)
    desk.memory.put(replace(record, seq=40, base={**record.base, "body": me(desk)}))
    assert noticing.count_mentions(desk) == 1
    desk.memory.put(record)
    assert noticing.count_mentions(desk) == 0


def test_what_was_taken_back_or_only_quotes_calls_nobody(desk, topic, david):
    arrives(desk, "reply", david, 21, post=topic, body=f"> {me(desk)}\nyes")
    arrives(desk, "reply", david, 22, post=topic, body=me(desk), taken="author")
    posting.reply(desk, HAND, topic, me(desk))
    assert noticing.mentions(desk) == []


@pytest.mark.parametrize("keep_away", [avoiding.mute, talking.block])
def test_nobody_whom_one_muted_or_blocked_reaches_one(desk, topic, david, keep_away):
    arrives(desk, "reply", david, 21, post=topic, body=me(desk))
    keep_away(desk, david, on=True)
    assert noticing.mentions(desk) == []
    assert mentioning.people(desk, SCOPE) == []


def test_where_nobody_has_a_name_one_is_not_called(desk, topic, david):
    desk.memory.put(Record(scope=SCOPE, kind="circle", id=HAND, seq=2, pos=2, base={"peer": True}))
    arrives(desk, "reply", david, 21, post=topic, body=me(desk))
    assert noticing.mentions(desk) == []


def test_what_one_has_read_waits_no_longer(desk, topic, david):
    arrives(desk, "reply", david, 21, post=topic, body=me(desk))
    marking.mark(desk, marking.place_of(SCOPE, topic), topic)
    assert noticing.mentions(desk) == []


def test_a_post_or_an_answer_that_calls_is_read_when_it_was_seen(desk, david):
    prompt = arrives(desk, "prompt", david, 30, text_en="What helped?")
    post = arrives(desk, "post", david, 31, tab="topic", title="Which?", body=me(desk))
    arrives(desk, "answer", david, 32, prompt=prompt, body=me(desk))
    noticing.see_mentions(desk, SCOPE, post, 10**16)
    assert [mention.kind for mention in noticing.mentions(desk)] == ["answer"]
    noticing.see_mentions(desk, SCOPE, prompt, 10**16)
    assert noticing.mentions(desk) == []
    assert marking.read_to(desk, marking.place_of(SCOPE, prompt)) == 32


def test_where_nobody_calls_nothing_is_noted(desk, topic):
    noticing.see_mentions(desk, SCOPE, topic, 99)
    assert desk.memory.count_waiting() == 0


def test_in_a_group_one_is_called_until_one_read_it_and_not_where_it_is_muted(desk):
    scope = group_scope(desk.new_id())
    desk.memory.put(
        Record(scope=scope, kind="group", id=scope[2:], seq=1, pos=1, base={"name": "Club"}),
        Record(scope=scope, kind="member", id=desk.person, seq=2, pos=2, base={"state": "in"}),
    )
    david = sits(desk, eg.DAVID, scope, 3)
    arrives(desk, "dm", david, 4, scope, e=0, b={"text": f"{me(desk)} come", "lang": "en"})
    (mention,) = noticing.mentions(desk)
    assert (mention.group, mention.circle, noticing.count_mentions(desk)) == ("Club", None, 0)
    talking.mute(desk, scope, on=True)
    assert noticing.mentions(desk) == []
    talking.mute(desk, scope, on=False)
    sent = grouping.send(desk, scope, f"{written(david, 'D')} yes {written(desk.new_id(), 'X')}")
    assert sent.body == f"{written(david, 'David Mitra')} yes @X"
    assert noticing.mentions(desk) == []
