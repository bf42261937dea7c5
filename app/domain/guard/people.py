"""Names of people: by what stands beside them, and whole ones."""

import re
from collections.abc import Iterator

from app.domain.guard.called import called
from app.domain.guard.findings import Finding, Kind
from app.domain.guard.institutions import is_an_institution
from app.domain.guard.kin import honoured, related
from app.domain.guard.known_names import AUTHORS
from app.domain.guard.letters import ENDS, STARTS, one_of
from app.domain.guard.ordinary import is_ordinary
from app.domain.guard.reading import Reading, Span
from app.domain.guard.recognising import IN_BENGALI, LATIN, is_a_family, is_a_word_too, is_known


def names(reading: Reading) -> Iterator[Finding]:
    """Names of people, as far as one can know them by what stands beside them."""
    for found in (_titled, honoured, called, _whole):
        for begun, ended in found(reading):
            if not is_an_institution(reading.text[ended:]):
                yield reading.finding(Kind.NAME, begun, ended)
    for begun, ended in related(reading):
        yield reading.finding(Kind.NAME, begun, ended)


# Behind a title

_TITLES = "Mr|Mrs|Ms|Miss|Mister|Md|Mst|Mohd|Dr|Prof|Professor|Sister|Nurse|Smt|Shri|Sri|Master|Baby"
_ALSO_HEADINGS = {"Miss", "Sister", "Nurse", "Sri", "Master", "Baby"}
"""What begins other things, too: a master class, a nurse manager, Sri Lanka."""
_TITLE = re.compile(
    rf"{STARTS}(?P<title>{_TITLES}|{_TITLES.upper()})(?:\.[ ]?|[ ])"
    rf"(?:(?:[A-Z]\.?[ ]?){{1,3}}[ ]?)?(?:(?:Md|Mst)\.?[ ])?"
    rf"(?P<name>{LATIN}|[A-Z]{{3,20}})(?:[ ]{LATIN}){{0,2}}"
)
_SMALL_TITLE = re.compile(
    rf"{STARTS}(?:mr|mrs|ms|md|mst|dr)\.?[ ](?P<name>[a-z]{{3,30}}){ENDS}", re.IGNORECASE
)
_LONG_TITLES = one_of("জনাব|জনাবা|মিস্টার|মিসেস|শ্রীমতী|শ্রীমতি|মোসাম্মৎ|মোছাম্মৎ|হাজী|মাওলানা|মোহাম্মদ|মুহাম্মদ")
_CALLINGS = one_of("ডাক্তার|ডক্টর|প্রফেসর|অধ্যাপক|সিস্টার|মিস|শ্রী")
"""Titles that are words, too: behind them stands what a doctor does more often than how one is called."""
_SHORT_TITLES = one_of("মি|ডা|ড|প্রফে|মো|মোসা|মোছা|মোহা|মুহা")
_TITLE_BN = re.compile(
    rf"{STARTS}(?:{_LONG_TITLES}[ ]|{_SHORT_TITLES}[.:]{{1,2}}[ ]?)(?P<first>{IN_BENGALI})"
    rf"(?:[ ](?P<second>{IN_BENGALI}))?"
)
_WITH_NAMES_ONLY = re.compile(
    rf"{STARTS}(?:{_SHORT_TITLES}|{_CALLINGS})[ ](?P<name>{IN_BENGALI}(?:[ ]{IN_BENGALI})?)"
)


def _titled(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_TITLE):
        is_heading = match["title"].title() in _ALSO_HEADINGS and is_ordinary(match["name"])
        if not is_heading and not {match["name"].lower(), match[0].split()[-1].lower()} & AUTHORS:
            yield match.span()
    for match in reading.all(_SMALL_TITLE):
        if is_known(match["name"]):
            yield match.span()
    for match in reading.all(_WITH_NAMES_ONLY):
        first, _, second = match["name"].partition(" ")
        if is_known(second) or (is_known(first) and not is_a_word_too(first)):
            yield match.start(), match.end() if is_known(second) else match.start("name") + len(first)
    for match in reading.all(_TITLE_BN):
        first, second = match["first"], match["second"] or ""
        if (is_known(first) or not is_ordinary(first)) and first not in AUTHORS:
            yield match.start(), match.end("second" if is_known(second) else "first")


# Whole names

_TWO = re.compile(rf"{STARTS}(?=(?P<name>{IN_BENGALI}|{LATIN}) (?P<family>{IN_BENGALI}|{LATIN}){ENDS})")


def _whole(reading: Reading) -> Iterator[Span]:
    for match in reading.all(_TWO):
        if is_a_family(match["family"], match["name"]):
            yield match.start("name"), match.end("family")
