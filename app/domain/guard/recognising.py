"""Whether a word is a name: one that is known, in its cases and spellings, or one that may be."""

from app.domain.guard.known_names import ALSO_WORDS, AUTHORS, GIVEN, SURNAMES
from app.domain.guard.letters import BENGALI, words_of
from app.domain.guard.ordinary import is_ordinary

LATIN = r"[A-Z][a-z\u00e0-\u024f'\-]{1,30}"
IN_BENGALI = rf"[{BENGALI}]{{2,30}}"
"""Patterns of one word of a name."""

_SPELLED = str.maketrans({"ী": "ি", "ূ": "ু", "ণ": "ন", "ষ": "শ", "ঁ": None})
"""With a long vowel or a short one: names are often spelled the other way."""
_GIVEN, _SURNAMES, _ALSO_WORDS, _OF_PEOPLE_ONLY = (
    frozenset(name.translate(_SPELLED) for name in names)
    for names in (
        GIVEN,
        SURNAMES,
        ALSO_WORDS,
        words_of(
            "খাতুন|বেগম|আক্তার|আখতার|আকতার|পারভীন|সুলতানা|খানম|বিবি|বানু|রানী|রাণী|উদ্দিন|উদ্দীন|হোসেন|হোসাইন|আহমেদ|আহমদ"
            "|চৌধুরী|তালুকদার|মিয়া|মিঞা|khatun|begum|akter|akhter|aktar|parvin|sultana|khanam|bibi|banu|uddin|hossain"
            "|ahmed|chowdhury|talukder|rahman"
        ),
    )
)
_KNOWN = _GIVEN | _SURNAMES
_ENDINGS = ("কে", "ের", "র", "য়ের", "এর", "রা", "দের", "টি", "টা", "ও")


def is_known(word: str) -> bool:
    """Whether somebody is called so, as a first or a family name."""
    return _stem(word) in _KNOWN


def is_a_word_too(name: str) -> bool:
    """Whether a name that is known is a common word as well, such as শান্ত."""
    return _stem(name) in _ALSO_WORDS


def may_be(word: str) -> bool:
    """Whether a word that stands where a name does may be one."""
    return len(word) > 2 and not is_ordinary(word) and word.lower() not in AUTHORS


def is_a_family(word: str, first: str) -> bool:
    """Whether a word is a family name behind this first one. Some families are of people only: what stands
    before those is somebody's name though nobody knows it."""
    family = _stem(word)
    return (family in _SURNAMES and is_known(first)) or (family in _OF_PEOPLE_ONLY and may_be(first))


def _stem(word: str) -> str:
    """A name without the ending of its case, if it is one that is known; else the word."""
    small = word.lower().translate(_SPELLED)
    return next(
        (small.removesuffix(end) for end in ("", *_ENDINGS) if small.removesuffix(end) in _KNOWN), small
    )
