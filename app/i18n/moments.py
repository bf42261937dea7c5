"""How long ago something was, or how soon it is, in words from the catalog; Babel's are stiff in Bengali."""

import datetime as dt

from app.i18n.catalogs import Translator

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


def relative(then: dt.datetime, now: dt.datetime, words: Translator) -> str:
    """Just now, 5 minutes ago, 3 hours ago, Yesterday 16:30, 4 days ago, then a date; the reader's days."""
    age, days = now - then, _days_between(then, now, words)
    if -HOUR < age < MINUTE:  # another device's clock may run ahead
        return words.t("Just now")
    if age < dt.timedelta():
        return words.formatter.datetime(then)
    if age < HOUR:
        # NOTE: how long ago, beside a message; {n} is a number
        return words.tn("{n} minute ago", "{n} minutes ago", age // MINUTE)
    if days == 0:
        # NOTE: how long ago, beside a message; {n} is a number
        return words.tn("{n} hour ago", "{n} hours ago", age // HOUR)
    return _on_another_day(then, days, words)


def upcoming(then: dt.datetime, now: dt.datetime, words: Translator) -> str:
    """In 5 minutes, In 3 hours, Tomorrow 09:15, In 4 days, then a date; what is past is told as `relative`.

    For what somebody planned: it was not dated by a clock that may run ahead, so nothing of it is "just now".
    """
    ahead, days = then - now, -_days_between(then, now, words)
    if ahead <= dt.timedelta():
        return relative(then, now, words)
    if ahead < MINUTE:
        return words.t("In a moment")
    if ahead < HOUR:
        # NOTE: how soon something is due; {n} is a number
        return words.tn("In {n} minute", "In {n} minutes", ahead // MINUTE)
    if days == 0:
        # NOTE: how soon something is due; {n} is a number
        return words.tn("In {n} hour", "In {n} hours", ahead // HOUR)
    return _on_a_day_to_come(then, days, words)


def _on_a_day_to_come(then: dt.datetime, days: int, words: Translator) -> str:
    if days == 1:
        # NOTE: {time} is a time of day, as 09:15 or সকাল ৯:১৫
        return words.t("Tomorrow {time}", time=words.formatter.time(then))
    if days < 7:
        # NOTE: how soon something is due; {n} is a number from 2 to 6
        return words.tn("In {n} day", "In {n} days", days)
    return words.formatter.date(then)


def _on_another_day(then: dt.datetime, days: int, words: Translator) -> str:
    if days == 1:
        # NOTE: {time} is a time of day, as 16:30 or বিকাল ৪:৩০
        return words.t("Yesterday {time}", time=words.formatter.time(then))
    if days < 7:
        # NOTE: how long ago, beside a message; {n} is a number from 2 to 6
        return words.tn("{n} day ago", "{n} days ago", days)
    return words.formatter.date(then)


def _days_between(then: dt.datetime, now: dt.datetime, words: Translator) -> int:
    zone = words.formatter.zone
    return (now.astimezone(zone).date() - then.astimezone(zone).date()).days
