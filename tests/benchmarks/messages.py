"""The messages that are searched: made from their number alone, of words that are as rare as words are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

VOCABULARY = 30_000
CIRCLES, PEOPLE = 40, 200
START, STEP = 1_750_000_000_000, 60_000
_FIRST, _VOWELS = "কখগঘচছজটডতথদধনপফবভমরলশষসহ", ["", "া", "ি", "ী", "ু", "ূ", "ে", "ো"]
_LAST = ["", "", "ন", "র", "ল", "ত", "ের", "কে", "ড়", "য়", "ণ"]
_JOINED = ["ক্ষ", "ন্ত", "স্ত", "ষ্ট", "ম্ব", "ঙ্গ", "ঞ্চ", "দ্ধ"]


@dataclass(frozen=True)
class Said:
    """One message."""

    scope: str
    by: str
    at: int
    lang: str
    text: str


@cache
def vocabulary() -> tuple[list[str], list[str]]:
    """The words of either language, the most frequent first: short ones are more frequent."""
    random = Random("vocabulary")
    bengali = sorted(
        {_bengali(random) for _ in range(VOCABULARY)}, key=lambda word: len(word) + random.gauss(0, 2)
    )
    english = sorted(
        {_english(random) for _ in range(VOCABULARY)}, key=lambda word: len(word) + random.gauss(0, 2)
    )
    return bengali[: VOCABULARY // 2], english[: VOCABULARY // 2]


def _bengali(random: Random) -> str:
    signs = (random.choice(_FIRST if random.random() < 0.9 else _JOINED) for _ in range(random.randint(1, 4)))
    return "".join(sign + random.choice(_VOWELS) for sign in signs) + random.choice(_LAST)


def _english(random: Random) -> str:
    syllables = (
        random.choice("bcdfghklmnprstvw") + random.choice("aeiou") for _ in range(random.randint(1, 4))
    )
    return "".join(syllables) + random.choice(["", "", "s", "n", "r", "ng", "ed", "t"])


@cache
def _weights() -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY // 2)))


def message(number: int) -> Said:
    """The message of this number; Bengali in two of three."""
    random = Random(number)
    lang = random.choice(["bn", "bn", "en"])
    words = vocabulary()[lang == "en"]
    length = min(80, max(3, round(random.lognormvariate(2.6, 0.6))))
    return Said(
        scope=circle_of(int(CIRCLES * random.random() ** 2)),
        by=f"{random.randrange(PEOPLE):032x}",
        at=START + number * STEP + random.randint(-5 * STEP, 5 * STEP),
        lang=lang,
        text=" ".join(random.choices(words, cum_weights=_weights()[: len(words)], k=length)),
    )


def circle_of(number: int) -> str:
    """The scope of a circle, of which the first is the largest."""
    return f"c.{number:032x}"


def words_asked(count: int, messages: int) -> Iterator[str]:
    """Words of messages as they are typed, every second behind another word of the same message."""
    random = Random("asked")
    for turn in range(count):
        words = message(random.randrange(messages)).text.split()
        typed, before = random.choice(words), f"{random.choice(words)} " if turn % 2 else ""
        for letters in range(2, len(typed) + 1):
            yield before + typed[:letters]
