"""How numbers, dates and times are written on this device, with an example that follows each choice."""

import datetime as dt
from dataclasses import replace

import flet as ft

from app.i18n.catalogs import Translator
from app.services.preferences import prefer, preferences
from app.ui.components.cards import card
from app.ui.components.frame import screen
from app.ui.components.letters import body, section
from app.ui.components.settled import settled
from app.ui.reader import ZONES
from app.ui.state import Here, use_here, use_reading, use_words

NUMERALS = [("beng", "বাংলা (১২৩)"), ("latn", "English (123)")]
"""Like the names of languages, these are the same in every language."""
EXAMPLE = 1_234_567


@ft.component
def WritingStyle() -> ft.View:
    """Digits, region, clock and time zone."""
    here, words = use_here(), use_words()
    chosen = use_reading(preferences)

    def choice(headline: str, name: str, usual: str, options: list[tuple[str, str]]) -> ft.Control:
        def choose(code: str) -> None:
            here.speak(here.speech.lang, prefer(here.desk, **{name: code}))

        return settled(here, headline, [("", usual), *options], getattr(chosen, name), choose, name)

    return screen(
        words.t("Numbers, dates and times"),
        [
            Example(),
            choice(words.t("Numerals"), "numerals", words.t("As the language has them"), NUMERALS),
            settled(
                here,
                words.t("Written as in"),
                [("BD", words.t("Bangladesh")), ("IN", words.t("India"))],
                words.formatter.region,
                lambda code: here.speak(here.speech.lang, prefer(here.desk, region=code)),
                "region",
            ),
            # NOTE: a heading: whether the clock has 12 or 24 hours
            choice(words.t("Clock"), "hours", words.t("As usual there"), _clocks(words)),
            choice(words.t("Time zone"), "zone", words.t("As this device has it"), _zones(words)),
        ],
        identifier="writing-style",
    )


@ft.component
def Example() -> ft.Control:
    """A number, a sum of money and the present moment, as they will be written."""
    here, words = use_here(), use_words()
    say = words.formatter
    money = say.currency(EXAMPLE, "INR" if say.region == "IN" else "BDT")
    return card([section(words.t("It will look like this")), body(say.datetime(here.now())), body(money)])


def _clocks(words: Translator) -> list[tuple[str, str]]:
    afternoon = dt.datetime(2026, 1, 5, 16, 30, tzinfo=dt.UTC)
    return [(hours, _clock(words, hours, afternoon)) for hours in ("12", "24")]


def _clock(words: Translator, hours: str, moment: dt.datetime) -> str:
    return replace(words.formatter, hours=hours, zone=dt.UTC).time(moment)  # type: ignore[arg-type]


def _zones(words: Translator) -> list[tuple[str, str]]:
    names = (
        words.t("Bangladesh (Dhaka)"),
        words.t("India (Kolkata)"),
        words.t("Gulf (Dubai)"),
        words.t("Britain (London)"),
        words.t("Eastern America (New York)"),
    )
    return list(zip(ZONES, names, strict=True))


def example_line(here: Here) -> str:
    """The present moment as it is written now, for the way to this screen."""
    return here.speech.words.formatter.datetime(here.now())
