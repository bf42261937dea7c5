"""What stands at the foot of a conversation in which one may not simply write: a request, or a block."""

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from app.domain.talks import REQUEST_LETTERS
from app.i18n.catalogs import Translator
from app.services import talking
from app.services.talking import Talk
from app.ui.acting import acts
from app.ui.components.letters import quiet, strong
from app.ui.components.sure import ask_first
from app.ui.components.undoing import say_done
from app.ui.state import Here
from app.ui.theme import SPACE


def request_foot(here: Here, talk: Talk, name: str, words: Translator) -> ft.Control:
    """Somebody asks to write to one: what one can do, and what they hear of it."""
    if talk.declined:
        return _foot(
            [quiet(words.t("You declined this request. They were not told."))],
            [_button(here, words.t("Accept after all"), lambda: talking.accept(here.desk, talk.person))],
        )
    # NOTE: {name} is a person who wrote to the reader for the first time
    headline = words.t("{name} asks to write to you", name=name)
    quietly = words.t("They do not learn that you have read this, nor that you decline.")
    return _foot(
        [strong(headline), quiet(quietly)],
        [
            _button(here, words.t("Accept"), lambda: talking.accept(here.desk, talk.person), filled=True),
            _button(here, words.t("Decline"), lambda: decline(here, talk)),
            _button(here, words.tp("verb", "Block"), lambda: ask_to_block(here, talk.person, name)),
        ],
    )


def decline(here: Here, talk: Talk) -> None:
    """Decline a request, and offer for ten seconds to take that back."""
    talking.decline(here.desk, talk.person)
    here.go("/messages")
    undo = partial(talking.decline, here.desk, talk.person, on=False)
    say_done(here, here.speech.words.t("Declined. They were not told."), undo)


def waiting_foot(words: Translator) -> ft.Control:
    """One has asked to write, and has no answer yet."""
    said = words.t("Waiting for an answer. Once they accept, you can write on.")
    return _foot([_with(ft.Icons.HOURGLASS_EMPTY, said)], [])


def blocked_foot(here: Here, talk: Talk, words: Translator) -> ft.Control:
    """One wants nothing of this person."""
    said = words.t("You have blocked this person. They cannot write to you, and were not told.")
    unblock = _button(here, words.t("Unblock"), lambda: talking.block(here.desk, talk.person, on=False))
    return _foot([_with(ft.Icons.BLOCK, said)], [unblock])


def first_words(words: Translator) -> ft.Control:
    """Above the composer, before one writes to somebody for the first time."""
    said = words.t(
        "Your first message is a request, of {limit} letters at most. Once they accept, you can write on.",
        limit=REQUEST_LETTERS,
    )
    return _foot([_with(ft.Icons.MARK_CHAT_UNREAD_OUTLINED, said)], [])


def block_item(here: Here, person: str, name: str, words: Translator) -> ft.PopupMenuItem:
    """In a menu: the way to keep somebody away."""
    return ft.PopupMenuItem(
        # NOTE: the verb, in a menu: keep this person from writing to the reader
        content=ft.Text(words.tp("verb", "Block")),
        icon=ft.Icons.BLOCK,
        on_click=acts(here, lambda: ask_to_block(here, person, name)),
    )


def ask_to_block(here: Here, person: str, name: str) -> None:
    """Ask whether to block somebody, saying what that does and what it does not."""
    words = here.speech.words
    ask_first(
        here,
        words.t("Block this person?"),
        name,
        words.t(
            "They can no longer write to you or ask you anything, and are not told. "
            "In circles and groups you share, what they write is folded for you, and they still read you."
        ),
        words.tp("verb", "Block"),
        lambda: talking.block(here.desk, person),
    )


def _button(here: Here, said: str, act: Callable[[], None], *, filled: bool = False) -> ft.Control:
    kind = ft.FilledButton if filled else ft.OutlinedButton
    return kind(said, on_click=acts(here, act))


def _with(icon: ft.IconData, said: str) -> ft.Control:
    return ft.Row(
        spacing=SPACE.S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(icon, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(quiet(said), expand=True),
        ],
    )


def _foot(said: Sequence[ft.Control], actions: Sequence[ft.Control]) -> ft.Control:
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M),
        content=ft.Column(
            spacing=SPACE.M,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[
                *said,
                *([ft.Row(list(actions), wrap=True, spacing=SPACE.S)] if actions else []),
            ],
        ),
    )
