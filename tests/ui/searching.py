"""Somebody who searches: what tests of the search share."""

import flet as ft
from ui.window import walk

from app.domain.ids import circle_scope
from app.domain.records import Record

NO_RESULT = "Nothing found"


def field(app):
    return app.find_all(ft.TextField)[0]


async def search(app, text):
    await app.type(field(app), text)
    await done(app)


async def done(app):
    """Wait until it says how many there are, or that there is nothing."""
    await app.until(lambda: "Searching…" not in app.texts() and "খোঁজা হচ্ছে…" not in app.texts())


def rows(app):
    return [row for row in app.find_all(ft.TextButton) if str(row.key or "").startswith("result ")]


def written(app):
    """Every text with its marked words, as (text, [marked])."""
    texts = [control for control in app.find_all(ft.Text, identifier="search") if control.spans]
    return {
        "".join(span.text for span in text.spans): [span.text for span in text.spans if span.style.bgcolor]
        for text in texts
    }


def offered(app, name):
    """The choices of an open filter."""
    panel = app.find(ft.Container, key=name)
    return [line for line in walk(panel) if isinstance(line, ft.TextButton)]


async def choose(app, name, said):
    await app.click(app.find(ft.OutlinedButton, identifier=f"filter-{name}"))
    await app.click(next(line for line in offered(app, name) if said in app.texts(line)))
    await done(app)


def fill(desk, hands, count):
    scope = circle_scope(hands)
    with desk.memory.transaction():
        for number in range(count):
            base = {"tab": "topic", "title": f"splint {number}", "body": "…", "lang": "en"}
            desk.memory.put(
                Record(
                    scope=scope,
                    kind="post",
                    id=f"p{number}",
                    by="x",
                    pos=number + 1,
                    at=number + 1,
                    base=base,
                )
            )
