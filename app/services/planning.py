"""Planning: learning prompts for later, which nobody but their leader sees until the server asks them."""

from typing import Any

from app.domain.circles import require_leader
from app.domain.errors import Refused
from app.domain.kinds import check_fields, check_whole
from app.domain.prompting import PLANS, YEAR_MS, Plan
from app.domain.records import Record
from app.services import archiving, belonging
from app.services.desk import Desk

_ASKED = "asked"


def plan(desk: Desk, circle: str, *, when: int, every: str = "", **asked: Any) -> Plan:
    """Let the server ask a circle at this time, and again `every` week; `asked` is what `leading.ask` takes.

    A time that has passed when the server hears of it is as good as now.
    """
    require_leader(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    if not when:
        raise Refused("plan.when", field="when")
    if len(_waiting(desk)) >= PLANS:
        raise Refused("plan.many", limit=PLANS)
    _require_soon(desk, when)
    given = {"circle": circle, "when": when, "every": every, **asked}
    values = check_fields("plan", {name: value for name, value in given.items() if value})
    check_whole("plan", values)
    return Plan.of(desk.write(desk.own, "plan", desk.new_id(), "create", values))


def change(desk: Desk, identifier: str, **changes: Any) -> Plan:
    """Say parts of a plan anew; what is not said stays."""
    known = _known(desk, identifier)
    plan = Plan.of(known)
    if changes.get("when") == 0:
        raise Refused("plan.when", field="when")
    require_leader(belonging.role_in(desk, plan.circle))
    archiving.require_open(desk, plan.circle)
    if plan.ended:
        raise Refused("state")
    _require_soon(desk, changes.get("when", 0))
    values = check_fields("plan", changes)
    check_whole("plan", {**known.values, **values})
    changed = {
        name: value for name, value in values.items() if (known.values.get(name) or "") != (value or "")
    }
    return Plan.of(desk.write(desk.own, "plan", identifier, "set", changed)) if changed else plan


def give_up(desk: Desk, identifier: str) -> None:
    """Stop a plan, or clear away one that has ended; what it has asked already stays."""
    desk.write(desk.own, "plan", _known(desk, identifier).id, "redact", {}, effect={"ended": _ASKED})


def plans(desk: Desk, circle: str) -> list[Plan]:
    """What is planned for a circle, the next first; and what could not be asked, until it is cleared away."""
    found = [Plan.of(record) for record in _all(desk)]
    here = [plan for plan in found if plan.circle == circle and plan.ended != _ASKED]
    return sorted(here, key=lambda plan: plan.when)


def the_plan(desk: Desk, identifier: str) -> Plan | None:
    """One plan; None when it is not there (any more)."""
    record = desk.memory.get(desk.own, "plan", identifier)
    return Plan.of(record) if record and record.values.get("ended") != _ASKED else None


def _known(desk: Desk, identifier: str) -> Record:
    record = desk.memory.get(desk.own, "plan", identifier)
    if record is None:
        raise Refused("plan.unknown")
    return record


def _all(desk: Desk) -> list[Record]:
    return desk.memory.page(f"{desk.own}/plan", limit=500)


def _waiting(desk: Desk) -> list[Record]:
    return [record for record in _all(desk) if not record.values.get("ended")]


def _require_soon(desk: Desk, when: int) -> None:
    if when > desk.clock() + YEAR_MS:
        raise Refused("plan.far", field="when")
