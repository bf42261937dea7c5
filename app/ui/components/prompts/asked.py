"""What goes with a learning prompt: until when it is best answered, and what to read first."""

import datetime as dt

import flet as ft

from app.domain.writing import Prompt
from app.i18n.moments import upcoming
from app.ui.components.letters import label, with_icon
from app.ui.components.writing.written import link_button
from app.ui.state import Here
from app.ui.theme import LEARNING_INK

WEEK = dt.timedelta(days=7)
"""Of what is farther away, the day alone says enough."""


def beside_the_question(here: Here, prompt: Prompt) -> list[ft.Control]:
    """What a leader put beside the question, as far as there is anything."""
    words, due = here.speech.words, due_line(here, prompt.due)
    parts: list[ft.Control] = [with_icon(ft.Icons.EVENT_OUTLINED, due, LEARNING_INK)] if due else []
    if prompt.link:
        # NOTE: stands before the link that goes with a learning prompt, such as who.int
        first = words.t("Read first")
        shown = ft.Semantics(exclude_semantics=True, content=label(first, LEARNING_INK))
        way = link_button(prompt.link, first, words, LEARNING_INK)
        parts.append(ft.Row([shown, way], wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER))
    return parts


def due_line(here: Here, due: int) -> str:
    """Until when, in the reader's own zone and words; what is past may still be answered. Nothing for 0."""
    words = here.speech.words
    if not due:
        return ""
    then, now = here.moment(due), here.now()
    if then < now:
        return words.t("Was due {date}. You can still answer.", date=words.formatter.date(then))
    # NOTE: {date} is a day and a time
    said = words.t("Answer by {date}", date=words.formatter.datetime(then))
    return f"{said} · {upcoming(then, now, words)}" if then - now < WEEK else said
