"""One topic or question, and what was said to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.domain.circles import Circle, May, Role, may, may_write
from app.domain.errors import Refused
from app.domain.ids import inside
from app.domain.people import Person
from app.domain.questioning import Question
from app.domain.reactions import Tally
from app.domain.traces import BY_AUTHOR
from app.domain.writing import Post
from app.i18n.catalogs import Translator
from app.services import arranging, belonging, moving, peering, posting, questioning, reacting
from app.services.arranging import Standing
from app.services.desk import Desk
from app.services.leafing import Stretch
from app.services.moving import Moved
from app.services.reacting import Item
from app.ui import troubles
from app.ui.acting import acts
from app.ui.address import use_address
from app.ui.components.cards import card, notice
from app.ui.components.circles.archived import archived_foot, nobody_replied
from app.ui.components.circles.door import join_first
from app.ui.components.circles.peers import briefly
from app.ui.components.delivery import Mark, unsent
from app.ui.components.foreign import foreign
from app.ui.components.frame import screen
from app.ui.components.glossary.terms_in import TermsIn
from app.ui.components.home.mentioned import use_seeing_mentions
from app.ui.components.letters import quiet, title
from app.ui.components.stack import stack
from app.ui.components.threads.about import about_menu, edited_line, trace_line
from app.ui.components.threads.arranging import arranging_items, pinned_line
from app.ui.components.threads.cases import case_line, tried_part
from app.ui.components.threads.moved import came_from_line
from app.ui.components.threads.posts import ReplyLine, answer_lines, byline, reply_lines, thread
from app.ui.components.threads.questions import QuestionLine, lanes, unheard_line
from app.ui.components.threads.reactions import reaction_line
from app.ui.components.threads.reading import use_thread
from app.ui.components.threads.sharing import Offers, origin_part, sharing_items
from app.ui.components.threads.unread import NewPill, above_foot
from app.ui.components.writing.begun import Begun
from app.ui.components.writing.composer import Composer
from app.ui.components.writing.written import Said
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words

Found = tuple[Post, Person, Sequence[Tally]]
"""A post, who wrote it, and what was said to it with a tap."""


@ft.component
def PostScreen() -> ft.View:
    """The post, its replies oldest first, and the composer; or the way into the circle."""
    here, words = use_here(), use_words()
    params = use_address()
    circle, post_id = params.get("circle", ""), params.get("post", "")
    found = use_reading(lambda desk: _found(desk, circle, post_id))
    read = partial(_lines, circle, post_id, found)
    at = params.get("at", "")
    seen = use_thread(circle, "reply", post_id, at, read, present=found is not None)
    lines, leaf = seen.lines, seen.leaf
    in_time, order = use_state(lambda: False)
    total = use_reading(lambda desk: posting.count_replies(desk, post_id))
    use_seeing_mentions(circle, post_id, found[0].order if found else 0)
    beside = use_reading(lambda desk: _beside(desk, circle, post_id))
    send = ft.use_callback(lambda text: posting.reply(here.desk, circle, post_id, text), [circle, post_id])
    if found is None:
        return _unknown(post_id, words)
    post, _, _ = found
    role, over, asking = beside.role, beside.over, post.tab == "question"
    writes, governs = may_write(role) and not over, may(role, May.TIDY)
    order_of = lanes([line.author for line in lines], beside.question) if asking else ()
    several = len(order_of) > 1
    return screen(
        words.t("Question") if asking else words.t("Topic"),
        [
            *_above(here, circle, post, beside.standing, words),
            card(_taken(post, words) if post.taken else _said(here, found, writes)),
            *([_question(post, beside, words, writes)] if asking and beside.home else []),
            *([_orders(here, in_time, order)] if several else []),
            *([quiet(briefly(words))] if beside.peer and role else []),
            *thread(
                here,
                lines,
                _counted(asking, total, words),
                leaf,
                total,
                nobody_replied(words) if over else _nothing_yet(words),
                at,
                may=writes,
                governs=governs,
                unread=seen.unread,
                lanes=order_of if several and not in_time else (),
                moved=beside.moved,
            ),
            *(unheard_line(beside.unheard, words) if total and not over else []),
        ],
        actions=_menu(here, circle, post, beside.standing, governs=governs, alone=not total),
        foot=above_foot(NewPill(post_id, seen.away, leaf.at_the_end), _foot(here, post, beside, send)),
        scrolled=seen.away.ref,
        on_scroll=seen.away.on_scroll,
        identifier="post",
    )


def _above(here: Here, circle: str, post: Post, standing: Standing, words: Translator) -> list[ft.Control]:
    """That it is pinned, and where it began."""
    pinned = [pinned_line(words)] if standing.pinned else []
    return [*pinned, *([came_from_line(here, circle, post.came_from)] if post.came_from else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What goes with a post: what one is in its circle, what that is, and how the post stands there; as a
    question, how far it has come, and which of those it asks have not answered."""

    role: Role | None
    home: Circle | None
    question: Question
    unheard: Sequence[str]
    moved: Sequence[Moved]
    standing: Standing

    @property
    def peer(self) -> bool:
        return self.home is not None and self.home.peer

    @property
    def over(self) -> bool:
        return self.home is not None and self.home.archived


