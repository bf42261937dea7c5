"""Names: behind a title, before a kinship, and where a text says that somebody is called so."""

import re
from collections.abc import Iterator

from app.domain.guard.findings import Finding, Kind
from app.domain.guard.known_names import ALSO_WORDS, AUTHORS, GIVEN, SURNAMES
from app.domain.guard.letters import BENGALI, ENDS, STARTS, one_of
from app.domain.guard.ordinary import is_ordinary
from app.domain.guard.reading import Reading

_LATIN = r"[A-Z][a-z\u00e0-\u024f'\-]{1,30}"
_BN = rf"[{BENGALI}]{{2,30}}"
_KNOWN = GIVEN | SURNAMES


def names(reading: Reading) -> Iterator[Finding]:
    """Names of people, as far as one can know them by what stands beside them."""
    for found in (_titled, _related, _honoured, _called, _whole):
        for begun, ended in found(reading):
            if not _INSTITUTION.match(reading.text, ended):
                yield reading.finding(Kind.NAME, begun, ended)


_INSTITUTION = re.compile(
    rf"(?:[ ](?:[A-Z][A-Za-z]*|[{BENGALI}]+)){{0,4}}[ ]"
    + one_of(
        "hospital|medical|college|foundation|clinic|university|school|memorial|centre|center|trust",
        "হাসপাতাল|হাসপাতালে|হাসপাতালের|মেডিকেল|মেডিক্যাল|কলেজ|ফাউন্ডেশন|ফাউন্ডেশনে|ক্লিনিক",
        "বিশ্ববিদ্যালয়|স্কুল|মেমোরিয়াল|সেন্টার|ট্রাস্ট",
    )
)
"""What follows when a hospital or a school is called after somebody."""

Span = tuple[int, int]


# Behind a title

_TITLES = "Mr|Mrs|Ms|Miss|Mister|Md|Mst|Mohd|Dr|Prof|Professor|Sister|Nurse|Smt|Shri|Sri|Master|Baby"
_ALSO_HEADINGS = {"Miss", "Sister", "Nurse", "Sri", "Master", "Baby"}
"""What begins other things, too: a master class, a nurse manager, Sri Lanka."""
_TITLE = re.compile(
    rf"{STARTS}(?P<title>{_TITLES}|{_TITLES.upper()})(?:\.[ ]?|[ ])"
    rf"(?:(?:[A-Z]\.?[ ]?){{1,3}}[ ]?)?(?:(?:Md|Mst)\.?[ ])?"
    rf"(?P<name>{_LATIN}|[A-Z]{{3,20}})(?:[ ]{_LATIN}){{0,2}}"
)
_SMALL_TITLE = re.compile(
    rf"{STARTS}(?:mr|mrs|ms|md|mst|dr)\.?[ ](?P<name>[a-z]{{3,30}}){ENDS}", re.IGNORECASE
)
_LONG_TITLES = one_of("জনাব|জনাবা|মিস্টার|মিসেস|শ্রীমতী|শ্রীমতি|মোসাম্মৎ|মোছাম্মৎ|হাজী|মাওলানা|মোহাম্মদ|মুহাম্মদ")
_CALLINGS = one_of("ডাক্তার|ডক্টর|প্রফেসর|অধ্যাপক|সিস্টার|মিস|শ্রী")
"""Titles that are words, too: behind them stands what a doctor does more often than how one is called."""
_SHORT_TITLES = one_of("মি|ডা|ড|প্রফে|মো|মোসা|মোছা|মোহা|মুহা")
_TITLE_BN = re.compile(
    rf"{STARTS}(?:{_LONG_TITLES}[ ]|{_SHORT_TITLES}[.:]{{1,2}}[ ]?)(?P<first>{_BN})(?:[ ](?P<second>{_BN}))?"
)
_WITH_NAMES_ONLY = re.compile(rf"{STARTS}(?:{_SHORT_TITLES}|{_CALLINGS})[ ](?P<name>{_BN}(?:[ ]{_BN})?)")


def _titled(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_TITLE):
        is_heading = match["title"].title() in _ALSO_HEADINGS and is_ordinary(match["name"])
        if not is_heading and not {match["name"].lower(), match[0].split()[-1].lower()} & AUTHORS:
            yield match.span()
    for match in reading.all(_SMALL_TITLE):
        if _is_known(match["name"]):
            yield match.span()
    for match in reading.all(_WITH_NAMES_ONLY):
        first, _, second = match["name"].partition(" ")
        if _is_known(second) or (_is_known(first) and _stem(first) not in ALSO_WORDS):
            yield match.start(), match.end() if _is_known(second) else match.start("name") + len(first)
    for match in reading.all(_TITLE_BN):
        first, second = match["first"], match["second"] or ""
        if (_is_known(first) or not is_ordinary(first)) and first not in AUTHORS:
            yield match.start(), match.end("second" if _is_known(second) else "first")


# Before a kinship

