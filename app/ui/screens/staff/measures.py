"""Measures: what may be done to an account, each with what it means, and asked about before it is done."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.account.accounts import Seen, credential_mark, day, person_of, role_mark, state_mark
from app.ui.components.asking import Asking
from app.ui.components.cards import card
from app.ui.components.letters import body, quiet, section
from app.ui.components.people.met import name_of
from app.ui.components.sure import ask_first
from app.ui.state import Here


@dataclass(frozen=True, slots=True)
class Measure:
    """One account, and the question by which something is done to it; `waits` while nothing can be asked."""

    here: Here
    asked: Asking
    seen: Seen
    waits: bool

    def button(self, doing: str, question: str, meaning: str, name: str, **fields: Any) -> ft.Control:
        """A button that asks first and then puts this question to the server."""

        def act() -> None:
            self.asked.ask(name, person=self.seen.person, **fields)

        about = name_of(person_of(self.seen), self.here.speech.words)
        press = acts(self.here, lambda: ask_first(self.here, question, about, meaning, doing, act))
        return ft.Row([ft.OutlinedButton(doing, disabled=self.waits, on_click=press)], wrap=True)


def standing(measure: Measure, *, may: bool) -> ft.Control:
    """Open or suspended."""
    words, suspended = measure.here.speech.words, measure.seen.state == "suspended"
    if suspended:
        told = words.t("Nobody can sign in to this account. What was written stays where it is.")
        button = measure.button(
            words.t("Reinstate"),
            words.t("Reinstate this account?"),
            words.t("All their devices work again at once. Nothing was lost meanwhile."),
            "SetStanding",
            state="active",
        )
    else:
        told = words.t("This account can be used.")
        button = measure.button(
            words.t("Suspend"),
            words.t("Suspend this account?"),
            words.t(
                "They can neither read nor write until somebody reinstates them. Their devices are told at "
                "once. What they wrote stays where it is."
            ),
            "SetStanding",
            state="suspended",
        )
    return card(
        [
            section(words.t("Access")),
            state_mark(measure.seen.state, words),
            body(told),
            *([button] if may else []),
            *(
                [quiet(_only_an_administrator(words))]
                if measure.seen.suspended_by == "admin" and not may
                else []
            ),
        ]
    )


def _only_an_administrator(words: Translator) -> str:
    return words.t("An administrator suspended it. Only an administrator can reinstate it.")


def credential(measure: Measure, checker: str, *, may: bool) -> ft.Control:
    """What they say they are, and who has seen a proof of it."""
    words, seen = measure.here.speech.words, measure.seen
    checked = seen.credential == "checked"
    if checked:
        told = words.t("An administrator has seen a proof of what they say they are.")
        button = measure.button(
            words.t("Take the check back"),
            words.t("Take the check back?"),
            words.t("Their card says again that they state it themselves."),
            "CheckCredential",
            level="stated",
        )
    else:
        told = _unchecked(measure)
        button = measure.button(
            words.t("I have checked it"),
            words.t("Have you checked it?"),
            words.t(
                "Say so only if you have seen a certificate or a register entry and know that it is theirs. "
                "Their card then says that an administrator checked it, and your name is kept with it."
            ),
            "CheckCredential",
            level="checked",
        )
    # NOTE: {name} is an administrator, {day} a date
    when = words.t("Checked by {name} on {day}.", name=checker, day=day(measure.here, seen.checked_at))
    return card(
        [
            section(words.t("Credential")),
            credential_mark(seen.credential, words),
            body(told),
            *([quiet(when)] if checked and seen.checked_at else []),
            *([button] if may else []),
        ]
    )


def _unchecked(measure: Measure) -> str:
    words = measure.here.speech.words
    if measure.seen.credential == "vouched":
        return words.t("Colleagues know them in this work. No administrator has seen a proof.")
    return words.t("They say so themselves. Nobody has seen a proof of it yet.")


def role(measure: Measure) -> ft.Control:
    """Making somebody a moderator, and taking that back."""
    words = measure.here.speech.words
    if measure.seen.role == "moderator":
        told = words.t("Decides on reports, and can suspend people who have no role.")
        button = measure.button(
            words.t("Take the role back"),
            words.t("Take the role back?"),
            words.t("They no longer see reports; those on their devices are removed."),
            "SetStanding",
            role="none",
        )
    else:
        told = words.t("Has no role on this server. Roles in circles are given by their leaders.")
        button = measure.button(
            words.t("Make moderator"),
            words.t("Make them a moderator?"),
            words.t(
                "They will read every report, with the words that were reported and who reported them, "
                "and can suspend people."
            ),
            "SetStanding",
            role="moderator",
        )
    return card([section(words.t("Role")), role_mark(measure.seen.role, words), body(told), button])
