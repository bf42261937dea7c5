"""Questioning: what an asker says of their question, and how far it has come."""

from collections.abc import Mapping
from typing import Any

from app.domain.circles import require_writer
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.kinds import check_fields
from app.domain.questioning import ASKING, HELPED, Question
from app.services import archiving, belonging, peering, posting
from app.services.desk import Desk

_ANSWERS = 1_000


def question(desk: Desk, circle: str, post: str) -> Question:
    """How far a question has come, as this device knows."""
    asking = desk.memory.get(circle_scope(circle), ASKING, post)
    return Question.of(asking, desk.memory.page(f"{post}/{HELPED}", _ANSWERS))


def unheard(desk: Desk, circle: str, post: str) -> tuple[str, ...]:
    """The disciplines that a question asks and from which nobody has answered yet."""
    asked = question(desk, circle, post).asked
    answers = posting.replies(desk, post, _ANSWERS) if asked else []
    heard = {peering.author(desk, answer).discipline for answer in answers if not answer.taken}
    return tuple(code for code in asked if code not in heard)


def ask_also(desk: Desk, circle: str, post: str, discipline: str) -> None:
    """Ask one more discipline; its members find the question on Home before the others."""
    asked = question(desk, circle, post).asked
    _say(desk, circle, post, {"asked": [*asked, discipline]})


def close(desk: Desk, circle: str, post: str, *, closed: bool = True) -> None:
    """Close a question of one's own, or open it again; answers are taken all the same."""
    _say(desk, circle, post, {"closed": closed})


def say_it_helped(desk: Desk, circle: str, post: str, reply: str, because: str, *, on: bool = True) -> None:
    """Say of an answer that it helped, and why; or take that back."""
    _require_asker(desk, circle, post)
    answer = desk.memory.get(circle_scope(circle), "reply", reply)
    if answer is None:
        raise Refused("post.unknown")
    if answer.by == desk.person:
        raise Refused("question.own")
    values = check_fields(HELPED, {"post": post, "because": because, "on": on})
    desk.write(circle_scope(circle), HELPED, reply, "set", values)


def _say(desk: Desk, circle: str, post: str, fields: Mapping[str, Any]) -> None:
    _require_asker(desk, circle, post)
    desk.write(circle_scope(circle), ASKING, post, "set", check_fields(ASKING, fields))


def _require_asker(desk: Desk, circle: str, post: str) -> None:
    require_writer(belonging.role_in(desk, circle))
    archiving.require_open(desk, circle)
    if posting.the_post(desk, circle, post).by != desk.person:
        raise Refused("question.not_asker")
