"""Making a group: a name and whom one invites; or inviting others into one that is there."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.domain.groups import PEOPLE
from app.domain.ids import group_scope, inside
from app.domain.people import Person
from app.i18n.catalogs import Translator
from app.i18n.languages import Language
from app.i18n.sorting import sort_key
from app.services import grouping
from app.ui.acting import acts
from app.ui.address import use_address
from app.ui.components.cards import empty
from app.ui.components.fields import hint, use_form
from app.ui.components.frame import screen
from app.ui.components.guarded import GuardedInput
from app.ui.components.guarding import use_guard
from app.ui.components.letters import section
from app.ui.components.people import name_of, what_and_where
from app.ui.components.pressing import line
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

SHOWN = 60


@ft.component
def NewGroup() -> ft.View:
    """The form: of the group in the address, or of a new one."""
    here, words = use_here(), use_words()
    known = use_address().get("group", "")
    scope = group_scope(known) if known else ""
    form = use_form("group:new", {"name": ""})
    guard = use_guard()
    people = use_reading(lambda desk: grouping.may_be_invited(desk, scope))
    chosen, choose = use_state(lambda: frozenset[str]())

    def turn(person: str) -> None:
        choose(chosen ^ {person})

    def invite() -> None:
        if not guard.lets_pass():
            return
        if scope:
            grouping.invite(here.desk, scope, sorted(chosen))
            here.go(f"/messages/groups/{known}/people")
        else:
            made = grouping.make(here.desk, str(form.values["name"]), sorted(chosen))
            form.done()
            here.go(f"/messages/groups/{inside(made)}")

    told = hint(
        words.t(
            "Nobody is in a group before they accept. They see its name and who invites them. "
            "With those who are invited it has {limit} people at most.",
            limit=PEOPLE,
        )
    )
    nobody = empty(
        words.t("Nobody to invite yet"),
        words.t("You can invite people you share a circle with, or already write with."),
    )
    doing = words.t("Invite") if scope else words.t("Make the group")
    return screen(
        words.t("Invite to the group") if scope else words.t("New group"),
        [
            *([] if scope else [GuardedInput(guard, form, "name", words.t("Name of the group"))]),
            told,
            *([section(words.t("Whom to invite"))] if people else [nobody]),
            ft.Column(
                [
                    _choice(here, person, words, person.id in chosen, partial(turn, person.id))
                    for person in _in_order(people, words.lang)[:SHOWN]
                ],
                spacing=SPACE.XS,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
        ],
        foot=ft.Container(
            padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M),
            content=ft.Row([ft.Container(ft.FilledButton(doing, on_click=acts(here, invite)), expand=True)]),
        ),
        identifier="new-group",
    )


def _choice(
    here: Here, person: Person, words: Translator, chosen: bool, turn: Callable[[], None]
) -> ft.Control:
    """One person, marked if one invites them."""
    trailing = ft.Icons.CHECK if chosen else None
    under = what_and_where(person, words)
    row = line(name_of(person, words), acts(here, turn), under=under, trailing=trailing, chosen=chosen)
    return ft.MergeSemantics(ft.Semantics(selected=chosen, content=row))


def _in_order(people: list[Person], lang: Language) -> list[Person]:
    return sorted(people, key=lambda person: sort_key(person.name.best(lang)))
