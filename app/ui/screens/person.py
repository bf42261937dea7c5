"""One person: their card, and the way to write to them."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import avoiding, finding, reporting, talking
from app.ui.acting import acts, goes
from app.ui.address import use_address
from app.ui.components.cards import empty, notice
from app.ui.components.frame import screen
from app.ui.components.messages.reaching import block_item
from app.ui.components.people.card import person_card
from app.ui.components.people.directory import use_cards
from app.ui.components.people.met import name_of
from app.ui.components.safety.avoided import mute_item
from app.ui.components.safety.reporting import report_menu
from app.ui.state import use_here, use_layout, use_reading, use_words


@ft.component
def PersonScreen() -> ft.View:
    """The card of the person whose id is in the address."""
    identifier = use_address()["person"]
    here, words, layout = use_here(), use_words(), use_layout()
    person = use_reading(lambda desk: finding.person(desk, identifier))
    muted = use_reading(lambda desk: avoiding.is_muted(desk, identifier))
    blocked = use_reading(lambda desk: talking.is_blocked(desk, identifier))
    use_cards([identifier])
    if not person.name:
        back = ft.FilledTonalButton(words.t("Look among people"), on_click=goes(here, "/people"))
        return screen(
            words.t("Someone"),
            [
                empty(
                    words.t("This person is not known on this device"),
                    words.t("Their card has not arrived here yet, or they chose not to be listed."),
                    back,
                )
            ],
        )
    if identifier == here.desk.person:
        edit = ft.FilledTonalButton(words.t("Edit profile"), on_click=goes(here, "/me/edit"))
        this_is_you = notice(ft.Icons.PERSON_OUTLINE, words.t("This is you."))
        return screen(
            words.t("Profile"),
            [this_is_you, person_card(person, words, dark=layout.dark, actions=[edit])],
        )
    message = ft.FilledButton(
        # NOTE: the verb: write a message to this person
        words.tp("verb", "Message"),
        icon=ft.Icons.CHAT_BUBBLE_OUTLINE,
        on_click=goes(here, f"/messages/{person.id}"),
    )
    place = reporting.place_of_person(here.desk, identifier)
    muting = mute_item(here, identifier, name_of(person, words), muted=muted)
    menu = [muting] if blocked else [muting, block_item(here, identifier, name_of(person, words), words)]
    unblock = ft.TextButton(
        words.t("Unblock"), on_click=acts(here, lambda: talking.block(here.desk, identifier, on=False))
    )
    kept_away = notice(ft.Icons.BLOCK, words.t("You have blocked this person."), unblock)
    return screen(
        words.t("Profile"),
        [
            *([kept_away] if blocked else []),
            *([_muted(words)] if muted else []),
            person_card(person, words, dark=layout.dark, actions=[] if blocked else [message]),
        ],
        actions=[report_menu(here, lambda: place, menu)] if place else [],
    )


def _muted(words: Translator) -> ft.Control:
    return notice(
        ft.Icons.VOLUME_OFF_OUTLINED,
        words.t("You muted this person: what they write in circles is folded on your devices."),
    )
