import examples as eg
import pytest

from app.domain.bilingual import Bilingual
from app.domain.people import CHOSEN_AUDIENCE, Audience, Person, card, is_listed

WHOLE = {**eg.NASRIN, "years": "3-5", "setting": "ngo", "learn": "SPSS", "audience": {}}


def test_a_name_and_a_discipline_are_always_shown():
    shown = card({**WHOLE, "audience": dict.fromkeys(CHOSEN_AUDIENCE, "only_me")}, Audience.EVERYONE)
    assert set(shown) == {"name_en", "name_bn", "discipline"}


def test_years_and_workplace_stay_among_circles_unless_the_person_says_otherwise():
    assert "years" not in card(WHOLE, Audience.EVERYONE)
    assert "setting" not in card(WHOLE, Audience.EVERYONE)
    assert card(WHOLE, Audience.CIRCLES)["years"] == "3-5"


@pytest.mark.parametrize("field", sorted(CHOSEN_AUDIENCE))
def test_a_field_for_oneself_is_on_no_card(field):
    private = {**WHOLE, "audience": {field: "only_me"}}
    assert field not in card(private, Audience.EVERYONE)
    assert field not in card(private, Audience.CIRCLES)


@pytest.mark.parametrize("field", sorted(CHOSEN_AUDIENCE))
def test_circles_see_whatever_everyone_sees(field):
    public = {**WHOLE, "audience": {field: "everyone"}}
    assert card(public, Audience.CIRCLES)[field] == card(public, Audience.EVERYONE)[field] == WHOLE[field]


def test_the_choices_of_audience_themselves_are_on_no_card():
    assert "audience" not in card(WHOLE, Audience.CIRCLES)
    assert "listed" not in card({**WHOLE, "listed": True}, Audience.CIRCLES)


def test_a_person_is_found_in_the_directory_unless_they_do_not_want_it():
    assert is_listed(WHOLE)
    assert not is_listed({**WHOLE, "listed": False})


def test_a_name_is_read_in_the_readers_script_or_in_the_other_rather_than_not_at_all():
    both, latin = Person.read("1", eg.NASRIN).name, Person.read("2", eg.DAVID).name
    assert (both.best("bn"), both.best("en")) == ("নাসরিন আক্তার", "Nasrin Akter")
    assert latin.best("bn") == "David Mitra"
    assert latin.language_shown("bn") == "en"
    assert not Bilingual()
