"""What a screen reader is told: the accessibility tree of the browser itself, and what of it is wrong."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

PRESSED = frozenset(
    {"button", "link", "checkbox", "radio", "switch", "tab", "menuitem", "option", "slider", "combobox"}
)
WRITTEN = frozenset({"textbox", "searchbox"})
NAMED = PRESSED | WRITTEN | {"heading", "image", "img", "dialog", "radiogroup"}

BENGALI = re.compile(r"[\u0980-\u09ff]")
LATIN = re.compile(r"[A-Za-z]{2,}")

TARGETS = """() => [...document.querySelectorAll(
    "flt-semantics[flt-tappable], flt-semantics[role=button], flt-semantics input, flt-semantics textarea")]
  .filter((node) => !node.closest("[aria-disabled=true]"))
  .map((node) => {
    const box = node.getBoundingClientRect();
    const roll = (node.closest("[style*='overflow-y: scroll']") ?? document.body).getBoundingClientRect();
    const cut = box.top < roll.top + 1 || box.bottom > roll.bottom - 1;  // more of it is to be scrolled to
    const name = node.getAttribute("aria-label") ?? node.textContent;
    return [name, node.getAttribute("role") ?? "", box.width, box.height, cut];
  })
  .filter(([name, role, width, height, cut]) => !cut)
"""
LEAST = 48 - 0.6
"""What a finger must meet, less what rounding may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing a screen reader can come to."""

    role: str
    name: str
    level: int = 0
    focusable: bool = False
    disabled: bool = False
    parent: str = ""


async def nodes(page: Page, session: CDPSession) -> list[Node]:
    """Everything in the tree that has something to say, in the order of reading."""
    told = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    known = {one["nodeId"]: one for one in told}
    said = [one for one in told if not one.get("ignored") and one["role"]["value"] != "InlineTextBox"]
    return [_node(one, known) for one in said]


def _node(told: dict[str, Any], known: dict[str, dict[str, Any]]) -> Node:
    marks = {mark["name"]: mark["value"].get("value") for mark in told.get("properties", [])}
    above = known.get(told.get("parentId", ""), {})
    while above and above.get("role", {}).get("value") in ("generic", "none"):
        above = known.get(above.get("parentId", ""), {})
    return Node(
        role=told["role"]["value"],
        name=str(told.get("name", {}).get("value", "")).strip(),
        level=int(marks.get("level", 0)),
        focusable=bool(marks.get("focusable")),
        disabled=bool(marks.get("disabled")),
        parent=str(above.get("name", {}).get("value", "")).strip(),
    )


def faults(found: Sequence[Node], rest: Callable[[str], str], lang: str) -> list[str]:
    """What is wrong with these; `rest` gives what is left of a text without what people wrote."""
    return [*_unnamed(found), *_out_of_reach(found), *_foreign(found, rest, lang), *_headings(found)]


def _unnamed(found: Sequence[Node]) -> Iterator[str]:
    for node in found:
        if node.role in NAMED and not node.name and not (node.role == "radiogroup" and node.parent):
            yield f"a {node.role} without a name, in “{node.parent}”"


def _out_of_reach(found: Sequence[Node]) -> Iterator[str]:
    """What can be pressed and has no stop; a link inside a line of text has it at the button below the text,
    which is called by the link's own words, no more and no fewer, or by its host where it has none."""
    for node in found:
        if node.role == "link" and any(_leads_alike(node, other) for other in found):
            continue
        if node.role in PRESSED | WRITTEN and not node.focusable and not node.disabled:
            yield f"a {node.role} that the keyboard does not reach: “{node.name}”"


def _leads_alike(link: Node, other: Node) -> bool:
    """Whether this is the button of a link, or of a name, that stands in a text."""
    if other.role != "button" or not other.focusable or not link.name:
        return False
    if link.name.startswith("https://"):
        host = link.name.removeprefix("https://").split("/")[0]
        return host in re.split(r"[\s:]+", other.name)
    return other.name == link.name or other.name.endswith(f": {link.name}")


def _foreign(found: Sequence[Node], rest: Callable[[str], str], lang: str) -> Iterator[str]:
    wrong = LATIN if lang == "bn" else BENGALI
    for node in found:
        if node.role != "RootWebArea" and wrong.search(rest(node.name)):
            yield f"a {node.role} in the other language: “{node.name}”"


def _headings(found: Sequence[Node]) -> Iterator[str]:
    levels = [node.level for node in found if node.role == "heading"]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    if any(level > 2 for level in levels):
        yield f"headings of the levels {levels}"


async def too_small(page: Page) -> list[str]:
    """What can be pressed, and is less than 48 by 48."""
    return [
        f"{name!r} is only {width:.0f} by {height:.0f}"
        for name, role, width, height, _ in await page.evaluate(TARGETS)
        if height < LEAST or (width < LEAST and role != "tab")
    ]
