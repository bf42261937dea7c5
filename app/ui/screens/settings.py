"""Settings of this device: language, digits, colours, the server, and where everything is kept."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app import __version__
from app.i18n.languages import ENDONYMS, Language, negotiate
from app.services import administering, connecting, protecting, reporting, securing
from app.services.preferences import prefer, preferences
from app.ui.acting import acts, goes
from app.ui.components.cards import card
from app.ui.components.door import door
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.components.protecting import point, protection_icon, protection_line, protection_sentence
from app.ui.components.standing import is_joined, standing_icon, standing_line
from app.ui.device import device_languages, is_dark, theme_mode
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE

LANGUAGES: tuple[Language, ...] = ("en", "bn")
NUMERALS = {"beng": "বাংলা (১২৩)", "latn": "English (123)"}
"""Like the names of languages, these are the same in every language."""

AS_IS = "device"
"""What stands in a list of choices for the empty one, since a radio button wants a value."""


@ft.component
def Settings() -> ft.View:
    """What one can choose, and what one should know."""
    here, words = use_here(), use_words()
    chosen = use_reading(preferences)
    as_device = words.t("As this device has it")
    languages = [(AS_IS, words.t("Follow device language")), *((code, ENDONYMS[code]) for code in LANGUAGES)]
    numerals = [(AS_IS, words.t("As the language has them")), *NUMERALS.items()]
    themes = [
        ("system", as_device),
        # NOTE: a theme of light colours
        ("light", words.t("Light")),
        # NOTE: a theme of dark colours
        ("dark", words.t("Dark")),
    ]

    async def speak(code: str) -> None:
        await choose_language(here, "" if code == AS_IS else code)

    def count(code: str) -> None:
        kept = prefer(here.desk, numerals="" if code == AS_IS else code)
        here.speak(here.speech.lang, kept.numerals)

    return screen(
        words.t("Settings"),
        [
            _choices(here, words.t("Language"), languages, chosen.language or AS_IS, speak, "language"),
            _choices(here, words.t("Numerals"), numerals, chosen.numerals or AS_IS, count, "numerals"),
            _choices(
                here,
                words.t("Theme"),
                themes,
                chosen.theme,
                lambda code: choose_theme(here, code),
                "theme",
            ),
            Server(),
            Account(),
            LookedAfter(),
            Reported(),
            WhatLeft(),
            *([WhereThingsAreOnAServer(), SigningOut()] if here.hosted else [Protected(), WhereThingsAre()]),
            About(),
        ],
        identifier="settings",
    )


async def choose_language(here: Here, code: str) -> None:
    """Speak this language from now on; with nothing, the device's own."""
    wanted = [code] if code else await device_languages(here.page)
    kept = prefer(here.desk, language=code)
    here.speak(negotiate(wanted), kept.numerals)


def choose_theme(here: Here, choice: str) -> None:
    """Paint the window so at once, and the next time too."""
    prefer(here.desk, theme=choice)
    here.page.theme_mode = theme_mode(choice)
    here.layout.dark = is_dark(here.page)
    here.page.update()


def _choices(
    here: Here,
    headline: str,
    options: Sequence[tuple[str, str]],
    value: str,
    choose: Callable[[str], object],
    identifier: str,
) -> ft.Control:
    """One choice out of a few, each on a line of its own."""

    async def chosen(event: ft.Event[ft.RadioGroup]) -> None:
        await acts(here, lambda: choose(str(event.control.value)))(event)

    return ft.Semantics(
        identifier=identifier,
        content=card(
            [
                section(headline),
                ft.RadioGroup(
                    value=value,
                    on_change=chosen,
                    content=ft.Column(
                        spacing=SPACE.S, controls=[ft.Radio(value=code, label=said) for code, said in options]
                    ),
                ),
            ]
        ),
    )


@ft.component
def Server() -> ft.Control:
    """How the server is doing; a tap leads to everything about it."""
    here, words = use_here(), use_words()
    standing = use_reading(connecting.standing)
    return door(
        standing_icon(standing),
        words.t("Server"),
        standing_line(standing, words),
        goes(here, "/me/settings/server"),
    )


@ft.component
def Account() -> ft.Control:
    """What one signs in with; only where there is a server to sign in to."""
    here, words = use_here(), use_words()
    standing = use_reading(connecting.standing)
    known = use_reading(securing.account)
    if not is_joined(standing):
        return ft.Container(height=0)
    told = (
        words.t("You sign in as {name}", name=known.login)
        if known.login
        else words.t("Set a password, so that you can come back on any device.")
    )
    return door(
        ft.Icons.KEY_OUTLINED, words.t("Account and devices"), told, goes(here, "/me/settings/account")
    )


