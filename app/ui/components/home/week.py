"""A week of one's circles: the card on Home that offers it, and what of it is shown of each circle."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import looking_back
from app.services.looking_back import CircleWeek, Help, Thread
from app.ui.acting import acts, goes
from app.ui.components.cards import card, listed
from app.ui.components.letters import body, label, quiet, section, strong
from app.ui.components.pressing import line
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import LEARNING_INK, SPACE


@ft.component
def WeekOffered() -> ft.Control:
    """On Home, once a week: the way there, which may be put away."""
    here, words = use_here(), use_words()
    offered = use_reading(looking_back.is_offered)

    def look() -> None:
        looking_back.put_away(here.desk)
        here.go("/week")

    buttons: list[ft.Control] = [
        ft.FilledTonalButton(words.t("Look back"), on_click=acts(here, look)),
        ft.TextButton(words.t("Not now"), on_click=acts(here, lambda: looking_back.put_away(here.desk))),
    ]
    said = [
        strong(words.t("Your circles' week")),
        quiet(words.t("What was talked about in the last seven days, in two minutes.")),
        ft.Row(buttons, wrap=True, spacing=SPACE.S),
    ]
    return ft.Container(card(said) if offered else None, visible=offered)


def circle_week(here: Here, told: CircleWeek, words: Translator) -> list[ft.Control]:
    """The name of the circle, how much was written there, and the ways to what is worth a look."""
    name = told.circle.name.best(words.lang)
    circle = told.circle.id
    return [
        section(name),
        *([quiet(said)] if (said := _counted(told, words)) else []),
        *[
            card(
                [
                    label(words.t("Learning prompt"), LEARNING_INK),
                    body(prompt.text.best(words.lang), LEARNING_INK, 3),
                ],
                learning=True,
                on_click=goes(here, f"/week/prompts/{circle}/{prompt.id}"),
                key=prompt.id,
            )
            for prompt in told.prompts
        ],
        *([listed([_thread(here, circle, one, words) for one in told.threads])] if told.threads else []),
        *[_help(here, circle, one, words) for one in told.helped],
    ]


def _counted(told: CircleWeek, words: Translator) -> str:
    counts = [
        words.tn("{n} new topic", "{n} new topics", told.topics) if told.topics else "",
        words.tn("{n} new question", "{n} new questions", told.questions) if told.questions else "",
        words.tn("{n} new reply", "{n} new replies", told.replies) if told.replies else "",
    ]
    return " · ".join(said for said in counts if said)


def _thread(here: Here, circle: str, thread: Thread, words: Translator) -> ft.Control:
    new = words.tn("{n} new reply", "{n} new replies", thread.replies) if thread.replies else ""
    icon = ft.Icons.HELP_OUTLINE if thread.post.tab == "question" else ft.Icons.FORUM_OUTLINED
    way = goes(here, f"/week/posts/{circle}/{thread.post.id}")
    return line(thread.post.title, way, under=new, icon=icon, trailing=ft.Icons.CHEVRON_RIGHT, lines=2)


def _help(here: Here, circle: str, help: Help, words: Translator) -> ft.Control:
    headline = words.t("Your answer helped") if help.mine else words.t("An answer helped")
    return card(
        [
            strong(headline),
            body(help.question.title, lines=2),
            *([quiet(help.because, lines=3)] if help.because else []),
        ],
        on_click=goes(here, f"/week/posts/{circle}/{help.question.id}"),
    )
