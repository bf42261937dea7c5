"""The welcome: the language first, then who one is; nothing else is asked before one can begin."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.addresses import tidy_address
from app.domain.errors import Refused, SetuError
from app.i18n.catalogs import Translator
from app.services import connecting, introducing
from app.ui.acting import acts
from app.ui.components.cards import mark
from app.ui.components.fields import Form, TextInput, hint, use_form
from app.ui.components.fold import fold
from app.ui.components.form_faults import Troubles, at, use_faults
from app.ui.components.language_switch import LanguageSwitch
from app.ui.components.letters import body, display, quiet
from app.ui.components.people.audience import seen_by
from app.ui.components.people.profile_form import (
    BLANK,
    NAMES,
    NEEDED,
    Listed,
    needed_fields,
    optional_fields,
    told,
    wrong,
)
from app.ui.components.writing.guarding import Guard, use_guard
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_layout, use_words
from app.ui.theme import LARGE_LETTERS, RADIUS, SPACE

PLACE = "welcome"
BEGINNING: dict[str, Any] = {**BLANK, "address": "", "code": ""}

_STRETCH = ft.CrossAxisAlignment.STRETCH


@ft.component
def Welcome() -> ft.View:
    """What is shown before this device knows whose it is."""
    here, words, layout = use_here(), use_words(), use_layout()
    form = use_form(PLACE, BEGINNING)
    faults = use_faults(form, NAMES)
    more, open_more = use_state(lambda: False)
    device, open_device = use_state(lambda: bool(form.values["address"] or form.values["code"]))
    guard = use_guard()

    def start() -> None:
        refused = {**wrong(form.values, words.lang), **(_wrong_connection(form) if device else {})}
        if refused:
            open_more(more or any(name not in (*NEEDED, "address", "code") for name in refused))
            faults.find(refused)
        elif guard.lets_pass():
            begin(here, form, connect=device)

    fields = [
        *needed_fields(form, faults.found, words, layout),
        _more(here, guard, words, form, faults.found, more, open_more),
        *([] if here.hosted else [_another_device(here, words, form, faults.found, device, open_device)]),
    ]
    greeting = _greeting(words, hosted=here.hosted, letters=layout.letters)
    scrolled = _scrolled(faults.column, [*greeting, *fields])
    return _whole([scrolled, _foot(here, words, start)], layout.column)


def _more(
    here: Here,
    guard: Guard,
    words: Translator,
    form: Form,
    found: Troubles,
    opened: bool,
    turn: Callable[[bool], None],
) -> ft.Control:
    """What one may say of oneself besides, folded away at first."""
    fields = optional_fields(guard, form, found, words, lambda name, _label: seen_by(name, words))
    return fold(
        here,
        words.t("More, if you like"),
        words.t("It helps colleagues find you. Each part says who sees it."),
        [*fields, Listed(form)],
        opened=opened,
        turn=turn,
        identifier="more",
    )


def _another_device(
    here: Here, words: Translator, form: Form, found: Troubles, opened: bool, turn: Callable[[bool], None]
) -> ft.Control:
    """The way for whoever has used Setu before, folded away at first."""
    return fold(
        here,
        words.t("I already use Setu on another device"),
        "",
        _connection_fields(form, found, words),
        opened=opened,
        turn=turn,
        identifier="another-device",
    )


def _scrolled(column: ft.Ref[ft.Column], controls: list[ft.Control]) -> ft.Control:
    inner = ft.Column(controls, spacing=SPACE.L, horizontal_alignment=_STRETCH)
    padded = ft.Container(padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M), content=inner)
    return ft.Column(
        [padded], ref=column, expand=True, scroll=ft.ScrollMode.AUTO, horizontal_alignment=_STRETCH
    )


def begin(here: Here, form: Form, *, connect: bool) -> None:
    """Introduce this person, once; then, if they have a code, connect this device."""
    if not introducing.is_known(here.desk):
        said = {name: value for name, value in form.values.items() if name in BLANK and value != BLANK[name]}
        introducing.introduce(here.desk, said)
        if connect:
            connecting.connect(here.desk, form.values["address"], form.values["code"])
    form.done()


def _wrong_connection(form: Form) -> dict[str, SetuError]:
    found: dict[str, SetuError] = {}
    try:
        tidy_address(form.values["address"])
    except Refused as why:
        found["address"] = why
    if not form.values["code"].strip():
        found["code"] = Refused("invite.empty")
    return found


def _greeting(words: Translator, *, hosted: bool, letters: float) -> list[ft.Control]:
    """The language, the bridge, what Setu is, and where what one writes is kept."""
    icon = ft.Icons.CLOUD_OUTLINED if hosted else ft.Icons.SMARTPHONE
    alone = words.t("You need no account. What you write stays on this device.")
    kept = words.t("You have joined. What you write is kept on this server.") if hosted else alone
    switch = ft.Container(
        LanguageSwitch(whole=True), bgcolor=ft.Colors.SURFACE_CONTAINER_LOW, border_radius=RADIUS.FIELD
    )
    return [
        ft.Row([switch], alignment=ft.MainAxisAlignment.CENTER),
        _bridge_and_name(words, letters),
        body(
            words.t(
                "A bridge between colleagues: occupational therapists and those who work with them "
                "ask, answer and learn together, in English and in Bengali."
            )
        ),
        ft.Row(
            spacing=SPACE.S,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[
                ft.Icon(icon, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
                ft.Container(quiet(kept), expand=True),
            ],
        ),
    ]


def _bridge_and_name(words: Translator, letters: float) -> ft.Control:
    """Side by side, or one above the other where letters are so large that a word would be broken."""
    name = display(words.t("Welcome to Setu"))
    if letters > LARGE_LETTERS:
        return ft.Column([mark(), name], spacing=SPACE.S)
    return ft.Row([mark(), ft.Container(name, expand=True)], spacing=SPACE.L)


def _connection_fields(form: Form, found: Troubles, words: Translator) -> list[ft.Control]:
    code_help = words.t("In Setu on the other device: Me, Settings, Server, Add another device of mine.")
    explained = words.t(
        "Fill in your name and what you do above. Once connected, the profile from your other device is used."
    )
    return [
        hint(explained),
        ft.Column(
            spacing=SPACE.M,
            horizontal_alignment=_STRETCH,
            controls=[
                at(name, TextInput(form, name, label, help, error=told(name, found, words)))
                for name, label, help in (
                    ("address", words.t("Server address"), words.t("It looks like setu.example.org.")),
                    ("code", words.t("Device code"), code_help),
                )
            ],
        ),
    ]


def _foot(here: Here, words: Translator, start: Any) -> ft.Control:
    """The one button, always within reach of the thumb."""
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.M),
        bgcolor=ft.Colors.SURFACE,
        border=ft.Border(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        content=ft.Semantics(
            identifier="start", content=ft.FilledButton(words.t("Start"), on_click=acts(here, start))
        ),
    )


def _whole(controls: list[ft.Control], width: int | None) -> ft.View:
    column = ft.Column(controls, expand=True, spacing=0, horizontal_alignment=_STRETCH)
    return ft.View(
        route="/",
        padding=0,
        controls=[
            ft.SafeArea(
                expand=True,
                content=ft.Container(
                    alignment=ft.Alignment.TOP_CENTER, content=ft.Container(column, width=width)
                ),
            )
        ],
    )
