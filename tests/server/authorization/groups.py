"""What an actor may try in a group of the owner's."""

from functools import partial

from server.authorization.stage import Own, Stage
from server.authorization.whereabouts import Attempt, put
from server.grouping import making, saying, seating
from server.reacting import reacting
from server.visitor import Visitor

from app.domain.ids import inside
from app.sync.protocol import Mutation


def _seat(op: str, whose: str, who: Visitor, at: Stage, own: Own) -> Mutation:
    other = {"own": who.person, "other's": at.other.person}[whose]
    return seating(who, at.group, op, other)


GROUPS: dict[tuple[str, str], Attempt] = {
    ("group.create", "new"): lambda w, at, own: making(w),
    ("group.create", "group"): lambda w, at, own: w.write(
        at.group, "group", "create", inside(at.group), {"name": "Mine"}
    ),
    ("group.set", "group"): lambda w, at, own: put(w, at.group, "group", inside(at.group), name="Mine"),
    **{
        (f"member.{op}", f"group, {whose}"): partial(_seat, op, whose)
        for op in ("invite", "accept", "refuse", "quit", "send_away")
        for whose in ("own", "other's")
    },
    ("member.join", "group"): lambda w, at, own: w.joining(at.group),
    ("dm.create", "group"): lambda w, at, own: saying(w, at.group),
    ("dm.redact", "group"): lambda w, at, own: w.write(at.group, "dm", "redact", at.said),
    ("react.set", "group"): lambda w, at, own: reacting(w, at.group, "dm", at.said),
    ("mark.set", "group"): lambda w, at, own: put(w, w.own, "mark", at.group, pos=1),
    ("talk.set", "group"): lambda w, at, own: put(w, w.own, "talk", at.group, muted=True),
    ("report.create", "group"): lambda w, at, own: w.reporting(at.group, "dm", at.said),
}
"""Operation and place."""
