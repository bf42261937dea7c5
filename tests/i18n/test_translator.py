import datetime as dt
import os
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from i18n.refresh_catalogs import ROOT

from app.i18n.catalogs import Translator, load
from app.i18n.formats import Formatter
from app.i18n.moments import relative, upcoming

DHAKA = dt.timezone(dt.timedelta(hours=6))
NOW = dt.datetime(2026, 1, 5, 16, 30, tzinfo=DHAKA)


class Words(NullTranslations):
    """A catalog small enough to be read."""

    def gettext(self, message):
        return "{name}, স্বাগতম" if message == "Hello, {name}" else message

    def ngettext(self, one, many, n):
        return "{n} জন সদস্য" if many == "{n} members" else many

    def pgettext(self, context, message):
        return "পোস্ট করুন" if (context, message) == ("verb", "Post") else message


BN = Translator(catalog=Words(), formatter=Formatter("bn", zone=DHAKA))
EN = Translator(catalog=NullTranslations(), formatter=Formatter("en", zone=DHAKA))


def spoken(lang):
    return Translator(catalog=load(lang, ROOT / "locales"), formatter=Formatter(lang, zone=DHAKA))


def test_numbers_in_a_message_are_in_the_readers_digits():
    assert BN.t("{count} of {all}", count=3, all=123456) == "৩ of ১,২৩,৪৫৬"
    assert EN.t("{count} of {all}", count=3, all=123456) == "3 of 123,456"
    assert BN.t("{share}", share=2.5) == "২.৫"


def test_what_a_person_wrote_keeps_its_digits():
    assert BN.t("Hello, {name}", name="Rahim 2") == "Rahim 2, স্বাগতম"


def test_a_plural_is_chosen_by_the_number_and_says_it():
    assert EN.tn("{n} member", "{n} members", 1) == "1 member"
    assert EN.tn("{n} member", "{n} members", 1200) == "1,200 members"
    assert BN.tn("{n} member", "{n} members", 1200) == "১,২০০ জন সদস্য"


def test_a_word_with_two_meanings_has_a_context():
    assert BN.tp("verb", "Post") == "পোস্ট করুন"
    assert BN.tp("noun", "Post") == EN.tp("verb", "Post") == "Post"


def test_a_place_nobody_filled_never_raises_at_a_reader():
    assert EN.t("Hello, {name}") == "Hello, …"
    assert EN.t("{0} {a.b} {") == "… {a.b} {"


def test_an_empty_message_is_not_the_header_of_the_catalog():
    assert spoken("bn").t("") == ""


def test_what_is_filled_in_is_not_read_as_a_place_again():
    assert EN.t("{a} {b}", a="{b}", b="x") == "{b} x"


@given(st.text(), st.dictionaries(st.text(), st.text() | st.integers() | st.floats(-1e9, 1e9)))
def test_no_message_is_too_strange(message, params):
    assert isinstance(BN.t(message, **params), str)


def test_a_translator_knows_its_language():
    assert (BN.lang, EN.lang) == ("bn", "en")


@pytest.mark.parametrize(
    ("ago", "bengali", "english"),
    [
        (dt.timedelta(seconds=5), "এইমাত্র", "Just now"),
        (dt.timedelta(seconds=59), "এইমাত্র", "Just now"),
        (dt.timedelta(minutes=-20), "এইমাত্র", "Just now"),
        (dt.timedelta(minutes=1), "১ মিনিট আগে", "1 minute ago"),
        (dt.timedelta(minutes=59, seconds=59), "৫৯ মিনিট আগে", "59 minutes ago"),
        (dt.timedelta(hours=1), "১ ঘণ্টা আগে", "1 hour ago"),
        (dt.timedelta(hours=16), "১৬ ঘণ্টা আগে", "16 hours ago"),
        (dt.timedelta(hours=17), "গতকাল রাত ১১:৩০", "Yesterday 23:30"),
        (dt.timedelta(days=1, hours=16), "গতকাল রাত ১২:৩০", "Yesterday 00:30"),
        (dt.timedelta(days=2), "২ দিন আগে", "2 days ago"),
        (dt.timedelta(days=6), "৬ দিন আগে", "6 days ago"),
        (dt.timedelta(days=7), "২৯ ডিসে, ২০২৫", "29 Dec 2025"),
        (dt.timedelta(days=-1), "৬ জানু, ২০২৬, বিকাল ৪:৩০", "6 Jan 2026, 16:30"),
    ],
)
def test_how_long_ago_is_said_the_same_way_in_both_languages(ago, bengali, english):
    assert relative(NOW - ago, NOW, spoken("bn")) == bengali
    assert relative(NOW - ago, NOW, spoken("en")) == english


