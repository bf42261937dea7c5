"""Circles of peer support: what nobody is told there, what the server knows, and where help is."""

import flet as ft

from app.i18n.catalogs import Translator
from app.ui.acting import acts
from app.ui.components.cards import notice
from app.ui.components.fields import Form
from app.ui.components.fold import fold
from app.ui.components.letters import quiet
from app.ui.components.safety.signposts import HelpLines
from app.ui.hooks import memo, use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE


def without_name(words: Translator) -> str:
    """Who can know, and who cannot, before one writes."""
    return words.t(
        "What you write here carries no name: no member, leader or moderator is told who wrote it. The "
        "server keeps who it was, so that you can take it back; whoever runs it could look. How you write "
        "can tell it, too."
    )


def briefly(words: Translator) -> str:
    """The same in a line, where one reads it often."""
    return words.t("What you write here carries no name. Only the server keeps who wrote it.")


@ft.component
def _PeerDoor() -> ft.Control:
    """On the first screen of such a circle: what it is, and where one can call when it is too much."""
    here, words = use_here(), use_words()
    opened, turn = use_state(bool)
    said = words.t("Numbers to call, for you or for somebody you worry about")
    return ft.Column(
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            notice(ft.Icons.NO_ACCOUNTS_OUTLINED, without_name(words), quiet(_taps(words))),
            fold(
                here,
                words.t("When it is too much"),
                said,
                [quiet(_no_emergency(words)), HelpLines()],
                opened=opened,
                turn=turn,
                identifier="signposts",
            ),
        ],
    )


PeerDoor = memo(_PeerDoor)


def _taps(words: Translator) -> str:
    return words.t("A tap on “I hear you” is shown as a number; it travels with your name.")


def _no_emergency(words: Translator) -> str:
    return words.t(
        "Setu is no emergency service. If somebody is in danger now, call for help where they are."
    )


@ft.component
def PeerChoice(form: Form) -> ft.Control:
    """Whether a new circle is one of peer support, which it stays."""
    here, words = use_here(), use_words()
    chosen, choose = use_state(lambda: bool(form.values.get("peer", False)))

    def turn() -> None:
        form.fill("peer", not chosen)
        choose(not chosen)

    meaning = words.t(
        "Posts and replies carry no name, and each member sees what was written since they joined. This "
        "cannot be changed later."
    )
    return ft.Semantics(
        identifier="peer",
        content=ft.MergeSemantics(
            ft.ListTile(
                content_padding=0,
                toggle_inputs=True,
                title=words.t("A circle of peer support"),
                subtitle=meaning,
                trailing=ft.Switch(value=chosen, on_change=acts(here, turn)),
            )
        ),
    )
