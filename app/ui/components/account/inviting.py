"""Inviting: a code for a colleague, or for another device of one's own."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.i18n.catalogs import Translator
from app.services import connecting
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.cards import card, notice
from app.ui.components.letters import body, quiet, section, strong
from app.ui.components.shown_once import INK, copy_button, shown_once
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, TEXT


@ft.component
def Inviting(address: str, live: bool) -> ft.Control:
    """Two questions one can ask the server, and its latest answer; only while it listens."""
    here, words = use_here(), use_words()
    asking = use_reading(connecting.asks_for_invite)
    answer = use_reading(connecting.invite)

    def ask(device: bool) -> None:
        connecting.ask_for_invite(here.desk, device=device)

    def button(said: str, icon: ft.IconData, device: bool) -> ft.Control:
        return ft.OutlinedButton(
            said, icon=icon, disabled=asking or not live, on_click=acts(here, lambda: ask(device))
        )

    return card(
        [
            section(words.t("Invite")),
            *([] if live else [quiet(words.t("This needs a connection to the server."))]),
            *([_answer(here, address, answer, words)] if answer else []),
            *([ft.ProgressBar(semantics_label=words.t("Asking for a code…"))] if asking else []),
            ft.Row(
                wrap=True,
                spacing=SPACE.S,
                run_spacing=SPACE.S,
                controls=[
                    button(words.t("Invite a colleague"), ft.Icons.PERSON_ADD_OUTLINED, False),
                    button(words.t("Add another device of mine"), ft.Icons.DEVICES, True),
                ],
            ),
        ]
    )


def grouped(code: str) -> str:
    """A code as it is read aloud: XXXX-XXXX-XXXX, in capitals."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _answer(here: Here, address: str, answer: Mapping[str, Any], words: Translator) -> ft.Control:
    if "code" not in answer:
        said = troubles.sentence(str(answer.get("why", "")), answer.get("params", {}), words)
        return notice(ft.Icons.ERROR_OUTLINE, said, trouble=True)
    what_for = (
        words.t("Type this address and this code in Setu on your other device.")
        if answer.get("device")
        else words.t("Give your colleague this address and this code.")
    )
    return code_panel(here, address, str(answer["code"]), int(answer.get("until", 0)), what_for)


def code_panel(here: Here, address: str, code: str, until: int, what_for: str, since: int = 0) -> ft.Control:
    """A code that is shown this once, with the address it belongs to, and from when until when it works."""
    code = grouped(code)
    lines: list[ft.Control] = [body(address, INK), ft.Text(code, theme_style=TEXT.DISPLAY, color=INK)]
    return shown_once(
        "invite-code",
        [
            body(what_for, INK),
            ft.SelectionArea(ft.Column(lines, spacing=SPACE.XS)),
            *_times(here, since, until),
            ft.Row([copy_button(here, code, main=True)], wrap=True),
        ],
    )


def _times(here: Here, since: int, until: int) -> list[ft.Control]:
    """Until when a code works; one that has to wait says first, and plainly, from when on."""
    words = here.speech.words
    time = words.formatter.datetime(here.moment(until), "long")
    last = quiet(words.t("It works once, until {time}.", time=time), color=INK)
    if since <= here.desk.clock():
        return [last]
    begins = words.formatter.datetime(here.moment(since), "long")
    # NOTE: {time} is a day and a time
    return [strong(words.t("It works from {time}.", time=begins), INK), last]
