"""A term of the glossary as it stands in a list and on its own page."""

import flet as ft

from app.domain.bilingual import Bilingual
from app.domain.glossary import TOPICS, GlossaryTerm
from app.i18n.catalogs import Translator
from app.i18n.languages import ENDONYMS, Language, other
from app.ui.acting import goes
from app.ui.components.cards import chip, empty
from app.ui.components.letters import QUIET, body, label, quiet, strong, title
from app.ui.components.pressing import pressable
from app.ui.components.writing.facing import FacingPages, bridge
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_layout, use_words
from app.ui.theme import SPACE


@ft.component
def _TermRow(term: GlossaryTerm) -> ft.Control:
    """A term in the list: the reader's word first, the other one beside it or under it."""
    here, words, layout = use_here(), use_words(), use_layout()
    own, second = _sides(term.name, words)
    first = strong(own or second)
    beside = body(second, QUIET) if own and second else None
    parts: list[ft.Control] = [first, *([beside] if beside else [])]
    pair = (
        ft.Row([ft.Container(part, expand=True) for part in parts], spacing=SPACE.L)
        if layout.wide
        else ft.Column(parts, spacing=0)
    )
    content = ft.Column([pair, *own_words(term, words)], spacing=SPACE.XS)
    return pressable(content, goes(here, f"/glossary/{term.id}"))


TermRow = memo(_TermRow)


def unknown_term(here: Here, words: Translator) -> ft.Control:
    """What stands where a term is not there, or not there any more."""
    return empty(
        words.t("No such term here"),
        words.t("It may have been taken back, or has not arrived on this device yet."),
        ft.FilledTonalButton(words.t("Show all terms"), on_click=goes(here, "/glossary")),
    )


def own_words(term: GlossaryTerm, words: Translator) -> list[ft.Control]:
    """That it reads so on this device alone, where that is so."""
    return [ft.Row([chip(words.t("Your proposal"))])] if term.proposal else []


def term_pages(term: GlossaryTerm, words: Translator, *, wide: bool, whole: bool = True) -> list[ft.Control]:
    """What a term is called in both languages; the `whole` of it with other words, notes and topic."""
    named = _named(term, words, wide=wide)
    if not whole:
        return [named]
    topic = TOPICS.get(term.topic)
    return [
        *([label(topic.word(words.lang))] if topic else []),
        named,
        *own_words(term, words),
        *([_also(term, words)] if term.also else []),
        *([ft.Divider(height=SPACE.L), FacingPages(term.note)] if term.note else []),
    ]


def _named(term: GlossaryTerm, words: Translator, *, wide: bool) -> ft.Control:
    """Both names, for that is what one comes for: the reader's first, equal in size."""
    first, second = words.lang, other(words.lang)
    pages = [_page(term.name, lang, words) for lang in (first, second)]
    if not wide:
        return ft.Column(pages, spacing=SPACE.M)
    own, facing = (ft.Container(page, expand=True) for page in pages)
    return ft.Row([own, bridge(), facing], spacing=SPACE.L, vertical_alignment=ft.CrossAxisAlignment.START)


def _page(name: Bilingual, lang: Language, words: Translator) -> ft.Control:
    side = name.side(lang)
    missing = {
        "en": words.t("Nobody has written the English word yet."),
        "bn": words.t("Nobody has written the Bengali word yet."),
    }
    return ft.Column([label(ENDONYMS[lang]), title(side) if side else quiet(missing[lang])], spacing=0)


def _also(term: GlossaryTerm, words: Translator) -> ft.Control:
    # NOTE: before other words for the same thing, as OT, ওটি for occupational therapy
    return ft.Column([label(words.t("Also said")), body(", ".join(term.also))], spacing=0)


def _sides(name: Bilingual, words: Translator) -> tuple[str, str]:
    return name.side(words.lang), name.side(other(words.lang))