def _beside(desk: Desk, circle: str, post: str) -> _Beside:
    return _Beside(
        role=belonging.role_in(desk, circle),
        home=belonging.circle(desk, circle),
        question=questioning.question(desk, circle, post),
        unheard=questioning.unheard(desk, circle, post),
        moved=moving.lines(desk, circle, post),
        standing=arranging.standing(desk, circle, post),
    )


def _unknown(post: str, words: Translator) -> ft.View:
    sentence = troubles.sentence("post.unknown", {}, words)
    return screen(words.t("Topic"), [notice(ft.Icons.INFO_OUTLINE, sentence), Begun(_draft_of(post))])


def _draft_of(post: str) -> str:
    return f"reply:{post}"


def _lines(circle: str, post: str, found: Found | None, desk: Desk, stretch: Stretch) -> list[ReplyLine]:
    replies = posting.replies(desk, post, stretch.limit, stretch.before)
    if found and found[0].tab == "question":
        return answer_lines(desk, replies, circle, found[0])
    return reply_lines(desk, replies)


def _question(post: Post, beside: _Beside, words: Translator, may: bool) -> ft.Control:
    """Whom it asks, and what its asker can do; where nobody has a name, nobody is known to have asked."""
    everybody = _who_can_answer(beside, words)
    if beside.peer:
        return quiet(everybody)
    return QuestionLine(inside(post.scope), post, beside.question, everybody, may)


def _counted(asking: bool, total: int, words: Translator) -> str:
    if asking:
        return words.tn("{n} answer", "{n} answers", total)
    return words.tn("{n} reply", "{n} replies", total)


def _orders(here: Here, in_time: bool, order: Callable[[bool], None]) -> ft.Control:
    """The way from answers by discipline to answers as they came, and back."""
    words = here.speech.words
    said = words.t("Answers by discipline") if in_time else words.t("Answers as they came")
    button = ft.TextButton(said, icon=ft.Icons.SORT, on_click=acts(here, lambda: order(not in_time)))
    return ft.Row([button], wrap=True)


def _said(here: Here, found: Found, writes: bool) -> list[ft.Control]:
    """The post itself; who `writes` here may react to it."""
    post, author, reactions = found
    words = here.speech.words
    mine = post.by == here.desk.person
    return [
        *origin_part(post.origin, words),
        title(post.title),
        byline(
            author, here.ago(post.when), words, *foreign(post.lang, words), *edited_line(here, post.edited)
        ),
        *case_line(post.case, words),
        ft.SelectionArea(stack(tried_part(post.case, Said(post.body, post.scope), words))),
        TermsIn((post.title, post.case.tried, post.body)),
        *([Mark(post.delivery, post.why)] if mine else []),
        *reaction_line(here, _item(post), reactions, may=writes),
        *([Offers(post.scope, post.id)] if mine else []),
    ]


def _taken(post: Post, words: Translator) -> list[ft.Control]:
    """What is left of it."""
    return [trace_line(post.taken, words), *unsent(post.delivery, post.why)]


def _item(post: Post) -> Item:
    return Item(scope=post.scope, kind="post", id=post.id)


def _menu(
    here: Here, circle: str, post: Post, standing: Standing, *, governs: bool, alone: bool
) -> list[ft.Control]:
    """What one can do about it; where nobody had answered, nothing stays here to look at."""

    def leave() -> None:
        if alone:
            here.go(f"/circles/{circle}")

    if post.taken:
        return []
    mine = post.by == here.desk.person
    others = [*arranging_items(here, circle, post, standing), *sharing_items(here, circle, post)]
    return [about_menu(here, _item(post), mine=mine, governs=governs, then=leave, others=others)]


def _foot(here: Here, post: Post, beside: _Beside, send: Callable[[str], object]) -> ft.Control | None:
    """The place to answer; the way in for who does not belong here; why there is none where the circle is
    over; nothing where leaders ended it."""
    words = here.speech.words
    if beside.role is None:
        return join_first(here, inside(post.scope))
    if post.taken not in ("", BY_AUTHOR):
        return None
    if beside.over:
        return archived_foot(here, _draft_of(post.id))
    hint = words.t("Write an answer") if post.tab == "question" else words.t("Write a reply")
    return Composer(_draft_of(post.id), hint, send, scope=post.scope)


def _found(desk: Desk, circle: str, post: str) -> Found | None:
    try:
        found = posting.the_post(desk, circle, post)
    except Refused:
        return None
    return found, peering.author(desk, found), reacting.reactions(desk, post)


def _nothing_yet(words: Translator) -> str:
    return words.t("Nobody has written here yet. A short answer helps too.")


def _who_can_answer(beside: _Beside, words: Translator) -> str:
    if beside.home is None or beside.over:
        return ""
    circle = beside.home.name.best(words.lang)
    return words.t("Every member of {circle} can answer, from any discipline.", circle=circle)
