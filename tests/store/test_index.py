from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.index import UNNUMBERED, WHOLE, Index, Run, indexable

numbers = st.one_of(
    st.integers(-3, 3), st.integers(2**53 - 2, 2**53 + 2), st.integers(-(2**70), 2**70), st.floats(-4, 4)
)
pairs = st.lists(st.tuples(numbers, st.integers(0, 50)), unique_by=lambda pair: pair[1], max_size=30)


@given(pairs, st.data())
def test_a_run_stays_sorted_whatever_comes_and_goes(
    given_pairs: list[tuple[Any, int]], data: st.DataObject
) -> None:
    run = Run(given_pairs[::2])
    for number, slot in given_pairs[1::2]:
        run.add(number, slot)
    gone = data.draw(st.sets(st.sampled_from(given_pairs))) if given_pairs else set()
    for number, slot in gone:
        run.discard(number, slot)
    assert list(run.slots) == [slot for number, slot in sorted(given_pairs) if (number, slot) not in gone]
    assert len(run) == len(given_pairs) - len(gone)


@given(pairs, st.none() | numbers, st.none() | numbers)
def test_between_is_strict_on_both_sides(given_pairs: list[tuple[Any, int]], before: Any, after: Any) -> None:
    run = Run(given_pairs)
    found = [run.slots[position] for position in run.between(before, after)]
    assert found == [
        slot
        for number, slot in sorted(given_pairs)
        if (before is None or number < before) and (after is None or number > after)
    ]


def test_numbers_beyond_a_float_keep_their_order() -> None:
    run = Run([(2**53 + 1, 0), (2**53, 1)])
    assert list(run.slots) == [1, 0]
    assert list(run.between(None, 2**53)) == [1]


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
    assert list(index.run("a").slots) == [0, 1, 2]


def test_building_at_once_gives_what_adding_gives() -> None:
    built, added = Index("f", "n"), Index("f", "n")
    documents = [{"f": slot % 3, "n": -slot % 5} for slot in range(20)]
    keys = [(key, slot) for slot, document in enumerate(documents) if (key := added.key(document))]
    built.build(keys)
    for key, slot in keys:
        added.add(key, slot)
    assert all(list(built.run(value).slots) == list(added.run(value).slots) for value in range(3))


@pytest.mark.parametrize("value", [[1], {}, (1, 2), float("nan"), frozenset(), object()])
def test_only_a_scalar_that_equals_itself_can_be_looked_up(value: object) -> None:
    assert not indexable(value)
