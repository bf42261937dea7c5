"""What a question has come to: whom it asks, whether an answer helped and why, and what its asker can do."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from app.domain.people import Person
from app.domain.questioning import Question, State
from app.domain.taxonomy import DISCIPLINES
from app.domain.writing import Post, Reply
from app.i18n.catalogs import Translator
from app.services import questioning
from app.ui.acting import acts
from app.ui.components.fields import use_form
from app.ui.components.letters import quiet, with_icon
from app.ui.components.term_picker import TermPicker
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.hooks import use_state
from app.ui.state import use_here, use_words
from app.ui.theme import SPACE, flush


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Of an answer: whether and why it helped the asker, and whether the reader is the one who may say so."""

    circle: str
    question: str
    marked: bool = False
    because: str = ""
    mine: bool = False


def help_of(
    circle: str, post: Post, question: Question, reply: Reply, person: str, *, may: bool
) -> Help | None:
    """What there is to say of this answer; nothing where its asker said nothing and is somebody else.

    `may` says that `person` may write in the circle, without which an asker says nothing more there.
    """
    may_say = may and post.by == person and reply.by != person and not reply.taken
    marked = reply.id in question.helped
    if not (marked or may_say):
        return None
    because = question.helped.get(reply.id, "")
    return Help(circle=circle, question=post.id, marked=marked, because=because, mine=may_say)


def state_mark(state: State, words: Translator) -> list[ft.Control]:
    """How far a question has come, in a word and an icon; an open one needs none."""
    if state is State.OPEN:
        return []
    said = {State.HELPED: words.t("An answer helped"), State.CLOSED: words.t("Closed")}[state]
    return [
        with_icon(
            {State.HELPED: ft.Icons.VOLUNTEER_ACTIVISM, State.CLOSED: ft.Icons.LOCK_OUTLINE}[state], said
        )
    ]


@ft.component
def QuestionLine(circle: str, post: Post, question: Question, everybody: str, may: bool = True) -> ft.Control:
    """Whom it asks and how far it has come; for an asker who `may` write the ways on."""
    here, words = use_here(), use_words()
    mine, whom = may and post.by == here.desk.person, asks(question.asked, words) or everybody
    others = {code: term for code, term in DISCIPLINES.items() if code not in question.asked}

    def ask_also(code: str) -> None:
        if code:
            questioning.ask_also(here.desk, circle, post.id, code)

    def close() -> None:
        questioning.close(here.desk, circle, post.id, closed=not question.closed)

    doing = words.t("Open it again") if question.closed else words.t("Close the question")
    button = ft.TextButton(doing, style=flush(), on_click=acts(here, close))
    controls = [
        *state_mark(question.state, words),
        *([quiet(whom)] if whom else []),
        *([TermPicker(words.t("Ask another discipline"), "", others, ask_also)] if mine and others else []),
        *([ft.Row([button], wrap=True)] if mine else []),
    ]
    return ft.Column(controls, spacing=SPACE.S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def asks(asked: Sequence[str], words: Translator) -> str:
    """Whom a question asks, in words; nothing where it asks everybody."""
    names = [DISCIPLINES[code].word(words.lang) for code in asked if code in DISCIPLINES]
    # NOTE: {disciplines} is a list such as "Physiotherapist and Nurse"
    return words.t("Asks above all: {disciplines}", disciplines=words.formatter.list(names)) if names else ""


@ft.component
def HelpLine(help: Help, reply: str) -> ft.Control:
    """That an answer helped and why; for the asker the way to say it, and to take it back."""
    here, words = use_here(), use_words()
    saying, say_it = use_state(lambda: False)
    form, guard = use_form(f"helped:{reply}", {"because": help.because}), use_guard()

    def say(on: bool) -> None:
        if on and not guard.lets_pass():
            return
        because = str(form.values.get("because", "")) if on else help.because
        questioning.say_it_helped(here.desk, help.circle, help.question, reply, because, on=on)
        form.done()
        say_it(False)

    if saying:
        save = ft.FilledTonalButton(words.t("Say that it helped"), on_click=acts(here, lambda: say(True)))
        field = GuardedInput(
            guard, form, "because", words.t("It helped me, because … (if you like)"), lines=2
        )
        cancel = ft.TextButton(words.t("Cancel"), on_click=acts(here, lambda: say_it(False)))
        return ft.Column([field, ft.Row([save, cancel], wrap=True, spacing=SPACE.S)], spacing=SPACE.S)
    told = [_told(help.because, words)] if help.marked else []
    if not help.mine:
        return ft.Column(told, spacing=0)
    begin = ft.TextButton(
        words.t("Why it helped") if help.marked else words.t("This helped me"),
        icon=ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
        style=flush(),
        on_click=acts(here, lambda: say_it(True)),
    )
    undo = ft.TextButton(words.t("Take it back"), style=flush(), on_click=acts(here, lambda: say(False)))
    buttons = ft.Row([begin, *([undo] if help.marked else [])], wrap=True, spacing=SPACE.L)
    return ft.Column([*told, buttons], spacing=0)


def _told(because: str, words: Translator) -> ft.Control:
    # NOTE: said of an answer that helped whoever asked; {why} is in their own words
    said = (
        words.t("This helped the asker, because: {why}", why=because)
        if because
        else words.t("This helped the asker")
    )
    return with_icon(ft.Icons.VOLUNTEER_ACTIVISM, said, ft.Colors.PRIMARY)


def discipline_of(person: Person, words: Translator) -> str:
    """The heading under which the answers of this person stand."""
    known = DISCIPLINES.get(person.discipline) or DISCIPLINES["other"]
    return known.word(words.lang)


def lanes(authors: Sequence[Person], question: Question) -> tuple[str, ...]:
    """The disciplines by which answers stand together: first those that the question asks."""
    answered = [author.discipline for author in authors]
    return tuple(dict.fromkeys((*(code for code in question.asked if code in answered), *answered)))


def in_lanes(authors: Sequence[Person], order: Sequence[str]) -> list[int]:
    """The places of answers, those of one discipline together, in this order of disciplines."""
    seen = list(order)
    return sorted(range(len(authors)), key=lambda place: seen.index(authors[place].discipline))


def unheard_line(unheard: Sequence[str], words: Translator) -> list[ft.Control]:
    """Under the answers: of which disciplines that were asked none is there yet."""
    names = [DISCIPLINES[code].word(words.lang) for code in unheard if code in DISCIPLINES]
    # NOTE: {disciplines} is a list such as "Physiotherapist and Nurse"
    said = words.t("No answer yet from: {disciplines}", disciplines=words.formatter.list(names))
    return [with_icon(ft.Icons.HOURGLASS_EMPTY, said)] if names else []
