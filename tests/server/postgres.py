"""A real PostgreSQL for tests: a cluster in a directory of its own, reached over its socket only."""

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.server.database.migrating import new_epoch
from app.server.home import Home

NOT_THERE = "no PostgreSQL: install it (apt-get install postgresql), or put its initdb on the PATH"
QUICK = ("fsync=off", "full_page_writes=off")
"""For tests that pull no plug."""
_DEBIANS = Path("/usr/lib/postgresql")


def find_programs() -> Path | None:
    """The directory of initdb and postgres, the newest if there are several."""
    debians = sorted(_DEBIANS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (debians[-1] if debians else None)
    return Path(found).parent if found else None


class Cluster:
    """A database server in this directory, which can also be stopped as a cut of power would stop it."""

    def __init__(self, directory: Path, programs: Path, settings: tuple[str, ...]) -> None:
        self.directory = directory
        self._programs = programs
        self._settings = ("listen_addresses=", f"unix_socket_directories={directory}", *settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._migrated = ""
        root = os.geteuid() == 0  # PostgreSQL refuses to run as root: then it runs as its own account
        self.account = ["runuser", "-u", "postgres", "--"] if root else []
        if root:
            shutil.chown(directory, "postgres", "postgres")
        self._run(
            "initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"
        )

    def address(self, name: str = "postgres") -> str:
        """Where a server finds this database."""
        return f"postgresql://postgres@/{name}?host={self.directory}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = [part for setting in self._settings for part in ("-c", setting)]
        fate = ["setpriv", "--pdeathsig", "INT", "--"] if shutil.which("setpriv") else []
        with (self.directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *self.account,
                    *fate,
                    self._programs / "postgres",
                    "-D",
                    self.directory / "data",
                    *settings,
                ],
                cwd=self.directory,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C is for the tests
            )
        until = time.monotonic() + 60
        while True:
            try:
                return self.tell()
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self, mode: str = "immediate") -> None:
        """Stop; `immediate` is what a crash looks like. Twice is once."""
        if self._process is not None:
            self._run("pg_ctl", "stop", "-m", mode)
            self._process.wait(60)
            self._process = None

    def tell(self, *statements: str, name: str = "postgres") -> None:
        """Do this as its administrator."""
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def blank(self) -> str:
        """The address of a new database with nothing in it."""
        return self._copy("template1")

    def migrated(self) -> str:
        """The address of a new database as a first start leaves it, with a history of its own."""
        if not self._migrated:
            address = self.blank()
            Home.open(Path(), address=address).close()
            self._migrated = _name(address)
        address = self._copy(self._migrated)
        with psycopg.connect(address) as connection:
            connection.execute(
                "UPDATE meta SET store_id = %s, epoch = %s", (secrets.token_hex(16), new_epoch())
            )
        return address

    def drop(self, address: str) -> None:
        """Away with this database, whoever still holds on to it; thousands of tests leave gigabytes else."""
        self.tell(f"DROP DATABASE {_name(address)} WITH (FORCE)")

    def _copy(self, template: str) -> str:
        name = f"setu_{secrets.token_hex(6)}"
        with psycopg.connect(self.address(), autocommit=True) as connection:
            # Older ones know no other way; newer ones would else write all of it into their log as well.
            how = "STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        return self.address(name)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.account, self._programs / program, "-D", self.directory / "data", *arguments]
        done = subprocess.run(command, cwd=self.directory, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr


def _name(address: str) -> str:
    """What the database at this address is called."""
    return address.partition("@/")[2].partition("?")[0]


@contextmanager
def cluster(settings: tuple[str, ...] = QUICK) -> Iterator[Cluster]:
    """A running database server, which is gone afterwards."""
    programs = find_programs()
    assert programs, NOT_THERE
    directory = Path(tempfile.mkdtemp(prefix="setu-postgres-"))  # short: a socket's path must be
    try:
        made = Cluster(directory, programs, settings)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)
