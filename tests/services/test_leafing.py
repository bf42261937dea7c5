"""A stretch of a long thread."""

import examples as eg
import pytest

from app.domain.ids import pair_scope
from app.services import messaging
from app.services.leafing import Stretch, around, newer


@pytest.fixture
def talk(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    arrived = eg.hear(desk, david, *(f"word {number}" for number in range(30)))
    yield desk, david, arrived, f"{pair_scope(desk.person, david)}/dm"
    desk.memory.close()


def read(desk, david, stretch):
    return [
        int(one.body.split()[1]) for one in messaging.messages(desk, david, stretch.limit, stretch.before)
    ]


def test_what_was_looked_for_stands_among_its_neighbours(talk):
    desk, david, arrived, thread = talk
    stretch = around(desk, thread, arrived[10].order, earlier=3, later=2)
    assert read(desk, david, stretch) == [7, 8, 9, 10, 11, 12]
    assert read(desk, david, stretch.longer(2)) == [5, 6, 7, 8, 9, 10, 11, 12]


def test_newer_ones_come_until_there_are_no_more_and_then_whatever_arrives(talk):
    desk, david, arrived, thread = talk
    stretch = around(desk, thread, arrived[26].order, earlier=0, later=1)
    assert read(desk, david, stretch) == [26, 27]
    stretch = newer(desk, thread, stretch, 1)
    assert read(desk, david, stretch) == [26, 27, 28]
    stretch = newer(desk, thread, stretch, 5)
    assert stretch == Stretch(limit=4)
    eg.hear(desk, david, "word 30")
    assert read(desk, david, stretch) == [27, 28, 29, 30]
    assert newer(desk, thread, stretch, 5) == stretch


def test_near_either_end_there_is_what_there_is(talk):
    desk, david, arrived, thread = talk
    assert read(desk, david, around(desk, thread, arrived[0].order, earlier=3, later=1)) == [0, 1]
    assert around(desk, thread, arrived[-1].order, earlier=3, later=9) == Stretch(limit=4)
