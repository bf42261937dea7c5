"""Where somebody can be found: an e-mail address, a house in a street, a village with its union."""

import re
from collections.abc import Iterator

from app.domain.guard.findings import Finding, Kind
from app.domain.guard.letters import BENGALI, ENDS, NUMBER_IS, STARTS, one_of
from app.domain.guard.reading import Reading

_WHO = r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}"
_AT = r"(?:@|\s?[\(\[]at[\)\]]\s?|\s@\s?)"
_DOT = r"(?:\.|\s?[\(\[]dot[\)\]]\s?|\sdot\s)"
_MAIL = re.compile(
    rf"{_WHO}{_AT}[A-Za-z0-9\-]{{1,63}}(?:{_DOT}[A-Za-z]{{2,}})+"
    rf"|[{BENGALI}.]{{2,30}}@[{BENGALI}]{{2,30}}\.[{BENGALI}]{{2,10}}"
    rf"|{_WHO}\s(?:at|@)\s(?:gmail|yahoo|hotmail|outlook|icloud|proton)\s?(?:\.|dot)\s?com",
    re.IGNORECASE,
)


def emails(reading: Reading) -> Iterator[Finding]:
    """E-mail addresses, also with the at and the dot in words."""
    return (reading.finding(Kind.EMAIL, match.start(), match.end()) for match in reading.all(_MAIL))


