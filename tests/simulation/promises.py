"""What was agreed to must still be so: what was withdrawn is gone, who was sent away too, the later won."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.sharing import ACCEPTED, OFFER, SHARED
from app.domain.traces import BY_AUTHOR, TAKEN, is_trace

from .deeds import Deed, holds

if TYPE_CHECKING:
    from .world import World

Rows = Mapping[tuple[str, str, str], list[Any]]


def check_promises(world: "World", rows: Rows, spoken_there: Mapping[str, int]) -> None:
    """I2, for what is not words."""
    _withdrawn_stays_away(world, spoken_there)
    _removed_stay_out(world)
    _later_writes_won(world, rows)
    _shared_is_meant_to_be_there(world, rows)


def _withdrawn_stays_away(world: "World", there: Mapping[str, int]) -> None:
    for text, deeds in world.deeds.withdrawn.items():
        binding = [d for d in deeds if holds(d) and (d.device.name[0] == text[0] or not _left(world, d))]
        if there.get(text) and binding:
            world.violate("I2", f"{text} was withdrawn and is there")


def _left(world: "World", deed: Deed) -> bool:
    """Whether who did this is in that circle no more, and a restored server need not take it from them."""
    scope = deed.name[0] if deed.name else ""
    here = world.deeds.role_in(scope, deed.device.desk.person)
    return bool(world.server.restores) and scope.startswith("c.") and not here


def _removed_stay_out(world: "World") -> None:
    """But who wished to be in later may be; and of who leads no more, as one of their devices told a restored
    server first, it takes no removal."""
    for removal in world.deeds.removals:
        wished = world.deeds.wishes.get((removal.scope, world.story.letter(removal.person)), 0)
        too_late = removal.offered_again and world.deeds.role_in(removal.scope, removal.by) != "leader"
        inside = world.deeds.role_in(removal.scope, removal.person)
        if inside and wished <= removal.at and holds(removal.deed) and not too_late:
            world.violate("I2", f"{removal.person} was sent away from {removal.scope} and is in")


def _later_writes_won(world: "World", rows: Rows) -> None:
    people = {device.name[0]: device.desk.person for device in world.story.devices}
    for (where, kind, identifier, field), writes in world.deeds.sets.items():
        if not all(deed.binding for _, _, deed in writes):
            continue
        name = (where, kind, identifier) if identifier else (f"u.{people[where]}", kind, people[where])
        row = rows.get(name)
        agreed = [(stamp, value) for stamp, value, deed in writes if holds(deed) and not _left(world, deed)]
        if row is None or not agreed:
            continue
        stamp, value = max(agreed)
        known = json.loads(row[6]).get(field)
        if known is not None and tuple(known) < tuple(stamp):
            world.violate("I2", f"{kind} {field} is of {known} and not of {stamp}")
        elif known is not None and tuple(known) == tuple(stamp) and json.loads(row[5]).get(field) != value:
            world.violate("I2", f"{kind} {field} is not what was written at {stamp}")


def _shared_is_meant_to_be_there(world: "World", rows: Rows) -> None:
    """What came from another circle is what its author offers, and goes when they take it back."""
    for (where, kind, identifier), row in rows.items():
        values = json.loads(row[5])
        if kind != "post" or SHARED not in values or is_trace(values):
            continue
        offer = rows.get((f"u.{row[2]}", OFFER, identifier))
        known = json.loads(offer[5]) if offer else {}
        if known.get("state") != ACCEPTED or f"c.{known.get('to')}" != where:
            world.violate("I2", f"{identifier} is in {where}, where nobody offered it: {known}")
            continue
        ask = world.server.wire.raw.execute
        asked = "SELECT deleted, why, body FROM item WHERE scope_id = ? AND kind = 'post' AND id = ?"
        found = ask(asked, (f"c.{known['circle']}", known["post"])).fetchone()
        if found is None or (found[1] or json.loads(found[2]).get(TAKEN)) == BY_AUTHOR:
            world.violate("I2", f"{identifier} is in {where}, and was taken back where it was written")
