"""What is wrong with how letters stand on a screen, told as sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from layout.drawn import Box, Line

SLACK = 1.0
"""Logical pixels that rounding may cost."""

AIR = 1.32
"""The least height of a line of Bengali in sizes: its highest and lowest signs just meet."""

LETTER = re.compile(r"[^\W\d_]|[\u0980-\u09e5]")
ADDRESS = re.compile(r"\S*[/.@]\S+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What was seen, and how: the lines, the window, and what may be otherwise than it should.

    `sideways` and `upright` are where one can scroll; `whole` says that all there is is in view;
    `theirs` says of a text whether people wrote it, for those may be shortened;
    `words` are looked at for breaks inside them, which says nothing where they are made longer on purpose.
    """

    lines: Sequence[Line]
    width: float
    height: float
    sideways: Sequence[Box] = ()
    upright: Sequence[Box] = ()
    whole: bool = True
    theirs: Callable[[str], bool] = lambda _text: False
    words: bool = True


def faults(view: View) -> list[str]:
    """Everything that is wrong here."""
    shown = [line for line in view.lines if line.box[2] > line.box[0] and _meet(line.box, line.clip)]
    lost = [line for line in view.lines if line.box[2] > line.box[0] and line not in shown]
    fixed = [line for line in shown if not any(_inside(line, way) for way in view.sideways)]
    return [
        *_outside(fixed, view.width),
        *_lost([line for line in lost if not any(_inside(line, way) for way in view.sideways)]),
        *_cut_at_the_side(fixed),
        *_cut_above_or_below(shown, view),
        *_shortened(shown, view),
        *(_broken(shown, view) if view.words else ()),
        *_airless(shown),
        *_spaced(shown),
        *_over_each_other(shown),
    ]


def _outside(lines: Sequence[Line], width: float) -> Iterator[str]:
    for line in lines:
        left, _, right, _ = line.box
        if right > width + SLACK or left < -SLACK:
            yield f"reaches out of the window ({left:.0f} to {right:.0f}): {_name(line)}"


def _lost(lines: Sequence[Line]) -> Iterator[str]:
    """Painted, but where nobody sees it; what is above or below can be scrolled to."""
    for line in lines:
        if line.box[0] >= line.clip[2] or line.box[2] <= line.clip[0]:
            yield f"is not to be seen: {_name(line)}"


def _cut_at_the_side(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        left, _, right, _ = line.ink
        if left < line.clip[0] - SLACK or right > line.clip[2] + SLACK:
            yield f"is cut off at the side ({_span(line.ink, line.clip, 0)}): {_name(line)}"


def _cut_above_or_below(lines: Sequence[Line], view: View) -> Iterator[str]:
    for line in lines:
        _, top, _, bottom = line.ink
        stays = view.whole or not any(_rolls(line, way) for way in view.upright)
        if stays and (top < line.clip[1] - SLACK or bottom > min(view.height, line.clip[3]) + SLACK):
            yield f"is cut off above or below ({_span(line.ink, line.clip, 1)}): {_name(line)}"


def _shortened(lines: Sequence[Line], view: View) -> Iterator[str]:
    for line in lines:
        if line.shortened and not view.theirs(line.text):
            yield f"is shortened: {_name(line)}"


def _broken(lines: Sequence[Line], view: View) -> Iterator[str]:
    for line in lines:
        end = line.text.find(line.line) + len(line.line)
        torn = LETTER.match(line.line[-1:]) and LETTER.match(line.text[end : end + 1])
        if torn and not line.last and not ADDRESS.search(line.line) and not view.theirs(line.text):
            yield f"is broken inside a word, after “{line.line}”: {_name(line)}"


def _airless(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if not line.is_icon and line.text != line.line and line.height < AIR * line.size - 0.1:
            yield f"has lines of only {line.height / line.size:.2f} sizes: {_name(line)}"


def _spaced(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if line.spacing:
            yield f"has letters {line.spacing:g} px apart: {_name(line)}"


def _over_each_other(lines: Sequence[Line]) -> Iterator[str]:
    for one, other in combinations(lines, 2):
        counts = any(
            line.text.isdecimal() for line in (one, other)
        )  # a number on an icon is meant to be there
        if one.text != other.text and not counts and _meet(_core(one), _core(other)):
            yield f"stands over “{other.line}”: {_name(one)}"


def _core(line: Line) -> Box:
    """Where the body of the letters is seen, without the room that signs seldom take."""
    left, top, right, bottom = line.box
    if line.is_icon:
        body = left + 3, top + 3, right - 3, bottom - 3
    else:
        body = left + 1, line.base - 0.6 * line.size, right - 1, line.base
    clip = line.clip
    return max(body[0], clip[0]), max(body[1], clip[1]), min(body[2], clip[2]), min(body[3], clip[3])


def _span(box: Box, clip: Box, first: int) -> str:
    return f"{box[first]:.0f} to {box[first + 2]:.0f} in {clip[first]:.0f} to {clip[first + 2]:.0f}"


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(line: Line, way: Box) -> bool:
    """Whether a line stands on the height of something that can be pushed sideways, and is cut as that is."""
    level = way[1] - SLACK <= line.box[1] and line.box[3] <= way[3] + SLACK
    return level and abs(line.clip[0] - way[0]) <= SLACK and abs(line.clip[2] - way[2]) <= SLACK


def _rolls(line: Line, way: Box) -> bool:
    """Whether a line is cut above and below as something that can be scrolled."""
    return abs(line.clip[1] - way[1]) <= SLACK or abs(line.clip[3] - way[3]) <= SLACK


def _name(line: Line) -> str:
    return f"the icon U+{ord(line.text[0]):X}" if line.is_icon else f"“{line.text}”"
