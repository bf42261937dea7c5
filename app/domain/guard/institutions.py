"""Hospitals and schools that are called after somebody: their names are nobody's."""

import re

from app.domain.guard.letters import BENGALI, ENDS, one_of, words_of
from app.domain.guard.ordinary import is_ordinary
from app.domain.guard.recognising import is_known

_INSTITUTION = re.compile(
    "(?i:"
    + one_of("hospital|medical|college|foundation|clinic|university|school|memorial|centre|center|trust")
    + "|(?:"
    + one_of("হাসপাতাল|মেডিকেল|মেডিক্যাল|কলেজ|ফাউন্ডেশন|ক্লিনিক|বিশ্ববিদ্যালয়|স্কুল|বিদ্যালয়|মেমোরিয়াল|সেন্টার|ট্রাস্ট|স্মৃতি")
    + ")(?:ে|ের|এ|টি)?)"
)
_WHERE_PEOPLE_GO = words_of("স্কুলে|হাসপাতালে|ক্লিনিকে|সেন্টারে")
"""Straight behind a name these rather say where somebody goes."""
_OF_INSTITUTIONS = words_of("আর|শিশু|মহিলা|মা|ও|সরকারি|বালিকা|জেনারেল|উচ্চ")
_WORD = re.compile(rf" ([A-Z][A-Za-z]*\.?|[{BENGALI}]+){ENDS}")
_AHEAD = 5


def is_an_institution(after: str) -> bool:
    """Whether a name goes on as that of a hospital or a school which is called after somebody."""
    words = _WORD.findall(after[:80])[:_AHEAD]
    for word in words:
        if not after.startswith(f" {word}"):
            return False
        after = after[len(word) + 1 :]
        if _INSTITUTION.fullmatch(word):
            return word is not words[0] or word not in _WHERE_PEOPLE_GO
        if is_ordinary(word) and word not in _OF_INSTITUTIONS and not is_known(word):
            return False
    return False
