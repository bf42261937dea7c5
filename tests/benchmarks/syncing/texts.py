"""What is sent: Bengali messages of 200 to 300 bytes, each another, the same in every run."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from random import Random

CATALOG = Path(__file__).parents[3] / "locales" / "bn" / "LC_MESSAGES" / "messages.po"
ENDINGS = ("টি", "গুলো", "ের", "কে", "তে", "ও", "ই", "টা", "রা", "দের", "য়", "েও")
FEWEST, MOST = 200, 300
"""Bytes of UTF-8."""


def text(number: int) -> str:
    """The message of this number.

    Its words are drawn one by one from all the Bengali of the app, as often as they stand there, and some
    get an ending. Words that do not follow from each other compress worse than what people write.
    """
    random = Random(number)
    wanted = random.randint(FEWEST + 40, MOST) - len(f" {number}।".encode())
    words: list[str] = []
    size = 0
    while True:
        word = random.choice(_words()) + (random.choice(ENDINGS) if random.random() < 0.25 else "")
        word += random.choices(("", ",", "।"), (8, 1, 1))[0]
        size += len(f"{word} ".encode())
        if size > wanted:
            break
        words.append(word)
    return unicodedata.normalize("NFC", f"{' '.join(words)} {number}।")


@cache
def _words() -> list[str]:
    found = re.findall(r"[\u0980-\u09ff\u200c\u200d]{2,}", CATALOG.read_text("utf-8"))
    return [unicodedata.normalize("NFC", word) for word in found]
