"""Numbers and dates beside an independent ICU (78, CLDR 48), which comes with icu4py; where our house style
differs on purpose (i18n.md 1.4: রাত for রাত্রি and first, no narrow no-break space), so does the expectation."""

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from app.i18n.formats import Formatter

READERS = {
    reader.locale: reader
    for reader in (
        Formatter(lang, region=region, hours="12", zone=dt.UTC)
        for lang in ("bn", "en")
        for region in ("BD", "IN")
    )
}
locales = pytest.mark.parametrize("locale", READERS)
numbers = (
    st.integers(-(10**14), 10**14).map(Decimal)
    | st.decimals(-(10**7), 10**7, places=3)
    | st.integers(0, 14).flatmap(lambda power: st.integers(-9, 9).map(lambda by: Decimal(10**power + by)))
).map(abs)
moments = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2099, 1, 1), timezones=st.just(dt.UTC))
HALF_UP = " rounding-mode-half-up"


def icu(locale, pattern, **values):
    said = MessageFormat(pattern, locale).format(values)
    return unicodedata.normalize("NFC", said).replace("\u202f", "\u00a0")


@locales
@given(number=numbers)
def test_numbers(locale, number):
    ours, value = READERS[locale], float(number)
    assert ours.decimal(number, places=2) == icu(locale, "{n, number, ::.##" + HALF_UP + "}", n=value)
    assert ours.compact(number) == icu(locale, "{n, number, ::compact-long" + HALF_UP + "}", n=value)
    percent = icu(locale, "{n, number, ::percent precision-integer" + HALF_UP + "}", n=value)
    assert ours.percent(number / 100) == percent


@locales
@pytest.mark.parametrize("code", ["BDT", "INR", "USD", "EUR", "GBP", "LKR"])
@given(number=numbers)
def test_sums_of_money(locale, code, number):
    pattern = "{n, number, ::currency/" + code + HALF_UP + "}"
    assert READERS[locale].currency(number, code) == icu(locale, pattern, n=float(number))


@locales
@pytest.mark.parametrize("style", ["medium", "long", "full"])
@given(moment=moments)
def test_dates(locale, style, moment):
    assert READERS[locale].date(moment, style) == icu(locale, "{d, date, " + style + "}", d=moment)


@locales
@given(moment=moments)
def test_times_of_day(locale, moment):
    if locale.startswith("bn"):
        clock, _, period = icu(locale, "{d, time, ::Bhm}", d=moment).partition(" ")
        expected = f"{period} {clock}".replace("রাত্রি", "রাত")
    else:
        expected = icu(locale, "{d, time, ::hma}", d=moment)
    assert READERS[locale].time(moment) == expected


@locales
def test_below_zero_the_sign_comes_first(locale):
    for number in (-1, -999.5, -1234.5, -99_999, -12_345_678):
        assert READERS[locale].compact(number) == icu(
            locale, "{n, number, ::compact-long" + HALF_UP + "}", n=number
        )
        assert READERS[locale].currency(number) == icu(locale, "{n, number, ::currency/BDT}", n=number)