@ft.component
def LookedAfter() -> ft.Control:
    """The way to what those see who look after the server; for them only."""
    here, words = use_here(), use_words()
    known = use_reading(securing.account)
    waiting = use_reading(lambda desk: len(administering.open_reports(desk)))
    if not known.looks_after:
        return ft.Container(height=0)
    told = (
        words.tn("{n} report waits for a decision", "{n} reports wait for a decision", waiting)
        if waiting
        else words.t("People, and what was reported")
    )
    return door(
        ft.Icons.ADMIN_PANEL_SETTINGS_OUTLINED,
        words.t("Look after this server"),
        told,
        goes(here, "/me/settings/staff"),
    )


@ft.component
def Reported() -> ft.Control:
    """What one has reported and what was decided; for whoever has."""
    here, words = use_here(), use_words()
    mine = use_reading(reporting.mine)
    if not mine:
        return ft.Container(height=0)
    decided = sum(not report.is_open for report in mine)
    return door(
        ft.Icons.FLAG_OUTLINED,
        words.t("My reports"),
        words.tn("{n} was decided", "{n} were decided", decided) if decided else words.t("Not decided yet"),
        goes(here, "/me/settings/reports"),
    )


@ft.component
def WhatLeft() -> ft.Control:
    """How much was sent to the server lately; a tap leads to the days."""
    here, words = use_here(), use_words()
    return door(
        ft.Icons.OUTBOX_OUTLINED,
        words.t("What left this device"),
        words.t("How much was sent, of what kind and when"),
        goes(here, "/me/settings/sent"),
    )


@ft.component
def Protected() -> ft.Control:
    """What opens the file on this device; a tap leads to the choices."""
    here, words = use_here(), use_words()
    now = use_reading(protecting.protection)
    return door(
        protection_icon(now.by),
        words.t("Protection of the data on this device"),
        words.t("The file is being written anew…") if now.changing else protection_line(now.by, words),
        goes(here, "/me/settings/protection"),
    )


@ft.component
def WhereThingsAre() -> ft.Control:
    """Where one's words lie and who can read them, without flattering."""
    here, words = use_here(), use_words()
    now = use_reading(protecting.protection)
    return card(
        [
            section(words.t("Where your data is, and who can read it")),
            body(words.t("Everything is kept on this device, in this folder:")),
            *([ft.SelectionArea(quiet(here.data))] if here.data else []),
            point(protection_icon(now.by), protection_sentence(now.by, words)),
            point(
                ft.Icons.VISIBILITY_OUTLINED,
                words.t(
                    "Whoever runs the server can read what is sent through it: circles and messages too. "
                    "There is no end-to-end encryption."
                ),
            ),
            point(
                ft.Icons.HEALTH_AND_SAFETY_OUTLINED, words.t("Never write down what shows who a patient is.")
            ),
        ]
    )


@ft.component
def WhereThingsAreOnAServer() -> ft.Control:
    """The same for the app in a browser: everything is with whoever runs the server."""
    words = use_words()
    return card(
        [
            section(words.t("Where your data is, and who can read it")),
            point(
                ft.Icons.CLOUD_OUTLINED,
                words.t(
                    "In the browser everything you write is kept on this server, drafts too, and whoever "
                    "runs it could read it. The installed app keeps your own things on your device."
                ),
            ),
            point(
                ft.Icons.HEALTH_AND_SAFETY_OUTLINED, words.t("Never write down what shows who a patient is.")
            ),
        ]
    )


@ft.component
def SigningOut() -> ft.Control:
    """The way out of this browser."""
    words = use_words()

    async def leave(_event: Any) -> None:
        await ft.UrlLauncher().launch_url("/leave", web_only_window_name="_self")

    said = words.t("This browser will forget you. What you wrote stays with your account.")
    return door(ft.Icons.LOGOUT, words.t("Sign out"), said, leave)


@ft.component
def About() -> ft.Control:
    """The version, and under which licences it is given."""
    words = use_words()
    return card(
        [
            section(words.t("About Setu")),
            body(words.t("Version {number}", number=__version__)),
            quiet(words.t("Setu is free software under the Apache License 2.0.")),
            quiet(words.t("Its letters are Noto Sans Bengali, under the SIL Open Font License 1.1.")),
            quiet(words.t("It is built with Python, Flet, Flutter, TinyDB, HTTPX, Babel and Starlette.")),
        ]
    )
