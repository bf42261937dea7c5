"""Results of a search as they stand in the list: each opens the very place it was found in."""

from typing import Any

import flet as ft

from app.domain.people import Person
from app.i18n.catalogs import Translator
from app.services.hits import Hit
from app.ui.acting import acts
from app.ui.components.foreign import foreign
from app.ui.components.letters import label, quiet, strong
from app.ui.components.marked import marked
from app.ui.components.people.met import beside_avatar, name_of, what_and_where
from app.ui.components.pressing import pressable
from app.ui.hooks import memo
from app.ui.state import use_here, use_layout, use_words
from app.ui.theme import SPACE

QUIET = ft.Colors.ON_SURFACE_VARIANT
LEARNING = ("prompt", "answer")

ICONS = {
    "circle": ft.Icons.WORKSPACES_OUTLINED,
    "topic": ft.Icons.FORUM_OUTLINED,
    "question": ft.Icons.HELP_OUTLINE,
    "reply": ft.Icons.REPLY,
    "prompt": ft.Icons.LIGHTBULB_OUTLINE,
    "answer": ft.Icons.REPLY,
    "dm": ft.Icons.CHAT_BUBBLE_OUTLINE,
    "term": ft.Icons.MENU_BOOK_OUTLINED,
}


def way_to(hit: Hit, search: str) -> str:
    """Where a result is, on top of the search that found it, so that Back leads there again."""
    circle, other = hit.home, hit.other.id if hit.other else ""
    match hit.kind:
        case "person":
            return f"{search}/people/{hit.id}"
        case "circle":
            return f"{search}/circles/{hit.id}"
        case "term":
            return f"{search}/terms/{hit.id}"
        case "dm" if circle:
            return f"{search}/groups/{circle}/at/{hit.id}"
        case "dm":
            return f"{search}/messages/{other}/at/{hit.id}" if other else "/messages"
        case "topic" | "question":
            return f"{search}/posts/{circle}/{hit.id}"
        case "prompt":
            return f"{search}/prompts/{circle}/{hit.id}"
        case "reply":
            return f"{search}/posts/{circle}/{hit.thread}/at/{hit.id}"
        case _:
            return f"{search}/prompts/{circle}/{hit.thread}/at/{hit.id}"


@ft.component
def _HitRow(hit: Hit, ago: str, opens: Any) -> ft.Control:
    """One result: what it is and where, the words that were found, whose they are and how old."""
    here, words, layout = use_here(), use_words(), use_layout()
    if hit.kind == "person" and hit.who:
        content = _person(hit, hit.who, words, layout.dark)
    else:
        content = _writing(hit, ago, words)
    return pressable(content, acts(here, lambda: opens(hit)), key=f"result {hit.id}")


HitRow = memo(_HitRow)
"""Give it `key=hit.id`, and an `opens` of stable identity."""


def _head(hit: Hit) -> ft.Control:
    """A title or a name. Where something was found in it, that is what stands out by its weight."""
    return marked(hit.head, "body" if hit.head.marks else "section")


def _person(hit: Hit, person: Person, words: Translator, dark: bool) -> ft.Control:
    under = what_and_where(person, words)
    shown = hit.text if hit.text.marks else None
    told = [
        _head(hit) if hit.head.text else strong(name_of(person, words)),
        *([quiet(under, lines=2)] if under else []),
        *([marked(shown, color=QUIET)] if shown else []),
    ]
    return beside_avatar(person, words, told, dark=dark)


def _writing(hit: Hit, ago: str, words: Translator) -> ft.Control:
    return ft.Column(
        spacing=SPACE.XS,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            _what(hit, words),
            *([_head(hit)] if hit.head.text else []),
            *([marked(hit.text, color=QUIET if hit.head.text else None)] if hit.text.text else []),
            *([_whose(hit, ago, words)] if hit.when else []),
        ],
    )


def _what(hit: Hit, words: Translator) -> ft.Control:
    """What it is, and where."""
    ink = ft.Colors.TERTIARY if hit.kind in LEARNING else QUIET
    return ft.Row(
        spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Container(ft.Icon(ICONS[hit.kind], size=16, color=ink), padding=ft.Padding.only(top=2)),
            ft.Container(
                label(" · ".join([kind_of(hit.kind, words), *_where(hit, words)]), ink), expand=True
            ),
        ],
    )


def kind_of(kind: str, words: Translator) -> str:
    """What a result is, in a word."""
    return {
        "person": words.t("Person"),
        "circle": words.t("Circle"),
        "topic": words.t("Topic"),
        "question": words.t("Question"),
        # NOTE: what a search result is: a reply to a topic
        "reply": words.tp("noun", "Reply"),
        "prompt": words.t("Learning prompt"),
        # NOTE: what a search result is: an answer to a learning prompt
        "answer": words.tp("noun", "Answer"),
        "dm": words.t("Message"),
        "term": words.t("Glossary"),
    }[kind]


def _where(hit: Hit, words: Translator) -> list[str]:
    if hit.kind == "dm" and hit.home:
        return [words.t("In a group")]
    if hit.kind == "dm":
        # NOTE: a conversation, by the name of the other
        return [words.t("With {name}", name=name_of(hit.other, words))] if hit.other else []
    named = [hit.circle.name.best(words.lang)] if hit.circle and hit.kind != "circle" else []
    return [*named, *([hit.about] if hit.about else [])]


def _whose(hit: Hit, ago: str, words: Translator) -> ft.Control:
    """Who wrote it, how long ago, and in which language if it is not the reader's."""
    name = words.t("You") if hit.mine else name_of(hit.who, words) if hit.who else ""
    return ft.Row(
        wrap=True,
        spacing=SPACE.S,
        run_spacing=SPACE.XS,
        controls=[label(name), quiet(ago, lines=1), *foreign(hit.lang, words)],
    )
