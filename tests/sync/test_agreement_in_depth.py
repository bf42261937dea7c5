"""Devices and a real server: what is older, who is signed in where, and what a restored server has lost."""

import random
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from sync.fakes import until
from sync.test_agreement import HANDS, PEOPLE, Phone, phones, titles

from app.domain.connection import Phase
from app.domain.ids import circle_scope
from app.server.home import DATABASE
from app.server.serving import running
from app.services import accounting, asking, belonging, connecting, posting, seating, signing_in
from app.sync.line import read_server, write_server
from app.sync.protocol import TAIL

__all__ = ["phones"]


async def answered(phone: Phone, question: str):
    await until(lambda: asking.answer(phone.desk, question))
    return asking.answer(phone.desk, question)


async def test_a_long_circle_comes_by_its_end_first_and_then_whole_in_order(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        await nasrin.join(server)
        belonging.join(nasrin.desk, HANDS)
        for number in range(3 * TAIL):
            posting.post(nasrin.desk, HANDS, "topic", f"ন{number}", "লেখা")
        await until(nasrin.is_in_agreement, 20)
        await david.join(server)
        windows = []
        david.memory.subscribe(lambda news: windows.append(dict(david.memory.note("windows", {}))))
        belonging.join(david.desk, HANDS)
        expected = [f"ন{number}" for number in range(3 * TAIL)]
        await until(lambda: [p.title for p in posting.posts(david.desk, HANDS, "topic", 999)] == expected, 20)
        assert any(circle_scope(HANDS) in window for window in windows)
        assert david.memory.note("windows") == {}
        (day,) = accounting.days(nasrin.desk)
        assert day.kinds["post"] == 3 * TAIL


async def test_a_password_set_on_one_device_opens_another_and_removing_that_one_empties_it(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, tablet = phones(PEOPLE["nasrin"]), phones()
        await nasrin.join(server)
        belonging.join(nasrin.desk, HANDS)
        posting.post(nasrin.desk, HANDS, "topic", "গোপন", "কথা")
        await until(nasrin.is_in_agreement)
        password = "সাত নদীর পারে"
        set_it = asking.ask(nasrin.desk, "SetPassword", login="nasrin", password=password)
        assert (await answered(nasrin, set_it)).told.codes
        signing_in.sign_in(tablet.desk, server.address, "nasrin", password)
        await until(lambda: titles(tablet) == ["গোপন"], 10)
        assert tablet.desk.person == nasrin.desk.person
        await until(tablet.is_in_agreement)
        await tablet.rest()
        posting.post(tablet.desk, HANDS, "topic", "না পাঠানো", "কথা")
        listed = await answered(nasrin, asking.ask(nasrin.desk, "ListDevices"))
        (other,) = [device.id for device in listed.told.devices if not device.own]
        await answered(nasrin, asking.ask(nasrin.desk, "RemoveDevice", device=other))
        tablet.go_on()
        await until(lambda: tablet.now.phase is Phase.REFUSED, 10)
        assert titles(tablet) in (["না পাঠানো"], ["গোপন", "না পাঠানো"])
        assert tablet.now.why in {"token.revoked", "token.unknown"}


async def test_a_wrong_password_is_told_in_words(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        tablet = phones()
        signing_in.sign_in(tablet.desk, server.address, "nobody", "a password of some length")
        await until(lambda: tablet.now.phase is Phase.REFUSED)
        assert tablet.now.why not in ("", "server.not_setu")


async def test_a_token_is_replaced_while_everything_goes_on(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin = phones(PEOPLE["nasrin"])
        await nasrin.join(server)
        await nasrin.rest()
        nasrin.engine._randomness = random.Random("another").randbytes
        note = read_server(nasrin.memory)
        write_server(nasrin.memory, replace(note, rotated=1))
        nasrin.go_on()
        await until(lambda: read_server(nasrin.memory).token != note.token and nasrin.is_in_agreement())
        circle = belonging.found(nasrin.desk, {"name_bn": "রাজশাহী"})
        await until(nasrin.is_in_agreement)
        assert connecting.refusals(nasrin.desk) == []
        assert belonging.circle(nasrin.desk, circle.id)


def put_back(backup: Path, data: Path) -> None:
    """What restoring a back-up does: the rows of then, and a new history that knows the one before it."""
    shutil.rmtree(data)
    shutil.copytree(backup, data)
    with sqlite3.connect(data / DATABASE, isolation_level=None) as connection:
        connection.execute("UPDATE meta SET parent_epoch = epoch, epoch = 'restored'")
        connection.execute("UPDATE scope SET base_head = head")
    connection.close()


async def test_a_server_put_back_from_a_back_up_is_told_again_what_it_lost(tmp_path, phones):
    data, backup = tmp_path / "server", tmp_path / "backup"
    nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
    async with running(data) as server:
        port = server.port
        for each in (nasrin, david):
            await each.join(server)
        circle = belonging.found(nasrin.desk, {"name_bn": "রাজশাহী"}).id
        await until(lambda: belonging.circle(david.desk, circle))
        belonging.join(david.desk, circle)
        posting.post(nasrin.desk, circle, "topic", "আগে", "আগে")
        await until(lambda: titles(david, circle) == ["আগে"] and nasrin.is_in_agreement())
    shutil.copytree(data, backup)
    async with running(data, port):
        for each in (nasrin, david):
            connecting.try_again(each.desk)
        posting.post(nasrin.desk, circle, "topic", "পরে", "পরে")
        await until(lambda: titles(david, circle) == ["আগে", "পরে"])
        posting.post(david.desk, circle, "topic", "উত্তর", "উত্তর")
        second = belonging.found(nasrin.desk, {"name_bn": "নাটোর"}).id
        posting.post(nasrin.desk, second, "topic", "নতুন", "নতুন")
        await until(lambda: titles(nasrin, circle) == ["আগে", "পরে", "উত্তর"])
        await until(lambda: nasrin.is_in_agreement() and david.is_in_agreement())
        seating.remove(nasrin.desk, circle, david.desk.person)
        await until(lambda: titles(david, circle) == [] and nasrin.is_in_agreement())
    put_back(backup, data)
    async with running(data, port):
        for each in (nasrin, david):
            connecting.try_again(each.desk)
        await until(lambda: read_server(nasrin.memory).epoch == "restored", 20)
        await until(lambda: read_server(david.memory).epoch == "restored", 20)
        await until(lambda: nasrin.is_in_agreement() and david.is_in_agreement(), 20)
        await until(lambda: titles(nasrin, second) == ["নতুন"])
        await until(lambda: not belonging.role_in(david.desk, circle), 10)
        assert "পরে" in titles(nasrin, circle)
        present = {member.person.id for member in belonging.members(nasrin.desk, circle)}
        assert david.desk.person not in present
        kept = {record.values["title"] for record in connecting.refusals(david.desk)}
        assert kept | set(titles(nasrin, circle)) == {"আগে", "পরে", "উত্তর"}


async def test_the_live_channel_brings_the_very_rows(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        for each in (nasrin, david):
            await each.join(server)
            belonging.join(each.desk, HANDS)
        await until(lambda: nasrin.is_in_agreement() and david.is_in_agreement())
        posting.post(nasrin.desk, HANDS, "topic", "এক", "কথা")
        await until(lambda: titles(david) == ["এক"])
        commits = []
        david.memory.subscribe(commits.append)
        posting.post(nasrin.desk, HANDS, "topic", "দুই", "কথা")
        await until(lambda: titles(david) == ["এক", "দুই"])
        assert any("kind:post" in news and "note:cursors" in news for news in commits)
        assert not any("sign:sync" in news for news in commits), "nobody had to ask"
