"""What is wrong in a form: said at the field it belongs to, until that is mended."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from app.domain.errors import Refused, SetuError
from app.domain.kinds import check_fields
from app.i18n.catalogs import Translator
from app.i18n.languages import Language
from app.ui import troubles
from app.ui.components.fields import Form, use_watching
from app.ui.hooks import use_box, use_state

EITHER = ("field.missing", "glossary.empty", "poll.few")
"""Said of one side of a text which may be written in either language."""

Troubles = Mapping[str, SetuError]
"""What is wrong, by the field it belongs to, in the order of reading."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What was found to be wrong in a form."""

    found: Troubles
    find: Callable[[Troubles], None]
    """Show these, and go to the first of them; with nothing wrong, show nothing."""
    column: ft.Ref[ft.Column]
    """For the column that scrolls."""

    def told(self, name: str, words: Translator) -> str:
        """The sentence that stands beside this field; nothing when nothing is wrong there."""
        if name not in self.found:
            return ""
        if self.found[name].code == "field.missing":
            return words.t("Write this in one language at least.")
        return troubles.tell(self.found[name], words)

    def any_of(self, names: Iterable[str]) -> bool:
        """Whether something is wrong in one of these fields: what hides them is opened then."""
        return any(name in self.found for name in names)

    def watch(self, names: Collection[str], lang: Language, act: Callable[[], None]) -> None:
        """Do this. What it is refused for is said at its field, if that is one of these that are shown;
        a text that is needed in either language is asked for in this one."""
        self.find({})
        try:
            act()
        except Refused as why:
            field = str(why.params.get("field", ""))
            if why.code in EITHER and field.endswith("_en"):
                field = f"{field.removesuffix('en')}{lang}"
            if field not in names:
                raise
            self.find({field: why})


def use_faults(form: Form, together: Collection[str] = ()) -> Faults:
    """What is wrong in this form. What is filled in is wrong no more until one looks again; fields that
    belong `together` are so with each other."""
    found, show = use_state(lambda: dict[str, SetuError]())
    column = ft.use_memo(ft.Ref[ft.Column], [])
    tries = use_box(int)

    def find(wrong: Troubles) -> None:
        tries.current += 1
        show(dict(wrong))

    def mend(name: str) -> None:
        mended = {name, *(together if name in together else ())}
        if mended & found.keys():
            show({known: why for known, why in found.items() if known not in mended})

    async def show_first() -> None:
        if found and column.current:
            await cast(Any, column.current).scroll_to(scroll_key=next(iter(found)), duration=150)

    use_watching(form, mend)
    ft.use_effect(show_first, [tries.current])
    return Faults(found, find, column)


def at(name: str, field: ft.Control) -> ft.Control:
    """The field with a name by which the screen can scroll to it, and a test find it."""
    return ft.Container(
        key=cast(Any, ft.ScrollKey)(name), content=ft.Semantics(identifier=f"field-{name}", content=field)
    )


def wrong_in(kind: str, values: Mapping[str, Any], names: Iterable[str]) -> dict[str, SetuError]:
    """Everything that one of this kind would be refused for in these fields, one by one."""
    found: dict[str, SetuError] = {}
    for name in names:
        try:
            check_fields(kind, {name: values.get(name, "")})
        except Refused as why:
            found[name] = why
    return found
