from hypothesis import given
from hypothesis import strategies as st

from app.domain import ids

TIMES = st.integers(0, 2**48 - 1)
BYTES = st.binary(min_size=10, max_size=10)


@given(TIMES, BYTES)
def test_a_fresh_id_is_a_version_7_uuid_that_says_when_it_was_made(now, randomness):
    made = ids.uuid7(now, randomness)
    assert ids.is_uuid7(made)
    assert ids.time_of(made) == now


@given(TIMES, TIMES, BYTES, BYTES)
def test_ids_sort_by_the_time_they_were_made(one, other, randomness, more):
    first, second = ids.uuid7(one, randomness), ids.uuid7(other, more)
    assert one == other or (first < second) == (one < other)


def test_other_uuids_and_other_spellings_are_not_taken_for_ours():
    made = ids.uuid7(1, bytes(10))
    assert not ids.is_uuid7(made.upper().replace("-", ""))
    assert not ids.is_uuid7("{" + made + "}")
    assert not ids.is_uuid7("7d444840-9dc0-11d1-b245-5ffdce74fad2")
    assert not ids.is_uuid7("")


@given(BYTES, BYTES)
def test_two_people_who_open_a_conversation_apart_open_the_same_one(one, other):
    anna, bela = ids.uuid7(1, one), ids.uuid7(2, other)
    assert ids.pair_scope(anna, bela) == ids.pair_scope(bela, anna)
    assert ids.scope_type(ids.pair_scope(anna, bela)) == "d"


def test_a_scope_tells_its_type_and_what_is_no_scope_has_none():
    assert [ids.scope_type(s) for s in ("k", "u.a", "c.b", "d.c")] == ["k", "u", "c", "d"]
    assert [ids.scope_type(s) for s in ("", "k.x", "m.x", "c.", "x", "u")] == [""] * 6
