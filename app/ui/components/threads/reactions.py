"""Reactions under what somebody wrote: a chip each with its number, and the sheet with who it was."""

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from app.domain.peers import REACTIONS_THERE
from app.domain.reactions import HEAR, REACTIONS, Tally
from app.services import finding, reacting
from app.services.reacting import Item
from app.ui.acting import acts
from app.ui.components.letters import QUIET, label, with_icon
from app.ui.components.people.met import name_of
from app.ui.components.pressing import line, pressable
from app.ui.components.sheet import show_sheet
from app.ui.state import Here
from app.ui.theme import RADIUS, SIZES, SPACE, TOUCH

ICONS = {
    "thanks": ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
    "agree": ft.Icons.THUMB_UP_OUTLINED,
    "learned": ft.Icons.TIPS_AND_UPDATES_OUTLINED,
    "well_done": ft.Icons.CELEBRATION_OUTLINED,
    "warmth": ft.Icons.FAVORITE_OUTLINE,
    "hear": ft.Icons.HEARING_OUTLINED,
}
"""Drawn from the font of icons that is always there: whether a device has emoji, nobody knows."""
_LINE = SIZES["label"][0] * SIZES["label"][1]
_PILL = _LINE + 2 * SPACE.XS + 2
"""How high a chip looks; a finger has more room than that."""


def reaction_line(
    here: Here, item: Item, tallies: Sequence[Tally], *, may: bool, button: bool = True
) -> list[ft.Control]:
    """What was said with a tap, each with its number, and the way to say so, too; nothing where there is
    nothing. For who may not react here a tap shows who did; in a circle of peer support nobody is shown."""
    if reacting.offered(here.desk, item) == REACTIONS_THERE:
        return _heard(here, item, tallies, may=may)
    shown = [_chip(here, item, one, may=may) for one in tallies]
    if may and button:
        shown.append(react_button(here, item, alone=not shown))
    return [ft.Row(shown, wrap=True, spacing=SPACE.XS, run_spacing=0)] if shown else []


def _heard(here: Here, item: Item, tallies: Sequence[Tally], *, may: bool) -> list[ft.Control]:
    """The one thing that is said there with a tap, and how often it was, in words."""
    words = here.speech.words
    tally = next((one for one in tallies if one.code == HEAR), Tally(code=HEAR, people=(), mine=False))
    name, count = REACTIONS[HEAR].word(words.lang), len(tally.people)
    said = f"{name} · {words.formatter.integer(count)}" if count else name
    if not may:
        return [with_icon(ICONS[HEAR], said)] if count else []
    toggle = partial(reacting.react, here.desk, item, HEAR, on=not tally.mine)
    make = ft.FilledTonalButton if tally.mine else ft.OutlinedButton
    button = make(said, icon=ICONS[HEAR], on_click=acts(here, toggle))
    return [ft.MergeSemantics(ft.Semantics(selected=tally.mine, content=ft.Row([button], wrap=True)))]


def react_button(
    here: Here, item: Item, quote: Callable[[], object] | None = None, *, alone: bool = False
) -> ft.Control:
    """The way to react, and to see who has; where one can answer this very item, to `quote` it, too.

    Where it is `alone` in its line, it begins where the text above it begins.
    """
    return ft.MergeSemantics(
        ft.IconButton(
            ft.Icons.ADD_REACTION_OUTLINED,
            icon_color=QUIET,
            alignment=ft.Alignment.CENTER_LEFT if alone else None,
            padding=ft.Padding.only(left=SPACE.XS) if alone else None,
            # Less padding would else make less of a button.
            width=TOUCH if alone else None,
            height=TOUCH if alone else None,
            # NOTE: the verb, on a button: say with a tap what one thinks of what somebody wrote
            tooltip=here.speech.words.tp("verb", "React"),
            on_click=acts(here, lambda: show_reactions(here, item, may=True, quote=quote)),
        )
    )


def _chip(here: Here, item: Item, tally: Tally, *, may: bool) -> ft.Control:
    words = here.speech.words
    ink = ft.Colors.ON_PRIMARY_CONTAINER if tally.mine else QUIET
    name = REACTIONS[tally.code].word(words.lang)
    content = ft.Container(
        bgcolor=ft.Colors.PRIMARY_CONTAINER if tally.mine else None,
        border=ft.Border.all(1, ft.Colors.PRIMARY if tally.mine else ft.Colors.OUTLINE_VARIANT),
        border_radius=RADIUS.CARD,
        padding=ft.Padding.symmetric(horizontal=SPACE.M, vertical=SPACE.XS),
        content=ft.Row(
            tight=True,
            spacing=SPACE.XS,
            controls=[
                ft.Icon(ICONS[tally.code], size=18, color=ink, semantics_label=name),
                label(words.formatter.integer(len(tally.people)), ink),
            ],
        ),
    )
    toggle = partial(reacting.react, here.desk, item, tally.code, on=not tally.mine)
    chip = pressable(
        content,
        acts(here, toggle if may else lambda: show_reactions(here, item, may=False)),
        padding=ft.Padding.symmetric(horizontal=0, vertical=(TOUCH - _PILL) / 2),
        radius=RADIUS.CARD,
        key=tally.code,
    )
    return ft.MergeSemantics(ft.Semantics(button=True, selected=tally.mine, content=chip))


def show_reactions(here: Here, item: Item, *, may: bool, quote: Callable[[], object] | None = None) -> None:
    """Show what one can say with a tap, and under each who did; one's own are marked. The way to `quote`
    what it is comes first."""
    words = here.speech.words
    said = {tally.code: tally for tally in reacting.reactions(here.desk, item.id)}
    shown = [_choice(here, item, code, said.get(code), may=may) for code in REACTIONS if may or code in said]
    answering = [_quoting(here, quote)] if quote else []
    show_sheet(here, words.t("Reactions"), [*answering, *shown], identifier="reactions")


def _quoting(here: Here, quote: Callable[[], object]) -> ft.Control:
    def choose() -> None:
        here.page.pop_dialog()
        quote()

    # NOTE: the verb, in a menu: write something that answers this very message
    return line(here.speech.words.tp("verb", "Reply to this"), acts(here, choose), icon=ft.Icons.REPLY)


def _choice(here: Here, item: Item, code: str, tally: Tally | None, *, may: bool) -> ft.Control:
    words = here.speech.words
    mine = tally is not None and tally.mine
    name, who = REACTIONS[code].word(words.lang), _names(here, item, tally)

    def choose() -> None:
        here.page.pop_dialog()
        if may:
            reacting.react(here.desk, item, code, on=not mine)

    chosen = line(name, acts(here, choose), under=who, icon=ICONS[code], chosen=mine)
    return ft.MergeSemantics(ft.Semantics(selected=mine, content=chosen))


def _names(here: Here, item: Item, tally: Tally | None) -> str:
    """Who reacted so, oneself last."""
    words = here.speech.words
    others = [person for person in tally.people if person != here.desk.person] if tally else []
    names = [name_of(finding.person(here.desk, person, scope=item.scope), words) for person in others]
    return words.formatter.list([*names, *([words.t("You")] if tally and tally.mine else [])])
