"""`setu server people`, `suspend` …: what whoever sits at the server can do, whether or not it runs."""

import asyncio
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from server.phones import enter, with_phone
from server.staffing import Say, book
from server.visitor import House, open_house

from app.server.accounts.resets import DAY_MS
from app.server.control.answering import LONGEST_PATH, SOCKET, Asked, answer, listening
from app.server.home import Home


async def test_an_operator_looks_after_people_while_the_server_runs(served: House, say: Say) -> None:
    admin = await served.visitor(admin=True, name_en="David Rahman")
    nasrin = await served.visitor(name_en="Nasrin Akter", name_bn="নাসরিন আক্তার")
    code, out, _ = await say("people")
    assert code == 0
    assert out.startswith("person ")
    assert {nasrin.person, admin.person} <= set(out.split())
    assert (await say("suspend", "নাসরিন"))[0] == 0
    reply = await nasrin.ask()
    assert (reply.status_code, reply.json()["code"]) == (401, "suspended")
    assert (await say("reinstate", nasrin.person))[0] == 0
    assert (await nasrin.ask()).status_code == 200
    assert (await say("role", "nasrin", "moderator"))[0] == 0
    assert (await say("check", "nasrin"))[0] == 0
    account = await nasrin.account()
    assert (account["role"], account["credential"], account["checked"]["by"]) == (
        "moderator",
        "checked",
        "operator",
    )
    assert {"suspend", "reinstate", "role", "check"} <= {
        action for actor, action, _, _ in await book(admin) if actor == "operator"
    }
    _, out, _ = await say("audit", "--most", "3")
    assert len(out.splitlines()) == 4


async def test_an_operator_sees_who_has_two_steps_and_turns_them_off(served: House, say: Say) -> None:
    nasrin, phone, _ = await with_phone(served, admin=True)
    served.clock.turn(minutes=1)
    await served.visitor(name_en="David Rahman")
    _, out, _ = await say("people")
    assert out.splitlines()[0].split()[8:10] == ["two", "steps"]
    assert [line.split()[8] for line in out.splitlines()[1:]] == ["-", "yes"]
    assert phone.secret not in out
    assert (await say("totp-off", nasrin.person))[0] == 0
    assert await enter(served) == (200, None)
    assert ("operator", "totp", nasrin.person, "off") in await book(nasrin)


async def test_an_operator_makes_and_takes_back_invites(served: House, say: Say) -> None:
    admin = await served.visitor(admin=True)
    served.clock.turn(minutes=1)
    code = (await say("invite"))[1].split()[0]
    assert (await served.stranger().ask_to_join(code)).status_code == 200
    served.clock.turn(minutes=1)
    code = (await say("invite", "--admin"))[1].split()[0]
    _, out, _ = await say("invites", "--most", "1")
    newest = out.splitlines()[1].split()
    assert newest[1:3] == ["admin", "open"]
    assert code not in out
    assert (await say("uninvite", newest[0]))[0] == 0
    assert (await served.stranger().ask_to_join(code)).status_code == 403
    lost = served.stranger()
    served.clock.turn(minutes=1)
    code, _, since, _, until = (await say("reset", admin.person))[1].split()
    assert datetime.fromisoformat(since) == _moment(served.clock.now + DAY_MS)
    assert datetime.fromisoformat(until) == _moment(served.clock.now + 4 * DAY_MS)
    assert (await lost.ask_to_join(code)).json()["code"] == "reset.early"
    served.clock.turn(days=1)
    assert (await lost.join(code)).person == admin.person


async def test_an_operator_lets_somebody_back_in_at_once_and_their_devices_hear_of_it(
    served: House, say: Say
) -> None:
    admin, nasrin = await served.visitor(admin=True), await served.visitor()
    served.clock.turn(minutes=1)
    code = (await say("reset", nasrin.person, "--at-once"))[1].split()[0]
    (notice,) = [row.v for (_, kind, _), row in (await nasrin.rows()).items() if kind == "notice"]
    assert (notice["by"], notice["since"]) == ("operator", served.clock.now)
    assert (await book(admin))[0] == ("operator", "reset", nasrin.person, "at once")
    assert (await served.stranger().join(code)).person == nasrin.person


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


