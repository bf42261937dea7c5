"""The way to those who ask to write to one: how many they are, and nothing of what they wrote."""

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import goes
from app.ui.components.pressing import line
from app.ui.state import Here

PLACE = "/messages/requests"


def way_to_requests(here: Here, count: int, words: Translator) -> ft.Control:
    """A line that leads there."""
    return line(
        words.t("Message requests"),
        goes(here, PLACE),
        # NOTE: {n} people who are new to the reader have asked to write to them
        under=words.tn("{n} person asks to write to you", "{n} people ask to write to you", count),
        icon=ft.Icons.MARK_CHAT_UNREAD_OUTLINED,
        trailing=ft.Icons.CHEVRON_RIGHT,
    )
