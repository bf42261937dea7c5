"""The poll of a learning prompt: its choices, and to who has chosen what all chose, in sums."""

from collections.abc import Callable

import flet as ft

from app.domain.bilingual import Bilingual
from app.domain.polling import ENOUGH, FEW, OTHERS, Counted, Vote
from app.domain.taxonomy import DISCIPLINES
from app.domain.writing import Prompt
from app.i18n.catalogs import Translator
from app.services import voting
from app.ui.acting import acts
from app.ui.components.cards import card
from app.ui.components.choices import radios
from app.ui.components.fold import fold
from app.ui.components.letters import body, label, quiet, section
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush


@ft.component
def Poll(circle: str, prompt: Prompt, may: bool) -> ft.Control:
    """The choices for who may vote; what is told, for who has voted; and what is told to whom."""
    here, words = use_here(), use_words()
    mine = use_reading(lambda desk: voting.vote(desk, prompt.id))
    changing, change = use_state(lambda: False)
    ft.use_effect(lambda: voting.look(here.desk, circle, prompt.id), [prompt.id, mine and mine.choice])

    def choose(code: str) -> None:
        voting.choose(here.desk, circle, prompt.id, int(code))
        change(False)

    parts = [_choosing(here, prompt, mine, choose)] if may and (mine is None or changing) else []
    if mine and not parts:
        parts = _results(here, words, prompt, mine)
        if may:
            again = ft.TextButton(
                words.t("Choose otherwise"), style=flush(), on_click=acts(here, lambda: change(True))
            )
            parts.append(ft.Row([again], wrap=True))
    if mine is None and not may:
        parts = [body(f"• {_said(choice, words)}") for choice in prompt.choices]
    return card([section(words.t("Poll")), *parts, quiet(_who_sees_what(words))])


def _choosing(here: Here, prompt: Prompt, mine: Vote | None, choose: Callable[[str], None]) -> ft.Control:
    words = here.speech.words
    said = {str(number): _said(choice, words) for number, choice in enumerate(prompt.choices, 1)}
    return radios(here, words.t("Poll"), said, str(mine.choice) if mine else "", choose)


def _said(choice: Bilingual, words: Translator) -> str:
    """A choice in the reader's language, or in the other one rather than not at all."""
    return choice.best(words.lang)


def _results(here: Here, words: Translator, prompt: Prompt, mine: Vote) -> list[ft.Control]:
    own = _said(prompt.choices[mine.choice - 1], words) if mine.choice <= len(prompt.choices) else ""
    yours = label(words.t("You chose: {choice}", choice=own))
    if mine.everybody is None:
        return [
            yours,
            body(words.tn("Results come from {n} vote on.", "Results come from {n} votes on.", ENOUGH)),
        ]
    counted = words.tn("{n} vote counted", "{n} votes counted", mine.everybody.votes)
    together = [yours, label(counted), *_bars(words, prompt, mine.everybody)]
    return [*together, *([ByDiscipline(prompt, mine.groups)] if len(mine.groups) > 1 else [])]


@ft.component
def ByDiscipline(prompt: Prompt, groups: tuple[Counted, ...]) -> ft.Control:
    """The same for each discipline of which enough voted, folded away until somebody wants it."""
    here, words = use_here(), use_words()
    opened, turn = use_state(lambda: False)
    inside = [
        ft.Column(
            [label(_called(group, words)), *_bars(words, prompt, group)],
            spacing=SPACE.S,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        for group in groups
    ]
    said = words.t("By discipline")
    return fold(here, said, "", inside, opened=opened, turn=turn, identifier="by-discipline")


def _called(group: Counted, words: Translator) -> str:
    known = DISCIPLINES.get(group.of)
    name = known.word(words.lang) if known and group.of != OTHERS else words.t("Other disciplines, together")
    counted = words.tn("{n} vote counted", "{n} votes counted", group.votes)
    return f"{name} · {counted}"


def _bars(words: Translator, prompt: Prompt, counted: Counted) -> list[ft.Control]:
    """Each choice with its share in words, and as a bar for the eye."""
    return [
        _bar(words, _said(choice, words), number, counted.votes)
        for choice, number in zip(prompt.choices, counted.counts, strict=False)
    ]


def _bar(words: Translator, said: str, number: int, votes: int) -> ft.Control:
    part = number / votes if votes else 0
    share = words.formatter.percent(part)
    # NOTE: votes for a choice; {choice} is the words of the choice, {share} such as 40%
    told = words.tn(
        "{choice}: {n} vote, {share}", "{choice}: {n} votes, {share}", number, choice=said, share=share
    )
    bar = ft.Semantics(exclude_semantics=True, content=ft.ProgressBar(value=part, bar_height=SPACE.S))
    stretched = ft.CrossAxisAlignment.STRETCH
    return ft.Column([body(told), bar], spacing=SPACE.XS, horizontal_alignment=stretched)


def _who_sees_what(words: Translator) -> str:
    known = words.t(
        "No member sees what you chose. The server counts, and tells sums to those who have voted."
    )
    # NOTE: {n} is a number such as 3
    counted = words.t(
        "It counts anew after every {n} votes; disciplines with fewer than {n} votes are counted together.",
        n=words.formatter.integer(FEW),
    )
    return f"{known} {counted}"