async def test_an_operator_hears_which_reports_nobody_may_decide(served: House, say: Say) -> None:
    admin, reporter = await served.visitor(admin=True), await served.visitor()
    scope = await served.circle_of(reporter, admin)
    post = await admin.do(admin.post(scope, "Something harmful"))
    sent = reporter.reporting(scope, "post", post.row.id)
    await reporter.do(sent)
    another = await served.visitor()
    about_another = reporter.reporting("k", "card", another.person)
    await reporter.do(about_another)
    code, out, _ = await say("reports")
    lines = {line.split()[0]: line.split()[-1] for line in out.splitlines()[1:3]}
    assert (code, lines) == (0, {sent.id: "0", about_another.id: "1"})
    assert "Reports of which this is so: 1." in out
    for hidden in (reporter.person, admin.person, "Something harmful", "Look at this"):
        assert hidden not in out
    assert (await say("role", reporter.person, "moderator"))[0] == 0
    assert "Nobody may decide" not in (await say("reports"))[1]
    await reporter.do(reporter.deciding(sent.id))
    assert sent.id not in (await say("reports"))[1]


async def test_what_cannot_be_done_is_said_in_a_sentence(served: House, say: Say) -> None:
    admin = await served.visitor(admin=True, name_en="Nasrin Akter")
    await served.visitor(name_en="Nasrin Sultana")
    assert (await say("role", admin.person, "none"))[::2] == (
        1,
        "This is the last administrator. Make someone else an administrator first.\n",
    )
    assert (await say("suspend", "nobody"))[::2] == (1, "Nobody here is called nobody.\n")
    assert (await say("suspend", admin.new_id()))[::2] == (1, "There is no such person or invite.\n")
    code, _, err = await say("suspend", "nasrin")
    assert (code, len(err.splitlines())) == (1, 3)


async def test_a_server_that_rests_is_looked_after_just_the_same(folder: Path, say: Say) -> None:
    async with open_house(folder) as house:
        nasrin = await house.visitor(admin=True, name_en="Nasrin Akter")
    assert (await say("check", "nasrin"))[0] == 0
    assert (await say("people"))[1].splitlines()[1].split()[:4] == [
        nasrin.person,
        "admin",
        "active",
        "checked",
    ]


async def test_where_there_is_no_server_none_is_made(folder: Path, say: Say) -> None:
    code, _, err = await say("people")
    assert (code, err.startswith("There is no Setu server in ")) == (1, True)
    assert not list(folder.parent.iterdir())


async def test_only_whom_the_folder_belongs_to_may_ask(served: House, folder: Path) -> None:
    assert stat.S_IMODE((folder / SOCKET).stat().st_mode) == 0o600


async def test_a_socket_left_by_a_killed_server_is_no_hindrance(folder: Path, say: Say) -> None:
    async with open_house(folder) as house:
        await house.visitor(admin=True)
        async with listening(house.home, folder):
            (folder / SOCKET).rename(folder / "left")
        (folder / "left").rename(folder / SOCKET)
    assert (await say("people"))[0] == 0
    async with open_house(folder) as house, listening(house.home, folder):
        assert (await say("people"))[0] == 0
    assert not (folder / SOCKET).exists()


async def test_a_folder_too_deep_for_a_socket_is_served_without_one(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * LONGEST_PATH)
    async with open_house(deep) as house, listening(house.home, deep):
        assert not (deep / SOCKET).exists()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (Asked(path="/v1/password", asks={"login": "x", "password": "y"}), 404),
        (Asked(path="/v1/push", asks={}), 404),
        (Asked(path="/v1/admin/standing", asks={}), 400),
        (Asked(path="/v1/admin/standing", asks={"person": 7}), 400),
    ],
)
async def test_the_socket_opens_no_door_but_an_administrators(
    house: House, asked: Asked, status: int
) -> None:
    assert (await answer(house.home, asked)).status == status


async def test_nonsense_on_the_socket_is_no_end_of_it(served: House, folder: Path, say: Say) -> None:
    await served.visitor(admin=True)
    for said in (b"\n", b"nonsense\n", b"{" * 300_000 + b"\n", b"[]\n"):
        reader, writer = await asyncio.open_unix_connection(folder / SOCKET)
        writer.write(said)
        assert await reader.read() == b""
        writer.close()
    assert (await say("people"))[0] == 0


async def test_the_same_over_postgresql(house: House, address: str, tmp_path: Path, say: Say) -> None:
    if not address:
        return
    await house.visitor(admin=True, name_en="Nasrin Akter")
    code, out, _ = await say("people", "--db", address)
    assert (code, "Nasrin Akter" in out) == (0, True)
    assert isinstance(house.home, Home)
