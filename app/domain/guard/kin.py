"""Names before a kinship, as in রাকিবের মা, and before a word of respect, as in করিম সাহেব."""

import re
from collections.abc import Iterator

from app.domain.guard.letters import BENGALI, ENDS, STARTS, one_of
from app.domain.guard.ordinary import is_ordinary
from app.domain.guard.reading import Reading, Span
from app.domain.guard.recognising import IN_BENGALI, LATIN, is_known, may_be

KIN = one_of(
    "mother|father|mum|mom|mam|dad|wife|husband|son|daughter|brother|sister|uncle",
    "aunt|aunty|grandmother|grandfather|grandma|grandpa|granny|guardian|carer",
    "parents|family|cousin|nephew|niece|mother-in-law|father-in-law",
)
KIN_BENGALI = one_of(
    "মা|মায়|বাবা|আব্বা|আব্বু|আম্মা|আম্মু|ভাই|ভাইয়|বোন|স্ত্রী|স্বামী|ছেলে|মেয়ে|দাদি|দাদী|দাদা|নানি",
    "নানী|নানা|খালা|চাচা|চাচি|চাচী|মামা|মামি|মামী|ফুফু|পিসি",
    "মাসি|কাকা|কাকি|বউ|বৌ|শাশুড়ি|শ্বশুর|ভাবি|ভাবী|অভিভাবক|পরিবার|বাবা-মা|মা-বাবা|ঠাকুমা|দিদা|জামাই",
)
_KIN_LATIN = one_of(
    "ma|maa|baba|abba|amma|abbu|ammu|bhai|vai|bon|bou|stri|shami|swami",
    "chele|meye|dadi|dada|nani|nana|khala|chacha|mama|fufu|didi",
)
_OF = re.compile(
    rf"{STARTS}(?P<owner>(?P<name>{LATIN}(?: {LATIN})?)(?:'s|s'|')) (?:[a-z]+ )?(?:{KIN}|{_KIN_LATIN}){ENDS}"
)
_KIN_OF = re.compile(rf"{STARTS}{KIN} of (?P<owner>(?P<name>{LATIN}(?: {LATIN})?))")
_OF_SMALL = re.compile(rf"{STARTS}(?P<name>[a-z]{{3,30}})'?s {KIN}{ENDS}")
_WHICH_KIN = one_of("ছোট|ছোটো|বড়|বড়ো|মেজ|মেজো|সেজ|সেজো|একমাত্র|আপন|সৎ|বৃদ্ধ|বৃদ্ধা|অসুস্থ")
_OF_BN = re.compile(
    rf"{STARTS}(?P<owner>(?P<name>[{BENGALI}]{{1,30}}?)(?:ের|র|-?এর|'র| এর)) (?:{_WHICH_KIN} )?"
    rf"{KIN_BENGALI}(?:র|কে|ের|ও|রা|দের)?{ENDS}"
)
_OF_LATIN = re.compile(
    rf"{STARTS}(?P<owner>(?P<name>{LATIN}))[ \-']?(?:এর|ের|র) {KIN_BENGALI}(?:র|কে|ের|ও)?{ENDS}"
)
_OF_BL = re.compile(rf"{STARTS}(?P<name>[A-Za-z]{{3,30}}?)[ '\-]?(?:er|r) {_KIN_LATIN}(?:r|er|ke|o)?{ENDS}")


def related(reading: Reading) -> Iterator[Span]:
    """Somebody's kin, by whose they are."""
    for pattern in (_OF, _KIN_OF, _OF_BN, _OF_LATIN):
        for match in reading.all(pattern):  # the owner is the name in its case: "ড্রাইভার" is nobody called ড্রাইভা
            words = match["name"].split()
            if any(map(is_known, words)) or (any(map(may_be, words)) and not is_ordinary(match["owner"])):
                yield match.span()
    for pattern in (_OF_SMALL, _OF_BL):
        for match in reading.all(pattern):
            if is_known(match["name"]) or (match["name"][0].isupper() and may_be(match["name"])):
                yield match.span()


def kinship(piece: str) -> str:
    """What somebody is to whom it names, as "মা" of "রাকিবের মা"; nothing where it names nobody's kin."""
    last = Reading(piece).text.split()[-1:]
    spelled = re.fullmatch(rf"(?:{KIN}|{KIN_BENGALI})[{BENGALI}]*", last[0], re.IGNORECASE) if last else None
    return piece.split()[-1] if spelled and len(piece.split()) > 1 else ""


# Before a word of respect

_HONOUR = one_of(
    "সাহেব|সাহেবা|আপা|আপু|ভাই|দিদি|দাদা|দা|চাচা|চাচি|খালা|খালাম্মা",
    "মামা|নানি|নানা|দাদি|স্যার|ম্যাডাম|ম্যাম|মাসি|কাকা",
    "apa|apu|bhai|vai|bhaiya|didi|dada|sir|madam|maam|chacha|khala|mama|saheb|shaheb|sahib",
)
_HONOURED = re.compile(
    rf"{STARTS}(?=(?P<whole>(?P<name>(?:{IN_BENGALI}|{LATIN})(?: (?:{IN_BENGALI}|{LATIN}))?) {_HONOUR}"
    rf"(?:কে|র|ের|রা|r|er|ke)?){ENDS})",
    re.IGNORECASE,
)


def honoured(reading: Reading) -> Iterator[Span]:
    """A known name and the word of respect behind it."""
    for match in reading.all(_HONOURED):
        if is_known(match["name"].split()[0]):
            yield match.span("whole")
