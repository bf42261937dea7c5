"""A case in a question: the part of the form that tells of one, and how it is read."""

from collections.abc import Callable, Collection
from typing import Any, cast

import flet as ft

from app.domain.cases import FIELDS, Case
from app.domain.taxonomy import AGES, SETTINGS
from app.i18n.catalogs import Translator
from app.ui.components.fields import Form, hint
from app.ui.components.fold import fold
from app.ui.components.letters import QUIET, label, with_icon
from app.ui.components.term_picker import Choice
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import Guard
from app.ui.components.writing.written import written
from app.ui.state import Here


def case_in(form: Form) -> Case:
    """What stands in this form of a case."""
    return Case.of({name: form.values[name] for name in FIELDS if name in form.values})


def case_fields(
    here: Here, form: Form, guard: Guard, *, opened: bool, turn: Callable[[bool], None], anew: int
) -> ft.Control:
    """What one may tell of a client: two choices and what was tried. `anew` is another number where the
    choices were taken out by something else than a tap on them."""
    words = here.speech.words
    inside = [
        hint(words.t("This much others need to think along. No names, no dates and no places.")),
        *what_there_is(form, guard, FIELDS, words, anew),
    ]
    said = summary(case_in(form), words) or words.t("An age band, the setting, what was tried")
    headline = words.t("It is about a client")
    return fold(here, headline, said, inside, opened=opened, turn=turn, identifier="case")


def what_there_is(
    form: Form, guard: Guard, names: Collection[str], words: Translator, anew: int = 0
) -> list[ft.Control]:
    """The fields of these names, in their order."""
    choice = cast(Any, Choice)  # which takes a key besides
    where = words.t("Where the client is seen")
    fields = {
        "age": choice(form, "age", words.t("The client's age"), AGES, key=f"age {anew}"),
        "setting": choice(form, "setting", where, SETTINGS, key=f"setting {anew}"),
        "tried": GuardedInput(
            guard,
            form,
            "tried",
            words.t("What was tried, and how it went"),
            words.t("For example with the person, with their surroundings, with the task itself."),
            lines=3,
        ),
    }
    return [fields[name] for name in FIELDS if name in names]


def summary(case: Case, words: Translator) -> str:
    """What is told by codes, in the reader's language; nothing where nothing is."""
    told = [
        terms[code].word(words.lang)
        for terms, code in ((AGES, case.age), (SETTINGS, case.setting))
        if code in terms
    ]
    return " · ".join(told)


def case_line(case: Case, words: Translator) -> list[ft.Control]:
    """That a question is about a client, and how old and where in a few quiet words."""
    told = summary(case, words)
    return [with_icon(ft.Icons.ASSIGNMENT_IND_OUTLINED, told, QUIET)] if told else []


def tried_part(case: Case, body: ft.Control, words: Translator) -> list[ft.Control]:
    """What was tried, and then what is asked; only that where nothing was said of what was tried."""
    if not case.tried:
        return [body]
    return [
        label(words.t("What was tried")),
        written(case.tried, words),
        label(words.t("The question")),
        body,
    ]
