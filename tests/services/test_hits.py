"""What a result shows."""

import examples as eg
import pytest

from app.domain.circles import Role
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.i18n.search import Rank, sought
from app.services import belonging, leading, messaging, posting, searching
from app.services.hits import hit
from app.services.searching import Filters

PROMPTS = frozenset({"prompt"})
HANDS = {"name_en": "Burnt hands", "name_bn": "পোড়া হাত", "purpose_en": "Webbing", "purpose_bn": "আঙুলের চামড়া"}


@pytest.fixture
def hands(desk):
    return belonging.found(desk, HANDS).id


def hits(desk, query, lang="en", **filters):
    results = searching.search(desk, query, Filters(**filters)).found
    return [hit(desk, sought(query), result, lang) for result in results]


def marked(excerpt):
    return [excerpt.text[start:end] for start, end in excerpt.marks]


def test_a_topic_shows_its_title_its_words_its_circle_and_its_author(desk, hands):
    post = posting.post(desk, hands, "question", "Webbing", "How do you keep the web space open?")
    (found,) = hits(desk, "web open")
    assert (found.kind, found.id, found.circle.id, found.mine) == ("question", post.id, hands, True)
    assert (marked(found.head), marked(found.text)) == (["Webbing"], ["web", "open"])
    assert (found.who.name.en, found.when, found.rank) == ("Nasrin Akter", post.when, Rank.EXACT)


def test_a_reply_shows_what_it_replies_to(desk, hands):
    post = posting.post(desk, hands, "topic", "Sling", "After a stroke")
    reply = posting.reply(desk, hands, post.id, "কাঁধের ব্যথা কমে")
    (found,) = hits(desk, "kadher")
    assert (found.kind, found.id, found.thread, found.about) == ("reply", reply.id, post.id, "Sling")
    assert (marked(found.text), found.rank) == (["কাঁধের"], Rank.PHONETIC)
    prompt = leading.ask(desk, hands, en="What helped?", bn="কী সাহায্য করেছে?")
    leading.answer(desk, hands, prompt.id, "Patience")
    (found,) = hits(desk, "patience", "bn")
    assert (found.kind, found.thread, found.about) == ("answer", prompt.id, "কী সাহায্য করেছে?")


def test_a_prompt_shows_the_side_on_which_the_words_are_the_readers_own_first(desk, hands):
    leading.ask(desk, hands, en="Which splint?", bn="কোন স্প্লিন্ট?")
    assert [one.text.text for one in hits(desk, "splint", "en", kinds=PROMPTS)] == ["Which splint?"]
    assert [one.text.text for one in hits(desk, "splint", "bn", kinds=PROMPTS)] == ["কোন স্প্লিন্ট?"]
    (found,) = hits(desk, "which", "bn", kinds=PROMPTS)
    assert (found.text.text, marked(found.text)) == ("Which splint?", ["Which"])


def test_a_person_shows_the_other_name_or_the_words_by_which_they_were_found(desk):
    eg.meet(desk, eg.RINA, eg.DAVID)
    (found,) = hits(desk, "rina", "bn")
    assert (found.head.text, marked(found.head)) == ("রিনা চাকমা", ["রিনা"])
    assert marked(found.text) == ["Rina"]
    (found,) = hits(desk, "physio", kinds=frozenset({"person"}))
    assert (found.head.text, marked(found.text)) == ("David Mitra", ["Physiotherapist"])


def test_a_circle_shows_where_in_its_purpose_the_words_are(desk, hands):
    (found,) = hits(desk, "webbing", "bn")
    assert (found.head.text, found.text.text, marked(found.text)) == ("পোড়া হাত", "Webbing", ["Webbing"])
    (found,) = hits(desk, "burnt")
    assert (marked(found.head), found.text.text, found.circle.id) == (["Burnt"], "Webbing", hands)


def test_a_message_shows_with_whom_whoever_wrote_it(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    messaging.send(desk, david, "The quilting bee")
    eg.deliver(desk)
    eg.hear(desk, david, "Which quilt?")
    found = hits(desk, "quilt")
    assert {(one.kind, one.mine, one.who.name.en, one.other.name.en) for one in found} == {
        ("dm", True, "Nasrin Akter", "David Mitra"),
        ("dm", False, "David Mitra", "David Mitra"),
    }


def test_with_whom_is_known_of_a_message_that_has_not_left_yet(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    messaging.send(desk, david, "The quilting bee")
    assert [one.other.id for one in hits(desk, "quilt")] == [david]


def test_an_answer_to_what_this_device_does_not_have_is_shown_all_the_same(desk):
    desk.memory.put(
        Record(scope=circle_scope("x"), kind="reply", id="r", by="y", base={"post": "p", "body": "Thumb"}),
        Record(scope=circle_scope("x"), kind="member", id="z", base={"state": "in", "role": Role.MEMBER}),
    )
    (found,) = hits(desk, "thumb")
    assert (found.about, found.circle, found.text.text) == ("", None, "Thumb")


def test_a_term_shows_its_word_in_the_other_language(desk):
    terms = {found.id: found for found in hits(desk, "stroke", "bn", kinds=frozenset({"term"}))}
    assert (terms["stroke"].head.text, terms["stroke"].text.text) == ("স্ট্রোক", "Stroke")
