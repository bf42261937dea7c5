"""Where scopes stand, as it is written down: once for a commit, however many jobs are in it."""

from collections.abc import Mapping

from app.server.database.engine import Connection


def write_down(connection: Connection, heads: Mapping[str, int]) -> None:
    """These scopes stand there from now on."""
    for scope, head in heads.items():
        connection.execute("UPDATE scope SET head = ? WHERE id = ?", (head, scope))
