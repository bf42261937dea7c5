"""Circles are discovered on the device: by words, practice area, setting and language."""

import pytest

from app.domain.ids import COMMONS
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import discovering
from app.services.discovering import Sought

HAND = STARTER_CIRCLES[2]["id"]


def listed(desk, **fields):
    identifier = desk.new_id()
    base = {"name_en": "Listed", "areas": ["hand"], **fields}
    desk.memory.put(Record(scope=COMMONS, kind="listing", id=identifier, base=base, seq=1, pos=1))
    return identifier


def found(desk, query="", **sought):
    return [circle.id for circle in discovering.circles(desk, query, Sought(**sought))]


def test_a_practice_area_lets_through_only_what_names_it(desk):
    ours, other = listed(desk), listed(desk, areas=["school"])
    assert set(found(desk, area="hand")) == {ours, HAND}
    assert other in found(desk, area="school")


@pytest.mark.parametrize(("name", "said", "else_"), [("setting", "ngo", "school"), ("tongue", "bn", "en")])
def test_what_names_it_comes_first_then_what_names_none_and_never_what_names_others(desk, name, said, else_):
    field = f"{name}s"
    silent, named, others = listed(desk), listed(desk, **{field: [said]}), listed(desk, **{field: [else_]})
    there = found(desk, area="hand", **{name: said})
    assert there[0] == named
    assert silent in there
    assert others not in there


def test_words_and_filters_narrow_together(desk):
    ours = listed(desk, name_bn="রাজশাহীর হাত", settings=["government_hospital"])
    assert found(desk, "রাজশাহী", setting="government_hospital") == [ours]
    assert found(desk, "রাজশাহী", setting="school") == []


@pytest.mark.parametrize("query", ["government hospital", "সরকারি হাসপাতাল"])
def test_a_setting_is_found_by_its_word_in_either_language(desk, query):
    assert listed(desk, settings=["government_hospital"]) in found(desk, query)


def test_nothing_sought_is_everything(desk):
    assert not Sought()
    assert Sought(area="hand")
    assert len(found(desk)) == len(STARTER_CIRCLES)
