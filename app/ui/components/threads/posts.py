"""Posts, prompts and replies as they stand in lists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import flet as ft

from app.domain.circles import Circle, May
from app.domain.ids import inside
from app.domain.people import Person
from app.domain.questioning import State
from app.domain.reactions import Tally
from app.domain.writing import Post, Reply
from app.i18n.catalogs import Translator
from app.services import archiving, arranging, mentioning, peering, posting, questioning, reacting
from app.services.desk import Desk
from app.services.marking import Unread
from app.services.moving import Moved
from app.services.reacting import Item
from app.ui.acting import acts, goes
from app.ui.components.cards import card
from app.ui.components.delivery import Mark, unsent
from app.ui.components.foreign import foreign
from app.ui.components.glossary.terms_in import TermsIn
from app.ui.components.letters import QUIET, body, label, quiet, section, strong
from app.ui.components.people.met import avatar, name_of, what_and_where
from app.ui.components.safety.avoided import Folded
from app.ui.components.threads.about import about_menu, edited_line, trace_line
from app.ui.components.threads.arranging import pinned_line
from app.ui.components.threads.cases import case_line
from app.ui.components.threads.leafing import Leaf, row_at
from app.ui.components.threads.moved import between, moved_line
from app.ui.components.threads.questions import (
    Help,
    HelpLine,
    discipline_of,
    help_of,
    in_lanes,
    state_mark,
)
from app.ui.components.threads.reactions import reaction_line
from app.ui.components.threads.sharing import origin_line
from app.ui.components.threads.unread import unread_line
from app.ui.components.writing.mentions import use_named
from app.ui.components.writing.written import written
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import LARGE_LETTERS, SPACE


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post, who wrote it, how many replied, and of a question how far it has come."""

    post: Post
    author: Person
    replies: int
    circle: Circle | None = None
    pinned: bool = False
    state: State = State.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """A reply or an answer, and who wrote it; of an answer to a question what its asker says of it."""

    reply: Reply
    author: Person
    mine: bool
    item: Item
    reactions: tuple[Tally, ...] = ()
    help: Help | None = None


def post_lines(desk: Desk, circle: str, tab: str, limit: int) -> list[PostLine]:
    """What is pinned in a tab, then the latest posts of it, the newest first."""
    pinned = arranging.pinned(desk, circle, tab)
    at_the_top = {post.id for post in pinned}
    latest = [post for post in posting.posts(desk, circle, tab, limit) if post.id not in at_the_top]
    return [
        PostLine(
            post=post,
            author=peering.author(desk, post),
            replies=posting.count_replies(desk, post.id),
            pinned=post.id in at_the_top,
            state=questioning.question(desk, circle, post.id).state if tab == "question" else State.OPEN,
        )
        for post in (*pinned, *reversed(latest))
    ]


def answer_lines(desk: Desk, replies: list[Reply], circle: str, post: Post) -> list[ReplyLine]:
    """The answers to a question, with what its asker says of them."""
    if peering.is_peer(desk, post.scope):
        return reply_lines(desk, replies)
    known = questioning.question(desk, circle, post.id)
    may = archiving.may_still(desk, circle, May.WRITE)
    return [
        replace(line, help=help_of(circle, post, known, line.reply, desk.person, may=may))
        for line in reply_lines(desk, replies)
    ]


def reply_lines(desk: Desk, replies: list[Reply], kind: str = "reply") -> list[ReplyLine]:
    """Replies, or answers, with their authors and what was said to them with a tap."""
    voices = peering.voices(desk, replies)
    return [
        ReplyLine(
            reply=reply,
            author=peering.author(desk, reply, voices),
            mine=reply.by == desk.person,
            item=Item(scope=reply.scope, kind=kind, id=reply.id),
            reactions=reacting.reactions(desk, reply.id),
        )
        for reply in replies
    ]


def byline(
    author: Person, ago: str, words: Translator, *extra: ft.Control, ink: ft.Colors = QUIET
) -> ft.Control:
    """Who wrote it, how long ago."""
    return ft.Row(
        wrap=True,
        spacing=SPACE.S,
        run_spacing=SPACE.XS,
        controls=[label(name_of(author, words), ink), quiet(ago, lines=1, color=ink), *extra],
    )


