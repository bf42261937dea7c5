"""Settings of this device: language, digits, colours, the server, and where everything is kept."""

from typing import Any

import flet as ft

from app import __version__
from app.i18n.languages import ENDONYMS, LANGUAGES, negotiate
from app.services import administering, connecting, protecting, reporting, securing
from app.services.preferences import prefer, preferences
from app.ui.acting import goes
from app.ui.components.account.protecting import point, protection_icon, protection_line, protection_sentence
from app.ui.components.account.standing import standing_icon, standing_line
from app.ui.components.cards import card
from app.ui.components.door import door
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.components.settled import settled
from app.ui.device import device_languages, is_dark, theme_mode
from app.ui.screens.writing_style import example_line
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def Settings() -> ft.View:
    """What one can choose, and what one should know."""
    here, words = use_here(), use_words()
    chosen, known = use_reading(preferences), use_reading(securing.account)
    joined = use_reading(connecting.standing).joined
    reported = bool(use_reading(reporting.mine))
    as_device = words.t("As this device has it")
    languages = [("", words.t("Follow device language")), *((code, ENDONYMS[code]) for code in LANGUAGES)]
    themes = [
        ("system", as_device),
        # NOTE: a theme of light colours
        ("light", words.t("Light")),
        # NOTE: a theme of dark colours
        ("dark", words.t("Dark")),
    ]

    return screen(
        words.t("Settings"),
        [
            settled(
                here,
                words.t("Language"),
                languages,
                chosen.language,
                lambda code: choose_language(here, code),
                "language",
            ),
            WaysOfWriting(),
            settled(
                here, words.t("Theme"), themes, chosen.theme, lambda code: choose_theme(here, code), "theme"
            ),
            Server(),
            *([Account()] if joined else []),
            *([LookedAfter()] if known.looks_after else []),
            *([Reported()] if reported else []),
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
    here.speak(negotiate(wanted), kept)


def choose_theme(here: Here, choice: str) -> None:
    """Paint the window so at once, and the next time too."""
    prefer(here.desk, theme=choice)
    here.page.theme_mode = theme_mode(choice)
    here.layout.dark = is_dark(here.page)
    here.page.update()


@ft.component
def WaysOfWriting() -> ft.Control:
    """How numbers and times are written; a tap leads to the choices."""
    here, words = use_here(), use_words()
    return door(
        ft.Icons.FORMAT_LIST_NUMBERED,
        words.t("Numbers, dates and times"),
        example_line(here),
        goes(here, "/me/settings/writing"),
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
    known = use_reading(securing.account)
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
    waiting = use_reading(lambda desk: len(administering.open_reports(desk)))
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
    decided = sum(not report.is_open for report in use_reading(reporting.mine))
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
