"""A field of a form with the guard under it."""

from collections.abc import Callable

import flet as ft

from app.ui.components.fields import Form, TextInput
from app.ui.components.form_faults import Faults, at
from app.ui.components.writing.calling import use_calling
from app.ui.components.writing.guarding import Guard, GuardPanel
from app.ui.hooks import memo, use_state
from app.ui.state import use_words
from app.ui.theme import SPACE


@ft.component
def _GuardedInput(
    guard: Guard,
    form: Form,
    name: str,
    label: str,
    help: str = "",
    lines: int = 1,
    error: str = "",
    scope: str = "",
) -> ft.Control:
    """The field, drawn anew only where what was doubted is written otherwise, or a name is put in; and what
    there is to doubt. Who is in `scope` can be called by name."""
    written, write = use_state(int)
    called, goes_on_at, panel = use_calling(form, name, scope, guard)

    def watch(look: Callable[[], None]) -> Callable[[], None]:
        return form.watch(lambda changed: look() if changed == name else None)

    def read() -> str:
        return str(form.values.get(name, ""))

    def put(text: str) -> None:
        form.fill(name, text)
        write(written + 1)

    return ft.Column(
        spacing=SPACE.S,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            TextInput(
                form,
                name,
                label,
                help,
                lines=lines,
                error=error,
                focused=called > 0,
                caret=goes_on_at,
                key=f"{name} {written} {called}",
            ),
            *panel,
            GuardPanel(
                guard,
                ft.use_callback(read, [form, name]),
                ft.use_callback(watch, [form, name]),
                ft.use_callback(put, [form, name, written]),
            ),
        ],
    )


GuardedInput = memo(_GuardedInput)


def guarded_at(
    guard: Guard,
    form: Form,
    faults: Faults,
    name: str,
    label: str,
    help: str = "",
    lines: int = 1,
    scope: str = "",
    anew: int = 0,
) -> ft.Control:
    """Such a field, with what was found to be wrong in it; the screen can scroll to it. Call it from a
    component; it is drawn `anew` where that number is another one."""
    error = faults.told(name, use_words())
    return at(name, GuardedInput(guard, form, name, label, help, lines, error, scope, key=f"{name} {anew}"))
