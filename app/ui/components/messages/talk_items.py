"""What the menu of every conversation has, be it of two people or of a group."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import talking
from app.ui.components.safety.reporting import menu_item
from app.ui.keyboard import search_in
from app.ui.state import Here


def search_item(here: Here, address: str, words: Translator) -> ft.PopupMenuItem:
    """The way to the search inside the conversation of this address."""
    said = words.t("Search this conversation")
    return menu_item(here, said, ft.Icons.SEARCH, lambda: search_in(here, address))


def mute_item(here: Here, scope: str, words: Translator, *, muted: bool) -> ft.PopupMenuItem:
    """No longer, or again, be told of what is new in a conversation."""
    # NOTE: the verbs, in a menu: no longer, or again, be told of what is new in a conversation
    said = words.tp("verb", "Unmute") if muted else words.tp("verb", "Mute")
    bell = ft.Icons.NOTIFICATIONS_OUTLINED if muted else ft.Icons.NOTIFICATIONS_OFF_OUTLINED
    return menu_item(here, said, bell, lambda: talking.mute(here.desk, scope, on=not muted))
