"""Numbers, dates, times and lists as a reader of either language expects them.

Babel has the patterns; we give the digits, today's spellings and the everyday order (বিকাল ৪:৩০).
Babel is imported when the first date is shown, not before: it costs 0.2 s.
"""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from app.i18n import amounts
from app.i18n.digits import Numerals, to_bengali
from app.i18n.languages import Language
from app.i18n.locales import HourCycle, LocaleName, Region, hour_cycle, locale_name

DateStyle = Literal["medium", "long", "full"]

_TIME_PATTERNS: dict[tuple[Language, HourCycle], str] = {
    ("bn", "12"): "B h:mm",
    ("bn", "24"): "HH:mm",
    ("en", "12"): "h:mm\u00a0a",
    ("en", "24"): "HH:mm",
}
_TODAYS_SPELLINGS = {
    "জানুয়ারী": "জানুয়ারি",  # Babel carries CLDR 47; CLDR 48 and the Bangla Academy spell it so
    "ফেব্রুয়ারী": "ফেব্রুয়ারি",
    "ঘন্টা": "ঘণ্টা",
    "রাত্রি": "রাত",
    "\u202f": "\u00a0",  # the bundled font has no narrow no-break space
}


@dataclass(frozen=True, slots=True)
class Formatter:
    """How one reader wants numbers and times; what they leave open is as usual in their locale.

    `region` is where they live, `numerals` which digits they read, `hours` how many a clock has, `zone` whose
    time it is.
    """

    lang: Language
    region: Region = field(default="BD", kw_only=True)
    numerals: Numerals | None = field(default=None, kw_only=True)
    hours: HourCycle | None = field(default=None, kw_only=True)
    zone: dt.tzinfo = field(kw_only=True)

    @property
    def locale(self) -> LocaleName:
        """What CLDR calls the way this reader writes: bn_BD, bn_IN, en_GB or en_IN."""
        return locale_name(self.lang, self.region)

    def integer(self, number: int) -> str:
        """১,২৩,৪৫,৬৭৮ or 12,345,678."""
        return self._digits(amounts.group(number, self.locale))

    def decimal(self, number: float | Decimal, *, places: int = 1) -> str:
        """At most that many places, rounded half up: ২.৫."""
        return self._digits(amounts.decimal(number, self.locale, most=places))

    def percent(self, share: float | Decimal, *, places: int = 0) -> str:
        """0.256 is ২৬%."""
        return self._digits(amounts.percent(share, self.locale, places=places))

    def compact(self, number: float | Decimal) -> str:
        """About how many, in words: ১.২ লাখ, 123 thousand; all digits below a thousand."""
        return self._digits(amounts.compact(number, self.locale))

    def currency(self, amount: float | Decimal, code: str = "BDT") -> str:
        """১,২৩৪.৫০৳; `code` is the currency's three letters."""
        return self._digits(amounts.currency(amount, code, self.locale))

    def date(self, day: dt.date, style: DateStyle = "medium") -> str:
        """৫ জানু, ২০২৬; the month is always a word, for 5/1 and 1/5 are read differently."""
        from babel.dates import format_date

        return self._spoken(format_date(self._day(day), style, locale=self.locale))

    def time(self, moment: dt.datetime) -> str:
        """বিকাল ৪:৩০ or 16:30."""
        from babel.dates import format_time

        pattern = _TIME_PATTERNS[self.lang, self.hours or hour_cycle(self.locale)]
        return self._spoken(format_time(moment.astimezone(self.zone).time(), pattern, locale=self.locale))

    def datetime(self, moment: dt.datetime, style: DateStyle = "medium") -> str:
        """৫ জানু, ২০২৬, বিকাল ৪:৩০."""
        return f"{self.date(moment, style)}, {self.time(moment)}"

    def list(self, items: Sequence[str]) -> str:
        """ক, খ এবং গ; the items are people's words and stay as they are."""
        from babel.lists import format_list

        return format_list(items, locale=self.locale)

    def people(self, number: int) -> str:
        """৫ জন, with the counter Bengali wants; English says the noun after it."""
        return self.integer(number) + (" জন" if self.lang == "bn" else "")

    def things(self, number: int) -> str:
        """৫টি, with the counter Bengali wants; never before a unit of time."""
        return self.integer(number) + ("টি" if self.lang == "bn" else "")

    def _day(self, day: dt.date) -> dt.date:
        return day.astimezone(self.zone).date() if isinstance(day, dt.datetime) else day

    def _digits(self, text: str) -> str:
        numerals = self.numerals or ("beng" if self.lang == "bn" else "latn")
        return to_bengali(text) if numerals == "beng" else text

    def _spoken(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        for theirs, ours in _TODAYS_SPELLINGS.items():
            text = text.replace(unicodedata.normalize("NFC", theirs), unicodedata.normalize("NFC", ours))
        return self._digits(text)
