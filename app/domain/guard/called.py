"""Names where a text says that somebody is called so."""

import re
from collections.abc import Iterator

from app.domain.guard.kin import KIN, KIN_BENGALI
from app.domain.guard.letters import ENDS, STARTS, one_of
from app.domain.guard.reading import Reading, Span
from app.domain.guard.recognising import IN_BENGALI, LATIN, is_a_word_too, is_known, may_be

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
    rf"|(?i:name is|name was|name:)|nam|naam|nam holo)[ ](?=(?P<name>{LATIN}(?: {LATIN}){{0,2}}))"
)
_CALLED_SO = re.compile(rf"{STARTS}{_CALLED} (?P<name>{LATIN}(?: {LATIN}){{0,2}})")
_SAID_BN = re.compile(
    rf"{STARTS}(?:নাম(?: হলো| হচ্ছে| ছিল| হল)?[ ]?[:\-,]?|(?P<role>{_ROLE_BN})[:,]?)[ ]"
    rf"(?=(?P<name>(?:{IN_BENGALI}|{LATIN})(?: {IN_BENGALI})?))"
)
_WHOSE = (
    one_of(
        "রোগী|রোগিণী|রুগী|রুগি|পেশেন্টে|ক্লায়েন্টে|বাচ্চা|শিশু|মেয়ে|ছেলে|মহিলা|ভদ্রমহিলা|ভদ্রলোকে|লোক|বৃদ্ধ|বৃদ্ধা|কিশোরে"
        "|কিশোরী|ছাত্রে|ছাত্রী|শিক্ষার্থী|মায়ে|বাবা|অভিভাবকে|ভাইয়ে|বোনে|স্ত্রী|স্বামী|ও|তা|তাঁ|ওনা|উনা"
    )
    + "(?:টি|টা)?র"
)
_HIS_NAME = re.compile(
    rf"{STARTS}(?:{_WHOSE} (?:ডাক ?|ভালো ?)?নাম(?:টি|টা)?(?: হলো| হল| হচ্ছে| ছিল)? |নাম ?[:\-] ?)"
    rf"(?P<name>{IN_BENGALI}){ENDS}(?! (?:ফোন|ঠিকানা|ও|বা|আর|না|নি))"
)
_KIN_CALLED = re.compile(
    rf"{STARTS}(?:(?:his|her|their|my|our|the|'s|s') (?:[a-z]+ )?{KIN}|{KIN_BENGALI}),? \(?"
    rf"(?P<name>{LATIN}|{IN_BENGALI}){ENDS}"
)
_OF_AN_AGE = re.compile(
    rf"{STARTS}(?P<name>{LATIN}|{IN_BENGALI}),? ?\(?(?:বয়স |age |aged )?[0-9]{{1,2}} ?-?"
    r"(?:yo|y/o|yrs?|years?|y|m|months?|বছর|বছরের|মাস|মাসের|bochor)"
)
_AND_AN_AGE = re.compile(rf"{STARTS}(?P<name>{LATIN}|{IN_BENGALI}) \((?:বয়স )?[0-9]{{1,2}}\)")
_LITTLE = re.compile(rf"{STARTS}(?:[Ll]ittle|[Yy]oung|ছোট্ট|পিচ্চি) (?P<name>{LATIN}|{IN_BENGALI}){ENDS}")
_MINE = re.compile(
    rf"{STARTS}(?P<name>{LATIN}), (?:my|our|the|a|an) (?:[a-z]+ )?"
    rf"(?:patient|client|student|child|boy|girl){ENDS}"
)
_SERVANT = re.compile(
    rf"{STARTS}(?P<name>(?:আব্দুল|আবদুল|আব্দুর|আবদুর|আবুল|উম্মে|[Aa]bdul|[Aa]bdur|[Aa]bul) "
    rf"(?:{IN_BENGALI}|{LATIN})){ENDS}"
)
"""A name that begins as many do, whatever follows."""
_NAMED_SO = re.compile(rf"{STARTS}(?P<name>{IN_BENGALI}(?: {IN_BENGALI})?) (?:নামে|নামের|নামক){ENDS}")
_NAMED_SO_BL = re.compile(rf"{STARTS}(?P<name>[A-Za-z]{{3,30}}(?: [A-Za-z]{{3,30}})?) (?:name|namer){ENDS}")


def called(reading: Reading) -> Iterator[Span]:
    """Where the text says that somebody is called so; a place may come twice."""
    for match in reading.all(_SAID):
        words = match["name"].split()
        if any(map(is_known, words)) or (len(words) == 1 and may_be(words[0])):  # two are rather a heading
            yield match.span("name")
    for match in reading.all(_SAID_BN):
        first, *more = match["name"].split()
        if match["role"] and is_a_word_too(first) and not any(map(is_known, more)):
            continue  # a calm child, and none that is called so
        if more and is_known(more[0]):
            yield match.span("name")
        elif is_known(first) or (first[0].isascii() and may_be(first)):
            yield match.start("name"), match.start("name") + len(first)
    yield from _called_so(reading)


def _called_so(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_HIS_NAME):
        name = match["name"]
        if is_known(name) or may_be(name):
            yield match.span("name")
    for pattern in (
        _CALLED_SO, _NAMED_SO, _NAMED_SO_BL, _KIN_CALLED, _OF_AN_AGE, _AND_AN_AGE, _LITTLE, _MINE, _SERVANT,
    ):  # fmt: skip
        for match in reading.all(pattern):
            if any(map(is_known, match["name"].split())):
                yield match.span("name")
