"""Reminding: coming back to a learning prompt when one chose to. Only Home says it, on this device alone."""

import datetime as dt
from collections.abc import Mapping

from app.domain.errors import Refused
from app.domain.writing import Prompt
from app.services import archiving, leading
from app.services.desk import Desk

MORNING, EVENING = dt.time(8), dt.time(19)
THIS_EVENING, TOMORROW, TOMORROW_EVENING, BEFORE_DUE = "evening", "morning", "next_evening", "before_due"
_BEFORE = dt.timedelta(days=2)
_NOTE = "reminders"


def choices(now: dt.datetime, due: dt.datetime | None) -> dict[str, dt.datetime]:
    """The times one may choose, in the zone of `now`: those that have not passed, the next first."""
    tomorrow = now.date() + dt.timedelta(days=1)
    times = {
        THIS_EVENING: dt.datetime.combine(now.date(), EVENING, now.tzinfo),
        TOMORROW: dt.datetime.combine(tomorrow, MORNING, now.tzinfo),
        TOMORROW_EVENING: dt.datetime.combine(tomorrow, EVENING, now.tzinfo),
        **({BEFORE_DUE: due - _BEFORE} if due else {}),
    }
    ahead = {code: then for code, then in times.items() if then > now}
    return dict(sorted(ahead.items(), key=lambda one: one[1]))


def remind(desk: Desk, circle: str, prompt: str, when: int) -> None:
    """Come back to this prompt then; one time for each prompt."""
    _keep(desk, {**_known(desk), prompt: {"circle": circle, "when": when}})


def put_off(desk: Desk, circle: str, prompt: str, now: dt.datetime) -> None:
    """Come back to it tomorrow morning, in the zone of `now`, instead of now."""
    then = choices(now, None)[TOMORROW]
    remind(desk, circle, prompt, int(then.timestamp() * 1000))


def forget(desk: Desk, prompt: str) -> None:
    """Do not come back to it (any more)."""
    _keep(desk, {name: told for name, told in _known(desk).items() if name != prompt})


def reminder(desk: Desk, prompt: str) -> int:
    """When one wants to come back to this prompt, in milliseconds; 0 for never."""
    return int(_known(desk).get(prompt, {}).get("when", 0))


def come(desk: Desk) -> list[tuple[str, Prompt]]:
    """The prompts to which one wanted to come back by now, with their circles, the longest waiting first."""
    now, found = desk.clock(), []
    for prompt, told in sorted(_known(desk).items(), key=lambda one: int(one[1]["when"])):
        if int(told["when"]) <= now:
            circle = str(told["circle"])
            if archiving.is_archived(desk, circle):  # it comes when the circle is brought back
                continue
            try:
                found.append((circle, leading.the_prompt(desk, circle, prompt)))
            except Refused:  # withdrawn, or of a circle one has left
                continue
    return found


def _known(desk: Desk) -> Mapping[str, Mapping[str, int | str]]:
    known: Mapping[str, Mapping[str, int | str]] = desk.memory.note(_NOTE, {})
    return known


def _keep(desk: Desk, reminders: Mapping[str, Mapping[str, int | str]]) -> None:
    desk.memory.set_note(_NOTE, dict(reminders) or None)