def thread(
    here: Here,
    lines: list[ReplyLine],
    counted: str,
    leaf: Leaf,
    total: int,
    nothing: str,
    found: str,
    *,
    may: bool,
    governs: bool,
    unread: Unread | None = None,
    lanes: Sequence[str] = (),
    moved: Sequence[Moved] = (),
) -> list[ft.Control]:
    """What was said to a post or a prompt, oldest first; or the sentence for when nothing was. What was
    `found` in a search is framed, and above what is `unread` there is a line; `lanes` are the disciplines by
    which it stands."""
    words = here.speech.words
    if not lines:
        return [moved_line(here, one) for one in moved] or [quiet(nothing)]
    older = ft.TextButton(words.t("Show older"), on_click=acts(here, leaf.older))
    newer = ft.TextButton(words.t("Show newer"), on_click=acts(here, leaf.newer))
    cards: list[ft.Control] = []
    grouped = bool(lanes)
    order = in_lanes([line.author for line in lines], lanes) if grouped else range(len(lines))
    heading = ""
    before = 0 if total <= len(lines) else lines[0].reply.order
    for line in (lines[place] for place in order):
        if grouped and heading != (heading := discipline_of(line.author, words)):
            cards.append(strong(heading))
        if not grouped:
            cards += [moved_line(here, one) for one in between(moved, before, line.reply.order)]
            before = line.reply.order
        if unread and not grouped and line.reply.id == unread.first:
            cards.append(unread_line(unread, words))
        ago, looked_for = here.ago(line.reply.when), line.reply.id == found
        shown = ReplyCard(line, ago, looked_for, may, governs)
        cards.append(row_at(line.reply.id, Folded(line.author.id, name_of(line.author, words), shown)))
    if leaf.at_the_end:
        cards += [moved_line(here, one) for one in between(moved, before, None)]
    return [
        section(counted),
        *([older] if total > len(lines) >= leaf.stretch.limit else []),
        *cards,
        *([] if leaf.at_the_end else [newer]),
    ]


@ft.component
def _PostCard(line: PostLine, ago: str) -> ft.Control:
    """A post in the list of a tab; `ago` is given, so that it is told anew when time has passed."""
    here, words = use_here(), use_words()
    post = line.post
    begun = use_reading(lambda desk: mentioning.words(desk, post.scope, post.body, words.lang))
    answered = (
        words.tn("{n} answer", "{n} answers", line.replies)
        if post.tab == "question"
        else words.tn("{n} reply", "{n} replies", line.replies)
    )
    said = (
        [trace_line(post.taken, words)]
        if post.taken
        else [
            strong(post.title, lines=3),
            *case_line(post.case, words),
            body(begun, lines=2),
            byline(line.author, ago, words, *foreign(post.lang, words), *edited_line(here, post.edited)),
        ]
    )
    return card(
        [
            *([pinned_line(words)] if line.pinned else []),
            *([] if post.taken else origin_line(post.origin, words)),
            *said,
            *([label(answered)] if line.replies else []),
            *state_mark(line.state, words),
            *unsent(post.delivery, post.why),
        ],
        on_click=goes(here, f"/circles/{inside(post.scope)}/posts/{post.id}"),
    )


PostCard = memo(_PostCard)


@ft.component
def _ReplyCard(
    line: ReplyLine, ago: str, found: bool = False, may: bool = False, governs: bool = False
) -> ft.Control:
    """A reply to a post, or an answer to a prompt; framed if it was `found` in a search. One `may` react to
    it; who `governs` the circle may remove it."""
    here, words, layout = use_here(), use_words(), use_layout()
    reply = line.reply
    named = use_named(reply.scope, reply.body)
    if reply.taken:
        return card([trace_line(reply.taken, words), *unsent(reply.delivery, reply.why)], framed=found)
    where, large = quiet(what_and_where(line.author, words)), layout.letters > LARGE_LETTERS
    menu = about_menu(here, line.item, mine=line.mine, governs=governs)
    return card(
        [
            ft.Row(
                spacing=SPACE.M,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    avatar(line.author, words.lang, dark=layout.dark),
                    ft.Column(
                        expand=True,
                        spacing=0,
                        controls=[
                            label(name_of(line.author, words)),
                            *([] if large else [where]),
                        ],
                    ),
                    menu,
                ],
            ),
            *([where] if large else []),
            ft.SelectionArea(written(reply.body, words, named=named)),
            TermsIn((reply.body,)),
            ft.Row(
                wrap=True,
                spacing=SPACE.S,
                controls=[
                    quiet(ago, lines=1),
                    *foreign(reply.lang, words),
                    *edited_line(here, reply.edited),
                    *([Mark(reply.delivery, reply.why)] if line.mine else []),
                ],
            ),
            *([HelpLine(line.help, reply.id)] if line.help else []),
            *reaction_line(here, line.item, line.reactions, may=may),
        ],
        framed=found,
    )


ReplyCard = memo(_ReplyCard)
