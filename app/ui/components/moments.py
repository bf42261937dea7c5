"""A day and a time to choose, each from Material's own picker, in the reader's zone and words."""

import datetime as dt
from collections.abc import Callable

import flet as ft

from app.ui.acting import acts
from app.ui.components.fields import Form
from app.ui.components.labelled import labelled_row
from app.ui.components.letters import body, quiet
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_words
from app.ui.theme import SPACE

AHEAD = dt.timedelta(days=366)
"""Nobody plans further than a year."""


@ft.component
def MomentField(form: Form, name: str, label: str, hour: int, ahead: int = 7, error: str = "") -> ft.Control:
    """A day, and once there is one a time, and the way to have none. The calendar opens so many days `ahead`;
    until another time is chosen it is this `hour`. An `error` is said under it.

    In the form it is milliseconds since 1970, and 0 for none.
    """
    here, words = use_here(), use_words()
    chosen, show = use_state(lambda: int(form.values.get(name) or 0))

    def take(given: int) -> None:
        form.fill(name, given)
        show(given)

    def on_day(day: dt.date) -> None:
        at = here.moment(chosen).time() if chosen else dt.time(hour)
        take(_milliseconds(dt.datetime.combine(day, at, words.formatter.zone)))

    def on_time(at: dt.time) -> None:
        take(_milliseconds(here.moment(chosen).replace(hour=at.hour, minute=at.minute)))

    begun = here.moment(chosen) if chosen else here.now() + dt.timedelta(days=ahead)
    said = words.formatter.date(begun, "full") if chosen else words.t("Choose a day")
    parts = [
        _button(ft.Icons.CALENDAR_MONTH_OUTLINED, said, acts(here, lambda: _ask_day(here, begun, on_day)))
    ]
    if chosen:
        time = words.formatter.time(begun)
        parts.append(_button(ft.Icons.SCHEDULE, time, acts(here, lambda: _ask_time(here, begun, on_time))))
        drop = ft.IconButton(ft.Icons.CLOSE, tooltip=words.t("Remove: {chosen}", chosen=label))
        drop.on_click = acts(here, lambda: take(0))
        parts.append(ft.MergeSemantics(drop))
    row = labelled_row(label, parts)
    if not error:
        return row
    said_wrong = ft.Semantics(live_region=True, content=quiet(error, color=ft.Colors.ERROR))
    return ft.Column([row, said_wrong], spacing=SPACE.XS)


def _milliseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000)


def _button(icon: ft.IconData, said: str, press: Callable[..., object]) -> ft.Control:
    words = body(said)
    words.expand = words.expand_loose = True
    row = ft.Row([ft.Icon(icon, size=20), words], spacing=SPACE.S, tight=True)
    return ft.MergeSemantics(
        ft.OutlinedButton(content=row, style=ft.ButtonStyle(padding=SPACE.M), on_click=press)
    )


def _ask_day(here: Here, begun: dt.datetime, take: Callable[[dt.date], object]) -> None:
    """Flutter's calendar, from today on."""
    now = here.now().replace(tzinfo=None)
    last = now + AHEAD
    shown = min(max(begun.replace(tzinfo=None), now), last)
    picker = ft.DatePicker(value=shown, first_date=now, last_date=last, current_date=now)

    def picked() -> None:
        if isinstance(picker.value, dt.datetime):
            take(tapped_day(here, picker.value))

    picker.on_change = acts(here, picked)
    here.page.show_dialog(picker)


def _ask_time(here: Here, begun: dt.datetime, take: Callable[[dt.time], object]) -> None:
    picker = ft.TimePicker(value=begun.time().replace(second=0, microsecond=0))

    def picked() -> None:
        if picker.value:
            take(picker.value)

    picker.on_change = acts(here, picked)
    here.page.show_dialog(picker)


def tapped_day(here: Here, midnight: dt.datetime) -> dt.date:
    """The day that was tapped: Flutter tells the moment at which it begins on the device."""
    noon = midnight + dt.timedelta(hours=12)  # that day still, where the device's zone is not quite known
    return noon.astimezone(here.speech.zone).date() if midnight.tzinfo else midnight.date()
