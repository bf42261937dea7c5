"""Overseeing: what in a circle waits for those who lead it."""

from dataclasses import dataclass

from app.domain.questioning import State
from app.services import leading, posting, questioning
from app.services.desk import Desk

LOOKED_AT = 100
"""The latest questions, and as many prompts, are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Open questions that nobody has answered, and prompts that nobody has."""

    questions: int = 0
    prompts: int = 0

    def __bool__(self) -> bool:
        return bool(self.questions or self.prompts)


def overview(desk: Desk, circle: str) -> Overview:
    """What waits, as far as this device knows."""
    asked = [post for post in posting.posts(desk, circle, "question", LOOKED_AT) if not post.taken]
    return Overview(
        questions=sum(
            questioning.question(desk, circle, post.id).state is State.OPEN
            and not posting.count_replies(desk, post.id)
            for post in asked
        ),
        prompts=sum(
            not leading.count_answers(desk, prompt.id) for prompt in leading.prompts(desk, circle, LOOKED_AT)
        ),
    )
