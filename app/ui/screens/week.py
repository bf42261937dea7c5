"""The week: what the last seven days brought to one's circles, and a calm end."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import looking_back
from app.services.looking_back import Week
from app.ui.acting import goes
from app.ui.components.cards import card, empty
from app.ui.components.frame import screen
from app.ui.components.home.week import circle_week
from app.ui.components.letters import quiet, with_icon
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def WeekScreen() -> ft.View:
    """First what concerns oneself, then circle by circle."""
    here, words = use_here(), use_words()
    week = use_reading(looking_back.week)
    shown = [control for told in week.circles for control in circle_week(here, told, words)]
    return screen(
        words.t("Your circles' week"),
        [
            quiet(_days(here, week, words)),
            *_for_me(week, words),
            *(shown or [_quiet_week(here, words)]),
            *([_made_here(words)] if shown else []),
        ],
        identifier="week",
    )


def _days(here: Here, week: Week, words: Translator) -> str:
    """The first and the last of the seven; the day a week ago is hardly in it any more."""
    moments = (week.since + looking_back.DAY_MS, week.until)
    first, last = (words.formatter.date(here.moment(moment).date(), "long") for moment in moments)
    return words.t("{first} to {last}", first=first, last=last)


def _for_me(week: Week, words: Translator) -> list[ft.Control]:
    told = []
    if week.replies_to_me:
        said = words.tn("{n} new reply to you", "{n} new replies to you", week.replies_to_me)
        told.append(with_icon(ft.Icons.REPLY_OUTLINED, said))
    if week.helped_by_me:
        said = words.tn("{n} of your answers helped", "{n} of your answers helped", week.helped_by_me)
        told.append(with_icon(ft.Icons.FAVORITE_OUTLINE, said))
    return [card(told)] if told else []


def _quiet_week(here: Here, words: Translator) -> ft.Control:
    return empty(
        words.t("A quiet week"),
        words.t("Nobody wrote in your circles. A question of yours may be what others wait for."),
        ft.FilledTonalButton(words.t("See the circles"), on_click=goes(here, "/circles")),
    )


def _made_here(words: Translator) -> ft.Control:
    said = quiet(
        words.t("That is all. It was put together on this device, and nobody is told that you looked.")
    )
    said.text_align = ft.TextAlign.CENTER
    return said
