"""Where in a text the words of a query are, as it was written, so that results can mark them.

Whole words are marked, so that no mark cuts a sign from its letter; of a hyphenated word only the part that
was looked for, if it was one.
"""

import re
from collections.abc import Iterator

from app.i18n.folding import is_in_a_word, words
from app.i18n.search import Query, is_spelled, sounds_like
from app.i18n.synonyms import held_by

Span = tuple[int, int]

_JOINT = re.compile(r"(?:(?<=[\u0980-\u09ff]):(?=[\u0980-\u09ff])|[-\u2010\u2011])(?=[^\W_])")
_CLINGING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""What is no part of a word but belongs to the letter before it, or is not seen."""


def highlights(query: Query, text: str) -> list[Span]:
    """The words of a text that the query found, from first to last; [start, end) in the text as it is."""
    meant = _meant(query, words(text).loose)
    found: list[Span] = []
    for span in _spans(text):
        parts = list(_parts(text, span))
        marked = [part for part in parts if _is_asked(query, meant, text[slice(*part)])]
        if not marked and len(parts) > 1 and _is_asked(query, meant, text[slice(*span)]):
            marked = [span]
        found.extend(marked)
    return found


def _spans(text: str) -> Iterator[Span]:
    """The words of a text, hyphenated ones whole."""
    start = -1
    for at, char in enumerate(f"{text} "):
        if start < 0 and char.isalnum():
            start = at
        elif start >= 0 and not (_stays(char) or _JOINT.match(text, at)):
            yield start, at
            start = -1


def _stays(char: str) -> bool:
    return is_in_a_word(char) or bool(_CLINGING.match(char))


def _parts(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for joint in _JOINT.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def _meant(query: Query, loose: str) -> tuple[str, ...]:
    """The words by which the text says what was asked, where it says it by other words."""
    return tuple(
        word
        for asked in query.asked
        for meaning in asked.meanings
        for phrase in meaning.phrases
        if held_by(phrase, loose)
        for word in phrase
    )


def _is_asked(query: Query, meant: tuple[str, ...], text: str) -> bool:
    """Whether this word would be found by one of the query's, or by all of them written as one."""
    word = words(text)
    depths = ((query.exact, word.exact), (query.strict, word.strict), (query.loose, word.loose))
    return bool(query) and (
        any(begun in found for depth, found in depths for begun in (*depth.begun, depth.joined))
        or any(is_spelled(asked, word.loose) or sounds_like(asked, word.sounds) for asked in query.asked)
        or any(held_by((each,), word.loose) for each in meant)
    )
