"""Where a server keeps its things, and that they are still there the next day."""

import sqlite3
import stat
from pathlib import Path

import pytest
from server.visitor import House, Visitor, open_house

from app.server.database.migrating import migrate
from app.server.database.schema import MIGRATIONS
from app.server.home import DATABASE, Home
from app.server.troubles import CannotServe


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.sqlite
async def test_only_the_servers_own_account_may_look_inside(house: House, tmp_path: Path) -> None:
    await house.visitor()
    assert _mode(tmp_path / "server") == 0o700
    assert {_mode(path) for path in (tmp_path / "server").iterdir()} == {0o600}


def test_a_directory_that_holds_other_things_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "letter.txt").write_text("not ours")
    Home.open(tmp_path).close()
    assert _mode(tmp_path) == 0o755
    assert _mode(tmp_path / DATABASE) == 0o600


@pytest.mark.sqlite
async def test_a_second_server_on_the_same_data_is_refused(house: House, tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"server\.in_use"):
        Home.open(tmp_path / "server")
    await house.visitor()


async def test_everything_is_there_after_a_restart(tmp_path: Path, address: str) -> None:
    async with open_house(tmp_path / "server", address=address) as before:
        nasrin, david = await before.visitor(), await before.visitor()
        scope = await before.circle_of(nasrin, david)
        post = nasrin.post(scope)
        await nasrin.push(post, nasrin.message(david.person))
        kept = [await nasrin.rows(), await david.rows()]
        epoch = before.home.epoch
    async with open_house(tmp_path / "server", address=address) as after:
        assert after.home.epoch == epoch
        for someone in (nasrin, david):
            someone.http = after.stranger().http
        assert [await nasrin.rows(), await david.rows()] == kept
        (again,) = await nasrin.push(post)
        assert again.st == "dup"


@pytest.mark.sqlite
async def test_each_server_has_a_history_of_its_own(house: House, tmp_path: Path) -> None:
    async with open_house(tmp_path / "other") as other:
        assert other.home.epoch != house.home.epoch
        assert len(other.home.epoch) == 32


@pytest.mark.sqlite
async def test_writes_survive_a_power_cut_because_each_commit_is_flushed(house: House) -> None:
    def pragmas(ledger: object) -> tuple[str, int, int]:
        ask = ledger.connection.execute  # type: ignore[attr-defined]
        return tuple(
            ask(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        )

    assert await house.home.write(pragmas) == ("wal", 2, 1)


@pytest.mark.sqlite
async def test_readers_cannot_write(house: House) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await house.home.read(lambda connection: connection.execute("DELETE FROM item"))
    await house.home.read(lambda connection: connection.execute("SELECT 1").fetchone())


def test_data_of_a_newer_setu_is_left_alone(tmp_path: Path) -> None:
    Home.open(tmp_path / "server").close()
    connection = sqlite3.connect(tmp_path / "server" / DATABASE)
    connection.execute("UPDATE meta SET schema_version = ?", (len(MIGRATIONS) + 1,))
    connection.commit()
    connection.close()
    with pytest.raises(CannotServe, match=r"server\.newer"):
        Home.open(tmp_path / "server")


def test_migrating_twice_is_migrating_once() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    names = connection.execute("SELECT store_id, epoch, schema_version FROM meta").fetchall()
    migrate(connection)
    assert connection.execute("SELECT store_id, epoch, schema_version FROM meta").fetchall() == names
    assert names[0][2] == len(MIGRATIONS)


async def test_what_was_done_is_remembered_for_ninety_days(tmp_path: Path, address: str) -> None:
    async with open_house(tmp_path / "server", address=address) as before:
        nasrin: Visitor = await before.visitor()
        await nasrin.do(nasrin.circle())
    day = 86_400_000
    with_clock = [lambda: before.clock.now + 91 * day, lambda: before.clock.now + 89 * day]
    for clock, left in zip(reversed(with_clock), (2, 0), strict=True):
        home = Home.open(tmp_path / "server", address=address, clock=clock)
        assert await home.read(lambda c: c.execute("SELECT count(*) FROM applied").fetchone()) == (left,)
        home.close()
