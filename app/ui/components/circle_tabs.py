"""The tabs of a circle: its topics and questions, its learning prompts, its members."""

from typing import Any

import flet as ft

from app.domain.circles import Member, Role
from app.domain.starters import STARTER_PROMPTS, Starter
from app.i18n.catalogs import Translator
from app.services import belonging, leading
from app.services.desk import Desk
from app.ui.acting import acts, goes
from app.ui.components.asked import due_line
from app.ui.components.cards import empty
from app.ui.components.ideas import begin_from, idea_card
from app.ui.components.letters import quiet, section
from app.ui.components.people import person_line
from app.ui.components.posts import PostCard, PromptCard, post_lines
from app.ui.hooks import use_state
from app.ui.keyboard import watched
from app.ui.state import Here, use_here, use_layout, use_reading, use_words
from app.ui.theme import SPACE

WINDOW = 30


@ft.component
def PostsTab(circle: str, tab: str, role: Role | None) -> ft.Control:
    """The topics or the questions of a circle, the newest first."""
    here, words = use_here(), use_words()
    window, widen = use_state(lambda: WINDOW)
    lines = use_reading(lambda desk: post_lines(desk, circle, tab, window))
    asking = tab == "question"
    begin = words.t("Ask a question") if asking else words.t("New topic")
    button = ft.FilledTonalButton(
        begin, icon=ft.Icons.EDIT, on_click=goes(here, f"/circles/{circle}/new/{tab}")
    )
    if not lines:
        headline = words.t("No questions yet") if asking else words.t("No topics yet")
        sentence = (
            words.t("Ask what you would ask a colleague over tea. Someone here may know.")
            if asking
            else words.t("Tell about something you tried, saw or read. Others can reply.")
        )
        return empty(headline, sentence, *([button] if role else []))
    more = ft.TextButton(words.t("Show older"), on_click=acts(here, lambda: widen(window + WINDOW)))
    return _stack(
        [
            *([button] if role else []),
            *[PostCard(line, here.ago(line.post.when), key=line.post.id) for line in lines],
            *([more] if len(lines) == window else []),
        ]
    )


@ft.component
def PromptsTab(circle: str, role: Role | None) -> ft.Control:
    """The learning prompts of a circle, the newest first; its leaders can ask another."""
    here, words = use_here(), use_words()
    prompts = use_reading(lambda desk: list(reversed(leading.prompts(desk, circle, WINDOW))))
    told = use_reading(lambda desk: [_told(desk, prompt.id) for prompt in prompts])
    leads = role is Role.LEADER
    button = ft.FilledTonalButton(
        words.t("Ask a learning prompt"),
        icon=ft.Icons.LIGHTBULB_OUTLINE,
        on_click=goes(here, f"/circles/{circle}/ask"),
    )
    if not prompts:
        sentence = (
            words.t("Ask one question to think about, in both languages.")
            if leads
            else words.t("A leader of this circle asks them. You will see the next one on Home.")
        )
        nothing = empty(words.t("No learning prompts yet"), sentence, *([button] if leads else []))
        return _stack([nothing, *(_ideas(here, circle, words) if leads else [])])
    cards = [
        PromptCard(prompt, answers, answered, leads, due_line(here, prompt.due), key=prompt.id)
        for prompt, (answers, answered) in zip(prompts, told, strict=True)
    ]
    return _stack([*([button] if leads else []), *cards])


@ft.component
def PeopleTab(circle: str, role: Role | None) -> ft.Control:
    """Who belongs to the circle and as what, and the way out of it."""
    here, words, layout = use_here(), use_words(), use_layout()
    members = use_reading(lambda desk: belonging.members(desk, circle))
    leave = ft.TextButton(
        words.t("Leave circle"),
        icon=ft.Icons.LOGOUT,
        on_click=acts(here, lambda: _leave(here, circle)),
    )
    lines = [
        ft.Row(
            spacing=0,
            controls=[
                ft.Container(
                    person_line(here, m.person, words, dark=layout.dark, beside=role_word(m.role, words)),
                    expand=True,
                ),
                *(
                    [_menu(here, circle, m, words)]
                    if role is Role.LEADER and m.person.id != here.desk.person
                    else []
                ),
            ],
        )
        for m in members
    ]
    if not lines:
        return empty(
            words.t("Nobody is here yet on this device"),
            words.t("Members are shown to those who have joined. Join and be the first."),
        )
    return _stack(
        [quiet(words.tn("{n} member", "{n} members", len(lines))), *lines, *([leave] if role else [])]
    )


def role_word(role: Role, words: Translator) -> str:
    """What a member is, in a word."""
    return {
        Role.LEADER: words.t("Leader"),
        Role.MODERATOR: words.t("Moderator"),
        Role.MEMBER: words.t("Member"),
        Role.GUEST: words.t("Guest"),
    }[role]


def _ideas(here: Here, circle: str, words: Translator) -> list[ft.Control]:
    """Two prompts to begin from, where there is none yet."""

    def taking(idea: Starter) -> Any:
        return acts(here, lambda: begin_from(here, circle, idea))

    cards = [idea_card(words.lang, idea, taking(idea)) for idea in STARTER_PROMPTS[:2]]
    return [section(words.t("Or begin from one of these")), *cards]


def _told(desk: Desk, prompt: str) -> tuple[int, bool]:
    return leading.count_answers(desk, prompt), leading.has_answered(desk, prompt)


def _menu(here: Here, circle: str, member: Member, words: Translator) -> ft.Control:
    """What a leader can do for a member: make them leader, moderator or member, or take them out."""

    def giving(role: Role) -> Any:
        return acts(here, lambda: belonging.give_role(here.desk, circle, member.person.id, role))

    def item(said: str, does: Any) -> ft.PopupMenuItem:
        return ft.PopupMenuItem(content=ft.Text(said), on_click=does)

    choices = {
        Role.LEADER: words.t("Make leader"),
        Role.MODERATOR: words.t("Make moderator"),
        Role.MEMBER: words.t("Make member"),
    }
    removing = acts(here, lambda: belonging.remove(here.desk, circle, member.person.id))
    menu = ft.PopupMenuButton(
        padding=SPACE.M,
        tooltip=words.t("What this member may do"),
        items=[
            *[item(said, giving(role)) for role, said in choices.items() if role is not member.role],
            item(words.t("Remove from the circle"), removing),
        ],
    )
    return ft.MergeSemantics(watched(here, menu))


def _leave(here: Here, circle: str) -> None:
    belonging.leave(here.desk, circle)
    words = here.speech.words
    here.page.show_dialog(
        ft.SnackBar(
            ft.Text(words.t("You left the circle.")),
            duration=10_000,
            action=ft.SnackBarAction(
                label=words.t("Undo"), on_click=acts(here, lambda: belonging.join(here.desk, circle))
            ),
        )
    )


def _stack(controls: list[ft.Control]) -> ft.Control:
    return ft.Column(controls, spacing=SPACE.M, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