_KIN = one_of(
    "mother|father|mum|mom|mam|dad|wife|husband|son|daughter|brother|sister|uncle",
    "aunt|aunty|grandmother|grandfather|grandma|grandpa|granny|guardian|carer",
    "parents|family|cousin|nephew|niece|mother-in-law|father-in-law",
)
_KIN_BN = one_of(
    "মা|মায়|বাবা|আব্বা|আব্বু|আম্মা|আম্মু|ভাই|ভাইয়|বোন|স্ত্রী|স্বামী|ছেলে|মেয়ে|দাদি|দাদী|দাদা|নানি",
    "নানী|নানা|খালা|চাচা|চাচি|চাচী|মামা|মামি|মামী|ফুফু|পিসি",
    "মাসি|কাকা|কাকি|বউ|বৌ|শাশুড়ি|শ্বশুর|ভাবি|ভাবী|অভিভাবক|পরিবার|বাবা-মা|মা-বাবা|ঠাকুমা|দিদা|জামাই",
)
_KIN_BL = one_of(
    "ma|maa|baba|abba|amma|abbu|ammu|bhai|vai|bon|bou|stri|shami|swami",
    "chele|meye|dadi|dada|nani|nana|khala|chacha|mama|fufu|didi",
)
_OF = re.compile(
    rf"{STARTS}(?P<owner>(?P<name>{_LATIN}(?: {_LATIN})?)(?:'s|s'|')) (?:[a-z]+ )?(?:{_KIN}|{_KIN_BL}){ENDS}"
)
_KIN_OF = re.compile(rf"{STARTS}{_KIN} of (?P<owner>(?P<name>{_LATIN}(?: {_LATIN})?))")
_OF_SMALL = re.compile(rf"{STARTS}(?P<name>[a-z]{{3,30}})'?s {_KIN}{ENDS}")
_OF_BN = re.compile(
    rf"{STARTS}(?P<owner>(?P<name>[{BENGALI}]{{1,30}}?)(?:ের|র|-?এর|'র| এর)) {_KIN_BN}(?:র|কে|ের|ও|রা|দের)?"
    f"{ENDS}"
)
_OF_LATIN = re.compile(
    rf"{STARTS}(?P<owner>(?P<name>{_LATIN}))[ \-']?(?:এর|ের|র) {_KIN_BN}(?:র|কে|ের|ও)?{ENDS}"
)
_OF_BL = re.compile(rf"{STARTS}(?P<name>[A-Za-z]{{3,30}}?)[ '\-]?(?:er|r) {_KIN_BL}(?:r|er|ke|o)?{ENDS}")


def _related(reading: Reading) -> Iterator[Span]:
    for pattern in (_OF, _KIN_OF, _OF_BN, _OF_LATIN):
        for match in reading.all(pattern):  # the owner is the name in its case: "ড্রাইভার" is nobody called ড্রাইভা
            words = match["name"].split()
            if any(map(_is_known, words)) or (any(map(_may_be, words)) and not is_ordinary(match["owner"])):
                yield match.span()
    for pattern in (_OF_SMALL, _OF_BL):
        for match in reading.all(pattern):
            if _is_known(match["name"]) or (match["name"][0].isupper() and _may_be(match["name"])):
                yield match.span()


def kinship(piece: str) -> str:
    """What somebody is to whom it names, as "মা" of "রাকিবের মা"; nothing where it names nobody's kin."""
    last = Reading(piece).text.split()[-1:]
    spelled = re.fullmatch(rf"(?:{_KIN}|{_KIN_BN})[{BENGALI}]*", last[0], re.IGNORECASE) if last else None
    return piece.split()[-1] if spelled and len(piece.split()) > 1 else ""


# Before a word of respect

_HONOUR = one_of(
    "সাহেব|সাহেবা|আপা|আপু|ভাই|দিদি|দাদা|দা|চাচা|চাচি|খালা|খালাম্মা",
    "মামা|নানি|নানা|দাদি|স্যার|ম্যাডাম|ম্যাম|মাসি|কাকা",
    "apa|apu|bhai|vai|bhaiya|didi|dada|sir|madam|maam|chacha|khala|mama|saheb|shaheb|sahib",
)
_HONOURED = re.compile(
    rf"{STARTS}(?P<name>{_BN}|{_LATIN}) {_HONOUR}(?:কে|র|ের|রা|r|er|ke)?{ENDS}", re.IGNORECASE
)


def _honoured(reading: Reading) -> Iterator[Span]:
    return (match.span() for match in reading.all(_HONOURED) if _is_known(match["name"]))


# Said to be called so

