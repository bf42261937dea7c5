"""Whether somebody could be recognised in a question, asked of the asker alone; and to whom else one could
turn. It hinders nobody, and the answer goes nowhere."""

from collections.abc import Callable

import flet as ft

from app.domain.people import Person
from app.i18n.catalogs import Translator
from app.services import confiding, drafting
from app.services.confiding import Smaller
from app.services.desk import Desk
from app.ui.acting import acts
from app.ui.components.choices import radios
from app.ui.components.fields import Form, hint
from app.ui.components.letters import section, strong
from app.ui.components.people.met import name_of
from app.ui.components.picking import panel
from app.ui.components.pressing import line
from app.ui.components.stack import stack
from app.ui.components.threads.cases import case_in, summary
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words

RARE, YES, NO = "rare", "yes", "no"
"""The field of the draft, and its values."""


def question_place(circle: str) -> str:
    """Where the draft of a question to a circle is kept."""
    return f"post:{circle}:question"


@ft.component
def Rarity(form: Form, circle: str, leave_out: Callable[[], object]) -> ft.Control:
    """The question, and once it is answered with yes the proposals; `leave_out` takes age and setting out."""
    here, words = use_here(), use_words()
    answer, say = use_state(lambda: str(form.values.get(RARE, "")))

    def choose(code: str) -> None:
        form.fill(RARE, code)
        say(code)

    said = {NO: words.t("No, this could be many people"), YES: words.t("Yes, or I am not sure")}
    headline = words.t("Could somebody who knows the family recognise them?")
    why = words.t(
        "A rare illness, an unusual accident or a small place is enough. Your answer stays on this device."
    )
    return ft.Semantics(
        identifier="rarity",
        content=stack(
            [
                section(headline),
                hint(why),
                radios(here, headline, said, answer, choose),
                *([Proposals(form, circle, leave_out)] if answer == YES else []),
            ]
        ),
    )


@ft.component
def Proposals(form: Form, circle: str, leave_out: Callable[[], object]) -> ft.Control:
    """The ways to a smaller audience; whoever takes none asks as they meant to."""
    here, words = use_here(), use_words()
    circles = use_reading(lambda desk: _free(desk, confiding.smaller_circles(desk, circle)))
    people = use_reading(confiding.confidants)
    lines = [
        *(_to_circle(here, form, one, words) for one in circles),
        *(_to_person(here, form, one, words) for one in people),
        line(
            words.t("Leave out age and setting"),
            acts(here, leave_out),
            under=words.t("Here, with what is left"),
            icon=ft.Icons.BACKSPACE_OUTLINED,
        ),
    ]
    decide = words.t("You decide: ask here all the same if it is worth it.")
    return ft.Semantics(
        live_region=True,
        content=stack([strong(words.t("Fewer readers may be better")), panel(lines), hint(decide)]),
    )


def _free(desk: Desk, circles: list[Smaller]) -> list[Smaller]:
    """Those for which no other question is begun: it would have to give way."""
    return [one for one in circles if not drafting.draft(desk, question_place(one.circle.id))]


def _to_circle(here: Here, form: Form, one: Smaller, words: Translator) -> ft.Control:
    def go() -> None:
        form.move(question_place(one.circle.id))
        here.go(f"/circles/{one.circle.id}/new/question")

    name = one.circle.name.best(words.lang)
    return line(
        words.t("Ask in {circle}", circle=name),
        acts(here, go),
        under=words.tn("{n} member", "{n} members", one.members),
        icon=ft.Icons.WORKSPACES_OUTLINED,
    )


def _to_person(here: Here, form: Form, person: Person, words: Translator) -> ft.Control:
    def go() -> None:
        place = f"dm:{person.id}"
        begun = drafting.draft(here.desk, place)
        drafting.keep(here.desk, place, "\n\n".join(filter(None, (begun, in_a_message(form, words)))))
        form.done()
        here.go(f"/messages/{person.id}")

    return line(
        words.t("Write to {name}", name=name_of(person, words)),
        acts(here, go),
        under=words.t("As a message to one person"),
        icon=ft.Icons.CHAT_BUBBLE_OUTLINE,
    )


def in_a_message(form: Form, words: Translator) -> str:
    """What stands in the form of a question, as one would write it to somebody."""
    case = case_in(form)
    parts = (form.values.get("title", ""), summary(case, words), case.tried, form.values.get("body", ""))
    return "\n\n".join(part for text in parts if (part := str(text).strip()))
