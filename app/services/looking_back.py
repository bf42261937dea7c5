"""Looking back: what a week brought to one's circles, put together on this device from what it has."""

from dataclasses import dataclass
from itertools import chain

from app.domain.circles import Circle
from app.domain.ids import time_of
from app.domain.questioning import HELPED
from app.domain.records import Record
from app.domain.writing import Post, Prompt, Reply
from app.services import avoiding, belonging, leading, posting
from app.services.desk import Desk

DAY_MS = 24 * 3600 * 1000
WEEK_MS = 7 * DAY_MS
THREADS = 3
"""Threads named of each circle: those with the most that is new."""
_LOOKED_AT = 40
"""The latest threads of each tab that are looked at, and of each the latest replies; so it takes a moment
only, however old and large a circle is."""
_GLANCE = 10
"""As many are looked at to see whether there is anything; Home asks often."""
_NOTE = "looked_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A post, and how many replies the week brought to it."""

    post: Post
    replies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """An answer that helped, as its asker said this week, and why."""

    question: Post
    because: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleWeek:
    """A circle's week: how much was written, and what of it is worth a look."""

    circle: Circle
    topics: int
    questions: int
    replies: int
    prompts: tuple[Prompt, ...]
    threads: tuple[Thread, ...]
    helped: tuple[Help, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The seven days until `until`, in milliseconds; circles in which nothing happened are left out."""

    since: int
    until: int
    circles: tuple[CircleWeek, ...]
    replies_to_me: int
    helped_by_me: int


def week(desk: Desk) -> Week:
    """The last seven days. Nothing of it comes from who was muted or blocked here."""
    until = desk.clock()
    since = until - WEEK_MS
    found = [_of_circle(desk, circle, since) for circle in _going_on(desk)]
    return Week(
        since=since,
        until=until,
        circles=tuple(one for one, _ in found if _happened(one)),
        replies_to_me=sum(to_me for _, to_me in found),
        helped_by_me=sum(help.mine for one, _ in found for help in one.helped),
    )


def is_offered(desk: Desk) -> bool:
    """Whether Home should offer it: once in seven days, and only where there is something to look back at."""
    last = int(desk.memory.note(_NOTE, 0)) or time_of(desk.person)
    if desk.clock() - last < WEEK_MS:
        return False
    since = desk.clock() - WEEK_MS
    return any(_has_news(desk, circle, since) for circle in _going_on(desk))


def _going_on(desk: Desk) -> list[Circle]:
    """One's circles without those that are archived, in which nothing waits."""
    return [circle for circle in belonging.mine(desk) if not circle.archived]


def put_away(desk: Desk) -> None:
    """It was looked at, or is not wanted: it is offered again in a week. This stays on the device."""
    desk.memory.set_note(_NOTE, desk.clock())


def _happened(one: CircleWeek) -> bool:
    return bool(one.topics or one.questions or one.replies or one.prompts or one.helped)


def _has_news(desk: Desk, circle: Circle, since: int) -> bool:
    latest = chain(
        posting.posts(desk, circle.id, "topic", _GLANCE),
        posting.posts(desk, circle.id, "question", _GLANCE),
        leading.prompts(desk, circle.id, _GLANCE),
    )
    news = (one for one in latest if one.when >= since and one.by != desk.person and not one.taken)
    return any(not (one.by and avoiding.why_folded(desk, one.by)) for one in news)


def _of_circle(desk: Desk, circle: Circle, since: int) -> tuple[CircleWeek, int]:
    """A circle's week, and how many replies of it were to oneself."""
    folded: dict[str, bool] = {}

    def counts(one: Post | Reply | Prompt) -> bool:
        if one.by not in folded:
            folded[one.by] = bool(one.by and avoiding.why_folded(desk, one.by))
        return not (one.taken or folded[one.by])

    posts = [
        post
        for tab in ("topic", "question")
        for post in posting.posts(desk, circle.id, tab, _LOOKED_AT)
        if counts(post)
    ]
    fresh = {
        post.id: [
            reply
            for reply in posting.replies(desk, post.id, _LOOKED_AT)
            if reply.when >= since and counts(reply)
        ]
        for post in posts
    }
    lively = sorted(posts, key=lambda post: (len(fresh[post.id]), post.when), reverse=True)
    told = CircleWeek(
        circle=circle,
        topics=sum(post.tab == "topic" and post.when >= since for post in posts),
        questions=sum(post.tab == "question" and post.when >= since for post in posts),
        replies=sum(map(len, fresh.values())),
        prompts=tuple(
            prompt
            for prompt in leading.prompts(desk, circle.id, _LOOKED_AT)
            if prompt.when >= since and counts(prompt)
        ),
        threads=tuple(
            Thread(post=post, replies=len(fresh[post.id]))
            for post in lively
            if fresh[post.id] or post.when >= since
        )[:THREADS],
        helped=tuple(
            chain.from_iterable(_helped(desk, post, since) for post in posts if post.tab == "question")
        ),
    )
    to_me = sum(
        reply.by != desk.person for post in posts if post.by == desk.person for reply in fresh[post.id]
    )
    return told, to_me


def _helped(desk: Desk, question: Post, since: int) -> list[Help]:
    marks = desk.memory.page(f"{question.id}/{HELPED}", _LOOKED_AT)
    return [
        Help(question=question, because=str(mark.values.get("because", "")), mine=_wrote(desk, mark))
        for mark in marks
        if mark.when >= since and not mark.gone and mark.values.get("on") is True
    ]


def _wrote(desk: Desk, mark: Record) -> bool:
    answer = desk.memory.get(mark.scope, "reply", mark.id)
    return answer is not None and answer.by == desk.person
