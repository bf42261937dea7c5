"""Messages as they stand in a conversation: who said what, grouped, by the day."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft

from app.domain.mentions import flat
from app.domain.reactions import Tally
from app.domain.records import Delivery
from app.domain.writing import Message
from app.i18n.catalogs import Translator
from app.services import connecting, quoting
from app.services.quoting import Quote
from app.services.reacting import Item
from app.ui import troubles
from app.ui.acting import acts
from app.ui.components.account.refusing import let_go_with_undo
from app.ui.components.foreign import foreign
from app.ui.components.glossary.terms_in import TermsIn
from app.ui.components.letters import body, label, quiet, with_icon
from app.ui.components.messages.quoting import quoted
from app.ui.components.safety.reporting import menu_item
from app.ui.components.threads.about import about_menu, edited_line, trace_line
from app.ui.components.threads.reactions import react_button, reaction_line
from app.ui.components.writing.mentions import Named, use_named
from app.ui.components.writing.written import written
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_layout, use_words
from app.ui.theme import RADIUS, SPACE, TEXT, TOUCH

GROUP_MS = 5 * 60_000
"""What one person writes within this time of their last words stands together with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message in its place: the first or last of its group, and the day when it opens one.

    What `asks` comes from somebody one may not want to hear of: nothing in it is a way to anywhere.
    """

    message: Message
    mine: bool
    first: bool
    last: bool
    day: dt.date | None = None
    reactions: tuple[Tally, ...] = ()
    asks: bool = False
    quote: Quote | None = None
    read: bool = False


def lines(messages: Sequence[Message], me: str, day_of: Callable[[int], dt.date]) -> list[Line]:
    """The messages, oldest first as they came, each in its place."""
    before = [None, *messages[:-1]]
    after = [*messages[1:], None]
    return [
        Line(
            message=message,
            mine=message.by == me,
            first=previous is None or not _together(previous, message, day_of),
            last=following is None or not _together(message, following, day_of),
            day=None
            if previous is not None and day_of(previous.when) == day_of(message.when)
            else day_of(message.when),
        )
        for previous, message, following in zip(before, messages, after, strict=True)
    ]


def _together(one: Message, other: Message, day_of: Callable[[int], dt.date]) -> bool:
    """Whether two neighbours are of one group: not what was delivered and what was not, nor two languages,
    for the foot of a group tells of both."""
    return (
        one.by == other.by
        and abs(other.when - one.when) <= GROUP_MS
        and day_of(one.when) == day_of(other.when)
        and one.delivery is other.delivery
        and one.delivery is not Delivery.REFUSED
        and (one.lang == other.lang or "und" in (one.lang, other.lang))
    )


@ft.component
def _Bubble(line: Line, name: str, found: bool = False, asked: str = "", group: bool = False) -> ft.Control:
    """One message; the reader's own on the right. `name` is what its author is called, `asked` who wrote what
    it answers; what was `found` in a search is framed. In a `group` it says whose it is."""
    here, words, layout = use_here(), use_words(), use_layout()
    named = use_named(line.message.scope, line.message.body)
    room = SPACE.XXL * (3 if layout.wide else 1) + SPACE.L
    column = ft.Column(
        spacing=SPACE.XS,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.END if line.mine else ft.CrossAxisAlignment.START,
        controls=[
            *([label(name)] if group and line.first and not line.mine else []),
            _with_button(
                here,
                line,
                ft.Semantics(
                    label=words.t("You") if line.mine else name,
                    content=_words(here, line, asked, words, found, named),
                ),
            ),
            *reaction_line(here, _item(line), line.reactions, may=not (line.mine or line.asks), button=False),
            *([_foot(here, line, words)] if line.last else []),
        ],
    )
    bubble = ft.Container(
        alignment=ft.Alignment.CENTER_RIGHT if line.mine else ft.Alignment.CENTER_LEFT,
        padding=ft.Padding.only(
            left=room - TOUCH if line.mine else 0,
            right=0 if line.mine else room - TOUCH,
            top=SPACE.M if line.first else SPACE.XS,
        ),
        content=column,
    )
    if line.day is None:
        return bubble
    return ft.Column(
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[_day_mark(here, line.day, words), bubble],
    )


Bubble = memo(_Bubble)


def _with_button(here: Here, line: Line, bubble: ft.Semantics) -> ft.Control:
    """What somebody wrote, and beside it the way to react, or what one can do about one's own."""
    if line.message.taken or line.asks:
        return bubble
    bubble.expand = bubble.expand_loose = True

    def quote() -> None:
        quoting.begin(here.desk, line.message.scope, line.message.id)

    if line.mine:
        reply = menu_item(here, here.speech.words.tp("verb", "Reply to this"), ft.Icons.REPLY, quote)
        menu = about_menu(here, _item(line), mine=True, governs=False, others=[reply])
        return ft.Row([menu, bubble], spacing=0, tight=True)
    return ft.Row([bubble, react_button(here, _item(line), quote)], spacing=0, tight=True)


