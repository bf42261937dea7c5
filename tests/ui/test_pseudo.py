"""No screen says anything that did not go through the translator, but for what people and lists say."""

import re
from collections.abc import Iterator
from pathlib import Path

import examples as eg
import pytest
from ui.everything import ROUTES, populated
from ui.harness import App

from app.domain import districts, glossary, taxonomy
from app.domain.starters import STARTER_CIRCLES, STARTER_PROMPTS
from app.domain.taxonomy import Term
from app.i18n.languages import ENDONYMS
from app.i18n.pseudo import CLOSES, OPENS, Pseudo
from app.ui.components.facing import TURN_TO
from app.ui.components.language_switch import SHORT
from app.ui.screens.writing_style import NUMERALS

NEVER_TRANSLATED = {
    *ENDONYMS.values(), *SHORT.values(), *TURN_TO.values(), *(said for _, said in NUMERALS), "Setu", "সেতু"
}  # fmt: skip
ADDRESSES = re.compile(r"(?:https?://|/data/)\S+|\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}\b")
A_DATE = re.compile(
    r"\b(?:\d+ )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b|\bB?DT\b|\b[ap]m\b"
)
INITIALS = re.compile(r"^[A-Z]{1,2}$")
MARKED = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")


def lists() -> Iterator[str]:
    """What the lists of choices hold: content in both languages."""
    for module in (taxonomy, districts, glossary):
        for found in vars(module).values():
            if isinstance(found, dict):
                yield from (w for term in found.values() if isinstance(term, Term) for w in term.words)
    for term in glossary.bundled().values():
        yield from (*term.words, term.note.en, term.note.bn)
    for circle in STARTER_CIRCLES:
        yield from (value for value in circle.values() if isinstance(value, str))
    yield from (text for pair in STARTER_PROMPTS for text in pair)


def written(value: object) -> Iterator[str]:
    """Every text somewhere inside what people wrote."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from written(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from written(inner)


@pytest.mark.parametrize("route", ROUTES)
async def test_whatever_a_screen_says_of_itself_is_translatable(tmp_path: Path, route: str) -> None:
    desk, names = populated(tmp_path)
    said = {text for record in desk.memory._records for text in written(dict(record))}
    known = sorted({*NEVER_TRANSLATED, *lists(), *said} - {""}, key=len, reverse=True)
    words = {lang: Pseudo(catalog) for lang, catalog in eg.catalogs_of_both().items()}
    async with App(eg.window(desk, words=words), route=route.format(**names), locales=("en",)) as app:
        texts = app.texts()
        assert any(OPENS in text for text in texts)
        assert [text for text in texts if rest_of(text, known)] == []


def rest_of(text: str, known: list[str]) -> str:
    """The letters of a text that are neither marked nor somebody's words or initials."""
    text = ADDRESSES.sub("", INITIALS.sub("", text))
    while MARKED.search(text):
        text = MARKED.sub("", text)
    for words in known:
        text = text.replace(words, "")
    return "".join(char for char in A_DATE.sub("", text) if char.isalpha())
