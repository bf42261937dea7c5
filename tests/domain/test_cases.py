"""A case in a question: codes and what was tried, and nothing else that could be said of a client."""

import pytest

from app.domain.cases import FIELDS, LONGEST_TRIED, NO_CASE, Case
from app.domain.errors import Refused
from app.domain.kinds import KINDS, check_fields
from app.domain.records import Record
from app.domain.traces import emptied, trace, wordless
from app.domain.writing import Post

CASE = {"age": "6-12", "setting": "school", "tried": "A slanted board"}
ASKED = {"tab": "question", "title": "How?", "body": "She tires"}


def test_a_question_tells_of_a_case_and_a_plain_one_of_none():
    def read(**values):
        return Post.of(Record(scope="c.1", kind="post", id="p", base={**ASKED, **values})).case

    assert read(**CASE) == Case(age="6-12", setting="school", tried="A slanted board")
    assert read() == NO_CASE
    assert not NO_CASE


def test_only_what_there_is_of_it_is_sent():
    assert Case(setting="school", tried="  ").fields == {"setting": "school"}
    assert Case.of(CASE).fields == CASE


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("age", "7 years"), ("age", 7), ("setting", "Rajshahi Medical College"), ("tried", "x" * 2001)],
)
def test_an_age_or_a_place_in_ones_own_words_is_refused_and_so_is_too_much(name, wrong):
    with pytest.raises(Refused) as told:
        check_fields("post", {name: wrong})
    assert told.value.params["field"] == name
    assert check_fields("post", {"tried": "x" * LONGEST_TRIED})


def test_whether_somebody_could_be_recognised_is_no_field_of_anything():
    assert not [kind for kind, shape in KINDS.items() if {"rare", "rarity"} & set(shape.fields)]


def test_nothing_of_a_case_is_left_where_the_words_were_taken_back():
    values = {**ASKED, **CASE}
    assert set(trace("post", values, "author")) == {"tab", "taken"}
    assert not any(emptied("post", values, "author")[name] for name in FIELDS)
    assert not any(wordless(values)[name] for name in FIELDS)