def test_an_hour_before_midnight_is_minutes_ago_not_yesterday():
    midnight = dt.datetime(2026, 1, 5, 0, 10, tzinfo=DHAKA)
    assert relative(midnight - dt.timedelta(minutes=30), midnight, EN) == "30 minutes ago"


def test_yesterday_is_the_readers_yesterday():
    then, now = dt.datetime(2026, 1, 4, 17, 0, tzinfo=dt.UTC), dt.datetime(2026, 1, 4, 20, 0, tzinfo=dt.UTC)
    assert relative(then, now, EN) == "Yesterday 23:00"
    assert relative(
        then, now, Translator(catalog=NullTranslations(), formatter=Formatter("en", zone=dt.UTC))
    ) == ("3 hours ago")


@pytest.mark.parametrize(
    ("ahead", "bengali", "english"),
    [
        (dt.timedelta(seconds=20), "একটু পরেই", "In a moment"),
        (dt.timedelta(minutes=1), "১ মিনিট পরে", "In 1 minute"),
        (dt.timedelta(minutes=59, seconds=59), "৫৯ মিনিট পরে", "In 59 minutes"),
        (dt.timedelta(hours=1), "১ ঘণ্টা পরে", "In 1 hour"),
        (dt.timedelta(hours=7, minutes=29), "৭ ঘণ্টা পরে", "In 7 hours"),
        (dt.timedelta(hours=7, minutes=30), "আগামীকাল রাত ১২:০০", "Tomorrow 00:00"),
        (dt.timedelta(hours=16, minutes=45), "আগামীকাল সকাল ৯:১৫", "Tomorrow 09:15"),
        (dt.timedelta(days=1, hours=7), "আগামীকাল রাত ১১:৩০", "Tomorrow 23:30"),
        (dt.timedelta(days=1, hours=8), "২ দিন পরে", "In 2 days"),
        (dt.timedelta(days=6), "৬ দিন পরে", "In 6 days"),
        (dt.timedelta(days=7), "১২ জানু, ২০২৬", "12 Jan 2026"),
        (dt.timedelta(), "এইমাত্র", "Just now"),
        (dt.timedelta(hours=-3), "৩ ঘণ্টা আগে", "3 hours ago"),
        (dt.timedelta(days=-1), "গতকাল বিকাল ৪:৩০", "Yesterday 16:30"),
    ],
)
def test_how_soon_something_is_due_is_said_the_same_way_in_both_languages(ahead, bengali, english):
    assert upcoming(NOW + ahead, NOW, spoken("bn")) == bengali
    assert upcoming(NOW + ahead, NOW, spoken("en")) == english


def test_an_hour_after_midnight_is_minutes_away_not_tomorrow():
    evening = dt.datetime(2026, 1, 5, 23, 40, tzinfo=DHAKA)
    assert upcoming(evening + dt.timedelta(minutes=30), evening, EN) == "In 30 minutes"


def test_tomorrow_is_the_readers_tomorrow():
    then, now = dt.datetime(2026, 1, 4, 20, 0, tzinfo=dt.UTC), dt.datetime(2026, 1, 4, 16, 0, tzinfo=dt.UTC)
    assert upcoming(then, now, EN) == "Tomorrow 02:00"
    assert upcoming(
        then, now, Translator(catalog=NullTranslations(), formatter=Formatter("en", zone=dt.UTC))
    ) == ("In 4 hours")


def test_a_catalog_is_read_once_until_it_is_edited(tmp_path):
    folder = tmp_path / "bn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = folder / "messages.po"
    po.write_text('msgid "Home"\nmsgstr "হোম"\n', encoding="utf-8")
    first = load("bn", tmp_path)
    assert load("bn", tmp_path) is first
    po.write_text('msgid "Home"\nmsgstr "বাড়ি"\n', encoding="utf-8")
    os.utime(po, ns=(1, 1))
    assert load("bn", tmp_path).gettext("Home") == "বাড়ি"
