"""People as one meets them: an avatar, a line in a list, what they do."""

import zlib
from collections.abc import Sequence

import flet as ft
import flet.canvas as canvas

from app.domain.districts import DISTRICTS
from app.domain.names import initials
from app.domain.people import Person
from app.domain.taxonomy import DISCIPLINES
from app.i18n.catalogs import Translator
from app.ui.acting import goes
from app.ui.colours import HUES
from app.ui.components.letters import quiet, strong
from app.ui.components.pressing import pressable
from app.ui.state import Here
from app.ui.theme import SPACE, TOUCH, style


def avatar(person: Person, lang: str, *, dark: bool, size: int = 40) -> ft.Control:
    """Initials on one of eight muted hues, chosen by the person's id."""
    said = initials(person.name.best(lang))
    hue = HUES[zlib.crc32(person.id.encode()) % len(HUES)]
    paper, ink = (hue.dark, hue.on_dark) if dark else (hue.light, hue.on_light)
    return ft.Container(
        width=size,
        height=size,
        border_radius=size / 2,
        bgcolor=paper,
        # Painted, so that it fills the circle just so: letters that the reader enlarged would not fit.
        content=canvas.Canvas(
            [canvas.Text(size / 2, size / 2, said, style=style("label", ink), alignment=ft.Alignment.CENTER)]
        ),
    )


def name_of(person: Person, words: Translator) -> str:
    """The name in the reader's script if there is one, else in the other; never nothing."""
    return person.name.best(words.lang) or words.t("Someone")


def what_and_where(person: Person, words: Translator) -> str:
    """Discipline and place in one line."""
    discipline, district = DISCIPLINES.get(person.discipline), DISTRICTS.get(person.district)
    known = [term.word(words.lang) for term in (discipline, district) if term]
    return " · ".join(known)


def beside_avatar(
    person: Person, words: Translator, controls: Sequence[ft.Control], *, dark: bool
) -> ft.Control:
    """Somebody's picture, and beside it what there is to say of them or from them, from the top on."""
    return ft.Row(
        spacing=SPACE.M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            avatar(person, words.lang, dark=dark, size=TOUCH),
            ft.Column(expand=True, spacing=SPACE.XS, controls=list(controls)),
        ],
    )


def person_line(here: Here, person: Person, words: Translator, *, dark: bool, beside: str = "") -> ft.Control:
    """One person in a list; a tap opens their card. `beside` is a word such as their role."""
    under = " · ".join(part for part in (beside, what_and_where(person, words)) if part)
    content = ft.Row(
        spacing=SPACE.M,
        controls=[
            avatar(person, words.lang, dark=dark, size=TOUCH),
            ft.Column(
                expand=True,
                spacing=0,
                controls=[
                    strong(name_of(person, words), lines=2),
                    *([quiet(under)] if under else []),
                ],
            ),
        ],
    )
    padding = ft.Padding.symmetric(horizontal=SPACE.M, vertical=SPACE.S)
    return pressable(content, goes(here, f"/people/{person.id}"), padding=padding)
