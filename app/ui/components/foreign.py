"""A small word for the language of a text, where that is not the reader's own."""

import flet as ft

from app.domain.bilingual import Bilingual
from app.domain.text import guess_language
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, LANGUAGES
from app.ui.components.cards import chip


def foreign(lang: str, words: Translator) -> list[ft.Control]:
    """The chip of a language that is not the reader's; none for theirs, nor where nobody can tell."""
    return [chip(ENDONYMS[known]) for known in LANGUAGES if lang == known != words.lang]


def foreign_text(text: str, words: Translator) -> list[ft.Control]:
    """The same for a text that nobody has said the language of: by its letters."""
    return foreign(guess_language(text), words)


def foreign_side(text: Bilingual, words: Translator) -> list[ft.Control]:
    """The same where of a text in two languages only one side is shown, as in a list: on a row of its own,
    so that it is as wide as its word."""
    chips = foreign(text.language_shown(words.lang), words) if text else []
    return [ft.Row(chips, wrap=True)] if chips else []
