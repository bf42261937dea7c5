"""Who asks to join a circle, for those who let them in."""

import flet as ft

from app.services import entering
from app.ui.address import use_address
from app.ui.components.cards import empty
from app.ui.components.circles.door import Applicants
from app.ui.components.frame import screen
from app.ui.state import use_reading, use_words


@ft.component
def ApplicantsScreen() -> ft.View:
    """Each with the two answers there are; where nobody asks, that nobody does."""
    words = use_words()
    circle = use_address().get("circle", "")
    asking = use_reading(lambda desk: entering.requests(desk, circle))
    nobody = empty(
        words.t("Nobody asks to join just now"),
        words.t("Who asks is found here and on Home until one of the leaders has answered."),
    )
    shown = Applicants(circle) if asking else nobody
    return screen(words.t("Requests to join"), [shown], identifier="applicants")
