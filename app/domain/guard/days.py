"""Days that tell of somebody: a date of birth, or any day of which one can find out what happened on it."""

import re
from collections.abc import Iterator

from app.domain.guard.findings import Finding, Kind
from app.domain.guard.letters import ENDS, STARTS, one_of, words_of
from app.domain.guard.reading import Reading

_MONTHS = one_of(
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
    "জানুয়ারি|জানুয়ারী|ফেব্রুয়ারি|ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|আগষ্ট|অগস্ট|সেপ্টেম্বর",
    "সেপ্টেমবর|অক্টোবর|নভেম্বর|ডিসেম্বর|জানু|ফেব|ফেব্রু|এপ্রি|আগ|সেপ্ট|অক্টো|নভে|ডিসে|janu|febru|sept",
    "বৈশাখ|জ্যৈষ্ঠ|আষাঢ়|শ্রাবণ|ভাদ্র|আশ্বিন|কার্তিক|অগ্রহায়ণ|পৌষ|মাঘ|ফাল্গুন|চৈত্র",
)
_TH = r"(?:st|nd|rd|th|লা|রা|ঠা|ই|শে|এ|তারিখ)?"
_YEAR = r"(?:[12][0-9]{3}|'[0-9]{2})"
_DAY = r"(?<![0-9.:/])(?:0?[1-9]|[12][0-9]|3[01])"
_GAP = r"[ .,\-]{0,3}"

