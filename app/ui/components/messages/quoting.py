"""What a message answers: above its words, and above the composer while one writes."""

import flet as ft

from app.i18n.catalogs import Translator
from app.services import finding, quoting
from app.services.quoting import Quote
from app.ui.acting import acts
from app.ui.components.letters import QUIET, label, quiet
from app.ui.components.people.met import name_of
from app.ui.components.threads.about import trace_words
from app.ui.hooks import memo
from app.ui.state import use_here, use_reading, use_words
from app.ui.theme import SPACE


def quoted(quote: Quote, who: str, words: Translator, ink: ft.Colors = QUIET) -> ft.Control:
    """Whose words they were and how they begin, beside a bar; `who` is what their author is called here."""
    known = bool(quote.by)
    said = quote.words if known else words.t("This message is not on this device.")
    said = trace_words(quote.taken, words) if quote.taken else said
    return ft.Container(
        border=ft.Border(left=ft.BorderSide(3, ink)),
        padding=ft.Padding.only(left=SPACE.S, top=2, bottom=2),
        margin=ft.Margin.only(bottom=SPACE.XS),
        content=ft.Column(
            [*([label(who, ink)] if known else []), quiet(said, lines=2, color=ink)], spacing=0, tight=True
        ),
    )


@ft.component
def _QuoteLine(scope: str, name: str = "") -> ft.Control:
    """Above the composer: what one is about to answer, and the way to leave that. Whoever wrote it is called
    `name`, or as they are called there."""
    here, words = use_here(), use_words()
    quote = use_reading(lambda desk: quoting.about_to(desk, scope, words.lang))
    if quote is None:
        return ft.Container(visible=False)
    there = name or name_of(finding.person(here.desk, quote.by, scope=scope), words)
    who = words.t("You") if quote.by == here.desk.person else there
    leave = ft.IconButton(
        ft.Icons.CLOSE,
        # NOTE: on a button above the field in which one writes: write without answering that message
        tooltip=words.t("Do not quote this"),
        on_click=acts(here, lambda: quoting.end(here.desk, scope)),
    )
    return ft.Container(
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        padding=ft.Padding.only(left=SPACE.L, right=SPACE.XS, top=SPACE.XS, bottom=SPACE.XS),
        content=ft.Row(
            [ft.Container(quoted(quote, who, words), expand=True), ft.MergeSemantics(leave)], spacing=SPACE.S
        ),
    )


QuoteLine = memo(_QuoteLine)
