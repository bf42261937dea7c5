"""Mentions: a name in a text that stays with its person, whatever they are called later.

A text keeps `@[Rahima Khatun](<the id>)`. The id says who is meant; who reads is shown what the card of that
person says now. The words between the brackets are for whoever knows no mentions: an older Setu, a file that
was exported. While one types there is only `@Rahima Khatun`, and beside it who is meant by that.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from app.domain.bilingual import Bilingual

MOST_MENTIONS: Final = 20
"""Of one text; what comes after these stays as it was typed, and calls nobody."""

MENTION: Final = (
    r"(?-i:(?<![^\W_])@\[(?P<called>[^\[\]\n]{1,320}+)\]"
    r"\((?P<who>[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\))"
)
"""How a mention is written, as a pattern."""

SOMEBODY: Final = Bilingual(en="someone", bn="কেউ একজন")
"""What is said of whoever is not of this place."""

Called = Callable[[str], str]
"""What the person of this id is called by who reads."""

_MENTION = re.compile(MENTION)
_LONGEST_QUERY: Final = 40


def flat(text: str, called: Called | None = None) -> str:
    """The text with names in place of the mentions: those they were written with, or what `called` says."""
    if "@[" not in text:
        return text
    return _MENTION.sub(lambda found: f"@{called(found['who']) if called else found['called']}", text)


def without(text: str) -> str:
    """The text without its mentions: what remains is the writer's own."""
    return _MENTION.sub(" ", text) if "@[" in text else text


def ids(text: str) -> frozenset[str]:
    """Everybody who stands in a text, whether they are called by it or not."""
    return frozenset(found["who"] for found in _MENTION.finditer(text)) if "@[" in text else frozenset()


def sealed(text: str, name: Callable[[str], Bilingual | None]) -> str:
    """The text with the mentions of those who have a `name` here; of the others only the name remains."""

    def anew(found: re.Match[str]) -> str:
        known, typed_as = name(found["who"]), found["called"]
        if not known:
            return f"@{typed_as}"
        own = typed_as if typed_as in (known.en, known.bn) else known.best("en")
        return written(found["who"], own)

    return _MENTION.sub(anew, text) if "@[" in text else text


def written(who: str, name: str) -> str:
    """A mention as a text keeps it."""
    return f"@[{' '.join(name.translate(_BRACKETS).split())}]({who})"


_BRACKETS = str.maketrans("[]\n", "   ")


# While one types


def typed(text: str) -> tuple[str, dict[str, str]]:
    """A kept text as it is typed, and who is meant by each name behind an @."""
    meant: dict[str, str] = {}
    shown = _MENTION.sub(lambda found: f"@{label(found['called'], found['who'], meant)}", text)
    return shown, meant


def label(name: str, who: str, meant: dict[str, str]) -> str:
    """By which name somebody is called in what is being typed: two of one name are told apart by a number."""
    tried, number = name, 1
    while meant.setdefault(tried, who) != who:
        number += 1
        tried = f"{name} ({number})"
    return tried


def kept(text: str, meant: Mapping[str, str]) -> str:
    """What was typed as a text keeps it. A name of which a letter was taken away calls nobody."""
    if "@" not in text or not meant:
        return text
    longest_first = sorted(filter(None, meant), key=len, reverse=True)
    names = re.compile(rf"(?<![^\W_])@({'|'.join(map(re.escape, longest_first))})")
    return names.sub(lambda found: _kept(found, text, meant), text)


def _kept(found: re.Match[str], text: str, meant: Mapping[str, str]) -> str:
    after = text[found.end() : found.end() + 1]
    return found[0] if _goes_on(after) else written(meant[found[1]], found[1])


def _goes_on(after: str) -> bool:
    """Whether a name does not end before this sign. Bengali hangs its cases on it: @রহিমাকে."""
    return (after.isascii() and after.isalnum()) or (after != "" and unicodedata.category(after)[0] == "M")


def query(text: str, caret: int) -> str | None:
    """What was typed behind the @ before this place; nothing where no name is being typed."""
    begun = text.rfind("@", max(0, caret - _LONGEST_QUERY), caret)
    if begun < 0 or (begun and (text[begun - 1].isalnum() or _is_mark(text[begun - 1]))):
        return None
    asked = text[begun + 1 : caret]
    stops = "\n" in asked or "[" in asked or asked[:1].isspace() or asked.endswith("  ")
    return None if stops or len(asked.split()) > 4 else asked


def is_named(asked: str, meant: Mapping[str, str]) -> bool:
    """Whether what was typed behind an @ is somebody's name already, with or without more words behind it."""
    return any(asked.startswith(name) and not asked[len(name) : len(name) + 1].isalpha() for name in meant)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def caret_after(before: str, now: str) -> int:
    """Where one types: behind what is different from before, as far as two texts can tell."""
    same = _alike(before, now)
    return len(now) - _alike(before[same:][::-1], now[same:][::-1])


def _alike(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (this, that) in pairs if this != that), min(len(one), len(other)))


def put(text: str, caret: int, name: str) -> tuple[str, int]:
    """The text with this name in place of what was typed behind the @, and where one goes on."""
    begun = text.rfind("@", 0, caret)
    before, after = text[:begun], text[caret:]
    space = " " if not after or after[0].isalnum() else ""
    beyond = 1 if space or after[:1].isspace() else 0
    return f"{before}@{name}{space}{after}", len(before) + 1 + len(name) + beyond
