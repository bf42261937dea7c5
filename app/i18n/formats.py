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

from app.i18n.digits import Numerals, group_by_lakhs, group_by_thousands, half_up, to_bengali
from app.i18n.languages import Language

DateStyle = Literal["medium", "long", "full"]

_LOCALES: dict[Language, str] = {"en": "en_GB", "bn": "bn_BD"}  # the audience writes day before month
_TIME_PATTERNS: dict[Language, str] = {"en": "HH:mm", "bn": "B h:mm"}
_TODAYS_SPELLINGS = {
    "জানুয়ারী": "জানুয়ারি",  # Babel carries CLDR 47; CLDR 48 and the Bangla Academy spell it so
    "ফেব্রুয়ারী": "ফেব্রুয়ারি",
    "ঘন্টা": "ঘণ্টা",
    "রাত্রি": "রাত",
    "\u202f": "\u00a0",  # the bundled font has no narrow no-break space
}


@dataclass(frozen=True, slots=True)
class Formatter:
    """How one reader wants numbers and times: language, digits (None: the language's own), time zone."""

    lang: Language
    numerals: Numerals | None = field(default=None, kw_only=True)
    zone: dt.tzinfo = field(kw_only=True)

    def integer(self, number: int) -> str:
        """১,২৩,৪৫,৬৭৮ or 12,345,678."""
        group = group_by_lakhs if self.lang == "bn" else group_by_thousands
        return self._digits(group(number))

    def decimal(self, number: float | Decimal, *, places: int = 1) -> str:
        """At most that many places, rounded half up: ২.৫."""
        rounded = half_up(number, places)
        fraction = f"{abs(rounded):f}".partition(".")[2].rstrip("0")
        sign = "-" if -1 < rounded < 0 else ""
        return sign + self.integer(int(rounded)) + (self._digits("." + fraction) if fraction else "")

    def percent(self, share: float) -> str:
        """0.256 is ২৬%."""
        return self.integer(int(half_up(share * 100, 0))) + "%"

    def date(self, day: dt.date, style: DateStyle = "medium") -> str:
        """৫ জানু, ২০২৬; the month is always a word, for 5/1 and 1/5 are read differently."""
        from babel.dates import format_date

        return self._spoken(format_date(self._day(day), style, locale=_LOCALES[self.lang]))

    def time(self, moment: dt.datetime) -> str:
        """বিকাল ৪:৩০ or 16:30."""
        from babel.dates import format_time

        local = moment.astimezone(self.zone)
        return self._spoken(format_time(local.time(), _TIME_PATTERNS[self.lang], locale=_LOCALES[self.lang]))

    def datetime(self, moment: dt.datetime, style: DateStyle = "medium") -> str:
        """৫ জানু, ২০২৬, বিকাল ৪:৩০."""
        return f"{self.date(moment, style)}, {self.time(moment)}"

    def list(self, items: Sequence[str]) -> str:
        """ক, খ এবং গ; the items are people's words and stay as they are."""
        from babel.lists import format_list

        return format_list(items, locale=_LOCALES[self.lang])

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
