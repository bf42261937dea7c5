"""A conversation with one person."""

from collections.abc import Callable

import flet as ft

from app.domain.people import Person
from app.domain.talks import OPEN
from app.i18n.catalogs import Translator
from app.services import finding, messaging, receipts, talking
from app.services.desk import Desk
from app.services.talking import Talk
from app.ui.acting import goes, say
from app.ui.address import use_address
from app.ui.components.account.sending import SendingLine
from app.ui.components.cards import empty
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.components.messages.quoting import QuoteLine
from app.ui.components.messages.reaching import (
    block_item,
    blocked_foot,
    first_words,
    request_foot,
    waiting_foot,
)
from app.ui.components.messages.talk_items import mute_item, search_item
from app.ui.components.messages.talked import Talked
from app.ui.components.people.directory import use_cards
from app.ui.components.people.met import name_of
from app.ui.components.people.visiting import visits
from app.ui.components.safety.reporting import menu_item, report_menu
from app.ui.components.writing.composer import Composer
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def ConversationScreen() -> ft.View:
    """What two people said to each other, and the place to write the next words."""
    here, words = use_here(), use_words()
    address = use_address()
    with_person, at = address.get("person", ""), address.get("at", "")
    person = use_reading(lambda desk: finding.person(desk, with_person))
    use_cards([with_person])
    begun = use_reading(lambda desk: bool(messaging.messages(desk, with_person, limit=1)))
    talk = use_reading(lambda desk: talking.talk(desk, with_person))
    telling = use_reading(lambda desk: _telling(desk, with_person))
    send = ft.use_callback(lambda text: messaging.send(here.desk, with_person, text), [with_person])
    if with_person == here.desk.person or not (person.name or begun):
        return screen(words.t("Message"), [Nobody(with_person)])
    deeds = _deeds(here, talk, person, telling, words)
    return screen(
        name_of(person, words),
        [
            Talked(
                talk.scope,
                name_of(person, words),
                at,
                talk.waits,
                False,
                with_person,
                key=f"{with_person} {at}",
            )
        ],
        filled=True,
        actions=[
            *([report_menu(here, dict[str, str], deeds)] if begun else []),
            _their_card(here, with_person, words),
        ],
        foot=ft.Column(
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=_foot(here, talk, name_of(person, words), words, send),
        ),
        identifier="conversation",
    )


def _telling(desk: Desk, person: str) -> tuple[bool, bool]:
    """Whether one wants read receipts with somebody, and whether both do."""
    return receipts.wants(desk, person), receipts.are_on(desk, person)


def _foot(
    here: Here, talk: Talk, name: str, words: Translator, send: Callable[[str], object]
) -> list[ft.Control]:
    """Where one writes; or why one cannot just now, and what one can do."""
    if talk.blocked:
        return [blocked_foot(here, talk, words)]
    if talk.waits:
        return [request_foot(here, talk, name, words)]
    place = f"dm:{talk.person}"
    return [
        SendingLine(),
        *([first_words(words)] if talk.would_ask else []),
        QuoteLine(talk.scope, name),
        Composer(place, words.t("Type a message"), send, not talk.would_ask, key=place)
        if talk.may_write
        else waiting_foot(words),
    ]


def _deeds(
    here: Here, talk: Talk, person: Person, telling: tuple[bool, bool], words: Translator
) -> list[ft.PopupMenuItem]:
    """What one can do about a conversation, besides reporting."""
    name = name_of(person, words)
    return [
        search_item(here, f"/messages/{talk.person}", words),
        mute_item(here, talk.scope, words, muted=talk.muted),
        *([_receipts(here, talk, name, telling, words)] if talk.state == OPEN else []),
        *([] if talk.blocked else [block_item(here, talk.person, name, words)]),
    ]


def _receipts(
    here: Here, talk: Talk, name: str, telling: tuple[bool, bool], words: Translator
) -> ft.PopupMenuItem:
    """Whether the two tell each other what they have read: one's own wish, and whether both have it."""
    wanted, on = telling

    def turn() -> None:
        receipts.want(here.desk, talk.person, on=not wanted)
        say(here, _now(here, talk.person, name))

    said = words.t("Stop telling what was read") if wanted else words.t("Tell each other what was read")
    item = menu_item(here, said, ft.Icons.DONE_ALL, turn)
    if wanted and not on:
        waits = words.t("{name} has not turned this on.", name=name)
        item.content = ft.Column([ft.Text(said), quiet(waits)], spacing=0, tight=True)
    return item


def _now(here: Here, person: str, name: str) -> str:
    """How it stands after one has said what one wants."""
    words = here.speech.words
    if not receipts.wants(here.desk, person):
        return words.t("Neither of you sees what the other has read.")
    if receipts.are_on(here.desk, person):
        return words.t("From now on each of you sees what the other has read.")
    return words.t("Once {name} turns this on too, each of you sees what the other has read.", name=name)


def _their_card(here: Here, person: str, words: Translator) -> ft.Control:
    return ft.MergeSemantics(
        ft.IconButton(
            ft.Icons.PERSON_OUTLINE,
            tooltip=words.t("See their profile"),
            on_click=visits(here, person),
        )
    )


@ft.component
def Nobody(with_person: str) -> ft.Control:
    """What stands where there is nobody to write to."""
    here, words = use_here(), use_words()
    said = (
        words.t("This is you. Choose someone else to write to.")
        if with_person == here.desk.person
        else words.t("This person is not known on this device yet.")
    )
    return empty(
        words.t("Nobody to write to here"),
        said,
        ft.FilledButton(words.t("Find people"), on_click=goes(here, "/people")),
    )
