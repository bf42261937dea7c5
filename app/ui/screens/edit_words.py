"""Putting right what one just wrote, while that is possible."""

import flet as ft

from app.domain.ids import inside
from app.i18n.catalogs import Translator
from app.services import archiving, editing
from app.services.reacting import Item
from app.ui.acting import acts
from app.ui.components.cards import empty
from app.ui.components.circles.archived import archived_screen
from app.ui.components.fields import use_form
from app.ui.components.form_faults import use_faults
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.components.threads.cases import what_there_is
from app.ui.components.writing.calling import MEANT, begun_with, kept_in
from app.ui.components.writing.guarded import guarded_at
from app.ui.components.writing.guarding import use_guard
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def EditWords() -> ft.View:
    """The fields of a post, or the words of a reply, an answer or a message."""
    here, words = use_here(), use_words()
    params = ft.use_route_params()
    item = Item(scope=params["scope"], kind=params["kind"], id=params["about"])
    present = use_reading(lambda desk: editing.words(desk, item))
    over = use_reading(lambda desk: archiving.is_archived(desk, inside(item.scope)))
    begun = ft.use_memo(lambda: begun_with(present or {}), [item.id])
    form = use_form(f"edit:{item.scope}:{item.kind}:{item.id}", begun)
    guard, faults = use_guard(), use_faults(form)

    def save() -> None:
        editing.edit(here.desk, item, **{name: kept_in(form, name) for name in form.changed if name != MEANT})
        form.done()
        back(here)

    def save_if_right() -> None:
        if guard.lets_pass():
            faults.watch(("title", "body"), words.lang, save)

    if not begun or present is None:
        nothing = words.t("It may have been removed, or not arrived yet.")
        return screen(words.t("Edit"), [empty(words.t("There is nothing here."), nothing)])
    if over:
        return archived_screen(here, words.t("Edit"), form)
    title = [guarded_at(guard, form, faults, "title", words.t("Title"))] if "title" in begun else []
    return screen(
        words.t("Edit"),
        [
            *title,
            *what_there_is(form, guard, begun, words),
            guarded_at(guard, form, faults, "body", words.t("What you wrote"), lines=6, scope=item.scope),
            quiet(_what_it_means(words)),
            ft.Row([ft.FilledButton(words.t("Save"), on_click=acts(here, save_if_right))], wrap=True),
        ],
        scrolled=faults.column,
        identifier="edit-words",
    )


def back(here: Here) -> None:
    """Go to where what was edited is read."""
    here.go(here.page.route.partition("/change/")[0])


def _what_it_means(words: Translator) -> str:
    return words.t(
        "You can change this for 15 minutes after it was sent. Everybody sees that it was edited, and when."
    )
