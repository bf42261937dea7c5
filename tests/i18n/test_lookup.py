"""What a text is looked up by."""

from app.i18n import lookup
from app.i18n.search import sought


def test_a_sound_is_kept_short_and_still_heard():
    heard = [form for form in lookup.forms("শিক্ষা") if form.startswith(lookup.HEARD)]
    assert heard
    assert all(form.isascii() for form in heard)
    (*_, each) = lookup.ways(sought("shikkha"))
    keys = [key for key in each[0] if key.prefix.startswith(lookup.HEARD)]
    assert any(form.startswith(key.prefix) and key.agrees(form) for form in heard for key in keys)


def test_a_word_of_plain_letters_has_no_loose_form():
    assert [form for form in lookup.forms("hands") if form.startswith(lookup.LOOSE)] == []
    assert next(iter(lookup.forms("শী"))) == f"{lookup.LOOSE}সি"


def test_of_a_phrase_one_word_is_looked_up_and_for_each_word_it_stands_for():
    (*_, each) = lookup.ways(sought("পেশাগত থেরাপি"))
    assert [any(key.prefix == "occupational" for key in group) for group in each] == [True, True]
    (*_, each) = lookup.ways(sought("পেশাগত থেরাপি হাত"))
    assert not any(key.prefix == "occupational" for key in each[2])


def test_nothing_is_looked_up_for_a_query_without_words():
    assert lookup.ways(sought(" ।!")) == []


def test_an_index_made_of_other_forms_is_of_another_edition(monkeypatch):
    before = lookup.edition()
    assert before == lookup.edition()
    monkeypatch.setattr(lookup, "LOOSE", "\4")
    assert lookup.edition() != before
