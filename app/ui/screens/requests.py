"""Those who ask to write to one: who they are, and nothing of what they wrote until one looks."""

import flet as ft

from app.domain.groups import Invitation
from app.i18n.catalogs import Translator
from app.services import grouping, messaging
from app.services.messaging import Conversation
from app.ui.acting import acts, goes
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import quiet, strong
from app.ui.components.people.met import beside_avatar, name_of, what_and_where
from app.ui.components.people.visiting import visits
from app.ui.components.pressing import pressable
from app.ui.components.sure import ask_first
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE


@ft.component
def MessageRequests() -> ft.View:
    """One line for each of them; a tap opens what they wrote."""
    here, words = use_here(), use_words()
    found = use_reading(messaging.requests)
    explained = words.t(
        "These people share no circle with you. They cannot write more until you accept, and they do not "
        "learn whether you have read this or decline."
    )
    groups = use_reading(grouping.invitations)
    asked = [RequestLine(request, here.ago(request.last.when), key=request.scope) for request in found]
    nothing = empty(
        words.t("Nobody is waiting"), words.t("Who wants to write to you for the first time is found here.")
    )
    return screen(
        words.t("Message requests"),
        [
            *(_invited(here, one, words) for one in groups),
            *([quiet(explained), *asked] if asked else []),
            *([] if asked or groups else [nothing]),
        ],
        identifier="requests",
    )


def _invited(here: Here, invitation: Invitation, words: Translator) -> ft.Control:
    """A group to which one is invited, and one's answer to that."""
    by = name_of(invitation.by, words)
    size = words.tn("{n} person is in it.", "{n} people are in it.", invitation.size)
    quietly = words.t("Nobody hears whether you have seen this, nor that you decline.")

    def accept() -> None:
        grouping.accept(here.desk, invitation.scope)
        here.go("/messages")

    return card(
        [
            # NOTE: {name} is a person, {group} what a group is called
            strong(words.t("{name} invites you to the group {group}", name=by, group=invitation.name)),
            quiet(f"{size} {quietly}"),
            ft.Row(
                [
                    ft.FilledButton(words.t("Accept"), on_click=acts(here, accept)),
                    ft.OutlinedButton(
                        words.t("Decline"),
                        on_click=acts(here, lambda: _decline(here, invitation)),
                    ),
                    ft.TextButton(words.t("See their profile"), on_click=visits(here, invitation.by.id)),
                ],
                wrap=True,
                spacing=SPACE.S,
            ),
        ],
        key=invitation.scope,
    )


def _decline(here: Here, invitation: Invitation) -> None:
    """Decline after being asked: only another invitation brings one in then."""
    words = here.speech.words
    ask_first(
        here,
        words.t("Decline this invitation?"),
        invitation.name,
        words.t("Nobody hears that you declined. To come in later you would have to be invited again."),
        words.t("Decline"),
        lambda: grouping.refuse(here.desk, invitation.scope),
    )


@ft.component
def _RequestLine(request: Conversation, ago: str) -> ft.Control:
    """Who it is, what they do and where, and when they asked."""
    here, words, layout = use_here(), use_words(), use_layout()
    person = request.person
    about = what_and_where(person, words)
    told = [strong(name_of(person, words), lines=2), *([quiet(about)] if about else []), quiet(ago)]
    content = beside_avatar(person, words, told, dark=layout.dark)
    padding = ft.Padding.symmetric(horizontal=SPACE.S, vertical=SPACE.M)
    return pressable(content, goes(here, f"/messages/{person.id}"), padding=padding)


RequestLine = memo(_RequestLine)
