import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.sorting import sort_key

bengali = st.text(st.characters(min_codepoint=0x0980, max_codepoint=0x09FF), max_size=6)


@pytest.mark.parametrize(
    "in_order",
    [
        ["কংকা", "কঃকা", "কঁকা", "ককা"],  # CLDR bn: &ঔ<ং<ঃ<ঁ, all before ক
        ["তৎপর", "তব"],
        ["তত", "তৎপর", "তথ"],
        ["বড", "বড\u09bc", "বডা"],
        ["ক", "কা", "কি", "কী", "কু", "কে", "কো", "ক্ষ", "খ"],
        ["অলি", "আলি", "ইমা", "করিম", "হাসান", "Abdul", "Élan", "elf", "Zaman"],
        ["রহিম", "রহিম উদ্দিন", "রহিমা"],
        ["ali", "Ali", "Älif"],
    ],
)
def test_names_stand_in_dictionary_order(in_order):
    shuffled = random.Random(7).sample(in_order, len(in_order))
    assert sorted(shuffled, key=sort_key) == in_order


def test_a_long_list_in_both_scripts_stands_as_an_independent_icu_has_it():
    """The file was put in order by Intl.Collator("bn") of ICU 78.2: see sort_with_icu.mjs."""
    in_order = (Path(__file__).parent / "sorted_by_icu.txt").read_text(encoding="utf-8").splitlines()
    shuffled = random.Random(7).sample(in_order, len(in_order))
    assert len(in_order) > 500
    assert sorted(shuffled, key=sort_key) == in_order


def test_the_two_encodings_of_one_letter_stand_together():
    names = ["সম\u09df", "সমব", "সময\u09bc"]
    assert sorted(names, key=sort_key)[0] == "সমব"


def test_digits_sort_by_value_in_either_script():
    assert sorted(["৩", "1", "২"], key=sort_key) == ["1", "২", "৩"]


def test_joiners_do_not_move_a_name():
    assert sort_key("র\u200d্যাব")[0] == sort_key("র্যাব")[0]


@given(st.lists(st.text(max_size=6) | bengali, max_size=8))
def test_every_list_has_one_order(texts):
    assert sorted(texts, key=sort_key) == sorted(reversed(texts), key=sort_key)


@given(st.text(max_size=6) | bengali, st.text(max_size=6) | bengali)
def test_only_equal_texts_have_equal_keys(one, another):
    assert (sort_key(one) == sort_key(another)) == (one == another)
