"""Who is in a group and who is invited; for its keeper what it is called and who comes and goes."""

from typing import Any, cast

import flet as ft

from app.domain.circles import Role
from app.domain.groups import PEOPLE, Group
from app.domain.ids import group_scope, inside
from app.domain.people import Person
from app.i18n.catalogs import Translator
from app.services import grouping
from app.ui.acting import acts, goes
from app.ui.address import use_address
from app.ui.components.cards import card
from app.ui.components.fields import use_form
from app.ui.components.frame import screen
from app.ui.components.letters import label, quiet, section, strong
from app.ui.components.messages.group_row import no_group
from app.ui.components.people.met import avatar, name_of
from app.ui.components.sure import ask_first
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def GroupPeople() -> ft.View:
    """Everybody in it, and what the reader can do about it."""
    here, words, layout = use_here(), use_words(), use_layout()
    scope = group_scope(use_address().get("group", ""))
    group = use_reading(lambda desk: grouping.group(desk, scope) if grouping.role_in(desk, scope) else None)
    if group is None:
        return screen(words.t("Group"), [no_group(here, words)])
    keeps = grouping.role_in(here.desk, scope) is Role.LEADER
    members = [_line(here, group, one.person, words, dark=layout.dark, keeps=keeps) for one in group.members]
    invited = [
        _line(here, group, one, words, dark=layout.dark, keeps=keeps, invited=True) for one in group.invited
    ]
    way = f"/messages/groups/{inside(scope)}/invite"
    return screen(
        group.name,
        [
            *([_Name(group)] if keeps else []),
            *([section(words.t("In this group")), card(members)] if members else []),
            *([section(words.t("Invited")), card(invited)] if invited else []),
            *([ft.FilledTonalButton(words.t("Invite"), on_click=goes(here, way))] if keeps else []),
            quiet(
                words.t("A group has {limit} people at most. Everybody in it sees who else is.", limit=PEOPLE)
            ),
            ft.OutlinedButton(words.t("Leave the group"), on_click=acts(here, lambda: _leave(here, group))),
        ],
        identifier="group-people",
    )


@ft.component
def _Name(group: Group) -> ft.Control:
    """What the group is called, for its keeper to change."""
    here, words = use_here(), use_words()
    form = use_form(f"group:{group.scope}", {"name": group.name})
    guard = use_guard()
    form.renew({"name": group.name})

    def save() -> None:
        if not guard.lets_pass():
            return
        if "name" in form.changed:
            grouping.rename(here.desk, group.scope, str(form.values["name"]))
        form.done()

    return ft.Column(
        [
            # Where others gave it another name an untouched field begins anew with that.
            cast(Any, GuardedInput)(
                guard, form, "name", words.t("Name of the group"), key="typed" if form.changed else group.name
            ),
            ft.FilledTonalButton(words.t("Save"), on_click=acts(here, save)),
        ],
        spacing=SPACE.S,
    )


def _line(
    here: Here,
    group: Group,
    person: Person,
    words: Translator,
    *,
    dark: bool,
    keeps: bool,
    invited: bool = False,
) -> ft.Control:
    me = person.id == here.desk.person
    name = words.t("You") if me else name_of(person, words)
    # NOTE: of somebody in a group: they made it, or took it over, and invite others
    under = [label(words.t("Keeps this group"))] if person.id == group.keeper else []
    away = ft.IconButton(
        ft.Icons.PERSON_REMOVE_OUTLINED,
        tooltip=words.t("Take the invitation to {name} back", name=name)
        if invited
        else words.t("Remove {name} from the group", name=name),
        on_click=acts(here, lambda: _send_away(here, group, person, name, invited=invited)),
    )
    return ft.Row(
        spacing=SPACE.M,
        controls=[
            avatar(person, words.lang, dark=dark),
            ft.Column([strong(name, lines=2), *under], spacing=0, expand=True),
            *([ft.MergeSemantics(away)] if keeps and not me else []),
        ],
    )


def _send_away(here: Here, group: Group, person: Person, name: str, *, invited: bool) -> None:
    words = here.speech.words
    if invited:
        grouping.send_away(here.desk, group.scope, person.id)
        return
    ask_first(
        here,
        words.t("Remove this person from the group?"),
        name,
        words.t("They no longer read what is written here. What they wrote stays for the others."),
        words.tp("verb", "Remove"),
        lambda: grouping.send_away(here.desk, group.scope, person.id),
    )


def _leave(here: Here, group: Group) -> None:
    words = here.speech.words

    def go() -> None:
        grouping.quit(here.desk, group.scope)
        here.go("/messages")

    ask_first(
        here,
        words.t("Leave the group?"),
        group.name,
        words.t(
            "What was written here goes from your devices; what you wrote stays for the others. "
            "Somebody has to invite you before you can come back."
        ),
        words.t("Leave the group"),
        go,
    )
