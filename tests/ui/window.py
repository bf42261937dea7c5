"""What of a page can be seen: the walk over its controls, and the words on them."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import flet as ft
import flet.canvas as canvas
from flet.components.public_utils import unwrap_component

WORDS = (
    "title", "content", "text", "label", "subtitle", "hint_text", "helper", "error",
    "tooltip", "semantics_label", "hint", "prefix", "suffix", "message", "image_semantics_label",
)  # fmt: skip
"""The properties that carry words when they are strings."""

VALUED = (ft.Text, ft.TextField, ft.Markdown, ft.Semantics, canvas.Text)
"""The controls whose `value` is words; elsewhere it is a key nobody sees."""

HIDDEN = frozenset({"data", "_internals", "_values", "_dirty", "_parent", "fn", "args", "kwargs"})


def top_controls(page: ft.Page) -> list[ft.BaseControl]:
    """Return the roots of what is in front: the last view, the overlay, the open dialogs."""
    views = unwrap_component(page.views)
    views = views if isinstance(views, list) else [views]
    front = [unwrap_component(view) for view in views][-1:]
    dialogs = [dialog for dialog in page._dialogs.controls if dialog.open]
    return [*front, *page._overlay.controls, *dialogs]


def walk(control: Any) -> Iterator[ft.BaseControl]:
    """Yield a control and everything visible inside it, in the order its fields are declared."""
    if isinstance(control, list | tuple):
        for item in control:
            yield from walk(item)
    elif isinstance(control, dict):
        yield from walk(list(control.values()))
    elif isinstance(control, ft.BaseControl):
        if getattr(control, "visible", True):
            yield control
            yield from _inside(control)
    elif dataclasses.is_dataclass(control):
        yield from _inside(control)


def _inside(owner: Any) -> Iterator[ft.BaseControl]:
    for field in dataclasses.fields(owner):
        if field.name in HIDDEN or field.metadata.get("skip"):
            continue
        value = getattr(owner, field.name, None)
        if value is not None and not isinstance(value, str | int | float | bool):
            yield from walk(value)


def words(control: ft.BaseControl) -> list[str]:
    """Return the words a control itself shows or speaks."""
    found = [getattr(control, name, None) for name in WORDS]
    tip = getattr(control, "tooltip", None)
    badge = getattr(control, "badge", None)
    found.append(control.value if isinstance(control, VALUED) else None)
    found += [getattr(tip, "message", None), badge, getattr(badge, "label", None)]
    found.append("".join(span.text or "" for span in getattr(control, "spans", None) or ()))
    return [word for word in found if isinstance(word, str) and word]
