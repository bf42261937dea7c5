"""Counting votes so that nobody's own one is told."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.polling import ENOUGH, FEW, OTHERS, count
from app.domain.prompting import packed, read_choices

BALLOTS = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["ot", "physio", "slt", "nurse", ""])))


@given(BALLOTS)
def test_every_sum_that_can_be_had_is_of_enough_people(ballots):
    told = count(ballots, 4)
    if len(ballots) < ENOUGH:
        assert told == {}
        return
    sizes = [sum(group["counts"]) for group in told["groups"]]
    assert sum(told["counts"]) == len(ballots)
    assert all(size >= FEW for size in sizes)
    assert len(ballots) - sum(sizes) == 0 or not sizes, "what is left over could be subtracted"


@given(BALLOTS)
def test_what_is_told_of_the_groups_adds_up_to_what_is_told_of_all(ballots):
    told = count(ballots, 4)
    if told and told["groups"]:
        together = [sum(column) for column in zip(*(g["counts"] for g in told["groups"]), strict=True)]
        assert together == told["counts"]
    named = Counter(discipline for _, discipline in ballots)
    for group in told.get("groups", ()):
        assert group["of"] == OTHERS or sum(group["counts"]) == named[group["of"]]


def test_one_of_another_discipline_does_not_stand_alone():
    told = count([(1, "ot")] * 4 + [(2, "physio")] * 3 + [(3, "slt")], 3)
    assert [(g["of"], g["counts"]) for g in told["groups"]] == [("ot", [4, 0, 0]), ("others", [0, 3, 1])]


@pytest.mark.parametrize("lone", [1, 2])
def test_where_nothing_could_be_told_apart_only_the_sum_is_told(lone):
    told = count([(1, "ot")] * 4 + [(2, "slt")] * lone, 2)
    assert told == ({"counts": [4, lone], "groups": []})


def test_gaps_between_choices_are_closed_without_losing_a_side():
    typed = {"choice1_en": "A", "choice3_bn": "খ", "choice5_en": " ", "choice6_en": "C"}
    closed = packed(typed)
    assert [(c.en, c.bn) for c in read_choices(closed)] == [("A", ""), ("", "খ"), ("C", "")]
