"""People in long lists: lines that are drawn once."""

from typing import Any

import flet as ft

from app.domain.people import Person
from app.ui.components.people.met import person_line
from app.ui.hooks import memo
from app.ui.state import use_here, use_layout, use_words


@ft.component
def _PersonRow(person: Person) -> ft.Control:
    """One person; a tap opens their card."""
    here, words, layout = use_here(), use_words(), use_layout()
    return person_line(here, person, words, dark=layout.dark)


PersonRow: Any = memo(_PersonRow)
"""Give it `key=person.id`."""
