"""What one does with a learning prompt for oneself: a reflection nobody else gets, and a reminder."""

from collections.abc import Callable

import flet as ft

from app.domain.writing import Prompt
from app.i18n.catalogs import Translator
from app.i18n.moments import upcoming
from app.services import reflecting, reminding
from app.ui.acting import acts, say
from app.ui.components.cards import card
from app.ui.components.fields import TextInput, hint, use_form
from app.ui.components.fold import fold
from app.ui.components.letters import body, section
from app.ui.components.picking import choice, panel
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import LEARNING_INK, SPACE


@ft.component
def Reflection(circle: str, prompt: str) -> ft.Control:
    """The field for oneself; the guard does not look at it, for nobody else will."""
    here, words = use_here(), use_words()
    known = use_reading(lambda desk: reflecting.reflection(desk, prompt))
    form = use_form(f"reflection:{prompt}", {"body": known})
    opened, turn = use_state(lambda: bool(form.changed))  # what was kept stays folded

    def keep() -> None:
        reflecting.reflect(here.desk, circle, prompt, form.values.get("body", ""))
        form.done()
        say(here, words.t("Kept, for you alone."))

    inside = [
        TextInput(form, "body", words.t("Your reflection"), lines=4),
        hint(
            words.t(
                "No member and no leader gets it, only your own devices do. "
                "The server keeps it for them, and whoever runs the server could read it there."
            )
        ),
        ft.Row([ft.FilledTonalButton(words.t("Keep it"), on_click=acts(here, keep))], wrap=True),
    ]
    said = words.t("Written for yourself") if known else words.t("What you would rather not tell the others")
    headline = words.t("Reflect for yourself")
    return fold(here, headline, said, inside, opened=opened, turn=turn, identifier="reflection")


@ft.component
def Reminder(circle: str, prompt: Prompt) -> ft.Control:
    """When one wants to be reminded of it on Home, and not before."""
    here, words = use_here(), use_words()
    when = use_reading(lambda desk: reminding.reminder(desk, prompt.id))
    opened, turn = use_state(lambda: False)
    due = here.moment(prompt.due) if prompt.due else None

    def remind(moment: int) -> None:
        turn(False)
        if moment:
            reminding.remind(here.desk, circle, prompt.id, moment)
        else:
            reminding.forget(here.desk, prompt.id)

    def taking(moment: int) -> Callable[..., object]:
        return acts(here, lambda: remind(moment))

    lines = [
        choice(_named(here, code, words), False, taking(int(then.timestamp() * 1000)))
        for code, then in reminding.choices(here.now(), due).items()
    ]
    if when:
        lines.append(choice(words.t("Do not remind me"), False, taking(0)))
    soon = upcoming(here.moment(when), here.now(), words) if when else words.t("On Home, without a sound")
    inside = [panel(lines), body(words.t("A reminder stays on this device."))]
    return fold(here, words.t("Remind me"), soon, inside, opened=opened, turn=turn, identifier="reminder")


def _named(here: Here, code: str, words: Translator) -> str:
    return {
        reminding.THIS_EVENING: words.t("This evening"),
        reminding.TOMORROW: words.t("Tomorrow morning"),
        reminding.TOMORROW_EVENING: words.t("Tomorrow evening"),
        reminding.BEFORE_DUE: words.t("Two days before it is due"),
    }[code]


@ft.component
def Reminded() -> ft.Control:
    """On Home: what one wanted to come back to by now."""
    here, words = use_here(), use_words()
    come = use_reading(reminding.come)
    cards = [_reminded(here, circle, prompt, words) for circle, prompt in come]
    return ft.Column(
        [section(words.t("You wanted to come back to this")), *cards] if cards else [],
        visible=bool(cards),
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _reminded(here: Here, circle: str, prompt: Prompt, words: Translator) -> ft.Control:
    def open_it() -> None:
        reminding.forget(here.desk, prompt.id)
        here.go(f"/circles/{circle}/prompts/{prompt.id}")

    def later() -> None:
        reminding.put_off(here.desk, circle, prompt.id, here.now())
        say(here, words.t("Home reminds you again tomorrow morning."))

    buttons = [
        ft.FilledButton(words.t("Open"), on_click=acts(here, open_it)),
        ft.TextButton(words.t("Not now"), on_click=acts(here, later)),
    ]
    return card(
        [body(prompt.text.best(words.lang), LEARNING_INK), ft.Row(list(buttons), wrap=True, spacing=SPACE.S)],
        learning=True,
    )
