"""A way back for somebody who lost every device, password and recovery code."""

import flet as ft

from app.services import connecting
from app.ui.acting import acts
from app.ui.components.account.accounts import Seen, person_of
from app.ui.components.account.inviting import code_panel
from app.ui.components.asking import use_asking, waiting_or_trouble
from app.ui.components.cards import card, notice
from app.ui.components.letters import body, section
from app.ui.components.pages import use_cut_off
from app.ui.components.people.met import name_of
from app.ui.components.sure import ask_first
from app.ui.hooks import memo
from app.ui.state import use_here, use_reading, use_words


@ft.component
def _WayBack(seen: Seen) -> ft.Control:
    """A code that makes a new device theirs; before it is made, the one who makes it is warned."""
    here, words, cut_off = use_here(), use_words(), use_cut_off()
    server = use_reading(connecting.server)
    asked = use_asking()
    sure = words.t(
        "Make sure that it really is them: see them, or call a number you knew before. "
        "Whoever has the code can read and write as this person."
    )
    doing = words.t("Make a code")

    def ask() -> None:
        about = name_of(person_of(seen), words)
        ask_first(here, words.t("Is it really them?"), about, sure, doing, make)

    def make() -> None:
        asked.ask("ResetSignIn", person=seen.person)

    answer = (
        [
            code_panel(
                here,
                server.address if server else "",
                asked.told.code,
                asked.told.until,
                words.t("They type this address and this code in Setu on their new device."),
                asked.told.since,
            )
        ]
        if asked.told
        else []
    )
    return card(
        [
            section(words.t("Help to come back")),
            body(
                words.t(
                    "If they lost all devices and the password, a code makes a new device theirs. "
                    "It works a day later: until then their devices tell of it, and each of them can stop it."
                )
            ),
            notice(ft.Icons.WARNING_AMBER, sure),
            *answer,
            *waiting_or_trouble(asked, words, words.t("Asking for a code…")),
            ft.Row(
                [ft.OutlinedButton(doing, disabled=cut_off or asked.busy, on_click=acts(here, ask))],
                wrap=True,
            ),
        ]
    )


WayBack = memo(_WayBack)
"""Give it the person's id as its key: a code is for nobody else."""
