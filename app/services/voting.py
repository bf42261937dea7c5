"""Voting on the poll of a learning prompt: one's own choice, and the sums the server tells who has voted."""

from app.domain.circles import require_writer
from app.domain.connection import Phase
from app.domain.kinds import check_fields
from app.domain.polling import KIND, Vote
from app.services import archiving, belonging, connecting, leading
from app.services.desk import Desk


def choose(desk: Desk, circle: str, prompt: str, choice: int) -> Vote:
    """Vote for a choice, the first being 1, or vote otherwise than before."""
    require_writer(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    leading.the_prompt(desk, circle, prompt)
    known = vote(desk, prompt)
    if known and known.choice == choice:
        return known
    values = check_fields(KIND, {"circle": circle, "choice": choice})
    return Vote.of(desk.write(desk.own, KIND, prompt, "set", values))


def vote(desk: Desk, prompt: str) -> Vote | None:
    """What one has chosen, and what is told of all votes; None before one has voted."""
    record = desk.memory.get(desk.own, KIND, prompt)
    found = Vote.of(record) if record else None
    return found if found and found.choice else None


def look(desk: Desk, circle: str, prompt: str) -> None:
    """Ask what is told of a poll by now, if one has voted and the server is there; nothing waits for it."""
    record = desk.memory.get(desk.own, KIND, prompt)
    live = connecting.standing(desk).connection.phase is Phase.LIVE
    if record and record.base is not None and not record.waiting and live:
        desk.write(desk.own, KIND, prompt, "look", {"circle": circle})