_WRITTEN = re.compile(
    rf"{_DAY}{_TH}{_GAP}(?:of )?(?P<month>{_MONTHS})\.?{ENDS}"
    rf"(?:[ ,.\-]{{0,3}}(?P<year>{_YEAR}|[0-9]{{2}}(?= ?(?:সাল|সন)))(?![0-9]))?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"{STARTS}(?P<month>{_MONTHS})\.?{_GAP}(?P<day>0?[1-9]|[12][0-9]|3[01]){_TH}(?![0-9:%/.])"
    rf"(?:[ ,]{{1,3}}(?P<year>{_YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
_IN_A_MONTH = re.compile(
    rf"{STARTS}{_MONTHS}(?:ের|র|er)?(?: মাসের| maser)? "
    rf"(?:0?[1-9]|[12][0-9]|3[01])(?:ই|শে|লা|রা|ঠা|এ)? ?(?:তারিখ|tarikh)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<![0-9/.\-:])(?P<a>[0-9]{1,2})(?P<gap> ?[/\-.] ?)(?P<b>[0-9]{1,2})(?P=gap)"
    r"(?P<year>[12][0-9]{3}|[0-9]{2})(?![0-9/:]|[.\-][0-9])"
)
_ISO = re.compile(
    r"(?<![0-9/.\-])(?P<year>(?:19|20)[0-9]{2})(?P<gap>[/\-.])(?P<a>[0-9]{1,2})(?P=gap)"
    r"(?P<b>[0-9]{1,2})(?![0-9/]|[.\-][0-9])"
)
_BORN = re.compile(
    one_of(
        "dob|d o b|date of birth|born|birthday|birth date|bday",
        "জন্ম|জন্মতারিখ|জন্মদিন|জন্মেছে|জন্মগ্রহণ|jonmo|jonmodin",
    ),
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"[^0-9]{0,14}(?P<day>[0-9]{1,2}[/\-.][0-9]{1,2}|[0-9]{1,2}(?:ই|শে|লা|রা|ঠা|th|st|nd|rd)? তারিখ)(?![0-9/.\-])"
)

_TOGETHER = re.compile(
    one_of(
        "webinar|workshop|seminar|conference|congress|symposium|meeting|deadline|course|training|exam|holiday",
        "registration closes|abstract|abstracts|published|accessed|day of",
        "ওয়েবিনার|ওয়ার্কশপ|কর্মশালা|সেমিনার|সম্মেলন|মিটিং|সভা|প্রশিক্ষণ|ট্রেনিং|পরীক্ষা|ডেডলাইন|শেষ তারিখ|শেষ সময়|নিবন্ধন শেষ",
        "রেজিস্ট্রেশন শেষ|আবেদনের শেষ|দিবস|প্রকাশিত",
    ),
    re.IGNORECASE,
)
"""What many people have on one day."""
_ALONE = re.compile(
    one_of(
        "patient|client|child|baby|his|her|born|birth|dob|admitted|discharged|surgery|operation|operated|accident",
        "stroke|injury|fracture|fell|died|first seen",
        "রোগী|রুগী|পেশেন্ট|ক্লায়েন্ট|শিশু|বাচ্চা|ছেলে|মেয়ে|জন্ম|ভর্তি|অপারেশন|সার্জারি|দুর্ঘটনা|স্ট্রোক|মারা|উনার|তাঁর|তার",
    ),
    re.IGNORECASE,
)
"""What tells that a day is somebody's all the same."""

_EVERYBODYS = frozenset(
    {
        (21, "feb"),
        (26, "mar"),
        (14, "apr"),
        (1, "may"),
        (16, "dec"),
        (27, "oct"),
        (3, "dec"),
        (2, "apr"),
        (8, "mar"),
    }
    | {
        (10, "oct"),
        (8, "sep"),
        (29, "oct"),
        (21, "mar"),
        (25, "dec"),
        (1, "jan"),
        (15, "aug"),
        (6, "mar"),
        (6, "oct"),
    }
)
"""Days of the nation, of the profession and of the diagnoses it meets: without a year they are nobody's."""
_NUMBERED = {
    name: short
    for short, names in {
        "jan": "january|jan|জানুয়ারি|জানুয়ারী",
        "feb": "february|feb|ফেব্রুয়ারি|ফেব্রুয়ারী",
        "mar": "march|mar|মার্চ",
        "apr": "april|apr|এপ্রিল",
        "may": "may|মে",
        "aug": "august|aug|আগস্ট|আগষ্ট|অগস্ট",
        "sep": "september|sep|sept|সেপ্টেম্বর",
        "oct": "october|oct|অক্টোবর",
        "dec": "december|dec|ডিসেম্বর",
    }.items()
    for name in words_of(names)
}


def dates(reading: Reading) -> Iterator[Finding]:
    """Dates with a day, a month and a year; with a day and a month, unless everybody keeps that day.

    Not those of a workshop or a meeting, as long as nothing beside it is told of anybody.
    """
    for begun, ended in (*_in_numbers(reading), *_in_words(reading)):
        if not _is_of_many(reading.sentence(begun, ended)):
            yield reading.finding(Kind.DATE, begun, ended)
    for match in reading.all(_BORN):
        short = _SHORT.match(reading.text, match.end())
        if short:
            yield reading.finding(Kind.DATE, short.start("day"), short.end("day"))


def _in_numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in (*reading.all(_NUMBERS), *reading.all(_ISO)):
        padded = len(match["a"]) == len(match["b"]) == 2
        version = match["gap"] == "." and len(match["year"]) == 2 and not padded
        if _is_day(match["a"], match["b"]) and not (
            version and not _BORN.search(reading.before(match.start(), 16))
        ):
            yield match.span()


def _in_words(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in reading.all(_IN_A_MONTH):
        yield match.span()
    for match in reading.all(_WRITTEN):
        if match["year"] or not _is_everybodys(match[0], match["month"]):
            yield match.span()
    for match in reading.all(_AMERICAN):
        if match["year"] or not (match["month"] == "may" or _is_everybodys(match["day"], match["month"])):
            yield match.span()


def _is_of_many(sentence: str) -> bool:
    return _TOGETHER.search(sentence) is not None and _ALONE.search(sentence) is None


def _is_day(a: str, b: str) -> bool:
    day, month = sorted((int(a), int(b)), reverse=True)
    return 1 <= month <= 12 and 1 <= day <= 31


def _is_everybodys(day: str, month: str) -> bool:
    number = re.match(r"[0-9]+", day.lstrip("0"))
    return number is not None and (int(number[0]), _NUMBERED.get(month.lower(), "")) in _EVERYBODYS
