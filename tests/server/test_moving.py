"""From SQLite to PostgreSQL: everyone finds everything where it was."""

import asyncio
from pathlib import Path

import psycopg
import pytest
from server.phones import Phone, enter, with_phone
from server.postgres import Cluster
from server.visitor import House, Visitor, open_house

from app.__main__ import main
from app.server.database.moving import move
from app.server.home import DATABASE, Home
from app.server.troubles import CannotServe
from app.sync.protocol import Mutation


async def _filled(house: House) -> tuple[list[Visitor], str, Mutation]:
    nasrin, david, mina = [await house.visitor() for _ in range(3)]
    scope = await house.circle_of(nasrin, david, mina)
    post = nasrin.post(scope, "স্প্লিন্ট 100 % \t \\N")
    await nasrin.push(post, nasrin.message(david.person))
    await nasrin.do(nasrin.removing(scope, mina.person))
    return [nasrin, david, mina], scope, post


async def test_a_moved_server_goes_on_where_it_was(
    tmp_path: Path, postgres: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_house(tmp_path / "server") as before:
        people, scope, post = await _filled(before)
        _, phone, _ = await with_phone(before)
        kept = [await someone.rows() for someone in people]
        epoch, code = before.home.epoch, await before.invite()
    address = postgres.blank()
    moved = ["server", "move", "--from", f"sqlite:{tmp_path / 'server'}", "--to", address]
    assert await asyncio.to_thread(main, moved) == 0
    assert "agree" in capsys.readouterr().out
    async with open_house(tmp_path / "elsewhere", address=address) as after:
        assert after.home.epoch == epoch
        for someone in people:
            someone.http = after.stranger().http
        assert [await someone.rows() for someone in people] == kept
        nasrin, david, _ = people
        assert (await nasrin.push(post))[0].st == "dup"
        newer = await david.do(david.post(scope))
        assert newer.row.seq == 1 + max(row.seq for (where, _, _), row in kept[0].items() if where == scope)
        await after.stranger().join(code)
        assert await enter(after) == (409, "totp.needed")
        assert await enter(after, Phone(after, phone.secret)(30)) == (200, None)
    assert await asyncio.to_thread(main, moved) == 1
    assert "not empty" in capsys.readouterr().err


async def test_a_server_may_run_while_it_is_copied_and_nothing_it_acknowledged_is_lost(
    tmp_path: Path, postgres: Cluster
) -> None:
    address, said, loop = postgres.blank(), [], asyncio.get_running_loop()
    asked_to_stop = asyncio.Event()

    def tell(what: str, **parts: int) -> None:
        said.append(what)
        if "stop the server" in what:
            loop.call_soon_threadsafe(asked_to_stop.set)

    async with open_house(tmp_path / "server") as before:
        people, scope, _ = await _filled(before)
        nasrin, david, _ = people
        moving = asyncio.create_task(asyncio.to_thread(move, tmp_path / "server", address, tell))
        while not asked_to_stop.is_set():
            await nasrin.do(nasrin.post(scope))
        await nasrin.do(nasrin.removing(scope, david.person))
        late = await before.visitor()
        await late.do(late.circle())
        assert not moving.done()
        people.append(late)
        kept = [await someone.rows() for someone in people]
    await moving
    async with open_house(tmp_path / "elsewhere", address=address) as after:
        for someone in people:
            someone.http = after.stranger().http
        assert [await someone.rows() for someone in people] == kept


async def test_a_copy_that_differs_is_not_kept(
    tmp_path: Path, postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_house(tmp_path / "server") as before:
        await _filled(before)
    address = postgres.blank()
    for what, where in (("DELETE FROM invite", "invite"), ("UPDATE item SET seq = seq + 1000", "")):
        monkeypatch.setattr(
            "app.server.database.moving._Copy.all",
            lambda self, what=what, copy=_copy_all: (copy(self), self._new.execute(what)),
        )
        with pytest.raises(CannotServe, match=r"move\.differs") as why:
            move(tmp_path / "server", address, lambda said, **parts: None)
        assert why.value.params["where"].startswith(where)
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT to_regclass('meta')").fetchone() == (None,)


def _copy_all(copy) -> None:
    for table in copy._tables:
        copy._copy(table)


def test_what_cannot_be_moved_is_said_and_nothing_is_touched(
    tmp_path: Path, postgres: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    Home.open(tmp_path).close()
    address = postgres.blank()
    here = f"sqlite:{tmp_path}"
    for source, target, expected in (
        (f"sqlite:{tmp_path / 'nowhere'}", address, "no file"),
        (str(tmp_path), address, "--from sqlite:DIR"),
        (here, "mysql://setu@db/setu", "postgresql://"),
        (here, postgres.address("nowhere"), "does not answer"),
    ):
        assert main(["server", "move", "--from", source, "--to", target]) == 1
        assert expected in capsys.readouterr().err
    assert (tmp_path / DATABASE).exists()