_NUMBER = (
    rf"(?:[A-Za-z]-?)?[0-9]{{1,4}}(?:[ ]?[/\-][ ]?[0-9A-Za-z{BENGALI}]{{1,4}})?"
    rf"(?:[A-Za-z]|[{BENGALI}]{{1,3}})?"
)
_HOMES = (
    "house|flat|apartment|apt|holding|plot|block|quarter|camp|shelter",
    "বাসা|বাড়ি|বাড়ী|ফ্ল্যাট|হোল্ডিং|প্লট|ব্লক|কোয়ার্টার|ক্যাম্প|শেল্টার",
)
_ROADS = (
    "road|rd|street|lane|sector|avenue|block|goli|sarak|sharani|sarani",
    "রোড|সড়ক|লেন|গলি|সেক্টর|এভিনিউ|অ্যাভিনিউ|ব্লক|স্ট্রিট|সরণি|সরণী",
)
_IN_TOWN = one_of(*_HOMES, *_ROADS, "floor|building|bldg|basa|bari")
_HOME = one_of(*_HOMES)
_ROAD = one_of(*_ROADS)
_NAMED = rf"(?:[A-Z][A-Za-z'\-]{{1,30}}|[{BENGALI}]{{2,30}})"
_NAMES = rf"{_NAMED}(?: {_NAMED}){{0,2}}"
_TAIL = rf"(?:,[ ]?(?-i:{_NAMES})(?:[ \-]{{1,2}}[0-9]{{3,6}})?){{0,3}}"
_PART = rf"{STARTS}(?:{_IN_TOWN}{NUMBER_IS}|[HR]-){_NUMBER}{ENDS}"
_STREET = re.compile(rf"{_PART}(?:[ ,;/\-]{{1,3}}{_PART})+{_TAIL}", re.IGNORECASE)
_ONE = re.compile(
    rf"{STARTS}{_HOME}[ \t]*(?:(?:no|নং|নম্বর|নাম্বার)\.?|[#:\-])[ \t]*{_NUMBER}{ENDS}{_TAIL}"
    rf"|{STARTS}(?:{_HOME}|{_ROAD})[ \t]*{_NUMBER}{ENDS},[ ]?(?-i:{_NAMES}){_TAIL}"
    rf"|(?<![0-9.])[0-9]{{1,4}}(?:/[0-9A-Za-z]{{1,3}})?[ \-]*(?:নং|নম্বর|নাম্বার)[ \-]*(?:{_HOME}|{_ROAD}){ENDS}",
    re.IGNORECASE,
)
_ON_A_ROAD = re.compile(
    rf"(?<![0-9.:])[0-9]{{1,4}}(?:[/\-][0-9A-Za-z{BENGALI}]{{1,3}})?[A-Za-z]?,? {_NAMES} {_ROAD}{ENDS}{_TAIL}"
)
_ROADS_OF_NAME = re.compile(
    r"(?<![0-9.])[0-9]{1,4}(?:/[0-9A-Z]{1,3})?[A-Za-z]?,? (?:[A-Z][A-Za-z'.]{1,30} ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Gardens|Crescent|Terrace|Court|Goli|Para)\b\.?"
)
_BUILDING = one_of(
    "tower|villa|manzil|bhaban|house|mansion|cottage|garden",
    "টাওয়ার|ভিলা|মঞ্জিল|ভবন|ম্যানশন|কটেজ|নিবাস|কুঞ্জ|মহল",
)
_IN_A_BUILDING = re.compile(
    rf"{STARTS}{_NAMES} {_BUILDING}(?: ?\([^)]{{1,16}}\))?, ?(?:{_NAMED} ){{0,5}}{_ROAD}{ENDS}{_TAIL}"
)
_DISTRICTS = one_of(
    "dhaka|chattogram|chittagong|sylhet|rajshahi|khulna|barishal|barisal",
    "rangpur|mymensingh|cumilla|comilla|kolkata|howrah",
    "ঢাকা|চট্টগ্রাম|সিলেট|রাজশাহী|খুলনা|বরিশাল|রংপুর|ময়মনসিংহ|কুমিল্লা|কলকাতা|হাওড়া",
)
_CODE = one_of("pin|pin code|post code|zip|পিন|পোস্ট কোড")
_POSTCODE = re.compile(
    rf"{STARTS}(?:(?-i:[A-Z]{{1,2}}[0-9][A-Z0-9]? ?[0-9][A-Z]{{2}})"
    rf"|{_CODE}[ :\-#]{{0,3}}[0-9]{{3}} ?[0-9]{{0,3}}[0-9]"
    rf"|{_DISTRICTS}(?:[ ]?-[ ]?|[ ](?!19|20))[0-9]{{3}} ?[0-9]{{0,2}}[0-9]){ENDS}",
    re.IGNORECASE,
)
_OF_THE_LAND = (
    "(?:"
    + one_of(
        "village|vill|union|upazila|thana|post office|p o|post|dist|district|zilla|jela|mouza|gram",
        "গ্রাম|ইউনিয়ন|উপজেলা|থানা|ডাকঘর|পোস্ট|পোষ্ট|পো|পোঃ|জেলা|মৌজা|মহল্লা|সাং|সাকিন",
    )
    + r"|p\.[ ]?[os]\.)"
)
_OF_A_NAME = rf"{_OF_THE_LAND}(?: ?[+&] ?{_OF_THE_LAND})?[ ]?[:.\-]?[ ]?(?-i:{_NAMES})"
_LAND = re.compile(rf"{STARTS}{_OF_A_NAME}(?:[,;। ]{{1,2}}{_OF_A_NAME})+{_TAIL}", re.IGNORECASE)
_LAND_AFTER = re.compile(
    rf"{STARTS}(?-i:{_NAMED}) {one_of('village|গ্রাম|গ্রামে|গ্রামের|gram')}[ ,;]{{1,2}}(?-i:{_NAMED}) "
    rf"{one_of('union|upazila|thana|ইউনিয়ন|ইউনিয়নে|ইউনিয়নের|উপজেলা|উপজেলায়|উপজেলার|থানা|থানায়|থানার')}",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"{STARTS}(?:ঠিকানা|thikana|address)[ ]?(?:হলো|হল|holo|is)?[ ]?[:\-]?[ ]?"
    r"(?P<place>[^.।?!\n,]{2,40}(?:, ?[^.।?!\n,]{2,30})+)",
    re.IGNORECASE,
)


def addresses(reading: Reading) -> Iterator[Finding]:
    """Houses, roads and flats with their numbers, villages with their union, postcodes."""
    for pattern in (_STREET, _ONE, _ON_A_ROAD, _ROADS_OF_NAME, _IN_A_BUILDING, _POSTCODE, _LAND, _LAND_AFTER):
        for match in reading.all(pattern):
            yield reading.finding(Kind.ADDRESS, match.start(), match.end())
    for match in reading.all(_SAID):
        yield reading.finding(Kind.ADDRESS, match.start("place"), match.end("place"))
