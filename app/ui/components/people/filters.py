"""Filters for people: what is chosen is always in view and one tap from gone."""

from collections.abc import Callable

import flet as ft

from app.domain.districts import DISTRICTS
from app.domain.taxonomy import AREAS, DISCIPLINES, TONGUES, Term
from app.i18n.catalogs import Translator
from app.services.matching import Wanted
from app.ui.components.filters import Filters
from app.ui.state import use_words

Take = Callable[[Wanted], object]


def kinds(words: Translator) -> dict[str, tuple[str, dict[str, Term]]]:
    """What one can filter by: the name of the filter, what it is called, what it offers."""
    return {
        "discipline": (words.t("Discipline"), DISCIPLINES),
        "area": (words.t("Practice area"), AREAS),
        "district": (words.t("District"), DISTRICTS),
        "tongue": (words.t("Language spoken"), TONGUES),
    }


@ft.component
def PeopleFilters(wanted: Wanted, take: Take) -> ft.Control:
    """The filters for people."""
    return Filters(kinds(use_words()), wanted, take)
