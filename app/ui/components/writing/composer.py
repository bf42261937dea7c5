"""The composer: where one writes. It keeps what is typed, through a switch of language, a change of
screen and a restart, until it is sent."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain import mentions
from app.domain.people import Person
from app.services import drafting
from app.services.desk import Desk
from app.ui.acting import acts
from app.ui.components.fields import caret_at
from app.ui.components.labelled import called
from app.ui.components.people.met import name_of
from app.ui.components.writing.calling import Calling, CallPanel
from app.ui.components.writing.guarding import GuardPanel, use_guard
from app.ui.hooks import memo, use_box, use_state
from app.ui.later import Later
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE, field_border


class Draft(Calling):
    """What is being typed in one place, kept on disk after each pause."""

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__(*mentions.typed(drafting.draft(desk, place)))
        self._kept = Later(lambda: drafting.keep(desk, place, self.kept))
        self._watchers: list[Callable[[], None]] = []

    def type(self, text: str) -> None:
        """Take what the field holds now."""
        super().type(text)
        self._tell()

    def take(self, person: Person, name: str) -> str:
        """The text with this person called by this name."""
        text = super().take(person, name)
        self._tell()
        return text

    def _tell(self) -> None:
        self._kept.soon()
        for look in tuple(self._watchers):
            look()

    def watch(self, look: Callable[[], None]) -> Callable[[], None]:
        """Call `look` when something was typed, until what this gives is called."""
        self._watchers.append(look)
        return lambda: self._watchers.remove(look) if look in self._watchers else None

    def read(self) -> str:
        """What the field holds now."""
        return self.text

    def keep(self) -> None:
        """Keep now what was typed; where nothing was, another window's draft stays as it is."""
        self._kept.at_last()


@ft.control("TextField")  # type: ignore[arg-type]
class _EagerField(ft.TextField):
    """A field that can take the keyboard as it appears.

    `autofocus` gives way to the button that was pressed, and `focus()` does not reach a field that sends on
    Enter (Flet 1.0.5 asks another focus node); this value, which only Flet's client knows, reaches it.
    """

    focus: str | None = None  # type: ignore[assignment]  # once for each value


@ft.component
def _Composer(
    place: str, label: str, on_send: Callable[[str], object], writes_on: bool = True, scope: str = ""
) -> ft.Control:
    """A field that grows to four lines and a button; `place` names the draft, `on_send` gets the words, after
    which one `writes_on`, or the field goes away. Who is in `scope` can be called by name.

    The field is uncontrolled and the component memoised: only so does Flet never take letters from under
    the fingers. A new key gives a fresh, empty field after sending.
    """
    here, words = use_here(), use_words()
    draft = use_box(lambda: Draft(here.desk, place)).current
    sent, set_sent = use_state(lambda: 0)
    put_in, put_again = use_state(lambda: 0)
    guard = use_guard()
    guard.leave_out(draft.meant)

    def send() -> None:
        if draft.text.strip() and guard.lets_pass():
            draft.keep()
            on_send(draft.kept)  # what is refused stays in the field, and in the draft
            draft.type("")
            guard.begin_anew()
            set_sent(sent + 1)
            draft.keep()  # last: a full disk must not make what was sent look unsent

    def enter() -> None:
        call(draft.found[draft.marked]) if draft.found else send()

    def put(text: str) -> None:
        draft.type(text)
        put_again(put_in + 1)

    def call(person: Person) -> None:
        draft.take(person, name_of(person, words))
        put_again(put_in + 1)

    ft.use_effect(lambda: None, [], cleanup=draft.keep)
    return _row(
        label,
        [
            GuardPanel(guard, draft.read, draft.watch, ft.use_callback(put, [put_in])),
            CallPanel(draft, scope, draft.watch, ft.use_callback(call, [put_in, words])),
        ],
        _field(
            f"{place} {sent} {put_in}",
            label,
            draft,
            acts(here, enter),
            goes_on=bool(put_in or (sent and writes_on)),
        ),
        ft.IconButton(
            ft.Icons.SEND, tooltip=words.t("Send"), icon_color=ft.Colors.PRIMARY, on_click=acts(here, send)
        ),
    )


def _field(
    key: str,
    label: str,
    draft: Draft,
    on_submit: Callable[[Any], Any],
    *,
    goes_on: bool,
) -> ft.TextField:
    return _EagerField(
        key=key,
        value=draft.text,
        selection=caret_at(draft.text, draft.goes_on_at),
        focus=key if goes_on else None,
        hint_text=label,
        hint_max_lines=4,
        border=field_border(),
        multiline=True,
        shift_enter=True,
        min_lines=1,
        max_lines=4,
        on_change=lambda event: draft.type(event.control.value or ""),
        on_submit=on_submit,
    )


def _row(label: str, above: list[ft.Control], field: ft.Control, button: ft.Control) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.only(left=SPACE.L, right=SPACE.S, top=SPACE.S, bottom=SPACE.S),
        bgcolor=ft.Colors.SURFACE,
        content=ft.Column(
            spacing=SPACE.S,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                *above,
                ft.Row(
                    vertical_alignment=ft.CrossAxisAlignment.END,
                    controls=[ft.Container(called(label, field), expand=True), ft.MergeSemantics(button)],
                ),
            ],
        ),
    )


Composer = memo(_Composer)
"""Give it an `on_send` of stable identity (`ft.use_callback`), or the memo is for nothing."""
