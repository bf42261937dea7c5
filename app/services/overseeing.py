"""Overseeing: what waits for those who lead a circle, in it and in all that they lead."""

from dataclasses import dataclass

from app.domain.circles import Circle, May, may
from app.domain.ids import leaders_scope
from app.domain.questioning import State
from app.services import administering, belonging, entering, leading, posting, questioning, sharing
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """In a circle that one leads: how many ask to join, how many posts are offered to it, how many reports
    wait for a decision."""

    circle: Circle
    requests: int = 0
    offers: int = 0
    reports: int = 0

    def __bool__(self) -> bool:
        return bool(self.requests or self.offers or self.reports)


def duties(desk: Desk) -> list[Duty]:
    """What waits for oneself in each circle, as far as this device knows; what one has answered, here or on
    another device, waits no more."""
    return [duty for circle in belonging.mine(desk) if (duty := _duty(desk, circle))]


def _duty(desk: Desk, circle: Circle) -> Duty:
    judges = may(belonging.role_in(desk, circle.id), May.JUDGE)
    reports = administering.open_reports(desk, leaders_scope(circle.id)) if judges else []
    return Duty(
        circle=circle,
        requests=entering.count_waiting(desk, circle.id),
        offers=sharing.count_offered(desk, circle.id),
        reports=len(reports),
    )
