"""A person: what they say of themselves, and how much of it others see."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.bilingual import Bilingual


class Audience(StrEnum):
    """Who may see a field of a profile."""

    EVERYONE = "everyone"
    CIRCLES = "circles"
    ONLY_ME = "only_me"


ALWAYS_SHOWN = ("name_en", "name_bn", "discipline")
"""What others need in order to talk with someone at all."""

CHOSEN_AUDIENCE: dict[str, Audience] = {
    "roles": Audience.EVERYONE,
    "areas": Audience.EVERYONE,
    "tongues": Audience.EVERYONE,
    "ask": Audience.EVERYONE,
    "learn": Audience.EVERYONE,
    "district": Audience.EVERYONE,
    "setting": Audience.CIRCLES,
    "years": Audience.CIRCLES,
}
"""Fields whose audience the person chooses, and what it is until they do.

District, specialty and years together can name a therapist in a small field: years stay among circles.
"""


STATED = "stated"
"""Of a credential: its person says so, and nobody has checked it yet."""
CHECKED = "checked"
"""An administrator has seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known here of one person; fields they keep to themselves are empty."""

    id: str
    name: Bilingual
    discipline: str = ""
    roles: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    setting: str = ""
    district: str = ""
    years: str = ""
    tongues: tuple[str, ...] = ()
    ask: str = ""
    learn: str = ""
    credential: str = STATED

    @classmethod
    def read(cls, identifier: str, values: Mapping[str, Any]) -> "Person":
        """A person from the fields of a profile or of a card."""
        return cls(
            id=identifier,
            name=Bilingual.read(values, "name"),
            discipline=str(values.get("discipline", "")),
            roles=tuple(values.get("roles", ())),
            areas=tuple(values.get("areas", ())),
            setting=str(values.get("setting", "")),
            district=str(values.get("district", "")),
            years=str(values.get("years", "")),
            tongues=tuple(values.get("tongues", ())),
            ask=str(values.get("ask", "")),
            learn=str(values.get("learn", "")),
            credential=str(values.get("credential", STATED)),
        )


def audience_of(profile: Mapping[str, Any], field: str) -> Audience:
    """Who may see this field of this profile."""
    chosen = dict(profile.get("audience", {})).get(field)
    return Audience(chosen) if chosen else CHOSEN_AUDIENCE.get(field, Audience.ONLY_ME)


def card(profile: Mapping[str, Any], audience: Audience, credential: str = STATED) -> dict[str, Any]:
    """The part of a profile that this audience may see. Circles see what everyone sees, and more.

    `credential` is what the server knows of it; a card says it only when it is more than stated.
    """
    seen_by = {Audience.EVERYONE} if audience is Audience.EVERYONE else {Audience.EVERYONE, Audience.CIRCLES}
    shown = {name: profile[name] for name in ALWAYS_SHOWN if profile.get(name)}
    for name in CHOSEN_AUDIENCE:
        if profile.get(name) and audience_of(profile, name) in seen_by:
            shown[name] = profile[name]
    if profile.get("mentors"):
        shown["mentors"] = True
    if credential != STATED:
        shown["credential"] = credential
    return shown


def is_listed(profile: Mapping[str, Any]) -> bool:
    """Whether this person wants to be found in the directory; a student is only if they chose so."""
    chosen = profile.get("listed")
    return "student" not in profile.get("roles", ()) if chosen is None else bool(chosen)