_ROLE = one_of(
    "patient|client|pt|student|colleague|child|boy|girl|baby|intern|trainee",
    "lady|gentleman|resident|rogi|rugi|baccha|chatro|chatri",
)
_ROLE_BN = one_of(
    "রোগী|রুগী|রুগি|রোগিণী|পেশেন্ট|ক্লায়েন্ট|শিশু|বাচ্চা|শিক্ষার্থী|ছাত্র|ছাত্রী|সহকর্মী|মহিলা",
    "ভদ্রমহিলা|ভদ্রলোক|কিশোর|কিশোরী|ছেলে|মেয়ে|বৃদ্ধ|বৃদ্ধা|ইন্টার্ন",
)
_CALLED = "(?:named|called)"
_SOMEBODY = rf"(?i:{_ROLE}|he|she|man|woman|son|daughter|brother|sister|kid|somebody|someone|person|doctor)"
_SAID = re.compile(
    rf"{STARTS}(?:{_SOMEBODY}(?:,| is| was| who is)? {_CALLED}|(?i:{_ROLE})(?:,| is|:)?"
    rf"|(?i:name is|name was|name:)|nam|naam|nam holo)[ ](?=(?P<name>{_LATIN}(?: {_LATIN}){{0,2}}))"
)
_CALLED_SO = re.compile(rf"{STARTS}{_CALLED} (?P<name>{_LATIN}(?: {_LATIN}){{0,2}})")
_SAID_BN = re.compile(
    rf"{STARTS}(?:নাম(?: হলো| হচ্ছে| ছিল| হল)?[ ]?[:\-,]?|(?P<role>{_ROLE_BN})[:,]?)[ ]"
    rf"(?=(?P<name>(?:{_BN}|{_LATIN})(?: {_BN})?))"
)
_WHOSE = (
    one_of(
        "রোগী|রোগিণী|রুগী|রুগি|পেশেন্টে|ক্লায়েন্টে|বাচ্চা|শিশু|মেয়ে|ছেলে|মহিলা|ভদ্রমহিলা|ভদ্রলোকে|লোক|বৃদ্ধ|বৃদ্ধা|কিশোরে"
        "|কিশোরী|ছাত্রে|ছাত্রী|শিক্ষার্থী|মায়ে|বাবা|অভিভাবকে|ভাইয়ে|বোনে|স্ত্রী|স্বামী|ও|তা|তাঁ|ওনা|উনা"
    )
    + "(?:টি|টা)?র"
)
_HIS_NAME = re.compile(
    rf"{STARTS}(?:{_WHOSE} নাম(?:টি|টা)?(?: হলো| হল| হচ্ছে| ছিল)?|নাম ?[:\-]) ?(?P<name>{_BN}){ENDS}"
    "(?! (?:ফোন|ঠিকানা|ও|বা|আর|না|নি))"
)
_KIN_CALLED = re.compile(
    rf"{STARTS}(?:(?:his|her|their|my|our|the|'s|s') (?:[a-z]+ )?{_KIN}|{_KIN_BN}),? \(?"
    rf"(?P<name>{_LATIN}|{_BN}){ENDS}"
)
_OF_AN_AGE = re.compile(
    rf"{STARTS}(?P<name>{_LATIN}|{_BN}),? ?\(?(?:বয়স |age |aged )?[0-9]{{1,2}} ?-?"
    r"(?:yo|y/o|yrs?|years?|y|m|months?|বছর|বছরের|মাস|মাসের|bochor)"
)
_NAMED_SO = re.compile(rf"{STARTS}(?P<name>{_BN}(?: {_BN})?) (?:নামে|নামের|নামক){ENDS}")
_NAMED_SO_BL = re.compile(rf"{STARTS}(?P<name>[A-Za-z]{{3,30}}(?: [A-Za-z]{{3,30}})?) (?:name|namer){ENDS}")


def _called(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_SAID):
        words = match["name"].split()
        if any(map(_is_known, words)) or (len(words) == 1 and _may_be(words[0])):  # two are rather a heading
            yield match.span("name")
    for match in reading.all(_SAID_BN):
        first, *more = match["name"].split()
        if match["role"] and first in ALSO_WORDS and not any(map(_is_known, more)):
            continue  # a calm child, and none that is called so
        if any(map(_is_known, match["name"].split())):
            yield match.span("name")
        elif first[0].isascii() and _may_be(first):
            yield match.start("name"), match.start("name") + len(first)
    yield from _called_so(reading)


def _called_so(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_HIS_NAME):
        name = match["name"]
        if _is_known(name) or _may_be(name):
            yield match.span("name")
    for pattern in (_CALLED_SO, _NAMED_SO, _NAMED_SO_BL, _KIN_CALLED, _OF_AN_AGE):
        for match in reading.all(pattern):
            if any(map(_is_known, match["name"].split())):
                yield match.span("name")


# Whole names

_TWO = re.compile(rf"{STARTS}(?=(?P<name>{_BN}|{_LATIN}) (?P<family>{_BN}|{_LATIN}){ENDS})")


def _whole(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_TWO):
        if _stem(match["family"]) in SURNAMES and _is_known(match["name"]):
            yield match.start("name"), match.end("family")


_ENDINGS = ("কে", "ের", "র", "য়ের", "এর", "রা", "দের", "টি", "টা", "ও")


def _stem(word: str) -> str:
    """A name without the ending of its case, if it is one that is known; else the word."""
    small = word.lower()
    return next(
        (small.removesuffix(end) for end in ("", *_ENDINGS) if small.removesuffix(end) in _KNOWN), small
    )


def _is_known(word: str) -> bool:
    return _stem(word) in _KNOWN


def _may_be(word: str) -> bool:
    """Whether a word that stands where a name does may be one."""
    return len(word) > 2 and not is_ordinary(word) and word.lower() not in AUTHORS
