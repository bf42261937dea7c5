"""Numbers that are somebody's: telephones, papers of identity, records of a hospital."""

import re
from collections.abc import Iterator

from app.domain.guard.findings import Finding, Kind
from app.domain.guard.letters import ENDS, NUMBER_IS, STARTS, one_of
from app.domain.guard.reading import Reading

_DIGITS = re.compile(
    r"(?<![0-9A-Za-z/.])(?:\+ ?|\(){0,3}[0-9]{1,17}(?:[ \-.()/]{1,3}[0-9]{1,17}){0,14}(?![0-9])"
)
"""Digits in groups, as people write a telephone; what it is, is judged by what there is without the gaps."""

_NEAR = 28
"""Letters before a number, in which is said what it is."""

_CALLED = re.compile(
    one_of(
        "phone|mobile|mob|cell|tel|call|contact|hotline|sms",
        "whatsapp|whats app|imo|viber|telegram|bkash|nagad",
        "ফোন|মোবাইল|মোবা|মুঠোফোন|টেলিফোন|সেল|কল|যোগাযোগ|নাম্বার|নম্বর",
        "হোয়াটসঅ্যাপ|হোয়াটসএ্যাপ|ইমো|বিকাশ|নগদ",
    ),
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:৳|₹|\$|£|€|\b(?:tk|bdt|rs|inr|usd|gbp|taka)\.?)\s*$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"\s*(?:/-|৳|টাকা|টাকার|taka|tk\b|rupees?|রুপি|bdt|লাখ|লক্ষ|হাজার|কোটি)", re.IGNORECASE)
_A_THING = re.compile(r"(?:code|model|product|item|part|ref|sku|কোড|মডেল)[ .:#\-]*$")
_CITED = re.compile(r"(?<![a-z])(?:doi|isbn|issn|pmid|pmc|https?|www|vol|pp)[^ ]*[ :.]*$", re.IGNORECASE)

_SPELLED = one_of(
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple",
    "শূন্য|এক|দুই|তিন|চার|পাঁচ|ছয়|ছয়|সাত|আট|নয়|ডাবল",
    "জিরো|ওয়ান|টু|থ্রি|ফোর|ফাইভ|সিক্স|সেভেন|এইট|নাইন|ট্রিপল",
    "shunno|ek|dui|tin|char|pach|panch|choy|chhoy|sat|shat|at|aat|noy",
)
_SPOKEN = re.compile(rf"{STARTS}{_SPELLED}(?:[ ,\-]{{1,2}}{_SPELLED}){{6,16}}{ENDS}", re.IGNORECASE)
_LETTER_O = re.compile(r"(?<![0-9A-Za-z])[Oo]1[3-9](?:[ \-]?[0-9]){8}(?![0-9])")


def phones(reading: Reading) -> Iterator[Finding]:
    """Telephone numbers of Bangladesh, of India and of anywhere."""
    for pattern in (_SPOKEN, _LETTER_O):
        for match in reading.all(pattern):
            yield reading.finding(Kind.PHONE, match.start(), match.end())
    for match in reading.all(_DIGITS):
        digits = _bare(match[0])
        if not 7 <= len(digits) <= 15 or _is_money(reading, match):
            continue
        called = _CALLED.search(reading.before(match.start(), _NEAR)) is not None
        if _is_phone(match[0], digits, called) and not _A_THING.search(reading.before(match.start(), 10)):
            yield reading.finding(Kind.PHONE, match.start(), match.end())


def _bare(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def _is_money(reading: Reading, match: re.Match[str]) -> bool:
    before, after = reading.before(match.start(), 12), reading.after(match.end(), 10)
    found = _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after) or _CITED.search(before)
    return found is not None


_MOBILE_BD = re.compile(r"(?:00)?(?:88)?0?1[3-9][0-9]{8}")
_MOBILE_IN = re.compile(r"(?:(?:00)?91|0)?[6-9][0-9]{9}")
_FIXED = re.compile(r"(?:00880|880|0)[2-9][0-9]{6,9}|0[1-9][0-9]{8,9}")


def _is_phone(shown: str, digits: str, called: bool) -> bool:
    if _MOBILE_BD.fullmatch(digits) or _MOBILE_IN.fullmatch(digits):
        return len(digits) > 10 or called or not digits.startswith("0")
    if shown.lstrip("( ").startswith("+") or digits.startswith("00"):
        return len(digits) >= 9
    if _FIXED.fullmatch(digits):
        return called or len(digits) >= 9
    return called and len(digits) <= 13 and not shown.count(".") > 1


# Papers of identity

_PAPERS = one_of(
    "nid|n i d|national id|national identity|voter id|smart card|id card|passport|ssn|nhs no|nhs number",
    "birth certificate|birth registration|birth reg|birth no|brn|brc|aadhaar|aadhar|adhaar|pan card",
    "এনআইডি|এন আই ডি|জাতীয় পরিচয়পত্র|জাতীয় পরিচয় পত্র|পরিচয়পত্র|পাসপোর্ট|আধার|আধার কার্ড",
    "ভোটার আইডি|ভোটার কার্ড|স্মার্ট কার্ড|স্মার্টকার্ড|জন্ম নিবন্ধন|জন্মনিবন্ধন|জন্ম সনদ|জন্মসনদ",
)
_NAMED_PAPER = re.compile(
    rf"{STARTS}{_PAPERS}[^0-9\n]{{0,24}}?((?:[A-Z]{{1,3}}[ \-]?)?[0-9](?:[ \-]?[0-9]){{5,16}})(?![0-9])",
    re.IGNORECASE,
)
_PASSPORT = re.compile(rf"{STARTS}[A-Z]{{1,2}}[ \-]?[0-9]{{7,8}}(?![0-9])")
_AADHAAR = re.compile(r"(?<![0-9\-+])[2-9][0-9]{3}[ \-][0-9]{4}[ \-][0-9]{4}(?![0-9\-])")
_BARE = re.compile(r"(?<![0-9A-Za-z.+/])[0-9](?:[ \-]?[0-9]){9,16}(?![0-9])")


