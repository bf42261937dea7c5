"""What an administrator can do for somebody who lost the phone of their two-step sign-in."""

import flet as ft

from app.ui.components.cards import card
from app.ui.components.letters import body, section
from app.ui.screens.staff.measures import Measure


def two_steps(measure: Measure) -> ft.Control:
    """That it is on, and a way to turn it off for them."""
    words = measure.here.speech.words
    button = measure.button(
        words.t("Turn it off for them"),
        words.t("Turn off their two-step sign-in?"),
        words.t(
            "Make sure that it really is them: see them, or call a number you knew before. "
            "Their password alone is enough after this. Their devices are told of it."
        ),
        "TakeTotpAway",
    )
    told = words.t("On. If they lost the phone and have no recovery code left, turn it off for them.")
    return card([section(words.t("Two-step sign-in")), body(told), button])
