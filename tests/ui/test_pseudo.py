"""No screen says anything that did not go through the translator, but for what people and lists say."""

import re
from pathlib import Path

import examples as eg
import pytest
from ui.everything import ROUTES, known_texts, populated
from ui.harness import App

from app.i18n.languages import ENDONYMS
from app.i18n.pseudo import CLOSES, OPENS, Pseudo
from app.ui.components.language_switch import SHORT
from app.ui.components.writing.facing import TURN_TO
from app.ui.screens.writing_style import NUMERALS

NEVER_TRANSLATED = {
    *ENDONYMS.values(), *SHORT.values(), *TURN_TO.values(), *(said for _, said in NUMERALS), "Setu", "সেতু"
}  # fmt: skip
ADDRESSES = re.compile(
    r"(?:https?://|/data/)\S+|\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}\b|\b[A-Z0-9]{6}(?:-[A-Z0-9]{6}){6}\b"
)
A_DATE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?(?:\d+ )?"
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b|\bB?DT\b|\b[ap]m\b"
)
INITIALS = re.compile(r"^[A-Z]{1,2}$")
MARKED = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")


@pytest.mark.parametrize("route", ROUTES)
async def test_whatever_a_screen_says_of_itself_is_translatable(tmp_path: Path, route: str) -> None:
    desk, names = populated(tmp_path)
    known = sorted({*NEVER_TRANSLATED, *known_texts(desk)} - {""}, key=len, reverse=True)
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
