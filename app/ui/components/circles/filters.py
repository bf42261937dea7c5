"""Filters for circles."""

from collections.abc import Callable

import flet as ft

from app.domain.taxonomy import AREAS, SETTINGS, TONGUES
from app.services.discovering import Sought
from app.ui.components.filters import Filters
from app.ui.state import use_words


@ft.component
def CircleFilters(sought: Sought, take: Callable[[Sought], object]) -> ft.Control:
    """By practice area, by where people work, and by language."""
    words = use_words()
    kinds = {
        "area": (words.t("Practice area"), AREAS),
        "setting": (words.t("Workplace"), SETTINGS),
        "tongue": (words.t("Language"), TONGUES),
    }
    return Filters(kinds, sought, take)
