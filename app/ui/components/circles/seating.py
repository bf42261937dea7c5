"""What leaders and moderators may do for a member: a menu beside each, and a question before what weighs."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.circles import May, Member, Role, may, outranks
from app.services import seating
from app.ui.acting import acts
from app.ui.components.people.met import name_of
from app.ui.components.sure import ask_first
from app.ui.components.undoing import say_done
from app.ui.keyboard import watched
from app.ui.state import Here
from app.ui.theme import SPACE


def seat_menu(here: Here, circle: str, role: Role | None, member: Member) -> list[ft.Control]:
    """The menu beside a member, with what somebody of this role may do for them; nothing where that is
    nothing, or where it is oneself."""
    items = _items(here, circle, role, member) if member.person.id != here.desk.person else []
    if not items:
        return []
    name = name_of(member.person, here.speech.words)
    # NOTE: on a menu beside a member of a circle
    said = here.speech.words.t("What one can do about {name}", name=name)
    return [ft.MergeSemantics(watched(here, ft.PopupMenuButton(padding=SPACE.M, tooltip=said, items=items)))]


def _items(here: Here, circle: str, role: Role | None, member: Member) -> list[ft.PopupMenuItem]:
    words = here.speech.words
    told: list[tuple[str, ft.IconData, Callable[[], object]]] = []
    if may(role, May.APPOINT):
        told += [
            (said, icon, _giving(here, circle, member, to))
            for to, said, icon in (
                (Role.LEADER, words.t("Make leader"), ft.Icons.STAR_OUTLINE),
                (Role.MODERATOR, words.t("Make moderator"), ft.Icons.SHIELD_OUTLINED),
                (Role.MEMBER, words.t("Make member"), ft.Icons.PERSON_OUTLINE),
                (Role.GUEST, words.t("Make guest"), ft.Icons.VISIBILITY_OUTLINED),
            )
            if to is not member.role
        ]
        told.append((words.t("Hand the lead over"), ft.Icons.SWAP_HORIZ, _handing(here, circle, member)))
    if outranks(role, member.role):
        told.append(
            (
                words.t("Remove from the circle"),
                ft.Icons.PERSON_REMOVE_OUTLINED,
                _removing(here, circle, member),
            )
        )
        told.append((words.t("Ban from the circle"), ft.Icons.BLOCK, _banning(here, circle, member)))
    return [
        ft.PopupMenuItem(content=ft.Text(said), icon=icon, on_click=acts(here, does))
        for said, icon, does in told
    ]


def _giving(here: Here, circle: str, member: Member, role: Role) -> Callable[[], None]:
    """Another role: one tap and a way back, but a question before somebody leads as well."""
    words, person = here.speech.words, member.person.id
    name = name_of(member.person, words)
    done = {
        Role.LEADER: words.t("{name} is a leader here now.", name=name),
        Role.MODERATOR: words.t("{name} is a moderator here now.", name=name),
        Role.MEMBER: words.t("{name} is a member here now.", name=name),
        Role.GUEST: words.t("{name} is a guest here now, and reads without writing.", name=name),
    }[role]

    def give() -> None:
        seating.give_role(here.desk, circle, person, role)
        say_done(here, done, lambda: seating.give_role(here.desk, circle, person, member.role))

    if role is not Role.LEADER:
        return give
    meaning = words.t("Leaders can do everything here: change the circle, give roles, and remove anybody.")
    return lambda: ask_first(here, words.t("Make leader?"), name, meaning, words.t("Make leader"), give)


def _handing(here: Here, circle: str, member: Member) -> Callable[[], None]:
    words = here.speech.words
    return lambda: ask_first(
        here,
        words.t("Hand the lead over?"),
        name_of(member.person, words),
        words.t(
            "They lead the circle instead of you. You stay as a member, and only they can give the lead back."
        ),
        words.t("Hand over"),
        lambda: seating.hand_over(here.desk, circle, member.person.id),
    )


def _removing(here: Here, circle: str, member: Member) -> Callable[[], None]:
    words = here.speech.words
    return lambda: ask_first(
        here,
        words.t("Remove from the circle?"),
        name_of(member.person, words),
        words.t("They no longer see what is written here. What they wrote stays. They may join again."),
        words.t("Remove"),
        lambda: seating.remove(here.desk, circle, member.person.id),
    )


def _banning(here: Here, circle: str, member: Member) -> Callable[[], Any]:
    words = here.speech.words
    return lambda: ask_first(
        here,
        words.t("Ban from the circle?"),
        name_of(member.person, words),
        words.t(
            "They no longer see what is written here, and cannot join again until the ban is lifted. "
            "What they wrote stays."
        ),
        words.t("Ban"),
        lambda: seating.ban(here.desk, circle, member.person.id),
    )
