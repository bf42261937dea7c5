"""That the tests of this folder do run on two databases, and say so when they cannot."""

import psycopg
import pytest
from server.postgres import Cluster
from server.visitor import House

from app.server.database.postgres import PostgresDatabase
from app.server.database.sqlite import SqliteDatabase


def test_a_house_is_built_on_both_databases(house: House, request: pytest.FixtureRequest) -> None:
    expected = {"sqlite": SqliteDatabase, "postgres": PostgresDatabase}[
        request.node.callspec.params["address"]
    ]
    assert isinstance(house.home.database, expected)


@pytest.mark.sqlite
def test_what_is_marked_so_runs_on_sqlite_only(house: House) -> None:
    assert isinstance(house.home.database, SqliteDatabase)


def test_every_test_has_a_database_and_a_history_of_its_own(postgres: Cluster) -> None:
    one, other = postgres.migrated(), postgres.migrated()
    with psycopg.connect(one) as connection:
        connection.execute("DELETE FROM item")
        epoch = connection.execute("SELECT epoch FROM meta").fetchone()
    with psycopg.connect(other) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM item").fetchone() == (True,)
        assert connection.execute("SELECT epoch FROM meta").fetchone() != epoch


def test_the_cluster_is_reached_over_its_socket_only(postgres: Cluster) -> None:
    with psycopg.connect(postgres.address()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
