"""What a field is called: above it in letters, and to a screen reader as its name."""

import flet as ft

from app.ui.components.letters import label
from app.ui.keyboard import use_typing
from app.ui.theme import SPACE


def labelled(said: str, field: ft.TextField) -> ft.Control:
    """A field under its label.

    A label inside the field is squeezed by Flutter to lines as high as the letters are large, so that Bengali
    signs of one line meet those of the next, and it moves away when one begins to write.
    """
    above = ft.Semantics(exclude_semantics=True, content=label(said))
    return ft.Column(
        spacing=SPACE.XS,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[above, called(said, field)],
    )


def labelled_row(said: str, parts: list[ft.Control]) -> ft.Control:
    """A few buttons under what they are about, which a screen reader hears as the name of their group."""
    above = ft.Semantics(exclude_semantics=True, content=label(said))
    row = ft.Row(parts, wrap=True, spacing=SPACE.S, run_spacing=SPACE.S)
    return ft.Column(
        spacing=SPACE.XS, controls=[above, ft.Semantics(label=said, container=True, content=row)]
    )


def called(said: str, field: ft.Control) -> ft.Control:
    """A field that a screen reader calls by this name, whatever stands in it. Call it from a component."""
    if isinstance(field, ft.TextField):
        use_typing(field)
    # With the key of the field: a browser has one node for all this. Were that to outlive it, a slow device
    # that is done with the field before would take the keyboard from the one drawn anew.
    return ft.MergeSemantics(ft.Semantics(label=said, content=field), key=field.key)