def _item(line: Line) -> Item:
    return Item(scope=line.message.scope, kind="dm", id=line.message.id)


def _words(here: Here, line: Line, asked: str, words: Translator, found: bool, named: Named) -> ft.Control:
    ink = ft.Colors.ON_PRIMARY_CONTAINER if line.mine else ft.Colors.ON_SURFACE
    message = line.message
    shown = body(flat(message.body), ink) if line.asks else written(message.body, words, ink, named)
    said = [shown, TermsIn((message.body,), ink), *edited_line(here, message.edited, ink)]
    if line.quote:
        who = words.t("You") if line.quote.by == here.desk.person else asked
        said.insert(0, quoted(line.quote, who, words, ink))
    near = SPACE.XS if line.last else RADIUS.CARD
    corner = (
        ft.BorderRadius.only(
            top_left=RADIUS.CARD, top_right=RADIUS.CARD, bottom_left=RADIUS.CARD, bottom_right=near
        )
        if line.mine
        else ft.BorderRadius.only(
            top_left=RADIUS.CARD, top_right=RADIUS.CARD, bottom_right=RADIUS.CARD, bottom_left=near
        )
    )
    return ft.Container(
        bgcolor=ft.Colors.PRIMARY_CONTAINER if line.mine else ft.Colors.SURFACE_CONTAINER,
        border_radius=corner,
        border=ft.Border.all(2, ft.Colors.PRIMARY) if found else None,
        padding=ft.Padding.symmetric(horizontal=SPACE.L, vertical=SPACE.S),
        content=ft.Column(
            tight=True,
            spacing=0,
            controls=[trace_line(message.taken, words, ink)] if message.taken else said,
        ),
    )


def _day_mark(here: Here, day: dt.date, words: Translator) -> ft.Control:
    """The day on which what stands below was said."""
    return ft.Container(
        padding=ft.Padding.only(top=SPACE.XL, bottom=SPACE.XS),
        alignment=ft.Alignment.CENTER,
        content=ft.Semantics(header=True, content=label(day_in_words(day, here.now().date(), words))),
    )


def day_in_words(day: dt.date, today: dt.date, words: Translator) -> str:
    """Today, Yesterday, or the date with its weekday."""
    if day == today:
        return words.t("Today")
    if day == today - dt.timedelta(days=1):
        return words.t("Yesterday")
    return words.formatter.date(day, "full")


def _foot(here: Here, line: Line, words: Translator) -> ft.Control:
    """Under a group: the time, how far one's own words have come, and what to do when they were refused."""
    time = words.formatter.time(here.moment(line.message.when))
    if line.message.delivery is Delivery.REFUSED:
        return _refused(here, line.message, time, words)
    small = ft.Text(time, theme_style=TEXT.SMALL, color=ft.Colors.ON_SURFACE_VARIANT)
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=SPACE.XS),
        content=ft.Row(
            spacing=SPACE.S,
            wrap=True,
            controls=[
                small,
                *foreign(line.message.lang, words),
                *([_mark(line, words)] if line.mine else []),
            ],
        ),
    )


def _mark(line: Line, words: Translator) -> ft.Control:
    if line.message.delivery is Delivery.WAITING:
        return with_icon(ft.Icons.SCHEDULE, words.t("Waiting to send"), size=16)
    # NOTE: of a message: the other has read it
    said = words.t("Read by the other") if line.read else words.t("Delivered")
    icon = ft.Icons.DONE_ALL if line.read else ft.Icons.DONE
    return ft.Icon(icon, size=16, color=ft.Colors.ON_SURFACE_VARIANT, semantics_label=said)


def _refused(here: Here, message: Message, time: str, words: Translator) -> ft.Control:
    """Not sent, why, and the two ways on."""
    record = connecting.refusal(here.desk, message.scope, "dm", message.id)

    def let_go() -> None:
        if record:
            let_go_with_undo(here, record)

    def send_again() -> None:
        if record:
            connecting.send_again(here.desk, record)

    reason = troubles.reason(message.why, words)
    why = quiet(reason)
    why.text_align = ft.TextAlign.END
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        controls=[
            ft.Row(
                spacing=SPACE.XS,
                tight=True,
                controls=[
                    ft.Text(time, theme_style=TEXT.SMALL, color=ft.Colors.ON_SURFACE_VARIANT),
                    ft.Icon(ft.Icons.ERROR_OUTLINE, size=16, color=ft.Colors.ERROR),
                    label(words.t("Not sent"), ft.Colors.ERROR),
                ],
            ),
            why,
            ft.Row(
                tight=True,
                wrap=True,
                spacing=0,
                alignment=ft.MainAxisAlignment.END,
                controls=[
                    ft.TextButton(words.t("Let it go"), on_click=acts(here, let_go)),
                    ft.TextButton(words.t("Send again"), on_click=acts(here, send_again)),
                ],
            ),
        ],
    )
