"""When an edit is in time: by the server's clock, or a little later by the device's own."""

import pytest

from app.domain.editing import GRACE_MS, WINDOW_MS, in_time, may_begin

AT = 1_795_000_000_000
MINUTE = 60_000


@pytest.mark.parametrize(
    ("later", "said", "holds"),
    [
        (0, 0, True),
        (WINDOW_MS, 40 * MINUTE, True),
        (WINDOW_MS + 1, 40 * MINUTE, False),
        (WINDOW_MS + 1, WINDOW_MS, True),
        (WINDOW_MS + 1, WINDOW_MS + 1, False),
        (GRACE_MS, 10 * MINUTE, True),
        (GRACE_MS + 1, 10 * MINUTE, False),
        (40 * MINUTE, -MINUTE, False),
    ],
)
def test_an_edit_is_in_time(later: int, said: int, holds: bool) -> None:
    behind = AT - 9 * 24 * 60 * MINUTE  # what a device's clock shows says nothing about the server's
    assert in_time(AT + later, AT, written=behind, said=behind + said) is holds


def test_a_device_offers_it_by_whichever_clock_is_kinder() -> None:
    assert may_begin(AT, AT - 5 * MINUTE, AT - 90 * MINUTE)
    assert may_begin(AT, AT - 90 * MINUTE, AT - 5 * MINUTE)
    assert not may_begin(AT, AT - 16 * MINUTE, AT - 16 * MINUTE)
