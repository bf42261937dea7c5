"""Calling somebody by name while one writes: behind an @ those of this place stand in a small list.

It is narrowed as one types, in either script. Enter takes the one that is marked, the arrows mark another, a
finger takes any of them, and Escape goes on without.
"""

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from app.domain import mentions
from app.domain.people import Person
from app.services import mentioning
from app.services.desk import Desk
from app.ui.acting import acts
from app.ui.components.fields import Form
from app.ui.components.people.met import name_of, what_and_where
from app.ui.components.picking import panel
from app.ui.components.pressing import line
from app.ui.components.writing.guarding import Guard
from app.ui.hooks import Box, memo, use_box, use_state
from app.ui.keyboard import use_arrows, use_escape
from app.ui.state import Here, use_here, use_words

SHOWN = 5
"""So many people are offered at a time: with the keyboard of a phone there is not much room."""


MEANT = "meant"
"""Beside the fields of a form: who is meant by the names in them."""


class Calling:
    """What is typed in one field, whom its names mean, and who could be meant by what is typed just now."""

    def __init__(self, text: str, meant: Mapping[str, str]) -> None:
        self.text, self.meant = text, dict(meant)
        self.caret = len(self.text)
        self.goes_on_at: int | None = None
        """Where one goes on after a name was put in; else where the field itself says, at the end."""
        self.found: list[Person] = []
        self.marked = 0
        self._left = -1

    @property
    def kept(self) -> str:
        """What was typed as it is kept and sent."""
        return mentions.kept(self.text, self.meant)

    def type(self, text: str) -> None:
        """Take what the field holds now."""
        if text != self.text:
            self.caret, self.goes_on_at = mentions.caret_after(self.text, text), None
            self.text = text

    def look(self, desk: Desk, scope: str, lang: str) -> None:
        """See who could be meant by what is typed just now."""
        asked = mentions.query(self.text, self.caret) if scope else None
        self.marked, self.found = 0, []
        if asked is None or self._begun() == self._left or mentions.is_named(asked, self.meant):
            return
        self._left = -1
        self.found = mentioning.search(desk, scope, asked, lang=lang)[:SHOWN]

    def is_taken_by(self, text: str) -> bool:
        """Whether all that was typed is Enter, while somebody is offered: in a field of many lines it is how
        one says that they are meant."""
        ended = f"{self.text[: self.caret]}\n{self.text[self.caret :]}"
        return bool(self.found) and text == ended

    def leave(self) -> None:
        """Go on without: this @ is only a sign."""
        self._left = self._begun()
        self.found = []

    def _begun(self) -> int:
        return self.text.rfind("@", 0, self.caret)

    def take(self, person: Person, name: str) -> str:
        """The text with this person called by this name."""
        said = mentions.label(name, person.id, self.meant)
        text, self.caret = mentions.put(self.text, self.caret, said)
        self.text, self.found, self.goes_on_at = text, [], self.caret
        return text


def kept_in(form: Form, name: str) -> str:
    """What was typed into a field of a form as it is kept and sent."""
    return mentions.kept(str(form.values.get(name, "")), form.values.get(MEANT, {}))


def begun_with(fields: Mapping[str, str]) -> dict[str, Any]:
    """Kept fields as a form begins with them, the body as it is typed."""
    text, meant = mentions.typed(fields.get("body", ""))
    return {**fields, "body": text, MEANT: meant} if fields else {}


@ft.component
def _CallPanel(
    calling: Calling,
    scope: str,
    watch: Callable[[Callable[[], None]], Callable[[], None]],
    take: Callable[[Person], object],
) -> ft.Control:
    """Who could be meant; nothing while no name is typed. It draws nothing but itself."""
    here, words = use_here(), use_words()
    shown, show = use_state(lambda: (tuple[Person, ...](), 0))
    stop: Box[Callable[[], None]] = use_box(lambda: lambda: None)

    def tell() -> None:
        show((tuple(calling.found), calling.marked))

    def look() -> None:
        calling.look(here.desk, scope, words.lang)
        tell()

    def begin() -> None:
        stop.current = watch(look)

    def leave() -> None:
        calling.leave()
        tell()

    def move(by: int) -> None:
        calling.marked = (calling.marked + by) % max(1, len(calling.found))
        tell()

    ft.use_effect(begin, [calling, watch, words.lang], cleanup=lambda: stop.current())
    found, marked = shown
    use_escape(bool(found), leave)
    use_arrows(bool(found), move)
    return ft.Semantics(
        identifier="calling",
        visible=bool(found),
        content=panel([_person(here, one, at == marked, take) for at, one in enumerate(found)]),
    )


CallPanel = memo(_CallPanel)
"""Give it a `watch` and a `take` of stable identity."""


def _person(here: Here, person: Person, marked: bool, take: Callable[[Person], object]) -> ft.Control:
    words = here.speech.words
    under = what_and_where(person, words)
    return line(name_of(person, words), acts(here, lambda: take(person)), under=under, chosen=marked, lines=2)


def use_calling(form: Form, name: str, scope: str, guard: Guard) -> tuple[int, int | None, list[ft.Control]]:
    """For a field of a form: how many names were put in, each of which draws it anew, where one goes on after
    that, and who is offered."""
    words = use_words()
    called, call_again = use_state(int)
    calling = use_box(lambda: Calling(str(form.values.get(name, "")), form.values.get(MEANT, {}))).current
    if scope:
        guard.leave_out(calling.meant)

    def watch(look: Callable[[], None]) -> Callable[[], None]:
        def typed(changed: str) -> None:
            if changed != name:
                return
            text = str(form.values.get(name, ""))
            if calling.is_taken_by(text):
                call(calling.found[calling.marked])
            else:
                calling.type(text)
                look()

        return form.watch(typed)

    def call(person: Person) -> None:
        text = calling.take(person, name_of(person, words))
        form.fill(MEANT, dict(calling.meant))
        form.fill(name, text)
        call_again(called + 1)

    watching = ft.use_callback(watch, [form, name])
    panel = CallPanel(calling, scope, watching, ft.use_callback(call, [form, name, called, words]))
    return called, calling.goes_on_at, [panel] if scope else []
