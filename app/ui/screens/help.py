"""Help: where one can call when things are hard, for oneself or for somebody else."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import signposting
from app.ui.components.cards import notice
from app.ui.components.frame import screen
from app.ui.components.letters import quiet
from app.ui.components.safety.signposts import HelpLines
from app.ui.state import use_reading, use_words


@ft.component
def HelpScreen() -> ft.View:
    """What Setu is not, and the numbers that are listed; they are here without signal, too."""
    words = use_words()
    some = bool(use_reading(signposting.help_lines))
    return screen(
        # NOTE: the screen with numbers that one can call for help; not the help of a computer
        words.tp("signposts", "Help"),
        [
            notice(
                ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
                words.t(
                    "Setu is no emergency service. If somebody is in danger now, call for help where they "
                    "are."
                ),
                trouble=True,
            ),
            HelpLines(),
            *([quiet(_from_whom(words))] if some else []),
        ],
        identifier="help",
    )


def _from_whom(words: Translator) -> str:
    return words.t(
        "Whoever runs your server listed these. They stay on this device, and who looks at them or calls is "
        "not told to anybody by Setu."
    )
