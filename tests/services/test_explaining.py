"""The glossary: looked up in either script, fed by what was accepted, and pointed out where it is said."""

import examples as eg
import pytest

from app.domain.glossary import bundled
from app.domain.ids import COMMONS, circle_scope
from app.domain.records import Record
from app.i18n.search import Rank, rank, sought, words
from app.services import belonging, explaining, finding, leading, messaging, posting, searching

BRACE = "018cc251-f400-7000-8000-00000000bbbb"


def accepted(desk, identifier, seq=5, **values):
    """A term that the server tells of."""
    row = {"scope": COMMONS, "kind": "term", "id": identifier, "by": desk.new_id(), "base": values}
    desk.memory.put(Record(**row, seq=seq, pos=seq))


def names(terms):
    return [term.id for term in terms]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("splint", "splint"),
        ("স্প্লিন্ট", "splint"),
        ("স্প্লিন্টের", "splint"),
        ("স্পলিন্ট", "splint"),
        ("অরথোসিস", "splint"),
        ("huilcheyar", "wheelchair"),
        ("sahakarmi sahayata", "peer-support"),
        ("OT", "occupational-therapy"),
        ("ওটি", "occupational-therapy"),
        ("পেশাগত থেরাপি", "occupational-therapy"),
        ("evidence", "evidence"),
        ("সিপি", "cerebral-palsy"),
    ],
)
def test_a_term_is_looked_up_in_either_script_however_it_is_spelled(desk, query, first):
    assert names(explaining.look_up(desk, query, lang="bn"))[0] == first


def test_what_only_a_note_says_comes_last(desk):
    found = names(explaining.look_up(desk, "operating theatre", lang="en"))
    assert found == ["occupational-therapy"]
    assert explaining.look_up(desk, "zzzz", lang="en") == []


def test_the_list_is_in_the_dictionary_order_of_the_readers_language(desk):
    english = [term.name.en for term in explaining.look_up(desk, "", lang="en")]
    assert english == sorted(english, key=str.casefold)
    bengali = [term.name.bn for term in explaining.look_up(desk, "", lang="bn")]
    assert bengali.index("অটিজম") < bengali.index("আজীবন শিক্ষা") < bengali.index("হুইলচেয়ার")
    assert len(bengali) == len(bundled())


def test_a_topic_narrows_the_list(desk):
    found = explaining.look_up(desk, "", lang="en", topic="fields")
    assert {term.topic for term in found} == {"fields"}
    assert names(explaining.look_up(desk, "therapy", lang="en", topic="fields"))[0] in names(found)


@pytest.mark.parametrize("term", bundled().values(), ids=lambda term: term.id)
def test_every_word_of_the_list_is_found_by_the_name_in_either_language(desk, term):
    thesaurus = explaining.glossary(desk).thesaurus
    for asked in (term.name.en, term.name.bn):
        for word in term.pointed_out:
            assert rank(sought(asked, thesaurus), words(word)) is not None, (asked, word)


def test_what_was_accepted_is_in_the_glossary_in_texts_and_in_every_search(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    posting.post(desk, circle, "topic", "Night", "We made a cock-up splint for her.")
    (david,) = eg.meet(desk, {**eg.DAVID, "ask": "Cock-up splints"})
    list(desk.memory.read_words())
    assert not searching.search(desk, "কব্জির ঠেকনা").found
    accepted(desk, BRACE, term_en="Cock-up splint", term_bn="কব্জির ঠেকনা", topic="therapy")
    assert names(explaining.look_up(desk, "কব্জির", lang="en")) == [BRACE]
    assert names(explaining.terms_in(desk, "কব্জির ঠেকনাটা দিন")) == [BRACE]
    found = searching.search(desk, "কব্জির ঠেকনা").found
    assert {one.kind for one in found} == {"post", "person", "term"}
    found = finding.search(desk, "কব্জির ঠেকনা", finding.Wanted(), lang="en")
    assert [person.id for person in found] == [david]


def test_a_correction_lies_over_the_word_list_field_by_field(desk):
    accepted(desk, "splint", note_en="Keeps a joint in its place.", also=["orthosis", "brace"])
    term = explaining.term(desk, "splint")
    assert (term.name.bn, term.note.en) == ("স্প্লিন্ট", "Keeps a joint in its place.")
    assert names(explaining.terms_in(desk, "a brace")) == ["splint"]
    desk.memory.forget(desk.memory.get(COMMONS, "term", "splint"))
    assert explaining.term(desk, "splint") == bundled()["splint"]


def test_a_record_of_that_kind_from_elsewhere_is_no_term(desk):
    row = {"scope": circle_scope(BRACE), "kind": "term", "id": "splint", "base": {"term_bn": "গালি"}}
    desk.memory.put(Record(**row, seq=1, pos=1))
    assert explaining.term(desk, "splint") == bundled()["splint"]


def test_two_desks_of_one_process_have_each_their_own(tmp_path):
    nasrin, rina = eg.desk_of(eg.NASRIN, tmp_path / "a"), eg.desk_of(eg.RINA, tmp_path / "b")
    accepted(nasrin, BRACE, term_en="Brace", term_bn="ব্রেস")
    assert explaining.term(nasrin, BRACE)
    assert explaining.term(rina, BRACE) is None
    asked = sought("ব্রেস", explaining.glossary(rina).thesaurus)
    assert rank(asked, words("a brace")) is not Rank.SYNONYM


def test_the_glossary_is_made_once_until_something_of_it_changes(desk):
    known = explaining.glossary(desk)
    belonging.found(desk, {"name_en": "Hands"})
    assert explaining.glossary(desk) is known
    accepted(desk, BRACE, term_en="Brace")
    assert explaining.glossary(desk) is not known


def test_a_text_is_read_for_its_terms_once(desk):
    known = explaining.glossary(desk)
    assert known.said_in("a splint") is known.said_in("a splint")


def test_where_a_term_is_said_is_found_in_all_that_was_written(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    (david,) = eg.meet(desk, eg.DAVID)
    post = posting.post(desk, circle, "topic", "Night splints", "For a thumb").id
    reply = posting.reply(desk, circle, post, "স্প্লিন্টটি কি নরম?").id
    prompt = leading.ask(desk, circle, en="", bn="স্প্লিন্ট নিয়ে ভাবুন").id
    answer = leading.answer(desk, circle, prompt, "An orthosis helped.").id
    message = messaging.send(desk, david, "The splint fits").id
    posting.post(desk, circle, "topic", "Splintered", "Nothing of the sort")
    list(desk.memory.read_words())
    said = explaining.where_said(desk, "splint", lang="en", limit=10)
    assert {one.id for one in said} == {post, reply, prompt, answer, message}
    assert explaining.where_said(desk, "nothing-like-it", lang="en") == []
    assert len(explaining.where_said(desk, "splint", lang="en", limit=2)) == 2
