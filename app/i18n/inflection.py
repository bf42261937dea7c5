"""Endings of words: Bengali is suffixing, so a beginning finds থেরাপিস্টদের from থেরাপিস্ট, not the other way.

Words here are loosely folded. One ending is taken off, and what is found may have one of its own.
"""

import re

_ENDINGS = (
    "দেরকে|গুলোতে|গুলিতে|গুলোকে|গুলিকে|গুলোর|গুলির|গুলো|গুলি|েদের|দের|য\u09bcের|ের|েরা|রা|কে|তে|টির|টার|টিকে|টাকে"
    "|টি|টা|য\u09bcে|য\u09bc|র|ে|ও|ই"
)
"""Case endings and the like, as the loose fold spells them; a stem has four signs at least."""
_ALONE = "এর|এরা|র|রা|দের|কে|তে|এ|ও|ই|য\u09bc|টি|টা|গুলো|গুলি"
_BENGALI = re.compile(rf"([\u0980-\u09ff]{{4,}}?)(?:{_ENDINGS})")
_ENGLISH = re.compile("(?=([a-z]{3,})s$)(?:([a-z]+(?:[sxz]|[cs]h))es)?")
_FOLLOWS = frozenset((*_ENDINGS.split("|"), "s", "es", ""))
_LONGEST_ENDING = max(map(len, _FOLLOWS))
_HUNG_ON = re.compile(
    rf"(?<=[\w\u0981-\u09e3])(?:[-\u2010\u2011](?:{_ALONE})|['\u2019](?:s|এর|র))(?![\u0980-\u09ff\w])"
)


def without_hung_on(text: str) -> str:
    """The text without endings written apart from their words: নাসরিন-এর, Setu's."""
    return _HUNG_ON.sub("", text)


def stems(word: str) -> tuple[str, ...]:
    """The word without its ending; nothing if it has none, and two if an English one may have ended in e."""
    found = _BENGALI.fullmatch(word) or _ENGLISH.match(word)
    return tuple(filter(None, found.groups())) if found else ()


def cut_endings(word: str) -> tuple[str, ...]:
    """What is left of a word without each ending it may have, the shortest ending first."""
    cut = (word[:at] for at in range(len(word) - 1, max(1, len(word) - _LONGEST_ENDING) - 1, -1))
    return tuple(begun for begun in cut if word[len(begun) :] in _FOLLOWS)


def stands_in(begun: str, found: str) -> bool:
    """Whether " word", with or without an ending, is one of " word word": no longer word of another stem."""
    start = found.find(begun)
    while start >= 0:
        after = start + len(begun)
        end = found.find(" ", after)
        if found[after : end if end >= 0 else None] in _FOLLOWS:
            return True
        start = found.find(begun, after)
    return False
