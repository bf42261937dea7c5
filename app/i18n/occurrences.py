"""Which of many phrases a text says, inflected or not, in one pass over its words.

The words of a phrase have to stand together in one clause, loosely folded, the last one with or without an
ending; where two phrases begin at one word the longer one counts. A phrase in capitals, such as AT, is found
as written only, for "at" is another word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.i18n.folding import in_order
from app.i18n.inflection import cut_endings
from app.i18n.synonyms import Phrase

_CLAUSES = re.compile(r"[.,;!?।…()\[\]{}\"“”«»|/\n]+|(?<![\u0980-\u09ff]):|:(?![\u0980-\u09ff])|[-–—](?=\s)")
_CAPITALS = re.compile(r"[A-Z]{2,5}")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a phrase stands for, and how it has to be written if that matters."""

    name: str
    capitals: str = ""


class Phrases:
    """Phrases and the names of what they stand for, prepared to be found in many texts."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._said: dict[Phrase, _Said] = {}
        self._longest: dict[str, int] = {}
        for phrase, name in phrases:
            self._take(phrase, name)

    def names_in(self, text: str) -> tuple[str, ...]:
        """What the text says, each once and in the order of its first words."""
        found: dict[str, None] = {}
        for clause in _CLAUSES.split(text):
            words = in_order(clause.replace("-", " "))
            at = 0
            while at < len(words):
                said, length = self._at(words, at, clause)
                if said:
                    found[said.name] = None
                at += length
        return tuple(found)

    def _take(self, phrase: str, name: str) -> None:
        capitals = phrase if _CAPITALS.fullmatch(phrase) else ""
        for words in {in_order(phrase.replace("-", " ")), in_order(phrase.replace("-", ""))}:
            if words:
                self._said.setdefault(words, _Said(name, capitals))
                self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def _at(self, words: tuple[str, ...], at: int, clause: str) -> tuple[_Said | None, int]:
        """What is said from this word on, and in how many words; nothing takes one."""
        firsts = (words[at], *cut_endings(words[at]))
        reach = max((self._longest.get(first, 0) for first in firsts), default=0)
        for length in range(min(reach, len(words) - at), 0, -1):
            *before, last = words[at : at + length]
            for end in (last, *cut_endings(last)):
                said = self._said.get((*before, end))
                if said and (not said.capitals or _is_written(said.capitals, clause)):
                    return said, length
        return None, 1


def _is_written(capitals: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){capitals}(?:s|'s|’s)?(?![A-Za-z])", text) is not None


def phrases_of(words: Mapping[str, Iterable[str]]) -> Phrases:
    """The phrases of these names; where two share one, the first has it."""
    return Phrases((phrase, name) for name, each in words.items() for phrase in each)
