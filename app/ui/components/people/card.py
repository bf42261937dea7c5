"""A person as their card shows them: the name in the reader's script first, what they do, what they say."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from app.domain.people import Person
from app.domain.taxonomy import AREAS, ROLES, SETTINGS, TONGUES, YEARS, Term
from app.i18n.catalogs import Translator
from app.i18n.languages import other
from app.ui.components.cards import card
from app.ui.components.foreign import foreign_text
from app.ui.components.letters import QUIET, body, label, quiet, title
from app.ui.components.people.met import avatar, name_of, what_and_where
from app.ui.theme import SPACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing a person says of themselves; `written` in their own words, not chosen from a list."""

    icon: ft.IconData
    name: str
    said: str
    written: bool = False


def facts(person: Person, words: Translator) -> list[Fact]:
    """What a person says of themselves, what helps a colleague most first; what they keep is left out."""
    t, icons = words.t, ft.Icons
    every = [
        Fact(icon=icons.CHAT_BUBBLE_OUTLINE, name=t("Ask about"), said=person.ask, written=True),
        Fact(
            icon=icons.WORKSPACES_OUTLINED, name=t("Practice areas"), said=_listed(AREAS, person.areas, words)
        ),
        Fact(icon=icons.TRANSLATE, name=t("Languages spoken"), said=_listed(TONGUES, person.tongues, words)),
        Fact(icon=icons.SCHOOL_OUTLINED, name=t("Wants to learn"), said=person.learn, written=True),
        Fact(icon=icons.BADGE_OUTLINED, name=t("Roles"), said=_listed(ROLES, person.roles, words)),
        Fact(
            icon=icons.APARTMENT_OUTLINED,
            name=t("Workplace"),
            said=_listed(SETTINGS, [person.setting], words),
        ),
        Fact(icon=icons.SCHEDULE, name=t("Years of experience"), said=_listed(YEARS, [person.years], words)),
    ]
    return [fact for fact in every if fact.said]


def person_card(
    person: Person, words: Translator, *, dark: bool, most: int = 0, actions: Sequence[ft.Control] = ()
) -> ft.Control:
    """The card of a person, with at most so many facts (0 for all) and what one can do."""
    told = facts(person, words)[: most or None]
    return card(
        [
            _head(person, words, dark=dark),
            _stated(words),
            *([ft.Divider(height=SPACE.L)] if told else []),
            *([ft.Column([_fact(fact, words) for fact in told], spacing=SPACE.M)] if told else []),
            *([ft.Container(_stacked(actions), padding=ft.Padding.only(top=SPACE.S))] if actions else []),
        ]
    )


def _head(person: Person, words: Translator, *, dark: bool) -> ft.Control:
    second = person.name.side(other(words.lang))
    shown = name_of(person, words)
    what = what_and_where(person, words)
    names = [title(shown), *([body(second, QUIET)] if second and second != shown else [])]
    row = ft.Row(
        spacing=SPACE.L,
        controls=[
            avatar(person, words.lang, dark=dark, size=64),
            ft.Column(names, expand=True, spacing=SPACE.XS),
        ],
    )
    # Below both, for some of the words are longer than the room beside the initials.
    return ft.Column([row, *([quiet(what)] if what else [])], spacing=SPACE.S)


def _stated(words: Translator) -> ft.Control:
    """The credential mark with its word: nobody has checked it yet, and that is said plainly."""
    return ft.Row(
        spacing=SPACE.S,
        controls=[
            ft.Icon(ft.Icons.RECORD_VOICE_OVER_OUTLINED, size=18, color=QUIET),
            ft.Container(label(words.t("Stated by themselves")), expand=True),
        ],
    )


def _fact(fact: Fact, words: Translator) -> ft.Control:
    tongue = foreign_text(fact.said, words) if fact.written else []
    return ft.MergeSemantics(
        ft.Row(
            spacing=SPACE.M,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[
                ft.Container(ft.Icon(fact.icon, size=20, color=QUIET), padding=ft.Padding.only(top=2)),
                ft.Column(
                    [label(fact.name), body(fact.said), *([ft.Row(tongue)] if tongue else [])],
                    spacing=0,
                    expand=True,
                ),
            ],
        )
    )


def _stacked(actions: Sequence[ft.Control]) -> ft.Control:
    return ft.Column(list(actions), spacing=SPACE.S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _listed(terms: dict[str, Term], codes: Sequence[str], words: Translator) -> str:
    return ", ".join(terms[code].word(words.lang) for code in codes if code in terms)
