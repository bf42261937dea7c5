from hypothesis import given
from hypothesis import strategies as st

from app.domain.merge import FUTURE_ALLOWED_MS, merge_fields
from app.domain.stamps import Stamp, next_stamp

NOW = 1_000_000
FIELDS = st.sampled_from(["name", "place", "ask"])
STAMPS = st.builds(Stamp, st.integers(0, NOW), st.integers(0, 3), st.sampled_from(["phone", "laptop"]))


@st.composite
def edits(draw):
    """What devices do: a stamp is used once, so the same stamp always carries the same value."""
    made = {}
    for _ in range(draw(st.integers(1, 6))):
        field, stamp = draw(FIELDS), draw(STAMPS)
        made.setdefault((field, stamp), f"{field} at {stamp}")
    return [({field: value}, {field: stamp}) for (field, stamp), value in made.items()]


def merged(changes):
    values, stamps = {}, {}
    for change, marks in changes:
        values, stamps = merge_fields(values, stamps, change, marks, now_ms=NOW)
    return values, stamps


@given(edits(), st.randoms())
def test_edits_give_the_same_record_in_whatever_order_they_arrive(changes, random):
    shuffled = [*changes]
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(changes)


@given(edits())
def test_an_edit_that_arrives_twice_changes_nothing(changes):
    assert merged([*changes, *changes]) == merged(changes)


def test_an_older_edit_that_arrives_later_loses():
    newer = ({"name": "new"}, {"name": Stamp(20, 0, "phone")})
    older = ({"name": "old"}, {"name": Stamp(10, 0, "laptop")})
    assert merged([newer, older])[0] == {"name": "new"}


def test_a_clock_from_the_future_cannot_win_for_ever():
    wild = ({"name": "tomorrow"}, {"name": Stamp(NOW + FUTURE_ALLOWED_MS + 1, 0, "phone")})
    values, stamps = merged([wild])
    assert values == {"name": "tomorrow"}
    assert stamps["name"].wall == NOW
    later = merge_fields(
        values, stamps, {"name": "after"}, {"name": Stamp(NOW + 1, 0, "laptop")}, now_ms=NOW + 1
    )
    assert later[0] == {"name": "after"}


@given(STAMPS, st.integers(0, 2 * NOW))
def test_the_next_stamp_is_later_even_when_the_clock_goes_back(last, now):
    assert next_stamp(last, now, "phone") > Stamp(last.wall, last.counter, "")
    assert next_stamp(last, now, "phone")[:2] > last[:2]
