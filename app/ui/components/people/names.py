"""What those are called of whom only the id is known, for screens of those who look after a server."""

from collections.abc import Callable, Iterable

import flet as ft

from app.domain.bilingual import Bilingual
from app.domain.ids import is_uuid7
from app.services import finding
from app.services.desk import Desk
from app.ui.components.asking import use_asking
from app.ui.hooks import use_box, use_state
from app.ui.state import use_here, use_words

OPERATOR = "operator"
"""Who the server says it was when it was done at the server itself."""


def use_names(people: Iterable[str], circle: str = "") -> Callable[[str], str]:
    """What somebody is called: as this device knows, or else as the server answers, asked once for all.

    Leaders of a circle, of which this is the scope, know its members and ask nobody.
    """
    here, words = use_here(), use_words()
    asked, asked_for = use_asking(), use_box(lambda: list[str]())
    heard, keep = use_state(lambda: dict[str, Bilingual]())
    wanted = sorted({person for person in people if is_uuid7(person)})
    here_known = ft.use_memo(lambda: _known(here.desk, wanted, circle), wanted)
    unknown = [each for each in wanted if not (circle or here_known[each] or each in heard)]

    def ask() -> None:
        if unknown:
            asked_for.current = unknown
            asked.ask("ListPeople", among=unknown)

    def take() -> None:
        if asked.told is not None:
            told = {each.person: Bilingual(en=each.name_en, bn=each.name_bn) for each in asked.told.people}
            keep({**heard, **dict.fromkeys(asked_for.current, Bilingual()), **told})

    ft.use_effect(ask, [" ".join(unknown)])
    ft.use_effect(take, [asked.answer])

    def name(person: str) -> str:
        if person == OPERATOR:
            return words.t("Whoever runs the server")
        known = here_known.get(person) or heard.get(person) or Bilingual()
        return known.best(words.lang) or words.t("Someone")

    return name


def _known(desk: Desk, people: Iterable[str], circle: str) -> dict[str, Bilingual]:
    if not circle:
        return {each: finding.person(desk, each).name for each in people}
    return {each: finding.person(desk, each, scope=circle).name for each in people}
