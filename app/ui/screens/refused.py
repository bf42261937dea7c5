"""What the server said no to: nothing of it is lost, and each has a way on."""

import flet as ft

from app.domain.records import Record
from app.i18n.catalogs import Translator
from app.services import connecting
from app.ui import troubles
from app.ui.acting import acts, say
from app.ui.components.account.refusing import let_go_with_undo, typed_in, what_it_was
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, strong
from app.ui.hooks import memo, use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, TEXT

WINDOW = 40


@ft.component
def Refusals() -> ft.View:
    """Everything that could not be sent, the latest first."""
    here, words = use_here(), use_words()
    shown, show = use_state(lambda: WINDOW)
    found = use_reading(connecting.refusals)[::-1]
    controls: list[ft.Control] = [
        RefusedCard(record, key=f"{record.scope} {record.kind} {record.id}") for record in found[:shown]
    ]
    if found:
        controls.insert(0, quiet(words.t("Nothing here is lost. Each of these is kept on this device.")))
    else:
        controls = [
            empty(
                words.t("Nothing was refused"),
                words.t("Everything you sent has arrived, or is on its way."),
            )
        ]
    if len(found) > shown:
        more = words.t("Show older ones")
        controls.append(ft.TextButton(more, on_click=acts(here, lambda: show(shown + WINDOW))))
    return screen(words.t("Not sent"), controls, identifier="refused")


@ft.component
def _RefusedCard(record: Record) -> ft.Control:
    """What was typed, where, why it came back, and what to do with it."""
    here, words = use_here(), use_words()
    refused = record.refused[-1]
    typed = typed_in(record)
    return card(
        [
            ft.Row(
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Container(strong(what_it_was(here.desk, record, words)), expand=True),
                    ft.Container(
                        ft.Text(
                            here.ago(refused.said),
                            theme_style=TEXT.SMALL,
                            color=ft.Colors.ON_SURFACE_VARIANT,
                        ),
                        padding=ft.Padding.only(top=3),
                    ),
                ],
            ),
            *([ft.SelectionArea(body(typed, lines=12))] if typed else []),
            ft.Row(
                spacing=SPACE.S,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Icon(ft.Icons.ERROR_OUTLINE, size=20, color=ft.Colors.ERROR),
                    ft.Container(
                        quiet(troubles.sentence(refused.code, refused.params, words), color=ft.Colors.ERROR),
                        expand=True,
                    ),
                ],
            ),
            _ways_on(here, record, typed, words),
        ]
    )


RefusedCard = memo(_RefusedCard)


def _ways_on(here: Here, record: Record, typed: str, words: Translator) -> ft.Control:
    again = ft.FilledTonalButton(
        words.t("Send again"), on_click=acts(here, lambda: connecting.send_again(here.desk, record))
    )
    copy = ft.TextButton(
        words.t("Copy"),
        action=ft.CopyToClipboard(typed),
        on_click=acts(here, lambda: say(here, words.t("Copied."))),
    )
    let_go = ft.TextButton(words.t("Let it go"), on_click=acts(here, lambda: let_go_with_undo(here, record)))
    return ft.Row(
        wrap=True,
        spacing=SPACE.XS,
        run_spacing=0,
        controls=[again, *([copy] if typed else []), let_go],
    )
