"""PostgreSQL goes away and comes back, or is behind a PgBouncer: what a device is told, and what is kept."""

import asyncio
import shutil
import socket
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
from server.postgres import Cluster, cluster
from server.visitor import House, open_house

from app.server.database.addresses import read_address
from app.server.database.ledger import Ledger
from app.server.database.postgres import PostgresDatabase
from app.server.home import Home
from app.server.troubles import CannotServe, Rejected


@pytest.fixture
async def house(tmp_path: Path, postgres: Cluster) -> AsyncIterator[House]:
    async with open_house(tmp_path / "server", address=postgres.migrated()) as opened:
        yield opened


async def test_a_connection_lost_before_the_commit_costs_nothing(house: House) -> None:
    tries = []

    def work(ledger: Ledger) -> int:
        tries.append(ledger)
        (backend,) = ledger.connection.execute("SELECT pg_backend_pid()").fetchone()
        if len(tries) == 1:
            with psycopg.connect(house.address, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (backend,))
        ledger.connection.execute("DELETE FROM invite")
        assert ledger.connection.execute("SELECT count(*) FROM invite").fetchone() == (0,)
        return len(tries)

    assert await house.home.write(work) == 2


class _Cutter:
    """Stands between a server and its database, and can cut them off once a COMMIT has gone through."""

    def __init__(self, directory: Path, to: Path) -> None:
        self.cutting = threading.Event()
        self._to = str(to)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(directory / ".s.PGSQL.5432"))
        self._listening.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, far = self._listening.accept()[0], socket.socket(socket.AF_UNIX)
                far.connect(self._to)
                threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, outwards: bool) -> None:
        writes = False  # what the server does by itself commits as well: that is not to be cut
        with suppress(OSError), closing(source), closing(target):
            while data := source.recv(65536):
                writes = writes or b"INSERT INTO item" in data
                cut = outwards and writes and self.cutting.is_set() and b"COMMIT\0" in data
                target.sendall(data)
                if cut:
                    self.cutting.clear()
                    source.shutdown(socket.SHUT_RDWR)
                    target.recv(1)  # the database has carried it out
                    return

    def close(self) -> None:
        self._listening.close()


