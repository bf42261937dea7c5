"""Names that a text calls, as they are drawn: a chip among the words, which leads to the profile."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app.domain.mentions import SOMEBODY
from app.services import mentioning
from app.ui.components.people.visiting import visits
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import style

TINT, MY_TINT = 0.1, 0.22
"""How much of the ink colours the ground of a name, and of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What those are called whom a text calls, and the way to them; who is not of this place has neither."""

    names: Mapping[str, str] = field(default_factory=dict)
    me: str = ""
    visit: Callable[[str], Any] | None = None

    def ways(self, called: Collection[str]) -> list[tuple[str, Any]]:
        """Of those who are called and are not the reader: the name, and the way to them."""
        others = (who for who in self.names if who in called and who != self.me)
        return (
            sorted(((self.names[who], self.visit(who)) for who in others), key=lambda way: way[0])
            if self.visit
            else []
        )

    def span(self, who: str, lang: str, ink: ft.Colors) -> ft.TextSpan:
        """The name as it stands among the words."""
        name = self.names.get(who)
        look = style("body", ink)
        if name is None:
            return ft.TextSpan(f"@{SOMEBODY.best(lang)}", look)
        look.weight = ft.FontWeight.W_600
        look.bgcolor = ft.Colors.with_opacity(MY_TINT if who == self.me else TINT, ink)
        return ft.TextSpan(
            f"@{name}", look, on_click=self.visit(who) if self.visit and who != self.me else None
        )


NOBODY = Named()
"""Of texts in which nobody is called."""


def use_named(scope: str, text: str) -> Named:
    """What those are called, today and in the reader's language, whom this text of this place calls."""
    here, words = use_here(), use_words()
    names = use_reading(lambda desk: mentioning.names(desk, scope, text, words.lang))
    if not names:
        return NOBODY
    return Named(names=names, me=here.desk.person, visit=lambda who: visits(here, who))
