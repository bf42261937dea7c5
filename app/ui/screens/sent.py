"""What left this device: how much, of what kind and when, in plain words."""

from collections.abc import Mapping

import flet as ft

from app.i18n.catalogs import Translator
from app.i18n.measures import size
from app.services import accounting
from app.services.accounting import Day, Exchange
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section, strong
from app.ui.state import Here, use_here, use_reading, use_words

SHOWN = 20


@ft.component
def Sent() -> ft.View:
    """The days of the last month, and the latest times something went."""
    here, words = use_here(), use_words()
    days = use_reading(accounting.days)
    latest = use_reading(accounting.exchanges)[:SHOWN]
    nothing = empty(
        words.t("Nothing has left this device"),
        words.t("Without a server everything stays here. What is sent one day is counted on this page."),
    )
    return screen(
        words.t("What left this device"),
        [
            body(
                words.t(
                    "Setu sends only what is listed here, only to your server, as text. "
                    "It tells nobody else anything."
                )
            ),
            *([_days(here, days, words)] if days else [nothing]),
            *([_latest(here, latest, words)] if latest else []),
        ],
        identifier="sent",
    )


def _days(here: Here, days: list[Day], words: Translator) -> ft.Control:
    lines: list[ft.Control] = [section(words.t("By day"))]
    for day in days:
        date = words.formatter.date(here.moment(day.at).date())
        lines += [strong(date), quiet(f"{_kinds(day.kinds, words)} {_bytes(day.up, day.down, words)}")]
    return card(lines)


def _latest(here: Here, exchanges: list[Exchange], words: Translator) -> ft.Control:
    lines: list[ft.Control] = [section(words.t("Latest"))]
    for one in exchanges:
        lines += [
            body(_kinds(one.kinds, words)),
            quiet(f"{here.ago(one.at)} · {_bytes(one.up, one.down, words)}"),
        ]
    return card(lines)


def _bytes(up: int, down: int, words: Translator) -> str:
    return words.t("{sent} sent, {received} received.", sent=size(up, words), received=size(down, words))


def _kinds(kinds: Mapping[str, int], words: Translator) -> str:
    """How many of what: "2 messages, 1 answer." """
    told = [_kind(kind, count, words) for kind, count in sorted(kinds.items())]
    return words.t("{things}.", things=", ".join(told)) if told else ""


def _kind(kind: str, n: int, words: Translator) -> str:
    match kind:
        case "dm":
            return words.tn("{n} message", "{n} messages", n)
        case "post" | "reply":
            return words.tn("{n} post", "{n} posts", n)
        case "prompt" | "answer":
            return words.tn("{n} prompt or answer", "{n} prompts or answers", n)
        case "me":
            return words.tn("{n} change to your profile", "{n} changes to your profile", n)
        case "mark":
            return words.tn("{n} read mark", "{n} read marks", n)
        case "proposal":
            return words.tn("{n} proposal for the glossary", "{n} proposals for the glossary", n)
        case "circle" | "member":
            return words.tn("{n} change to a circle", "{n} changes to circles", n)
        case _:
            return words.tn("{n} other thing", "{n} other things", n)
