"""Making a group: a name and whom one invites; or inviting others into one that is there."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

import flet as ft

from app.domain.circles import Role
from app.domain.groups import PEOPLE
from app.domain.ids import group_scope, inside
from app.domain.people import Person
from app.i18n.languages import Language
from app.i18n.search import narrow
from app.i18n.sorting import sort_key
from app.services import grouping
from app.ui import troubles
from app.ui.acting import acts
from app.ui.address import use_address
from app.ui.components.cards import empty, notice
from app.ui.components.fields import Form, hint, use_form
from app.ui.components.form_faults import use_faults
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, section, strong
from app.ui.components.people.met import beside_avatar, name_of, what_and_where
from app.ui.components.pressing import pressable
from app.ui.components.search import SearchField
from app.ui.components.stack import stack
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import use_guard
from app.ui.hooks import use_state
from app.ui.state import use_here, use_layout, use_reading, use_words
from app.ui.theme import LARGE_LETTERS, SPACE

WINDOW = 60
MANY = 12
"""More than so many are searched and not only scrolled through."""


@ft.component
def NewGroup() -> ft.View:
    """The form: of the group in the address for who keeps it, or of a new one."""
    here, words = use_here(), use_words()
    known = use_address().get("group", "")
    scope = group_scope(known) if known else ""
    form = use_form(f"group:invite:{scope}" if scope else "group:new", {"name": "", "people": []})
    guard, faults = use_guard(), use_faults(form)
    keeps = use_reading(lambda desk: not scope or grouping.role_in(desk, scope) is Role.LEADER)
    headline = words.t("Invite to the group") if scope else words.t("New group")
    if not keeps:
        said = troubles.sentence("group.not_keeper", {}, words)
        return screen(headline, [notice(ft.Icons.INFO_OUTLINE, said)])

    def invite() -> None:
        possible = {person.id for person in grouping.may_be_invited(here.desk, scope)}
        chosen = sorted(possible & set(form.values["people"]))
        if scope:
            grouping.invite(here.desk, scope, chosen)
            form.done()
            here.go(f"/messages/groups/{known}/people")
        else:
            made = grouping.make(here.desk, str(form.values["name"]), chosen)
            form.done()
            here.go(f"/messages/groups/{inside(made)}")

    def invite_if_right() -> None:
        if guard.lets_pass():
            faults.watch(("name",), words.lang, invite)

    told = hint(
        words.t(
            "Nobody is in a group before they accept. They see its name and who invites them. "
            "With those who are invited it has {limit} people at most.",
            limit=PEOPLE,
        )
    )
    doing = words.t("Invite") if scope else words.t("Make the group")
    button = ft.FilledButton(doing, on_click=acts(here, invite_if_right))
    return screen(
        headline,
        [
            *([] if scope else [guarded_at(guard, form, faults, "name", words.t("Name of the group"))]),
            told,
            Whom(scope, form),
        ],
        foot=ft.Container(
            padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M),
            content=ft.Row([ft.Container(button, expand=True)]),
        ),
        identifier="new-group",
        scrolled=faults.column,
    )


@ft.component
def Whom(scope: str, form: Form) -> ft.Control:
    """Those whom one can invite, to be chosen with a tap; who is chosen is kept with the rest of the form."""
    here, words = use_here(), use_words()
    query, ask = use_state(str)
    window, widen = use_state(lambda: WINDOW)
    chosen, choose = use_state(lambda: frozenset[str](form.values["people"]))
    every = _in_order(use_reading(lambda desk: grouping.may_be_invited(desk, scope)), words.lang)
    found = [person for person in every if not query.strip() or _is_called(person, query)]

    def turn(person: str) -> None:
        now = chosen ^ {person}
        form.fill("people", sorted(now))
        choose(now)

    if not every:
        return empty(
            words.t("Nobody to invite yet"),
            words.t("You can invite people you share a circle with, or already write with."),
        )
    names = [name_of(person, words) for person in every if person.id in chosen]
    more = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))
    return stack(
        [
            section(words.t("Whom to invite")),
            *([SearchField(words.t("Search people"), query, ask)] if len(every) > MANY else []),
            *([] if found else [quiet(words.t("Nobody here is called like that."))]),
            *[
                cast(Any, _Choice)(person, person.id in chosen, partial(turn, person.id), key=person.id)
                for person in found[:window]
            ],
            # Below the list: above it, it would move what one is about to tap.
            # NOTE: {names} are the people one has chosen to invite, such as "Rina and David"
            *([quiet(words.t("Chosen: {names}", names=words.formatter.list(names)))] if names else []),
            *([more] if len(found) > window else []),
        ]
    )


def _is_called(person: Person, query: str) -> bool:
    return narrow(query, person.name.en, person.name.bn) is not None


@ft.component
def _Choice(person: Person, chosen: bool, turn: Callable[[], None]) -> ft.Control:
    """One person, with a box that is ticked if one invites them."""
    here, words, layout = use_here(), use_words(), use_layout()
    ink = ft.Colors.ON_PRIMARY_CONTAINER if chosen else None
    under = what_and_where(person, words)
    told: list[ft.Control] = [strong(name_of(person, words), ink), *([quiet(under)] if under else [])]
    box = ft.Icons.CHECK_BOX if chosen else ft.Icons.CHECK_BOX_OUTLINE_BLANK
    large = layout.letters > LARGE_LETTERS
    who = ft.Column(told, spacing=SPACE.XS) if large else beside_avatar(person, words, told, dark=layout.dark)
    row = ft.Row(
        spacing=SPACE.M,
        controls=[
            ft.Container(who, expand=True),
            ft.Icon(box, color=ink or ft.Colors.ON_SURFACE_VARIANT),
        ],
    )
    room = ft.Padding.symmetric(horizontal=SPACE.M, vertical=SPACE.S)
    paper = ft.Colors.PRIMARY_CONTAINER if chosen else None
    pressed = pressable(row, acts(here, turn), padding=room, bgcolor=paper)
    return ft.MergeSemantics(ft.Semantics(selected=chosen, content=pressed))


def _in_order(people: list[Person], lang: Language) -> list[Person]:
    return sorted(people, key=lambda person: sort_key(person.name.best(lang)))
