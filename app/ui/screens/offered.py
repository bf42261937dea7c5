"""What is offered to a circle from others, for those who say whether it comes."""

import flet as ft

from app.services import sharing
from app.ui.address import use_address
from app.ui.components.cards import empty
from app.ui.components.circles.offered import OfferedPosts
from app.ui.components.frame import screen
from app.ui.state import use_reading, use_words


@ft.component
def OfferedScreen() -> ft.View:
    """Each with the two answers there are; where nothing waits, that nothing does."""
    words = use_words()
    circle = use_address().get("circle", "")
    offered = use_reading(lambda desk: bool(sharing.offered(desk, circle)))
    nothing = empty(
        words.t("Nothing is offered just now"),
        words.t("What members wrote elsewhere and would like to share is found here until a leader answers."),
    )
    shown = OfferedPosts(circle) if offered else nothing
    return screen(words.t("Offered posts"), [shown], identifier="offered")
