"""What people wrote, drawn with the few marks they type: bold, lists, quotes, links.

Our font has two weights and no slanted letters, which Bengali does not know either: stress looks as bold
does. A link says its real host under the text, on a button that keys and screen readers reach; the words
themselves lead there, too. So does a name. Nothing is fetched before a tap; the browser opens it, not Setu.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import flet as ft

from app.domain.links import Link
from app.domain.markup import Kind, Line, Span, links, read
from app.i18n.catalogs import Translator
from app.ui.components.letters import body, label
from app.ui.components.writing.mentions import NOBODY, Named, use_named
from app.ui.hooks import memo
from app.ui.material import pressed
from app.ui.state import use_words
from app.ui.theme import RADIUS, SIZES, SPACE, TOUCH, style

LINE = SIZES["label"][0] * SIZES["label"][1]

CODE_TINT = 0.1
"""How much of the ink colours the ground of what is to be read sign by sign."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text is drawn: its ink, and what those are called whom it calls, in the reader's language."""

    ink: ft.Colors | None
    named: Named
    lang: str


def written(text: str, words: Translator, ink: ft.Colors | None = None, named: Named = NOBODY) -> ft.Control:
    """The text; its links take this ink too, or the river's on a plain ground. Who is called is `named`."""
    look = _Look(ink, named, words.lang)
    lines = read(text)
    if not any(line.mark or any(span.mark or span.link for span in line.spans) for line in lines):
        return body(text, ink)
    groups = (
        (kind, _without_blank_ends(list(group))) for kind, group in groupby(lines, lambda line: line.kind)
    )
    blocks = [block for kind, group in groups if group for block in _drawn(kind, group, look)]
    ways = [link_button(there, led, words, ink) for there, led in links(lines)]
    called = {span.who for line in lines for span in line.spans}
    ways += [name_button(name, way, ink) for name, way in named.ways(called)]
    return ft.Column(
        spacing=SPACE.S,
        tight=True,
        controls=[*blocks, *([ft.Row(ways, wrap=True, spacing=SPACE.XS, run_spacing=0)] if ways else [])],
    )


@ft.component
def _Said(text: str, scope: str) -> ft.Control:
    """What somebody wrote in this place."""
    words = use_words()
    return written(text, words, named=use_named(scope, text))


Said = memo(_Said)


def _without_blank_ends(lines: list[Line]) -> list[Line]:
    """A group of lines; the empty ones at its ends become the space between groups."""
    full = [at for at, line in enumerate(lines) if line.mark or line.spans]
    return lines[full[0] : full[-1] + 1] if full else []


def _drawn(kind: Kind, lines: list[Line], look: _Look) -> Iterable[ft.Control]:
    if kind is Kind.PLAIN:
        yield _text(lines, look)
    elif kind is Kind.QUOTE:
        bar = ft.BorderSide(2, look.ink or ft.Colors.OUTLINE)
        yield ft.Container(
            _text(lines, look), border=ft.Border(left=bar), padding=ft.Padding.only(left=SPACE.M)
        )
    else:
        yield ft.Column([_item(line, look) for line in lines], spacing=SPACE.XS, tight=True)


def _item(line: Line, look: _Look) -> ft.Control:
    """A line of a list; its mark stands before it, so that its further lines begin where its words do."""
    mark = "•" if line.kind is Kind.BULLET else line.mark.strip()
    words = _text([line], look)
    words.expand = words.expand_loose = True
    return ft.Row(
        [body(mark, look.ink), words],
        spacing=SPACE.S,
        tight=True,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _text(lines: list[Line], look: _Look) -> ft.Text:
    """Lines in one text, which is selected and read in one go."""
    spans: list[ft.TextSpan] = []
    for stands_out, group in groupby(_shown(lines), _stands_out):
        if stands_out:
            spans.extend(_span(span, look) for span in group)
        else:
            spans.append(ft.TextSpan("".join(span.text for span in group), style("body", look.ink)))
    return ft.Text(spans=spans, style=style("body", look.ink))


def _stands_out(span: Span) -> bool:
    return bool(span.bold or span.stressed or span.code or span.link or span.who)


def _shown(lines: list[Line]) -> Iterator[Span]:
    for at, line in enumerate(lines):
        if at:
            yield Span(text="\n")
        yield from (span for span in line.spans if not span.mark)


def _span(span: Span, whole: _Look) -> ft.TextSpan:
    ink = whole.ink
    if span.who:
        return whole.named.span(span.who, whole.lang, link_ink(ink))
    # A span keeps only some of what the text around it has, so each is given all of it.
    look = style("body", ink)
    if span.bold or span.stressed:
        look.weight = ft.FontWeight.W_600
    if span.code:
        look.bgcolor = ft.Colors.with_opacity(CODE_TINT, ink or ft.Colors.ON_SURFACE)
    if span.link is None:
        return ft.TextSpan(span.text, look)
    look.color = look.decoration_color = link_ink(ink)
    look.decoration = ft.TextDecoration.UNDERLINE
    return ft.TextSpan(span.text, look, url=_address(span.link))


def link_ink(ink: ft.Colors | None) -> ft.Colors:
    """The colour of a link: the river's where the ground is plain, else that of the words around it."""
    return ft.Colors.PRIMARY if ink in (None, ft.Colors.ON_SURFACE) else ink


def link_button(there: Link, led: str, words: Translator, ink: ft.Colors | None) -> ft.Control:
    """The button that opens a link: it shows the host, never cut off, and says it with the words that led."""
    # NOTE: said by a screen reader of a link; {host} is where it leads, such as who.int
    said = words.t("Opens {host}", host=there.host)
    host = label(there.host, link_ink(ink))
    host.semantics_label = f"{said}: {led}" if led else said
    host.expand = host.expand_loose = True
    mark = ft.Icon(ft.Icons.OPEN_IN_NEW, size=16, color=link_ink(ink))
    room = ft.Padding.symmetric(horizontal=SPACE.XS, vertical=(TOUCH - LINE) / 2)
    return ft.MergeSemantics(
        ft.TextButton(
            content=ft.Row([mark, host], spacing=SPACE.XS, tight=True),
            url=_address(there),
            style=pressed(room, RADIUS.CHIP, None, None),
        )
    )


def name_button(name: str, way: Any, ink: ft.Colors | None) -> ft.Control:
    """The button that leads to somebody who is called: keys reach it, and it has room for a finger."""
    said = label(f"@{name}", link_ink(ink))
    said.expand = said.expand_loose = True
    mark = ft.Icon(ft.Icons.PERSON_OUTLINE, size=16, color=link_ink(ink))
    room = ft.Padding.symmetric(horizontal=SPACE.XS, vertical=(TOUCH - LINE) / 2)
    style = pressed(room, RADIUS.CHIP, None, None)
    row = ft.Row([mark, said], spacing=SPACE.XS, tight=True)
    return ft.MergeSemantics(ft.TextButton(content=row, on_click=way, style=style))


def _address(there: Link) -> ft.Url:
    return ft.Url(url=there.url, target=ft.UrlTarget.BLANK)