def identities(reading: Reading) -> Iterator[Finding]:
    """Numbers of national identity cards, birth registrations and passports."""
    for match in reading.all(_NAMED_PAPER):
        yield reading.finding(Kind.IDENTITY, match.start(1), match.end(1))
    for match in reading.all(_AADHAAR):
        yield reading.finding(Kind.IDENTITY, match.start(), match.end())
    for match in reading.all(_BARE):
        digits = _bare(match[0])
        if _is_money(reading, match) or _MOBILE_BD.fullmatch(digits) or _MOBILE_IN.fullmatch(digits):
            continue
        if len(digits) in (13, 17) or (
            len(digits) == 10 and match[0].isdigit() and not _FIXED.fullmatch(digits)
        ):
            yield reading.finding(Kind.IDENTITY, match.start(), match.end())
    for match in reading.all(_PASSPORT):
        if len(match[0].rstrip("0123456789").strip(" -")) == 2:
            yield reading.finding(Kind.IDENTITY, match.start(), match.end())


# Records of a hospital

_VALUE = r"(?-i:[A-Z]{0,4})[/\-]?[0-9][0-9A-Z]{0,9}(?:[/\-][0-9A-Z]{1,8}){0,4}"
_LONG_VALUE = rf"(?=[A-Z/\-]{{0,6}}(?:[0-9][/\-]?){{3}}|[A-Z]{{1,4}}[/\-])(?!NCT|ISRCTN){_VALUE}"
_PLACES = one_of("bed|ward|cabin|room|বেড|বেডে|বিছানা|ওয়ার্ড|ওয়ার্ডে|কেবিন|কেবিনে|রুম|রুমে|শয্যা")
_SURELY_FILES = (
    "mrn|uhid|patient id|pt id|hospital id|hosp id|admission id|lab id|sample id|case id|case file|card no",
    "reg|regd|regn|regi|registration|file|opd|ipd|bill|invoice|ticket|serial|token|chart|slip",
    "রেজিস্ট্রেশন|রেজি|রোগীর আইডি|রোগী আইডি|পেশেন্ট আইডি|হাসপাতাল আইডি",
    "কেস আইডি|এমআরএন|ফাইল|টিকিট|টিকেট|বিল|সিরিয়াল|টোকেন",
)
"""What is called so has a number of somebody's, even when nobody writes "no." before it."""
_FILES = one_of(
    *_SURELY_FILES,
    "mr|patient no|hospital no|hosp no|file number|case|op|ip|sl|record|admission",
    "রেজিঃ|নিবন্ধন|রোগী|হাসপাতাল|কেস|ভর্তি|ক্রমিক|রেকর্ড|এমআর|ওপিডি",
    "আইপিডি|ইনভয়েস|চার্ট|স্লিপ|কার্ড|ইনডোর|আউটডোর",
)
_NUMBERED = r"\.?[ ]?(?:(?:no|num|number|নং|নম্বর|নাম্বার)(?:[.:]{1,2})?[ ]?[#:=\-]?|[#:=])[ ]?"
_IN_A_PLACE = re.compile(rf"{STARTS}{_PLACES}{NUMBER_IS}({_VALUE}){ENDS}", re.IGNORECASE)
_PLACE_AFTER = re.compile(
    rf"(?<![0-9.])([0-9]{{1,4}})[ \-]*(?:নং|নম্বর|নাম্বার|no|number)\.?[ \-]*{_PLACES}", re.IGNORECASE
)
_FILED = re.compile(rf"{STARTS}{_FILES}{_NUMBERED}({_VALUE}){ENDS}", re.IGNORECASE)
_FILED_BARE = re.compile(rf"{STARTS}{one_of(*_SURELY_FILES)}[.:]?[ \-]?({_LONG_VALUE}){ENDS}", re.IGNORECASE)
_UNIT = re.compile(
    r"[ \-]*(?:%|°|c\b|টি|টা|জন|দিন|বার|বছর|মাস|সপ্তাহ|ঘণ্টা|ঘন্টা|মিনিট"
    r"|days?|weeks?|times?|hours?|hrs?|mins?|years?|months?|m\b|ft|cm|jon|patients?|persons?|people|pts)"
)


def records(reading: Reading) -> Iterator[Finding]:
    """Numbers of beds, wards, files, registrations and bills."""
    for pattern in (_IN_A_PLACE, _PLACE_AFTER, _FILED, _FILED_BARE):
        for match in reading.all(pattern):
            if not _UNIT.match(reading.after(match.end(1), 10)) and not _is_money(reading, match):
                yield reading.finding(Kind.RECORD, match.start(), match.end())
