"""How things stand, in words: a sentence for every state, amounts rounded as a person would say them."""

import datetime as dt
from gettext import NullTranslations

import pytest

from app.domain.connection import Connection, Phase, ServerNote
from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.services.connecting import Standing
from app.ui.components.account.standing import clock_sentence, standing_line, trouble_on_the_way

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
ENGLISH = Translator(catalog=NullTranslations(), formatter=Formatter("en", zone=dt.UTC))


def standing(
    phase: Phase = Phase.LIVE, state: str = "joined", why: str = "", ahead: int = 0, waiting: int = 0
) -> Standing:
    note = ServerNote(address="https://setu.example.org", device="d", token="t", state=state, why=why)
    return Standing(
        server=note if state else None,
        connection=Connection(phase=phase, why=why, ahead_ms=ahead),
        last_sync=0,
        waiting=waiting,
        refused=0,
    )


def test_without_a_server_nothing_is_called_waiting() -> None:
    alone = standing(Phase.OFF, state="", waiting=3)
    assert standing_line(alone, ENGLISH) == "Not connected. Everything is kept on this device."


def test_a_wish_is_told_before_sync_has_looked_at_it() -> None:
    assert standing(Phase.OFF, state="joining").phase is Phase.JOINING
    assert standing(Phase.OFFLINE, state="joining").phase is Phase.JOINING
    assert standing(Phase.OFF).phase is Phase.CONNECTING
    assert standing(Phase.LIVE, state="refused").phase is Phase.REFUSED


def test_what_waits_is_told_with_the_state() -> None:
    offline = standing(Phase.OFFLINE, waiting=1)
    assert standing_line(offline, ENGLISH) == (
        "Saved here. Will be sent when there is signal. 1 thing waits to be sent."
    )


def test_only_a_trouble_that_is_more_than_no_signal_is_told_apart() -> None:
    assert trouble_on_the_way(standing(Phase.OFFLINE, why="server.unreachable"), ENGLISH) == ""
    assert "busy" in trouble_on_the_way(standing(Phase.OFFLINE, why="server.busy"), ENGLISH)
    assert trouble_on_the_way(standing(Phase.LIVE, why="server.busy"), ENGLISH) == ""


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (4 * MINUTE, ""),
        (5 * MINUTE, "5 minutes ahead"),
        (-59 * MINUTE, "59 minutes behind"),
        (HOUR - 1000, "1 hour ahead"),
        (-26 * HOUR, "1 day behind"),
        (2 * DAY + HOUR, "2 days ahead"),
        (DAY - 1000, "1 day ahead"),
        (23 * HOUR, "23 hours ahead"),
        (-400 * DAY, "400 days behind"),
    ],
)
def test_the_clock_is_told_in_the_unit_a_person_would_say(ahead: int, said: str) -> None:
    told = clock_sentence(standing(ahead=ahead), ENGLISH)
    assert (f"about {said}." in told) if said else not told
