"""How a reader wants numbers and times: what they chose, and for the rest what their device says."""

import datetime as dt
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.i18n.digits import Numerals
from app.i18n.formats import Formatter
from app.i18n.languages import Language
from app.i18n.locales import HourCycle, region_named
from app.services.preferences import Preferences

ZONES = ("Asia/Dhaka", "Asia/Kolkata", "Asia/Dubai", "Europe/London", "America/New_York")
"""Where our readers are, mostly; whoever is elsewhere has a device that knows it."""


def formatter_for(lang: Language, chosen: Preferences, zone: dt.tzinfo) -> Formatter:
    """The numbers and times of this reader; `zone` is their device's."""
    return Formatter(
        lang,
        region=region_named(chosen.region),
        numerals=cast(Numerals, chosen.numerals) if chosen.numerals in ("beng", "latn") else None,
        hours=cast(HourCycle, chosen.hours) if chosen.hours in ("12", "24") else None,
        zone=zone_named(chosen.zone) or zone,
    )


def zone_of_region(region: str) -> dt.tzinfo:
    """The time of the region, for whom only a server's clock is known."""
    return ZoneInfo({"BD": "Asia/Dhaka", "IN": "Asia/Kolkata"}[region_named(region)])


def zone_named(name: str) -> dt.tzinfo | None:
    """The time zone of this name; None for the device's own, or where nobody knows the name."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
