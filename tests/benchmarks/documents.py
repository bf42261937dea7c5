"""The documents of the benchmark: each is made from its number alone, the same in every run."""

import json
from hashlib import blake2b
from itertools import accumulate
from random import Random
from typing import Any

Document = dict[str, Any]

INDEXES = {"circle": "created", "author": "created", "": "rev"}
CIRCLES = [f"circle-{number:02}" for number in range(40)]
LARGEST = CIRCLES[0]
AUTHORS = [f"author-{number:03}" for number in range(200)]
START = 1_750_000_000_000
STEP = 60_000


def _words(text: str) -> list[str]:
    return text.split()


_ZIPF = list(accumulate(1 / rank for rank in range(1, len(CIRCLES) + 1)))
_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ENGLISH = _words(
    "after a week with the weighted spoon she could feed herself again and we noted each small step in her "
    "diary what helped most was sitting upright with both elbows on the table has anyone tried this splint "
    "for a child who grips too tightly thank you the home visit went well we moved the bed nearer to window"
)
_BENGALI = _words(
    "আজ আমরা রান্নাঘরে বসার জায়গা বদলে দেখলাম তিনি এখন নিজে চা বানাতে পারেন হাতের ব্যায়াম দিনে দুইবার "
    "করলে আঙুলের শক্তি বাড়ে আপনারা কেউ কি এই পদ্ধতি শিশুদের সঙ্গে ব্যবহার করেছেন পরিবারের সবাই খুব খুশি "
    "ধন্যবাদ আগামী সপ্তাহে আবার কথা হবে"
)

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def document(number: int) -> Document:
    """The document of this number: a message in a circle, in English or Bengali."""
    random = Random(number)
    return {
        "circle": random.choices(CIRCLES, cum_weights=_ZIPF)[0],
        "author": random.choice(AUTHORS),
        "created": START + number * STEP + random.randint(-5 * STEP, 5 * STEP),
        "rev": number,
        "text": text(random),
    }


def text(random: Random) -> str:
    """A few sentences, four in five of them English."""
    length = min(400, max(20, random.lognormvariate(4.87, 0.5)))
    words: list[str] = []
    while length > 0:
        language = _ENGLISH if random.random() < 0.8 else _BENGALI
        sentence = random.choices(language, k=random.randint(3, 9))
        words += sentence
        length -= sum(len(word) + 1 for word in sentence) * (1 if language is _ENGLISH else 2.6)
    return " ".join(words)


def identifier(number: int) -> str:
    """The id of this document, in the manner of a ULID: 26 letters which sort as the messages were made."""
    chance = int.from_bytes(blake2b(str(number).encode(), digest_size=10).digest())
    value = (START + number * STEP) << 80 | chance
    return "".join(_BASE32[value >> shift & 31] for shift in range(125, -1, -5))
