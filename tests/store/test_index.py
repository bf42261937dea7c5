import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.index import CHUNK, UNNUMBERED, WHOLE, Index, Run, indexable


def run_of(pairs: list[tuple[Any, int]]) -> Run:
    run = Run()
    for number, slot in pairs:
        run.add(number, slot)
    return run


numbers = st.one_of(
    st.integers(-3, 3), st.integers(2**53 - 2, 2**53 + 2), st.integers(-(2**70), 2**70), st.floats(-4, 4)
)
pairs = st.lists(st.tuples(numbers, st.integers(0, 50)), unique_by=lambda pair: pair[1], max_size=30)


@given(pairs, st.data())
def test_a_run_stays_sorted_whatever_comes_and_goes(
    given_pairs: list[tuple[Any, int]], data: st.DataObject
) -> None:
    run = run_of(given_pairs[::2])
    for number, slot in given_pairs[1::2]:
        run.add(number, slot)
    gone = data.draw(st.sets(st.sampled_from(given_pairs))) if given_pairs else set()
    for number, slot in gone:
        run.discard(number, slot)
    assert list(run.slots()) == [slot for number, slot in sorted(given_pairs) if (number, slot) not in gone]
    assert len(run) == len(given_pairs) - len(gone)


@given(pairs, st.none() | numbers, st.none() | numbers)
def test_between_is_strict_on_both_sides(given_pairs: list[tuple[Any, int]], before: Any, after: Any) -> None:
    run = run_of(given_pairs)
    found = list(run.slots(before, after))
    assert found == list(run.slots(before, after, latest_first=True))[::-1]
    assert found == [
        slot
        for number, slot in sorted(given_pairs)
        if (before is None or number < before) and (after is None or number > after)
    ]


def test_numbers_beyond_a_float_keep_their_order() -> None:
    run = run_of([(2**53 + 1, 0), (2**53, 1)])
    assert list(run.slots()) == [1, 0]
    assert list(run.slots(after=2**53)) == [0]


def test_a_document_without_the_field_is_in_no_index_of_it() -> None:
    index = Index("thread", "order")
    assert index.key({"order": 1}) is None
    assert index.key({"thread": ["a"], "order": 1}) is None
    assert index.key({"thread": None, "order": 1}) == (None, 1)


def test_a_document_without_the_number_comes_first_of_its_value_and_is_not_in_the_whole_order() -> None:
    for document in ({"thread": "a"}, {"thread": "a", "order": None}, {"thread": "a", "order": True}):
        assert Index("thread", "order").key(document) == ("a", UNNUMBERED)
        assert Index(WHOLE, "order").key(document) is None


def test_without_a_number_the_order_is_that_of_insertion() -> None:
    index = Index("thread", None)
    for slot in (2, 0, 1):
        index.add(index.key({"thread": "a"}), slot)
    assert list(index.run("a").slots()) == [0, 1, 2]


@pytest.mark.parametrize("numbered", [lambda slot: -slot % 700, lambda slot: -slot % 700 + 0.5])
def test_what_is_kept_is_the_same_index_and_goes_on_like_it(numbered: Callable[[int], float]) -> None:
    index = Index("f", "n")
    documents = [{"f": slot % 3, "n": numbered(slot)} for slot in range(5 * CHUNK)]
    for slot, document in enumerate(documents):
        index.add(index.key(document), slot)
    runs, numbers, slots = index.keep()
    again = Index("f", "n")
    again.take(json.loads(json.dumps(runs)), memoryview(numbers).cast("q"), memoryview(slots).cast("I"))
    for slot in range(0, len(documents), 7):
        index.discard(index.key(documents[slot]), slot)
        again.discard(again.key(documents[slot]), slot)
        again.add(again.key({"f": 1, "n": slot}), slot)
        index.add(index.key({"f": 1, "n": slot}), slot)
    for value in range(4):
        assert list(again.run(value).slots(after=9)) == list(index.run(value).slots(after=9))
    assert again.keep() == index.keep()


def test_a_long_run_is_kept_in_pieces_and_answers_as_one() -> None:
    pairs = [(number * 37 % 1000 // 2, number) for number in range(6 * CHUNK)]
    run = run_of(pairs)
    ordered = sorted(pairs)
    for before, after in (
        (None, None),
        (250, None),
        (None, 250),
        (400, 100),
        (100, 400),
        (-1, None),
        (9999, 3),
    ):
        wanted = [
            slot
            for number, slot in ordered
            if (before is None or number < before) and (after is None or number > after)
        ]
        assert list(run.slots(before, after)) == wanted
        assert list(run.slots(before, after, latest_first=True)) == wanted[::-1]


@pytest.mark.parametrize("value", [[1], {}, (1, 2), float("nan"), frozenset(), object()])
def test_only_a_scalar_that_equals_itself_can_be_looked_up(value: object) -> None:
    assert not indexable(value)
