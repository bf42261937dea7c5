"""What happened to one's account, in words: on which device, when, and what to do if it was not oneself."""

from dataclasses import dataclass

import flet as ft

from app.domain.notices import PASSWORD, RECOVERED, RESET, STEP_OFF, STEP_ON, Notice
from app.i18n.catalogs import Translator
from app.services import finding
from app.ui.components.account.devices import device_name
from app.ui.components.people.names import OPERATOR
from app.ui.state import Here


@dataclass(frozen=True, slots=True)
class Said:
    """A notice in words; `alarm` says that somebody may be coming in who should not."""

    icon: ft.IconData
    headline: str
    about: str
    advice: str = ""
    alarm: bool = False


def in_words(here: Here, notice: Notice) -> Said:
    """What happened, for the reader."""
    words = here.speech.words
    if notice.what == RESET:
        return _reset(here, notice, _who(here, notice.by), words)
    where = _where(here, notice, notice.at)
    if notice.what == RECOVERED:
        headline = words.t("Somebody came back with a recovery code")
        advice = words.t(
            "They chose a new password. If it was not you, ask whoever runs the server for a way back, today."
        )
        return Said(ft.Icons.KEY_OUTLINED, headline, where, advice)
    known = {
        PASSWORD: (ft.Icons.PASSWORD, words.t("Your password was changed")),
        STEP_ON: (ft.Icons.PHONELINK_LOCK, words.t("Two-step sign-in was turned on")),
        STEP_OFF: (ft.Icons.PHONELINK_ERASE, words.t("Two-step sign-in was turned off")),
    }
    unknown = words.t("Something was done to your account that this version of Setu has no words for")
    icon, headline = known.get(notice.what, (ft.Icons.INFO_OUTLINE, unknown))
    if notice.by != here.desk.person:
        # NOTE: {name} is who did it; {time} is a day and a time
        where = words.t("{name}, {time}", name=_who(here, notice.by), time=where)
    advice = words.t(
        "If it was not you, sign out the devices you do not know, "
        "and ask whoever runs the server for a way back."
    )
    return Said(icon, headline, where, advice)


def _reset(here: Here, notice: Notice, name: str, words: Translator) -> Said:
    if notice.waits(here.desk.clock()):
        return _waiting(here, notice, name, words)
    if notice.ended == "used":
        headline = words.t("A new device came in with a code")
        advice = words.t("If it was not you, sign that device out at once and set a new password.")
        where = _where(here, notice, notice.ended_at)
        return Said(ft.Icons.PHONELINK_SETUP, headline, where, advice, alarm=True)
    when = _moment(here, notice.latest)
    # NOTE: {name} is who made the code; {time} is a day and a time
    over = {
        "stopped": words.t("The code that {name} made was stopped on {time}.", name=name, time=when),
        "withdrawn": words.t("The code that {name} made was taken back on {time}.", name=name, time=when),
        "suspended": words.t(
            "The code that {name} made ended with a suspension on {time}.", name=name, time=when
        ),
        "replaced": words.t("Another code took the place of the one that {name} made.", name=name),
    }
    about = over.get(notice.ended) or words.t("The code that {name} made has run out.", name=name)
    stopped = notice.ended == "stopped"
    headline = words.t("A reset was stopped") if stopped else words.t("A reset is over")
    advice = words.t("It lets nobody in. If you needed it, speak with whoever runs the server.")
    return Said(ft.Icons.GPP_GOOD_OUTLINED, headline, about, advice)


def _waiting(here: Here, notice: Notice, name: str, words: Translator) -> Said:
    # NOTE: {name} is an administrator; {time} is a day and a time
    when = _moment(here, notice.at)
    made = words.t("{name} made a code on {time}. With it a new device becomes yours.", name=name, time=when)
    begins = (
        words.t("It works from {time}.", time=_moment(here, notice.since))
        if notice.since > here.desk.clock()
        else words.t("It works now.")
    )
    return Said(
        ft.Icons.WARNING_AMBER,
        words.t("Somebody wants to come in to your account"),
        f"{made} {begins}",
        words.t("If you did not ask for it, stop it now."),
        alarm=True,
    )


def _where(here: Here, notice: Notice, at: int) -> str:
    words, when = here.speech.words, _moment(here, at)
    if not notice.name:
        return when
    # NOTE: {device} is as "Android" or "Chrome on Linux"; {time} is a day and a time
    return words.t("{device}, {time}", device=device_name(notice.name, words), time=when)


def _moment(here: Here, at: int) -> str:
    return here.speech.words.formatter.datetime(here.moment(at))


def _who(here: Here, person: str) -> str:
    """Who made a code: an administrator by name, if this device has met them."""
    words = here.speech.words
    if person == OPERATOR:
        return words.t("Whoever runs the server")
    return finding.person(here.desk, person).name.best(words.lang) or words.t("An administrator")
