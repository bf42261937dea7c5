import datetime as dt
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from i18n.refresh_catalogs import ROOT

from app.i18n.formats import Formatter

DHAKA = dt.timezone(dt.timedelta(hours=6))
BN = Formatter("bn", zone=DHAKA)
EN = Formatter("en", zone=DHAKA)
MONDAY = dt.datetime(2026, 1, 5, 10, 30, tzinfo=dt.UTC)  # 16:30 in Dhaka


def at(hour, minute=0):
    return dt.datetime(2026, 1, 5, hour, minute, tzinfo=DHAKA)


def test_integers_are_grouped_by_lakhs_in_bengali_and_by_thousands_in_english():
    assert BN.integer(12345678) == "১,২৩,৪৫,৬৭৮"
    assert EN.integer(12345678) == "12,345,678"
    assert BN.integer(-1234) == "-১,২৩৪"


@pytest.mark.parametrize(
    ("number", "places", "bengali"),
    [
        (2.5, 0, "৩"),
        (2.55, 1, "২.৬"),
        (2.0, 1, "২"),
        (-0.5, 1, "-০.৫"),
        (1234567.25, 2, "১২,৩৪,৫৬৭.২৫"),
        (-0.01, 1, "০"),
    ],
)
def test_decimals_are_rounded_half_up_and_lose_empty_places(number, places, bengali):
    assert BN.decimal(number, places=places) == bengali


def test_percents_are_whole():
    assert (BN.percent(0.256), EN.percent(0.256), BN.percent(1), EN.percent(0.125)) == (
        "২৬%",
        "26%",
        "১০০%",
        "13%",
    )


def test_bengali_dates_have_todays_spelling_and_digits():
    assert BN.date(MONDAY) == "৫ জানু, ২০২৬"
    assert BN.date(MONDAY, "long") == unicodedata.normalize("NFC", "৫ জানুয়ারি, ২০২৬")
    assert BN.date(MONDAY, "full") == unicodedata.normalize("NFC", "সোমবার, ৫ জানুয়ারি, ২০২৬")
    assert BN.date(dt.date(2026, 2, 9), "long") == unicodedata.normalize("NFC", "৯ ফেব্রুয়ারি, ২০২৬")


def test_english_dates_put_the_day_before_the_month():
    assert EN.date(MONDAY) == "5 Jan 2026"
    assert EN.date(MONDAY, "full") == "Monday, 5 January 2026"


def test_a_day_is_the_readers_day():
    late = dt.datetime(2026, 1, 5, 20, 0, tzinfo=dt.UTC)
    assert EN.date(late) == "6 Jan 2026"
    assert EN.date(dt.date(2026, 1, 5)) == "5 Jan 2026"


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (0, "রাত ১২:০০"),
        (3, "রাত ৩:০০"),
        (4, "ভোর ৪:০০"),
        (6, "সকাল ৬:০০"),
        (12, "দুপুর ১২:০০"),
        (16, "বিকাল ৪:০০"),
        (18, "সন্ধ্যা ৬:০০"),
        (20, "রাত ৮:০০"),
    ],
)
def test_bengali_times_begin_with_the_part_of_the_day(hour, said):
    assert BN.time(at(hour)) == said


def test_english_times_have_twenty_four_hours():
    assert (EN.time(MONDAY), EN.time(at(0, 5))) == ("16:30", "00:05")


def test_a_reader_may_prefer_the_other_clock():
    times = [
        Formatter(lang, hours=hours, zone=DHAKA).time(MONDAY)
        for lang in ("bn", "en")
        for hours in ("24", "12")
    ]
    assert times == ["১৬:৩০", "বিকাল ৪:৩০", "16:30", "4:30\u00a0pm"]


def test_in_india_english_counts_in_lakhs_and_twelve_hours_and_money_has_its_sign_first():
    bengali, english = (Formatter(lang, region="IN", zone=DHAKA) for lang in ("bn", "en"))
    assert (english.locale, english.integer(123456), english.time(MONDAY)) == (
        "en_IN",
        "1,23,456",
        "4:30\u00a0pm",
    )
    assert (bengali.currency(1234.5, "INR"), BN.currency(1234.5)) == ("₹১,২৩৪.৫০", "১,২৩৪.৫০৳")


@pytest.mark.parametrize(
    ("number", "bengali", "english"),
    [
        (999, "৯৯৯", "999"),
        (1_499, "১.৫ হাজার", "1.5 thousand"),
        (99_499, "৯৯ হাজার", "99 thousand"),
        (99_999, "১ লাখ", "100 thousand"),
        (9_999_999, "১ কোটি", "10 million"),
    ],
)
def test_a_large_number_is_said_in_the_word_it_is_nearest_to(number, bengali, english):
    assert (BN.compact(number), EN.compact(number)) == (bengali, english)


def test_date_and_time_stand_side_by_side():
    assert BN.datetime(MONDAY) == "৫ জানু, ২০২৬, বিকাল ৪:৩০"
    assert EN.datetime(MONDAY) == "5 Jan 2026, 16:30"


def test_a_list_joins_peoples_words_and_leaves_them_alone():
    assert BN.list(["ক", "খ2", "গ"]) == "ক, খ2 এবং গ"
    assert EN.list(["a", "b", "c"]) == "a, b and c"
    assert (BN.list([]), BN.list(["ক"])) == ("", "ক")


def test_people_and_things_are_counted_with_their_words():
    assert (BN.people(5), BN.things(5)) == ("৫ জন", "৫টি")
    assert (EN.people(5), EN.things(5)) == ("5", "5")


def test_a_reader_of_bengali_may_prefer_latin_digits():
    latin = Formatter("bn", numerals="latn", zone=DHAKA)
    assert (latin.integer(123456), latin.time(MONDAY)) == ("1,23,456", "বিকাল 4:30")


@given(
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)),
    st.sampled_from(["medium", "long", "full"]),
)
def test_no_latin_digit_old_spelling_or_narrow_space_is_ever_shown(moment, style):
    said = BN.datetime(moment.replace(tzinfo=dt.UTC), style)
    assert unicodedata.is_normalized("NFC", said)
    assert not set(said) & set("0123456789\u202f")
    assert "রাত্রি" not in said
    assert "রী," not in said  # জানুয়ারী


def test_babel_is_not_imported_before_the_first_date():
    code = (
        "import sys, app.i18n.catalogs, app.i18n.moments, app.i18n.search; sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