async def test_a_commit_whose_answer_is_lost_is_a_503_and_a_retry_finds_it_done(
    tmp_path: Path, postgres: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    address = postgres.migrated()
    cutter = _Cutter(tmp_path, postgres.directory / ".s.PGSQL.5432")
    through = address.replace(str(postgres.directory), str(tmp_path)) + "&prepare=off"
    async with open_house(tmp_path / "server", address=through) as house:
        nasrin = await house.visitor()
        circle = nasrin.circle()
        cutter.cutting.set()
        reply = await nasrin.send(circle)
        assert (reply.status_code, reply.json()["code"]) == (503, "server.busy")
        (result,) = await nasrin.push(circle)
        assert result.st == "dup"
        assert sum(kind == "circle" for _, kind, _ in await nasrin.rows()) == 1
    cutter.close()


async def test_a_server_outlives_its_database_and_finds_it_again(tmp_path: Path) -> None:
    with cluster() as own:
        async with open_house(tmp_path / "server", address=own.migrated()) as house:
            nasrin = await house.visitor()
            await asyncio.gather(*(nasrin.pull() for _ in range(8)))  # so that every connection is open
            before = await nasrin.rows()
            own.stop("immediate")
            reply = await nasrin.send(circle := nasrin.circle())
            assert (reply.status_code, reply.headers["retry-after"]) == (503, "1")
            assert (await nasrin.ask()).status_code == 503
            own.start()
            assert await nasrin.rows() == before
            assert (await nasrin.push(circle))[0].st == "ok"
            own.stop("immediate")
            own.start()
            replies = await asyncio.gather(*(nasrin.send(nasrin.circle()) for _ in range(8)))
            assert {reply.status_code for reply in replies} == {200}
        own.stop()
        with pytest.raises(CannotServe, match=r"server\.database"):
            Home.open(tmp_path, address=own.address())


@pytest.mark.parametrize(
    "wrong",
    ["mysql://somewhere/setu", "setu.sqlite3", "postgresql:///setu?prepare=maybe", "postgresql://x:y:z/"],
)
def test_an_address_that_is_none_is_refused(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"server\.(address|database)"):
        Home.open(tmp_path, address=wrong)


def test_an_addresss_password_is_not_shown() -> None:
    assert "secret" not in repr(read_address("postgresql://setu:secret@db/setu"))


async def test_commits_are_flushed_whatever_the_database_was_told_and_not_when_we_say_so(
    postgres: Cluster,
) -> None:
    address = postgres.migrated()
    name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    asked = {"full": "on", "normal": "off"}
    for told, kept in (("off", asked), ("remote_apply", {"full": "remote_apply"})):
        postgres.tell(f"ALTER DATABASE {name} SET synchronous_commit = {told}")
        for durability, expected in kept.items():
            database = PostgresDatabase(
                address, clock=lambda: 0, publish=lambda news: None, durability=durability
            )
            ask = "SELECT current_setting('synchronous_commit'), current_setting('application_name')"
            assert await database.write(lambda ledger: ledger.connection.execute(ask).fetchone()) == (  # noqa: B023
                expected,
                "setu",
            )
            database.close()


async def test_what_its_texts_cannot_hold_is_a_wrong_request(house: House) -> None:
    nasrin = await house.visitor()
    for wrong in (nasrin.message("a\0b"), nasrin.post("c.\0"), nasrin.removing("c.1", "\0")):
        reply = await nasrin.send(wrong)
        assert reply.status_code == 400 or reply.json()["results"][0]["st"] == "no"
    with pytest.raises(Rejected, match=r"request\.wrong"):
        await house.home.read(lambda c: c.execute("SELECT 1 FROM item WHERE id = ?", ("\0",)).fetchone())


async def test_a_percent_sign_and_a_question_mark_in_a_value_stay_what_they_are(house: House) -> None:
    said = "100 % of them? %s"
    ask = "SELECT CASE WHEN 'a%' LIKE 'a%' THEN CAST(? AS TEXT) END"
    assert await house.home.read(lambda c: c.execute(ask, (said,)).fetchone()) == (said,)


@pytest.fixture
def bouncer(postgres: Cluster) -> Iterator[str]:
    """The address of a database behind a PgBouncer that lends each of two connections for a transaction."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("no PgBouncer: apt-get install pgbouncer")
    address = postgres.migrated()
    told = postgres.directory / "pgbouncer.ini"
    told.write_text(
        f"[databases]\n* = host={postgres.directory} user=postgres\n[pgbouncer]\npool_mode = transaction\n"
        f"auth_type = any\nlisten_port = 6432\nunix_socket_dir = {postgres.directory}\n"
        "default_pool_size = 2\nmax_client_conn = 50\n"
    )
    process = subprocess.Popen([*postgres.account, program, "-q", str(told)], stderr=subprocess.DEVNULL)
    try:
        yield f"{address}&port=6432&prepare=off"
    finally:
        process.terminate()
        process.wait(20)


async def test_a_bouncer_in_transaction_mode_may_stand_in_between(
    tmp_path: Path, bouncer: str, postgres: Cluster
) -> None:
    await _until_it_listens(postgres.directory / ".s.PGSQL.6432")
    async with open_house(tmp_path / "server", address=bouncer) as house:
        nasrin, david, mina = [await house.visitor() for _ in range(3)]
        scope = await house.circle_of(nasrin, david, mina)
        results = await asyncio.gather(
            *(someone.push(someone.post(scope)) for someone in (nasrin, david, mina) for _ in range(10))
        )
        assert {result.st for (result,) in results} == {"ok"}
        assert sum(kind == "post" for _, kind, _ in await mina.rows()) == 30
        asked = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
        assert await house.home.read(lambda c: c.execute(asked).fetchone()) == ("15s", "5s")
        plain = bouncer.replace("&prepare=off", "")
        with psycopg.connect(plain, prepare_threshold=None) as someone_else:
            assert someone_else.execute(asked).fetchone() == ("0", "0")


async def _until_it_listens(path: Path) -> None:
    for _ in range(500):
        with closing(socket.socket(socket.AF_UNIX)) as door, suppress(OSError):
            door.connect(str(path))
            return
        await asyncio.sleep(0.02)
    raise TimeoutError
