"""Talking: how one stands with another person, requests to write to one, and keeping somebody away."""

from dataclasses import dataclass

from app.domain import talks
from app.domain.circles import is_in
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside, pair_scope
from app.domain.kinds import check_fields
from app.domain.talks import ASKED, OPEN
from app.services import belonging
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How a conversation stands, for the reader of this desk.

    `state` is empty before the first words, ASKED while one of the two has not answered, or OPEN. `asking`
    says that it was the reader who asked; `acquainted`, before the first words, that they need not ask.
    """

    scope: str
    person: str
    state: str = ""
    asking: bool = False
    acquainted: bool = False
    declined: bool = False
    muted: bool = False
    blocked: bool = False

    @property
    def may_write(self) -> bool:
        """Whether one may write something now."""
        return not (self.blocked or (self.state == ASKED and self.asking))

    @property
    def would_ask(self) -> bool:
        """Whether what one writes now is a request."""
        return not self.state and not self.acquainted

    @property
    def is_request(self) -> bool:
        """Whether the other asks to write to one, and one has not answered yet."""
        return self.waits and not self.declined and not self.blocked

    @property
    def waits(self) -> bool:
        """Whether the other asks to write to one, be it declined or not."""
        return self.state == ASKED and not self.asking


def talk(desk: Desk, with_person: str) -> Talk:
    """How one stands with somebody, as far as this device knows."""
    scope = pair_scope(desk.person, with_person)
    told = desk.memory.get(scope, "request", inside(scope))
    kept = desk.memory.get(desk.own, "talk", scope)
    if told is not None and told.values.get("state"):
        state, asking, acquainted = str(told.values["state"]), told.by == desk.person, False
    else:
        state, asking, acquainted = _untold(desk, scope, with_person)
    return Talk(
        scope=scope,
        person=with_person,
        state=state,
        asking=asking,
        acquainted=acquainted,
        declined=bool(kept and kept.values.get("declined")),
        muted=is_muted(desk, scope),
        blocked=is_blocked(desk, with_person),
    )


def accept(desk: Desk, with_person: str) -> None:
    """Say yes to who asked to write to one; from now on both may."""
    known = talk(desk, with_person)
    if not known.waits:
        return
    with desk.memory.transaction():
        desk.write(known.scope, "request", inside(known.scope), "accept", {}, effect={"state": OPEN})
        if known.declined:
            _keep(desk, known.scope, declined=False)


def decline(desk: Desk, with_person: str, *, on: bool = True) -> None:
    """Want no conversation with who asked for one. Only one's own devices hear of it."""
    _keep(desk, pair_scope(desk.person, with_person), declined=on)


def mute(desk: Desk, scope: str, *, on: bool) -> None:
    """Have a conversation, of two or of a group, without being told of what is new in it."""
    _keep(desk, scope, muted=on)


def is_muted(desk: Desk, scope: str) -> bool:
    """Whether one is not told of what is new in this conversation."""
    kept = desk.memory.get(desk.own, "talk", scope)
    return bool(kept and kept.values.get("muted"))


def block(desk: Desk, person: str, *, on: bool = True) -> None:
    """Want neither messages nor requests of a person, or end that. They are not told."""
    if person == desk.person:
        raise Refused("dm.oneself")
    desk.write(desk.own, "block", person, "set", check_fields("block", {"on": on}))


def is_blocked(desk: Desk, person: str) -> bool:
    """Whether one wants nothing of this person."""
    known = desk.memory.get(desk.own, "block", person)
    return bool(known and known.values.get("on"))


def share_a_circle(desk: Desk, person: str) -> bool:
    """Whether one is in a circle with this person, as far as this device knows."""
    return any(_is_in(desk, circle.id, person) for circle in belonging.mine(desk))


def _is_in(desk: Desk, circle: str, person: str) -> bool:
    known = desk.memory.get(circle_scope(circle), "member", person)
    return known is not None and is_in(known)


def _untold(desk: Desk, scope: str, with_person: str) -> tuple[str, bool, bool]:
    """The state, whether one asked, and whether one need not: before the first words, or before the server
    has told of them."""
    page = desk.memory.page(f"{scope}/dm", 50)
    said = [record.by for record in page if record.base is not None or record.waiting]
    state = talks.known_state("", they_wrote=with_person in said)
    if state:
        return state, False, False
    acquainted = share_a_circle(desk, with_person)
    if not said:
        return "", False, acquainted
    return (OPEN, False, True) if acquainted else (ASKED, True, False)


def _keep(desk: Desk, scope: str, **how: bool) -> None:
    desk.write(desk.own, "talk", scope, "set", check_fields("talk", how))
