"""What one can do about what somebody wrote, in the one menu that stands at it."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.errors import Refused
from app.domain.traces import BY_AUTHOR, BY_MODERATION
from app.i18n.catalogs import Translator
from app.services import editing, moving, withdrawing
from app.services.reacting import Item
from app.ui.components.letters import QUIET, with_icon
from app.ui.components.safety.reporting import menu_item, report_menu, things_to_do
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
    """The menu of one item: edit one's own for a while, and take it back; report, and for who `governs` the
    circle remove, what others wrote. `then` is done after words went; `others` come first."""
    others = [*others, *([_moving(here, item)] if moving.may_move(here.desk, item) else [])]
    if mine:
        edit = [_editing(here, item)] if editing.may_edit(here.desk, item) else []
        return things_to_do(here, [*others, *edit, _taking_back(here, item, then)])
    removal = [_removing(here, item, then)] if governs else []
    place = {"scope": item.scope, "kind": item.kind, "id": item.id}
    return report_menu(here, lambda: place, [*others, *removal])


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


def edited_line(here: Here, edited: int, ink: ft.Colors = QUIET) -> list[ft.Control]:
    """The mark that everybody sees at what was put right, and when that was."""
    words = here.speech.words
    when = words.formatter.time(here.moment(edited))
    return [with_icon(ft.Icons.EDIT_OUTLINED, words.t("Edited at {time}", time=when), ink)] if edited else []


def _editing(here: Here, item: Item) -> ft.PopupMenuItem:
    def begin() -> None:
        if not editing.may_edit(here.desk, item):  # the menu may have been drawn a while ago
            raise Refused("edit.late")
        here.go(_way_to(here, "change", item))

    return menu_item(here, here.speech.words.t("Edit"), ft.Icons.EDIT_OUTLINED, begin)


def _way_to(here: Here, what: str, item: Item) -> str:
    """Where this is done: on top of where one is, so that Back leads there again."""
    return "/".join((here.page.route.removesuffix("/"), what, item.scope, item.kind, item.id))


def _moving(here: Here, item: Item) -> ft.PopupMenuItem:
    # NOTE: the verb, in a menu: put a reply elsewhere
    said = here.speech.words.tp("verb", "Move")
    return menu_item(
        here, said, ft.Icons.DRIVE_FILE_MOVE_OUTLINED, lambda: here.go(_way_to(here, "move", item))
    )


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
