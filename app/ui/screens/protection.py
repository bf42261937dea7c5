"""Protection: what opens the file on this device while Setu is closed, and what that is worth."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.i18n.catalogs import Translator
from app.services import protecting
from app.services.protecting import Change, Protection, Way
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.account.protecting import (
    Passphrases,
    done_sentence,
    protection_icon,
    protection_sentence,
    what_it_is_worth,
)
from app.ui.components.account.secret import Typed
from app.ui.components.cards import card, notice
from app.ui.components.choices import radio_line
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush

WAYS: tuple[Way, ...] = ("", "keystore", "passphrase")
OPEN = "open"
"""What stands in the list of choices for no protection, since a radio button wants a value."""


@ft.component
def ProtectionScreen() -> ft.View:
    """How it stands, what one can choose, and what one should know before."""
    here, words = use_here(), use_words()
    now = use_reading(protecting.protection)
    typed = ft.use_memo(lambda: Typed("passphrase", "again"), [])
    ft.use_effect(lambda: None, [], cleanup=lambda: protecting.take_note(here.desk))
    picked, pick = use_state(lambda: cast("Way | None", None))
    changing = now.change if now.changing else None
    return screen(
        words.t("Protection"),
        [
            _how_it_stands(now, words),
            Changing(changing) if changing else Choosing(now, picked, pick, typed),
            what_it_is_worth(words),
        ],
        identifier="protection",
    )


def _how_it_stands(now: Protection, words: Translator) -> ft.Control:
    """The present state in one sentence, and what was just done."""
    done = [notice(ft.Icons.CHECK_CIRCLE_OUTLINE, done_sentence(now.by, words))]
    return card(
        [
            ft.Row(
                spacing=SPACE.M,
                controls=[
                    ft.Icon(
                        protection_icon(now.by),
                        color=ft.Colors.PRIMARY if now.by else ft.Colors.ON_SURFACE_VARIANT,
                    ),
                    ft.Semantics(
                        live_region=True, expand=True, content=body(protection_sentence(now.by, words))
                    ),
                ],
            ),
            *(done if now.change and now.change.done else []),
        ]
    )


@ft.component
def Changing(change: Change) -> ft.Control:
    """How far the new file is."""
    words = use_words()
    said = words.t("The file is being written anew…")
    return card(
        [
            ft.Semantics(live_region=True, content=body(said)),
            ft.ProgressBar(
                value=change.share or None, semantics_label=said, semantics_value=int(100 * change.share)
            ),
            quiet(words.t("You can go on working. If Setu is closed meanwhile, all stays as it was.")),
        ]
    )


@ft.component
def Choosing(
    now: Protection, picked: Way | None, pick: Callable[[Way | None], None], typed: Typed
) -> ft.Control:
    """The three ways, and under the one that was picked what it asks for."""
    here, words = use_here(), use_words()
    hindrances = ft.use_memo(lambda: {way: protecting.hindrance(here.desk, way) for way in WAYS}, [])

    def chosen(event: ft.Event[ft.RadioGroup]) -> None:
        value = str(event.control.value)
        pick("" if value == OPEN else cast(Way, value))

    # What keeps every way from being chosen is said once, at the top.
    missing = hindrances["passphrase"]
    return card(
        [
            section(words.t("What opens the data")),
            *([ft.SelectionArea(notice(ft.Icons.INFO_OUTLINE, _told(missing, words)))] if missing else []),
            ft.Semantics(
                identifier="protection-way",
                label=words.t("What opens the data"),
                content=ft.RadioGroup(
                    value=(now.by if picked is None else picked) or OPEN,
                    on_change=chosen,
                    content=ft.Column(
                        spacing=SPACE.S,
                        controls=[_way(here, way, pick, hindrances[way], alone=not missing) for way in WAYS],
                    ),
                ),
            ),
            *_asks(here, now, picked, pick, typed),
        ]
    )


def _way(
    here: Here, way: Way, pick: Callable[[Way | None], None], hindrance: str, *, alone: bool
) -> ft.Control:
    """One way to choose; below it what it means, or what it alone lacks on this device."""
    words = here.speech.words
    said, more = {
        "": (words.t("Not protected"), ""),
        "keystore": (
            words.t("This device's keystore"),
            words.t("Opens by itself for whoever is signed in to this device."),
        ),
        "passphrase": (words.t("A passphrase"), words.t("Setu asks for it each time it starts.")),
    }[way]
    below = _told(hindrance, words) if hindrance and alone else more
    radio = radio_line(here, way or OPEN, said, lambda: pick(way), disabled=bool(hindrance))
    indent = ft.Padding.only(left=SPACE.XXL + SPACE.S)
    return ft.Column([radio, *([ft.Container(quiet(below), padding=indent)] if below else [])], spacing=0)


def _told(why: str, words: Translator) -> str:
    return troubles.sentence(why, {}, words)


def _asks(
    here: Here, now: Protection, picked: Way | None, pick: Callable[[Way | None], None], typed: Typed
) -> list[ft.Control]:
    """What the way that was picked still asks of the person."""
    words = here.speech.words
    if picked == "passphrase":
        return [Passphrases(typed, now.by == "passphrase", lambda: pick(None))]
    if picked is None or picked == now.by:
        change = acts(here, lambda: pick("passphrase"))
        button = ft.TextButton(words.t("Change the passphrase…"), style=flush(), on_click=change)
        return [ft.Row([button], wrap=True)] if now.by == "passphrase" else []
    if picked == "keystore":
        protect = acts(here, lambda: protecting.protect_with_keystore(here.desk))
        return [ft.Row([ft.FilledButton(words.t("Protect with the keystore"), on_click=protect)], wrap=True)]
    remove = acts(here, lambda: ask(here))
    return [ft.Row([ft.OutlinedButton(words.t("Remove the protection…"), on_click=remove)], wrap=True)]


def ask(here: Here) -> None:
    """Ask before the protection is removed."""
    words = here.speech.words

    async def remove() -> None:
        here.page.pop_dialog()
        await protecting.stop_protecting(here.desk)

    here.page.show_dialog(
        ft.AlertDialog(
            scrollable=True,
            title=words.t("Remove the protection?"),
            content=body(words.t("Whoever opens the files of this device can then read what Setu keeps.")),
            actions=[
                ft.TextButton(words.t("Stay protected"), on_click=acts(here, here.page.pop_dialog)),
                ft.FilledButton(words.t("Remove"), on_click=acts(here, remove)),
            ],
        )
    )
