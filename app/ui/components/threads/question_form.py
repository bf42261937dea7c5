"""What one fills in to ask a question: in one line, with more about it, of whom; and a case, if it is one."""

import flet as ft

from app.domain.cases import CODES
from app.domain.ids import circle_scope
from app.domain.taxonomy import DISCIPLINES
from app.ui.components.fields import Choices, Form
from app.ui.components.form_faults import Faults
from app.ui.components.stack import stack
from app.ui.components.threads.cases import case_fields, case_in
from app.ui.components.threads.rarity import Rarity
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import Guard
from app.ui.hooks import use_state
from app.ui.state import use_here, use_words


@ft.component
def QuestionFields(circle: str, form: Form, guard: Guard, faults: Faults) -> ft.Control:
    """The fields. Once it is about a client, one says what one wonders, and whether they could be known."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: bool(case_in(form)))
    anew, draw_anew = use_state(int)

    def leave_out() -> None:
        for name in CODES:
            form.fill(name, "")
        draw_anew(anew + 1)

    scope = circle_scope(circle)
    about = opened or bool(case_in(form))
    more = words.t("What do you wonder?") if about else words.t("Tell more about it")
    wonder = words.t("For example what they want to be able to do, and what stands in the way of it.")
    line, help = words.t("Your question in one line"), wonder if about else ""
    whom = words.t("Whom do you ask above all? Leave it open to ask everybody.")
    return stack(
        [
            guarded_at(guard, form, faults, "title", line),
            case_fields(here, form, guard, opened=opened, turn=turn, anew=anew),
            guarded_at(guard, form, faults, "body", more, help, 6, scope),
            Choices(form, "asked", whom, DISCIPLINES),
            *([Rarity(form, circle, leave_out)] if about else []),
        ]
    )
