"""What somebody wrote whom the reader muted or blocked: folded, and opened with a tap."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import avoiding
from app.services.avoiding import Why
from app.ui.acting import acts, say
from app.ui.components.cards import card
from app.ui.components.letters import quiet
from app.ui.hooks import memo, use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush


@ft.component
def _Folded(person: str, name: str, inside: ft.Control) -> ft.Control:
    """What is `inside`, or, of somebody one avoids, a line that says so; give it the key of what it holds."""
    here, words = use_here(), use_words()
    opened, open_it = use_state(bool)
    why = use_reading(lambda desk: avoiding.why_folded(desk, person))
    if opened or not why:
        return inside
    show = ft.TextButton(words.t("Show it"), style=flush(), on_click=acts(here, lambda: open_it(True)))
    return ft.Semantics(
        identifier="folded",
        content=card(
            [ft.Row([quiet(folded_words(why, name, words)), show], wrap=True, spacing=SPACE.M, run_spacing=0)]
        ),
    )


Folded = memo(_Folded)


def folded_words(why: Why, name: str, words: Translator) -> str:
    """What stands in the place of somebody's words that are folded."""
    if why == "blocked":
        return words.t("{name}, whom you blocked, wrote something here.", name=name)
    return words.t("{name}, whom you muted, wrote something here.", name=name)


def mute_item(here: Here, person: str, name: str, *, muted: bool) -> ft.PopupMenuItem:
    """In a menu about a person: fold what they write in circles, or no more."""
    words = here.speech.words

    def turn() -> None:
        avoiding.mute(here.desk, person, on=not muted)
        say(here, _done(words, name, muted=muted))

    return ft.PopupMenuItem(
        content=ft.Text(words.t("Unmute") if muted else words.t("Mute in circles")),
        icon=ft.Icons.VOLUME_UP_OUTLINED if muted else ft.Icons.VOLUME_OFF_OUTLINED,
        on_click=acts(here, turn),
    )


def _done(words: Translator, name: str, *, muted: bool) -> str:
    if muted:
        return words.t("What {name} writes in circles is shown again.", name=name)
    return words.t("What {name} writes in circles is folded on your devices. They are not told.", name=name)
