import datetime as dt

import pytest
from i18n.refresh_catalogs import ROOT

from app.i18n.catalogs import Translator, load
from app.i18n.formats import Formatter
from app.i18n.measures import duration, size

BN = Translator(catalog=load("bn", ROOT / "locales"), formatter=Formatter("bn", zone=dt.UTC))
EN = Translator(catalog=load("en", ROOT / "locales"), formatter=Formatter("en", zone=dt.UTC))
HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("count", "english", "bengali"),
    [
        (0, "0 bytes", "০ বাইট"),
        (1, "1 byte", "১ বাইট"),
        (999, "999 bytes", "৯৯৯ বাইট"),
        (1_000, "1 kB", "১ কিলোবাইট"),
        (1_536, "1.5 kB", "১.৫ কিলোবাইট"),
        (999_949, "999.9 kB", "৯৯৯.৯ কিলোবাইট"),
        (999_950, "1 MB", "১ মেগাবাইট"),
        (2_340_000, "2.3 MB", "২.৩ মেগাবাইট"),
        (5_000_000_000_000, "5,000 GB", "৫,০০০ গিগাবাইট"),
    ],
)
def test_a_size_is_told_to_one_place_in_the_unit_that_fits(count, english, bengali):
    assert (size(count, EN), size(count, BN)) == (english, bengali)


@pytest.mark.parametrize(
    ("seconds", "english", "bengali"),
    [
        (0, "0 seconds", "০ সেকেন্ড"),
        (59.5, "1 minute", "১ মিনিট"),
        (90, "1 minute, 30 seconds", "১ মিনিট, ৩০ সেকেন্ড"),
        (HOUR - 0.4, "1 hour", "১ ঘণ্টা"),
        (HOUR + 29 * 60 + 31, "1 hour, 30 minutes", "১ ঘণ্টা, ৩০ মিনিট"),
        (DAY - 20, "1 day", "১ দিন"),
        (2 * DAY + 5 * HOUR + 40 * 60, "2 days, 6 hours", "২ দিন, ৬ ঘণ্টা"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(seconds, english, bengali):
    assert (duration(seconds, EN), duration(seconds, BN)) == (english, bengali)
