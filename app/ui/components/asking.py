"""Asking the server something and waiting for its answer, in a component."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.asking import Answer
from app.i18n.catalogs import Translator
from app.services import asking
from app.ui import troubles
from app.ui.components.cards import notice
from app.ui.hooks import use_box, use_state
from app.ui.state import Here, use_here, use_reading


@dataclass(frozen=True, slots=True)
class Asking:
    """The latest question of one component. `answer` is None before it was asked and until it is answered."""

    here: Here
    question: str
    answer: Answer | None
    put: Any

    @property
    def busy(self) -> bool:
        """Whether a question is on its way."""
        return bool(self.question) and self.answer is None

    @property
    def told(self) -> Any:
        """The server's answer, if it gave one."""
        return self.answer.told if self.answer and not self.answer.why else None

    def ask(self, name: str, **fields: Any) -> None:
        """Ask this; the component is drawn again when it is answered. An older question is forgotten."""
        if self.question:
            asking.forget(self.here.desk, self.question)
        self.put(asking.ask(self.here.desk, name, **fields))

    def trouble(self, words: Translator) -> str:
        """Why there is no answer, as a sentence; nothing while all is well."""
        why = self.answer.why if self.answer else ""
        return troubles.sentence(why, self.answer.params, words) if why and self.answer else ""


def use_asking() -> Asking:
    """A place for one question at a time."""
    here = use_here()
    question, put = use_state(str)
    answer = use_reading(lambda desk: asking.answer(desk, question) if question else None)
    latest = use_box(str)
    latest.current = question

    def leave() -> None:
        if latest.current:  # what was answered may be secret, and is nobody's once the screen is left
            asking.forget(here.desk, latest.current)

    ft.use_effect(lambda: None, [], cleanup=leave)
    return Asking(here, question, answer, put)


def waiting_or_trouble(asked: Asking, words: Translator, said: str) -> list[ft.Control]:
    """A bar while the question is on its way, or why it was not answered."""
    if asked.busy:
        return [ft.ProgressBar(semantics_label=said)]
    why = asked.trouble(words)
    return [notice(ft.Icons.ERROR_OUTLINE, why, trouble=True)] if why else []
