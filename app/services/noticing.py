"""Noticing: what waits for this person today."""

from dataclasses import dataclass

from app.domain.attending import Level
from app.domain.circles import Circle
from app.domain.questioning import State
from app.domain.writing import Post, Prompt, Reply
from app.services import attending, introducing, leading, posting, questioning
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedPrompt:
    """A learning prompt to answer, and the circle it is in."""

    circle: Circle
    prompt: Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedPost:
    """A post to look at, the circle it is in, and the latest reply of somebody else; whether a question asks
    one's own discipline."""

    circle: Circle
    post: Post
    latest: Reply | None = None
    for_me: bool = False


def waiting_prompt(desk: Desk) -> NoticedPrompt | None:
    """The latest learning prompt of one's circles that one has neither written nor answered."""
    found = [
        NoticedPrompt(circle=circle, prompt=prompt)
        for circle in attending.hearing(desk, Level.ALL)
        if (prompt := prompt_waiting_in(desk, circle.id))
    ]
    return max(found, key=lambda noticed: noticed.prompt.when, default=None)


def prompt_waiting_in(desk: Desk, circle: str) -> Prompt | None:
    """The latest learning prompt of this circle that one has neither written nor answered."""
    found = [
        prompt
        for prompt in leading.prompts(desk, circle, limit=5)
        if prompt.by != desk.person and not leading.has_answered(desk, prompt.id)
    ]
    return max(found, key=lambda prompt: prompt.when, default=None)


def open_questions(desk: Desk, limit: int = 3) -> list[NoticedPost]:
    """The latest open questions of others that nobody has answered yet, or that ask one's own discipline,
    which come first."""
    mine = introducing.me(desk).discipline
    found = []
    for circle in attending.hearing(desk, Level.ALL):
        for post in posting.posts(desk, circle.id, "question", limit=20):
            known = questioning.question(desk, circle.id, post.id)
            for_me = mine in known.asked
            if post.by == desk.person or post.taken or known.state is not State.OPEN:
                continue
            if _answered_by_me(desk, post) or (posting.count_replies(desk, post.id) and not for_me):
                continue
            found.append(NoticedPost(circle=circle, post=post, for_me=for_me))
    return sorted(found, key=lambda noticed: (noticed.for_me, noticed.post.when), reverse=True)[:limit]


def _answered_by_me(desk: Desk, post: Post) -> bool:
    return any(reply.by == desk.person for reply in posting.replies(desk, post.id))


def replies_to_me(desk: Desk, limit: int = 3) -> list[NoticedPost]:
    """One's own latest posts to which others have replied, the latest reply first."""
    found = []
    for circle in attending.hearing(desk, Level.ALL, Level.MINE):
        for tab in ("topic", "question"):
            for post in posting.posts(desk, circle.id, tab, limit=20):
                latest = _latest_of_others(desk, post)
                if post.by == desk.person and not post.taken and latest:
                    found.append(NoticedPost(circle=circle, post=post, latest=latest))
    return sorted(found, key=lambda noticed: noticed.latest.when if noticed.latest else 0, reverse=True)[
        :limit
    ]


def _latest_of_others(desk: Desk, post: Post) -> Reply | None:
    found = posting.replies(desk, post.id, limit=20)
    others = [reply for reply in found if reply.by != desk.person and not reply.taken]
    return others[-1] if others else None
