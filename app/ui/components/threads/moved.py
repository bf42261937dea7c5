"""Where a reply was: a line that says whither it went; and where a topic came from."""

from collections.abc import Sequence

import flet as ft

from app.services.moving import Moved
from app.ui.acting import goes
from app.ui.components.letters import QUIET
from app.ui.components.pressing import line
from app.ui.state import Here


def moved_line(here: Here, moved: Moved) -> ft.Control:
    """The line, which leads there."""
    words = here.speech.words
    said = words.tn("{n} reply was moved from here", "{n} replies were moved from here", moved.count)
    address = f"/circles/{moved.circle}/posts/{moved.to}"
    return line(said, goes(here, address), under=moved.title, icon=ft.Icons.DRIVE_FILE_MOVE_OUTLINED)


def came_from_line(here: Here, circle: str, post: str) -> ft.Control:
    """Where a topic began as a reply."""
    words = here.speech.words
    return ft.Row(
        [
            ft.TextButton(
                words.t("This began as a reply"),
                icon=ft.Icons.SUBDIRECTORY_ARROW_RIGHT,
                icon_color=QUIET,
                on_click=goes(here, f"/circles/{circle}/posts/{post}"),
            )
        ],
        wrap=True,
    )


def between(moved: Sequence[Moved], before: int, upto: int | None) -> list[Moved]:
    """The lines whose place is after the one place and not after the other."""
    return [one for one in moved if one.place > before and (upto is None or one.place <= upto)]
