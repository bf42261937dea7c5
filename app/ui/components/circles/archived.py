"""A circle that is archived, as its members see it, and how its leaders archive it and bring it back."""

import flet as ft

from app.domain.circles import Circle
from app.domain.mentions import flat
from app.i18n.catalogs import Translator
from app.services import archiving, drafting
from app.ui import troubles
from app.ui.acting import acts, say
from app.ui.components.cards import notice
from app.ui.components.fields import Form
from app.ui.components.frame import screen
from app.ui.components.letters import with_icon
from app.ui.components.sure import ask_first
from app.ui.components.undoing import say_done
from app.ui.components.writing.begun import begun
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush

_ICON = ft.Icons.INVENTORY_2_OUTLINED


def archived_mark(words: Translator) -> ft.Control:
    """That a circle in a list is archived."""
    # NOTE: said of a circle, and of several in a heading
    return with_icon(_ICON, words.tp("circle", "Archived"))


def archive_button(here: Here, circle: Circle) -> list[ft.Control]:
    """For its leaders the way to archive it, asked first; nothing where that is not theirs to do."""
    words = here.speech.words
    if circle.archived or not archiving.may_archive(here.desk, circle):
        return []

    def ask() -> None:
        ask_first(
            here,
            words.t("Archive this circle?"),
            circle.name.best(words.lang),
            words.t(
                "Members can still read and search it, but nobody can write, react or join. Planned prompts "
                "are not asked, and it is no longer listed for others. You can bring it back at any time."
            ),
            # NOTE: the verb, on a button: archive a circle
            words.tp("verb", "Archive"),
            archive,
        )

    def archive() -> None:
        archiving.archive(here.desk, circle.id)
        say_done(here, words.t("The circle is archived."), lambda: _bring_back(here, circle.id))

    said = words.t("Archive circle")
    return [ft.TextButton(said, icon=ft.Icons.ARCHIVE_OUTLINED, style=flush(), on_click=acts(here, ask))]


@ft.component
def ArchivedNotice(circle: Circle) -> ft.Control:
    """On its own screen: what that means, and for its leaders the way back."""
    here, words = use_here(), use_words()
    may = use_reading(lambda desk: archiving.may_archive(desk, circle))
    back = ft.OutlinedButton(
        words.t("Bring it back"),
        icon=ft.Icons.UNARCHIVE_OUTLINED,
        on_click=acts(here, lambda: _bring_back(here, circle.id)),
    )
    return notice(_ICON, _sentence(words), *([ft.Row([back], wrap=True)] if may else []))


def archived_foot(here: Here, place: str) -> ft.Control:
    """Where one would write: why one does not, and what one had begun to write, which stays."""
    return ft.Container(
        _told(here, flat(drafting.draft(here.desk, place)), lines=3),
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.S),
    )


def archived_screen(here: Here, heading: str, form: Form | None = None) -> ft.View:
    """Instead of a form: the same of what one had begun to fill in."""
    typed = form.changed.values() if form else ()
    return screen(heading, [_told(here, "\n\n".join(text for text in typed if isinstance(text, str)))])


def nothing_before(words: Translator) -> str:
    """Where somebody might have written, and nobody did."""
    return words.t("Nobody wrote here before the circle was archived.")


def nobody_replied(words: Translator) -> str:
    """The same under what somebody wrote."""
    return words.t("Nobody answered this before the circle was archived.")


def _told(here: Here, typed: str, lines: int | None = None) -> ft.Control:
    words = here.speech.words
    return notice(_ICON, _sentence(words), *(begun(here, typed, lines) if typed.strip() else []))


def _sentence(words: Translator) -> str:
    return troubles.sentence("circle.archived", {}, words)


def _bring_back(here: Here, circle: str) -> None:
    archiving.bring_back(here.desk, circle)
    say(here, here.speech.words.t("The circle goes on."))
