"""Noticing: what waits for this person today; nothing of those whom they muted or blocked."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.attending import Level
from app.domain.circles import Circle
from app.domain.ids import circle_scope
from app.domain.markup import mentioned
from app.domain.people import Person
from app.domain.questioning import State
from app.domain.writing import Message, Post, Prompt, Reply, Written
from app.services import (
    attending,
    avoiding,
    finding,
    grouping,
    introducing,
    leading,
    marking,
    posting,
    questioning,
)
from app.services.desk import Desk
from app.services.marking import place_of


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """That somebody called one: in which words, by whom, and in which circle, or group of which name.

    `thread` is the post or the prompt it is read under, and `about` the title of that post.
    """

    said: Written
    author: Person
    circle: Circle | None = None
    group: str = ""
    kind: str = ""
    thread: str = ""
    about: str = ""


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
        if prompt.by != desk.person
        and not avoiding.why_folded(desk, prompt.by)
        and not leading.has_answered(desk, prompt.id)
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
            if avoiding.why_folded(desk, post.by):
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
    heard = [reply for reply in others if not avoiding.why_folded(desk, reply.by)]
    return heard[-1] if heard else None


def mentions(desk: Desk, limit: int = 3) -> list[Mention]:
    """Where others called one and one has not looked yet, the latest first; not where one wants no word."""
    found = sorted(_mentions(desk), key=lambda mention: mention.said.when, reverse=True)
    return found[:limit]


def count_mentions(desk: Desk) -> int:
    """How often one was called in circles and has not looked yet."""
    return sum(mention.circle is not None for mention in _mentions(desk))


def see_mentions(desk: Desk, scope: str, thread: str, upto: int) -> None:
    """Take note that one has seen what was said in a thread up to this place, if one was called there."""
    seen = (m.said.order for m in _mentions(desk) if m.thread == thread and m.said.order <= upto)
    marking.note(desk, place_of(scope, thread), max(seen, default=0))


def _mentions(desk: Desk) -> Iterator[Mention]:
    for circle in attending.hearing(desk, Level.ALL, Level.MINE):
        if not circle.peer:
            yield from _in_circle(desk, circle)
    for line in grouping.groups(desk):
        if not line.muted and line.unread:
            yield from _in_group(desk, line.group.scope, line.group.name)


def _in_circle(desk: Desk, circle: Circle) -> Iterator[Mention]:
    scope = circle_scope(circle.id)
    for record in desk.calls.of(desk.memory, desk.person, scope):
        said = Post.of(record) if record.kind == "post" else Reply.of(record)
        thread = said.to if isinstance(said, Reply) else said.id
        if not _calls(desk, said) or marking.read_to(desk, place_of(scope, thread)) >= said.order:
            continue
        post = desk.memory.get(scope, "post", thread)
        yield Mention(
            said=said,
            author=finding.person(desk, said.by, scope=scope),
            circle=circle,
            kind=record.kind,
            thread=thread,
            about=Post.of(post).title if post else "",
        )


def _in_group(desk: Desk, scope: str, name: str) -> Iterator[Mention]:
    behind = desk.memory.page_behind(f"{scope}/dm", marking.COUNTED, marking.read_to(desk, scope))
    for said in map(Message.of, behind):
        if _calls(desk, said):
            author = finding.person(desk, said.by, scope=scope)
            yield Mention(said=said, author=author, group=name, kind="dm")


def _calls(desk: Desk, said: Written) -> bool:
    if said.taken or said.by in ("", desk.person) or avoiding.why_folded(desk, said.by):
        return False
    return desk.person in mentioned(said.body)
