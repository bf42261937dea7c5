"""Who belongs to a circle: cards with what each of them is there, and what one may do about that."""

from typing import Any

import flet as ft

from app.domain.circles import HIDDEN, OPEN, Circle, May, Member, Role, may
from app.i18n.catalogs import Translator
from app.services import belonging, seating
from app.ui.acting import acts, goes
from app.ui.components.cards import empty, listed
from app.ui.components.circles.door import Applicants
from app.ui.components.circles.seating import seat_menu
from app.ui.components.delivery import unsent
from app.ui.components.letters import QUIET, quiet, section, strong, with_icon
from app.ui.components.people.met import avatar, name_of, what_and_where
from app.ui.components.people.visiting import MEMBERS, visits
from app.ui.components.pressing import pressable
from app.ui.components.search import SearchField
from app.ui.components.stack import stack
from app.ui.components.sure import ask_first
from app.ui.components.undoing import say_done
from app.ui.hooks import memo, use_state
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE, TOUCH

WINDOW = 50
MANY = 12
"""More than so many are searched and not only scrolled through."""

_ICONS = {
    Role.LEADER: ft.Icons.STAR_OUTLINE,
    Role.MODERATOR: ft.Icons.SHIELD_OUTLINED,
    Role.MEMBER: ft.Icons.PERSON_OUTLINE,
    Role.GUEST: ft.Icons.VISIBILITY_OUTLINED,
}


@ft.component
def MembersTab(known: Circle, role: Role | None) -> ft.Control:
    """Everybody in the circle, leaders first, and the way out; for those who decide it also who asks to come
    in, and who is kept out."""
    here, words, circle = use_here(), use_words(), known.id
    query, ask = use_state(str)
    window, widen = use_state(lambda: WINDOW)
    every = use_reading(lambda desk: len(belonging.members(desk, circle)))
    found = use_reading(lambda desk: seating.listed(desk, circle, query, words.lang))
    if not every:
        return empty(
            words.t("Nobody is here yet on this device"),
            words.t("Members are shown to those who have joined. Join and be the first."),
        )
    more = ft.OutlinedButton(words.t("Show more"), on_click=acts(here, lambda: widen(window + WINDOW)))
    rows = [MemberRow(member, circle, role, key=member.person.id) for member in found[:window]]
    return stack(
        [
            Applicants(circle),
            *([SearchField(words.t("Search members"), query, ask)] if every > MANY else []),
            quiet(words.tn("{n} member", "{n} members", len(found))),
            *([listed(rows)] if rows else [quiet(words.t("Nobody here is called like that."))]),
            *([more] if len(found) > window else []),
            *([_invite_button(here, circle, words)] if may(role, May.INVITE) and not known.archived else []),
            KeptOut(circle, role),
            *([_leave_button(here, known, words)] if role else []),
        ]
    )


def _invite_button(here: Here, circle: str, words: Translator) -> ft.Control:
    way = goes(here, f"/circles/{circle}/invitations")
    return ft.OutlinedButton(words.t("Invitations"), icon=ft.Icons.LINK, on_click=way)


@ft.component
def _MemberRow(member: Member, circle: str, role: Role | None) -> ft.Control:
    """One member; a tap opens their card, a menu has what one may do."""
    here, words, layout = use_here(), use_words(), use_layout()
    who, oneself = member.person, member.person.id == here.desk.person
    name, under = name_of(who, words), what_and_where(who, words)
    shown = words.t("{name} (you)", name=name) if oneself else name
    told = ft.Column(
        expand=True,
        spacing=SPACE.XS,
        controls=[
            strong(shown, lines=2),
            *([quiet(under)] if under else []),
            role_mark(member.role, words),
            *unsent(member.delivery, member.why),
        ],
    )
    face = avatar(who, words.lang, dark=layout.dark, size=TOUCH)
    row = ft.Row([face, told], spacing=SPACE.M, vertical_alignment=ft.CrossAxisAlignment.START)
    padding = ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M)
    card = pressable(row, visits(here, who.id, MEMBERS), padding=padding)
    menu = seat_menu(here, circle, role, member)
    return ft.Row([ft.Container(card, expand=True), *menu], spacing=0)


MemberRow: Any = memo(_MemberRow)
"""Give it `key=member.person.id`."""


@ft.component
def KeptOut(circle: str, role: Role | None) -> ft.Control:
    """Who was banned, for those who may let them come again; for all others nothing."""
    here, words = use_here(), use_words()
    banned = use_reading(lambda desk: seating.kept_out(desk, circle, role, words.lang))
    if not banned:
        return ft.Container(visible=False)

    def lift(member: Member) -> None:
        person, name = member.person.id, name_of(member.person, words)
        seating.lift_ban(here.desk, circle, person)
        said = words.t("{name} may join again.", name=name)
        say_done(here, said, lambda: seating.ban(here.desk, circle, person))

    def line(member: Member) -> ft.Control:
        return ft.Row(
            wrap=True,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            controls=[
                ft.Column([strong(name_of(member.person, words)), *unsent(member.delivery, member.why)]),
                ft.OutlinedButton(words.t("Lift the ban"), on_click=acts(here, lambda: lift(member))),
            ],
        )

    return stack(
        [
            section(words.t("Banned")),
            quiet(words.t("They cannot join this circle until the ban is lifted.")),
            *[line(member) for member in banned],
        ]
    )


def role_mark(role: Role, words: Translator) -> ft.Control:
    """What a member is: an icon and a word."""
    color = ft.Colors.PRIMARY if role in (Role.LEADER, Role.MODERATOR) else QUIET
    return with_icon(_ICONS[role], role_word(role, words), color)


def role_word(role: Role, words: Translator) -> str:
    """What a member is, in a word."""
    return {
        Role.LEADER: words.t("Leader"),
        Role.MODERATOR: words.t("Moderator"),
        Role.MEMBER: words.t("Member"),
        Role.GUEST: words.t("Guest"),
    }[role]


def _leave_button(here: Here, circle: Circle, words: Translator) -> ft.Control:
    """Out in one tap where one comes in again as one was; asked first where something would be lost."""

    def leave() -> None:
        belonging.leave(here.desk, circle.id)

    def do() -> None:
        losses = _losses(here, circle, words)
        if circle.archived and len(belonging.members(here.desk, circle.id)) == 1:
            leave()  # which is refused to the last one, and why is said without a question before
        elif not losses:
            leave()
            said = here.speech.words.t("You left the circle.")
            say_done(here, said, lambda: belonging.join(here.desk, circle.id))
            return
        ask_first(
            here,
            words.t("Leave circle?"),
            circle.name.best(words.lang),
            " ".join(losses),
            words.t("Leave"),
            leave,
        )

    return ft.TextButton(words.t("Leave circle"), icon=ft.Icons.LOGOUT, on_click=acts(here, do))


def _losses(here: Here, circle: Circle, words: Translator) -> list[str]:
    """What one would not have again by coming back, a sentence for each."""
    role = belonging.role_in(here.desk, circle.id)
    said = {
        OPEN: "",
        HIDDEN: words.t("To come back you would need an invitation."),
    }.get(circle.entry, words.t("To come back you would have to ask again."))
    role_lost = words.t("You would come back as a member, without the role you have now.")
    over = words.t("It is archived: nobody can come back before a leader brings it back.")
    return [
        *([over] if circle.archived else [said] if said else []),
        *([role_lost] if role is not Role.MEMBER else []),
        *(
            [words.t("What is written before you come back would not be shown to you again.")]
            if belonging.shows_from_joining(here.desk, circle.id)
            else []
        ),
    ]
