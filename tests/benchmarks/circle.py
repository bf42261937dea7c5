"""A circle of 200 people with 20,000 posts on a phone: `.venv/bin/python tests/benchmarks/circle.py`.

How long until its first page is painted in Chromium, beside a circle of 20 posts in the same run; whether
older posts are there when one scrolls back, and by how far what one reads jumps when they come; and how many
bytes a message that arrives in a conversation of 2,000 sends to the window. The app runs in this process, as
on a desktop; a phone's processor is slower.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import examples as eg
from journeys.browser import launch
from layout.drawn import Line, lines
from layout.walk import GO, Walk, walking
from messages import message

from app.domain.ids import COMMONS, circle_scope
from app.domain.records import Record
from app.services.desk import Desk
from app.ui.components.circles.tabs import WINDOW

MEMBERS, POSTS, FEW, SAID = 200, 20_000, 20, 2_000
BATCH = 500
PAINTED_MS = 20
PATIENCE_S = 20.0
TIMES = 5
PAGES, STEP_PX, HEIGHT = 8, 700, 800
READ = "লেখা"
"""How the title of every post begins, so that it is known among what is painted."""


def populate(folder: Path) -> tuple[Desk, dict[str, str]]:
    """Nasrin's desk, in a large circle and a small one, as the server would have sent them."""
    desk = eg.desk_of(eg.NASRIN, folder)
    people = eg.meet(desk, *({"name_en": f"Person {n}", "discipline": "ot"} for n in range(MEMBERS - 1)))
    names = {"david": people[0]}
    for name, count in (("large", POSTS), ("small", FEW)):
        names[name] = desk.new_id()
        page: list[Record] = []
        for record in records(desk, names[name], name, people, count):
            page.append(record)
            if len(page) == BATCH:
                desk.memory.put(*page)
                page = []
        desk.memory.put(*page)
    eg.acquaint(desk, people[0])
    eg.hear(desk, people[0], *(message(number).text for number in range(SAID)))
    return desk, names


def records(desk: Desk, circle: str, name: str, people: list[str], count: int) -> Iterator[Record]:
    """A circle, its members, and its posts with a reply to every tenth."""
    scope = circle_scope(circle)
    seat = {"state": "in", "role": "member", "card": {}}
    yield Record(scope=scope, seq=1, pos=1, kind="circle", id=circle, base={"name_bn": f"বৃত্ত {name}"})
    listing = {"name_bn": f"বৃত্ত {name}", "members": len(people) + 1}
    yield Record(scope=COMMONS, seq=1, pos=1, kind="listing", id=circle, base=listing)
    for place, person in enumerate((desk.person, *people), start=2):
        yield Record(scope=scope, seq=place, pos=place, kind="member", id=person, base=seat)
    place = MEMBERS + 2
    for number in range(count):
        said, post = message(number), f"{name}{number:027x}"
        words = {"tab": "topic", "title": f"{READ} {number}.", "body": said.text, "lang": said.lang}
        by = people[number % len(people)]
        yield Record(
            scope=scope,
            kind="post",
            id=post,
            by=by,
            seq=place,
            pos=place,
            at=said.at,
            said=said.at,
            base=words,
        )
        place += 1
        if number % 10 == 0:
            reply = {"re": post, "body": said.text, "lang": said.lang}
            told = {"seq": place, "pos": place, "at": said.at, "said": said.at}
            yield Record(scope=scope, kind="reply", id=f"r{name}{number:026x}", by=by, base=reply, **told)
            place += 1


async def titles(walk: Walk) -> dict[str, Line]:
    """The titles of posts that are on the screen, and where."""
    return {line.text: line for line in await lines(walk.page) if line.text.startswith(READ)}


async def opens(walk: Walk, circle: str, newest: str) -> float:
    """Milliseconds from the wish to see this circle until its newest post is painted."""
    await walk.goes("/circles")
    began = time.perf_counter()
    await walk.page.evaluate(GO, f"/circles/{circle}")
    while newest not in await titles(walk):
        if time.perf_counter() - began > PATIENCE_S:
            raise TimeoutError(f"{newest} was not painted")
        await asyncio.sleep(PAINTED_MS / 1000)
    return (time.perf_counter() - began) * 1000


async def scrolls_back(walk: Walk) -> tuple[int, float, float]:
    """Scroll on, four times a second.

    How many posts one came past, how often one saw the end of the list instead of a post, and by how many
    pixels what one read stood elsewhere than where scrolling had put it.
    """
    seen, ends, moved = 0, 0, 0.0
    await walk.page.mouse.move(180, 500)
    before = await titles(walk)
    while seen < PAGES * WINDOW:
        await walk.page.mouse.wheel(0, STEP_PX)
        await asyncio.sleep(0.25)
        after = await titles(walk)
        shifts = [after[title].box[1] - before[title].box[1] for title in after.keys() & before.keys()]
        moved = max([moved, *(abs(shift + STEP_PX) for shift in shifts if shift)])
        ends += max(line.box[1] for line in after.values()) < HEIGHT
        seen = sum(line.box[1] < 0 for line in after.values())
        before = after
    return seen, ends, moved


async def appends(walk: Walk, david: str) -> list[int]:
    """Bytes that the window is sent for each message that arrives in a conversation it shows."""
    session = await walk.page.context.new_cdp_session(walk.page)
    await session.send("Network.enable")
    heard: list[int] = []
    session.on(
        "Network.webSocketFrameReceived", lambda e: heard.append(len(e["response"]["payloadData"]) * 3 // 4)
    )
    await walk.goes(f"/messages/{david}")
    sizes = []
    for number in range(TIMES):
        await asyncio.sleep(1)
        heard.clear()
        eg.hear(walk.desk, david, f"আরেকটি বার্তা {number}")
        await asyncio.sleep(1)
        sizes.append(sum(heard))
    return sizes


async def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    async with launch(webgl=True) as browser, walking(browser, populate, "bn", 360, HEIGHT) as (walk, names):
        small, large = [], []
        for _ in range(TIMES):
            small.append(await opens(walk, names["small"], f"{READ} {FEW - 1}."))
            large.append(await opens(walk, names["large"], f"{READ} {POSTS - 1}."))
        print(f"first page, {FEW} posts: {statistics.median(small):.0f} ms, at most {max(small):.0f}")
        print(f"first page, {POSTS:,} posts: {statistics.median(large):.0f} ms, at most {max(large):.0f}")
        seen, ends, moved = await scrolls_back(walk)
        print(f"{seen} posts back: {ends} times nothing older was there; a jump of {moved:.0f} px at most")
        sizes = await appends(walk, names["david"])
        print(
            f"a message of {SAID:,}: {statistics.median(sizes):.0f} bytes to the window, at most {max(sizes)}"
        )


if __name__ == "__main__":
    asyncio.run(main())
