"""What one can do about what somebody wrote, in the one menu that stands at it."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.traces import BY_AUTHOR, BY_MODERATION
from app.i18n.catalogs import Translator
from app.services import withdrawing
from app.services.reacting import Item
from app.ui.components.letters import QUIET, with_icon
from app.ui.components.reporting import menu_item, report_menu, things_to_do
from app.ui.components.sure import ask_first
from app.ui.state import Here


def about_menu(
    here: Here,
    item: Item,
    *,
    mine: bool,
    governs: bool,
    then: Callable[[], object] = lambda: None,
    others: Sequence[ft.PopupMenuItem] = (),
) -> ft.Control:
    """The menu of one item: take back one's own; report, and for who `governs` the circle remove, what
    others wrote. `then` is done after words went; `others` of one's own things to do come first."""
    if mine:
        return things_to_do(here, [*others, _taking_back(here, item, then)])
    removal = [_removing(here, item, then)] if governs else []
    return report_menu(here, lambda: {"scope": item.scope, "kind": item.kind, "id": item.id}, removal)


def trace_line(taken: str, words: Translator, ink: ft.Colors = QUIET) -> ft.Control:
    """What stands where words were taken away: whose doing it was."""
    icon = ft.Icons.UNDO if taken == BY_AUTHOR else ft.Icons.REMOVE_CIRCLE_OUTLINE
    return with_icon(icon, trace_words(taken, words), ink)


def trace_words(taken: str, words: Translator) -> str:
    """The same in words alone."""
    said = {
        BY_AUTHOR: words.t("Taken back by its author"),
        BY_MODERATION: words.t("Removed by those who look after the server"),
    }
    return said.get(taken) or words.t("Removed by the circle's leaders")


def _taking_back(here: Here, item: Item, then: Callable[[], object]) -> ft.PopupMenuItem:
    words = here.speech.words

    def ask() -> None:
        ask_first(
            here,
            words.t("Take this back?"),
            "",
            words.t(
                "What you wrote goes from every device and from the server, for good. Where others have "
                "answered, a line stays that says you took it back."
            ),
            # NOTE: the verb, on a button and in a menu: take back what one wrote
            words.tp("verb", "Take back"),
            lambda: _withdraw(here, item, then),
        )

    return menu_item(here, words.tp("verb", "Take back"), ft.Icons.UNDO, ask)


def _removing(here: Here, item: Item, then: Callable[[], object]) -> ft.PopupMenuItem:
    words = here.speech.words

    def ask() -> None:
        ask_first(
            here,
            words.t("Remove this for everyone?"),
            "",
            words.t(
                "It goes from every device and from the server, for good, and its author sees that. Where "
                "others have answered, a line stays that says leaders removed it."
            ),
            # NOTE: the verb, on a button and in a menu: remove what somebody wrote from a circle
            words.tp("verb", "Remove"),
            lambda: _withdraw(here, item, then),
        )

    return menu_item(here, words.tp("verb", "Remove"), ft.Icons.REMOVE_CIRCLE_OUTLINE, ask)


def _withdraw(here: Here, item: Item, then: Callable[[], object]) -> None:
    withdrawing.withdraw(here.desk, item)
    then()
