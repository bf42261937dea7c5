"""A field for the six digits of an authenticator app, in either script."""

import flet as ft

from app.ui.components.account.secret import Typed
from app.ui.components.fields import HELP_LINES
from app.ui.components.labelled import labelled
from app.ui.hooks import memo
from app.ui.theme import field_border


@ft.component
def _DigitsInput(
    typed: Typed,
    name: str,
    label: str,
    help: str = "",
    error: str = "",
    autofocus: bool = False,
    letters: bool = False,
) -> ft.Control:
    """One such field; with `letters` a recovery code can be typed into it, too."""

    field = ft.TextField(
        value=typed.values[name],
        helper=help or None,
        helper_max_lines=HELP_LINES,
        error=error or None,
        error_max_lines=HELP_LINES,
        border=field_border(),
        keyboard_type=ft.KeyboardType.TEXT if letters else ft.KeyboardType.NUMBER,
        autofill_hints=[] if letters else [ft.AutofillHint.ONE_TIME_CODE],
        autocorrect=False,
        enable_suggestions=False,
        autofocus=autofocus,
        on_change=typed.changed(name),
        on_submit=typed.entered(name),
    )
    return labelled(label, field)


DigitsInput = memo(_DigitsInput)
