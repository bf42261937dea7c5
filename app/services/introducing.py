"""Introducing oneself: the profile, kept here first, shown to others as far as one chose."""

from collections.abc import Mapping
from typing import Any

from app.domain.ids import own_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.people import Audience, Person, card
from app.services.desk import Desk


def introduce(desk: Desk, fields: Mapping[str, Any]) -> Person:
    """Begin, as the person these fields describe. Only a name and a discipline are needed."""
    values = check_fields("me", fields)
    check_whole("me", values)
    with desk.memory.transaction():
        if not desk.person:
            desk.memory.set_note("person", desk.new_id())
        desk.write(desk.own, "me", desk.person, "set", values)
    return me(desk)


def describe(desk: Desk, fields: Mapping[str, Any]) -> Person:
    """Change these fields of one's profile, and only those that differ."""
    values = check_fields("me", fields)
    known = profile(desk)
    check_whole("me", {**known, **values})
    changed = {name: value for name, value in values.items() if known.get(name) != value}
    if changed:
        desk.write(desk.own, "me", desk.person, "set", changed)
    return me(desk)


def is_known(desk: Desk) -> bool:
    """Whether this device knows whose it is."""
    return bool(desk.person) and bool(profile(desk))


def profile(desk: Desk) -> dict[str, Any]:
    """Every field of one's own profile."""
    if not desk.person:
        return {}
    record = desk.memory.get(own_scope(desk.person), "me", desk.person)
    return dict(record.values) if record else {}


def me(desk: Desk) -> Person:
    """Oneself, as one described oneself."""
    return Person.read(desk.person, profile(desk))


def as_others_see(desk: Desk, audience: Audience, changes: Mapping[str, Any] | None = None) -> Person:
    """Oneself, as this audience sees one, or would with these changes."""
    return Person.read(desk.person, card({**profile(desk), **(changes or {})}, audience))
