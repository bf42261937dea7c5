"""What those who keep a circle tidy can do about a post: pin it, and put it into the other tab."""

import flet as ft

from app.domain.arranging import OTHER_TAB
from app.domain.writing import Post
from app.i18n.catalogs import Translator
from app.services import arranging
from app.services.arranging import Standing
from app.ui.components.letters import with_icon
from app.ui.components.safety.reporting import menu_item
from app.ui.components.undoing import say_done
from app.ui.state import Here


def arranging_items(here: Here, circle: str, post: Post, standing: Standing) -> list[ft.PopupMenuItem]:
    """The lines of its menu, for who may."""
    words = here.speech.words
    pin = []
    if standing.may_pin:
        icon = ft.Icons.PUSH_PIN if standing.pinned else ft.Icons.PUSH_PIN_OUTLINED
        # NOTE: the verb, in a menu: keep a post at the top of its tab
        said = words.t("Unpin") if standing.pinned else words.tp("verb", "Pin")
        pin = [menu_item(here, said, icon, lambda: _turn(here, circle, post, on=not standing.pinned))]
    to = OTHER_TAB[post.tab]
    said = words.t("Move to Questions") if to == "question" else words.t("Move to Topics")
    move = [menu_item(here, said, ft.Icons.DRIVE_FILE_MOVE_OUTLINED, lambda: _move(here, circle, post, to))]
    return [*pin, *(move if standing.may_move else [])]


def pinned_line(words: Translator) -> ft.Control:
    """The mark of what is pinned."""
    return with_icon(ft.Icons.PUSH_PIN_OUTLINED, words.t("Pinned"))


def _turn(here: Here, circle: str, post: Post, *, on: bool) -> None:
    words = here.speech.words
    arranging.pin(here.desk, circle, post, on=on)
    said = words.t("Pinned at the top for everybody.") if on else words.t("It is not pinned any more.")
    say_done(here, said, lambda: arranging.pin(here.desk, circle, post, on=not on))


def _move(here: Here, circle: str, post: Post, to: str) -> None:
    words = here.speech.words
    arranging.move(here.desk, circle, post, to)
    said = words.t("Moved to Questions.") if to == "question" else words.t("Moved to Topics.")
    say_done(here, said, lambda: arranging.move(here.desk, circle, post, post.tab))
