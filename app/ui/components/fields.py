"""Fields to fill in, and the form that remembers what was filled in until it is sent."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import flet as ft

from app.domain.taxonomy import Term
from app.services import drafting
from app.services.desk import Desk
from app.ui.acting import acts
from app.ui.components.labelled import labelled
from app.ui.components.letters import chip_words, quiet
from app.ui.components.letters import label as small
from app.ui.hooks import Box, memo, use_box, use_state
from app.ui.later import Later
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE, field_border

HELP_LINES = 12
"""Help is never cut short, however large the letters."""


class Form:
    """What is being filled in at one place; kept as a draft, so that leaving or restarting loses nothing."""

    def __init__(self, desk: Desk, place: str, values: Mapping[str, Any]) -> None:
        self._desk, self._place = desk, place
        self._kept = Later(self._keep)
        kept = drafting.draft(desk, place)
        self.values: dict[str, Any] = {**values, **(json.loads(kept) if kept else {})}
        self._begun_with = dict(values)
        self._watchers: list[Callable[[str], None]] = []

    @property
    def changed(self) -> dict[str, Any]:
        """The fields that differ from what was there at the beginning."""
        return {n: v for n, v in self.values.items() if v != self._begun_with.get(n)}

    def renew(self, values: Mapping[str, Any]) -> None:
        """Take what these fields became elsewhere; what was filled in here stays, as a change of that."""
        untouched = {name: value for name, value in values.items() if name not in self.changed}
        self._begun_with |= values
        self.values |= untouched

    def watch(self, look: Callable[[str], None]) -> Callable[[], None]:
        """Call `look` with the name of each field that is filled in, until what this gives is called."""
        self._watchers.append(look)

        def stop() -> None:
            if look in self._watchers:
                self._watchers.remove(look)

        return stop

    def fill(self, name: str, value: Any) -> None:
        """Take what was typed or chosen for a field, and keep it after a pause."""
        self.values[name] = value
        self._kept.soon()
        for look in tuple(self._watchers):
            look(name)

    def keep(self) -> None:
        """Keep now what was filled in; where nothing was, another window's draft stays as it is."""
        self._kept.at_last()

    def done(self) -> None:
        """It was sent: the draft is no longer needed."""
        self._begun_with = dict(self.values)
        self._kept.now()

    def move(self, place: str) -> None:
        """Go on at another place with what was filled in here; there is nothing left of it here."""
        drafting.keep(self._desk, place, json.dumps(self.changed, ensure_ascii=False))
        self.done()

    def _keep(self) -> None:
        typed = self.changed
        drafting.keep(self._desk, self._place, json.dumps(typed, ensure_ascii=False) if typed else "")


def use_form(place: str, values: Mapping[str, Any]) -> Form:
    """The form of this place, begun with these values or with what was typed there before."""
    here = use_here()
    form: Form = ft.use_memo(lambda: Form(here.desk, place, values), [place])
    ft.use_effect(lambda: None, [], cleanup=form.keep)
    return form


def use_watching(form: Form, look: Callable[[str], None]) -> None:
    """Call `look` with the name of each field that is filled in, while this component is mounted."""
    latest = use_box(lambda: look)
    latest.current = look
    stop: Box[Callable[[], None]] = use_box(lambda: lambda: None)

    def begin() -> None:
        stop.current = form.watch(lambda name: latest.current(name))

    def end() -> None:
        stop.current()

    ft.use_effect(begin, [form], cleanup=end)


@ft.component
def _TextInput(
    form: Form,
    name: str,
    label: str,
    help: str = "",
    lines: int = 1,
    lang: str = "",
    secret: bool = False,
    error: str = "",
    focused: bool = False,
    caret: int | None = None,
) -> ft.Control:
    """A text field of a form. Uncontrolled and memoised, so that no letter is lost while others draw."""
    itself = ft.use_memo(ft.Ref[ft.TextField], [])

    async def focus() -> None:
        if focused and itself.current:
            await cast(Any, itself.current).focus()

    ft.use_effect(focus, [])
    field = ft.TextField(
        ref=itself,
        autofocus=focused,
        value=str(form.values.get(name, "")),
        selection=caret_at(str(form.values.get(name, "")), caret),
        helper=help or None,
        helper_max_lines=HELP_LINES,
        error=error or None,
        error_max_lines=HELP_LINES,
        border=field_border(),
        multiline=lines > 1,
        min_lines=lines,
        max_lines=lines if lines == 1 else 8,
        password=secret,
        on_change=lambda event: form.fill(name, event.control.value),
    )
    return labelled(label, field)


TextInput = memo(_TextInput)


def caret_at(text: str, place: int | None) -> ft.TextSelection | None:
    """The caret before this sign of a text, as Flutter counts: in units of UTF-16."""
    if place is None:
        return None
    units = len(text[:place].encode("utf-16-le")) // 2
    return ft.TextSelection(base_offset=units, extent_offset=units)


@ft.component
def Choices(form: Form, name: str, label: str, terms: Mapping[str, Term]) -> ft.Control:
    """Several choices from a list, as chips to tap."""
    here, words = use_here(), use_words()
    chosen, choose = use_state(lambda: list[str](form.values.get(name, [])))

    def toggle(code: str) -> None:
        now = [known for known in chosen if known != code] if code in chosen else [*chosen, code]
        form.fill(name, now)
        choose(now)

    def tapped(code: str) -> Any:
        return acts(here, lambda: toggle(code))

    return ft.Column(
        spacing=SPACE.S,
        controls=[
            small(label),
            ft.Row(
                wrap=True,
                spacing=SPACE.S,
                run_spacing=SPACE.S,
                controls=[
                    ft.Chip(
                        label=chip_words(term.word(words.lang)),
                        selected=term.code in chosen,
                        show_checkmark=True,
                        on_select=tapped(term.code),
                    )
                    for term in terms.values()
                ],
            ),
        ],
    )


def hint(words: str) -> ft.Control:
    """A sentence under a field or a group of them."""
    return quiet(words)
