"""What a screen is about, by its address, wherever it stands: in its place, or on top of a search."""

from collections.abc import Mapping

import flet as ft

FOUND = "found_"
"""What is found in a search may be of the same kind as what the search stands on, and comes before it."""
SEEN = "seen_"
"""Whose card stands on top of all that; in a conversation that is somebody else's, too."""

ROOTS = frozenset({"/", "/circles", "/people", "/messages", "/me"})
"""Where the five places are; whatever is deeper has a way back."""


def use_address() -> Mapping[str, str]:
    """The names in the address of this screen: `circle`, `post`, `prompt`, `person`, and `at` if it is one
    message or reply that is to be shown."""
    names: dict[str, str] = ft.use_route_params()
    on_top = {
        name.removeprefix(mark): value
        for mark in (FOUND, SEEN)
        for name, value in names.items()
        if name.startswith(mark)
    }
    return {**names, **on_top}
