"""The drill: a server is restored from a back-up, and the devices bring back what was agreed to since."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sync.fakes import until
from sync.test_agreement import PEOPLE, Phone, phones  # noqa: F401 - a fixture

from app.domain.ids import circle_scope
from app.server.backups.checking import check
from app.server.backups.making import back_up
from app.server.backups.restoring import restore
from app.server.doors.throttle import Limits
from app.server.home import DATABASE, wall_clock
from app.server.looking_after import confirm
from app.server.serving import running
from app.server.settings.settings import Settings
from app.services import belonging, connecting, introducing, posting, seating
from app.storekeeping.terminal import Terminal

WIDE = Limits(pushes_at_once=1e6, pulls_at_once=1e6, histories_at_once=1e6, others_at_once=1e6)
MORE = 1000
"""Writes after the back-up, all acknowledged."""


def _on_the_server(data: Path, circle: str) -> dict[str, set[str]]:
    """What the server holds: the titles' rows that live, and who is in the circle."""
    connection = sqlite3.connect(data / DATABASE)
    posts = connection.execute(
        "SELECT id FROM item WHERE scope_id = ? AND kind = 'post' AND deleted = 0", (circle_scope(circle),)
    ).fetchall()
    inside = connection.execute(
        "SELECT person_id FROM member WHERE scope_id = ? AND state = 'in'", (circle_scope(circle),)
    ).fetchall()
    connection.close()
    return {"posts": {one for (one,) in posts}, "inside": {one for (one,) in inside}}


def _ids(phone: Phone, circle: str) -> set[str]:
    return {post.id for post in posting.posts(phone.desk, circle, "topic", limit=2 * MORE)}


@pytest.mark.sqlite
async def test_after_a_restore_everything_agreed_to_is_there_again_and_nobody_removed_is_inside(
    tmp_path: Path,
    phones,  # noqa: F811
) -> None:
    data, copied = tmp_path / "server", tmp_path / "copy"
    async with running(data, limits=WIDE) as server:
        port = server.port
        nasrin, david, eve = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"]), phones("ইভা রহমান")
        people = [nasrin, david, eve]
        circle = belonging.found(nasrin.desk, {"name_bn": "রাজশাহী"}).id
        for each in people:
            await each.join(server)
        for each in (david, eve):
            await until(lambda each=each: belonging.circle(each.desk, circle))
            belonging.join(each.desk, circle)
        before = posting.post(nasrin.desk, circle, "topic", "আগে", "ব্যাকআপের আগে")
        await until(lambda: all(each.is_in_agreement() for each in people), 20)
        await until(lambda: len(posting.posts(eve.desk, circle, "topic")) == 1, 10)

        await asyncio.to_thread(back_up, data, copied, tmp_path, now_ms=wall_clock(), key_file=None)

        seating.remove(nasrin.desk, circle, eve.desk.person)
        introducing.describe(david.desk, {"ask": "স্প্লিন্ট"})
        acked = {before.id}
        for number in range(MORE // 2):
            for each in (nasrin, david):
                acked.add(posting.post(each.desk, circle, "topic", f"{number}", "ব্যাকআপের পরে").id)
        await until(lambda: all(each.is_in_agreement() for each in (nasrin, david)), 120)
        await until(lambda: not belonging.membership(eve.desk, circle), 20)
    there = _on_the_server(data, circle)
    assert acked <= there["posts"]
    assert eve.desk.person not in there["inside"]

    restore(copied, data, now_ms=wall_clock(), key_file=None)
    assert _on_the_server(data, circle)["posts"] == {before.id}
    assert eve.desk.person in _on_the_server(data, circle)["inside"]
    confirm(Settings(data=data), Terminal())

    async with running(data, port, limits=WIDE):
        for each in people:
            connecting.try_again(each.desk)
        await until(lambda: acked <= _on_the_server(data, circle)["posts"], 120)
        await until(lambda: all(each.is_in_agreement() for each in people), 60)
        await until(lambda: eve.desk.person not in _on_the_server(data, circle)["inside"], 20)
        assert _on_the_server(data, circle)["posts"] == acked
        assert not belonging.membership(eve.desk, circle)
        for each in (nasrin, david):
            await until(lambda each=each: _ids(each, circle) == acked, 60)
            assert connecting.refusals(each.desk) == []
        assert introducing.profile(david.desk)["ask"] == "স্প্লিন্ট"
    check(data / DATABASE)
