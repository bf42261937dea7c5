"""What one has looked for is remembered here, and can be wiped away."""

from app.services import recalling


def test_the_latest_is_first_and_each_is_there_once(desk):
    for query in ("stroke", "  হাত\n", "Stroke ", "x", "", "y" * 200):
        recalling.recall(desk, query)
    assert recalling.recent(desk) == ["Stroke", "হাত"]


def test_the_oldest_of_many_are_forgotten(desk):
    for number in range(20):
        recalling.recall(desk, f"query {number}")
    assert recalling.recent(desk) == [f"query {number}" for number in range(19, 11, -1)]


def test_one_or_all_are_wiped_away(desk):
    for query in ("stroke", "হাত"):
        recalling.recall(desk, query)
    recalling.forget(desk, "stroke")
    assert recalling.recent(desk) == ["হাত"]
    recalling.forget(desk)
    assert recalling.recent(desk) == []
    assert "searches" not in desk.memory.notes("searches")


def test_it_never_waits_to_be_sent(desk):
    before = desk.memory.count_waiting()
    recalling.recall(desk, "stroke")
    assert desk.memory.count_waiting() == before
