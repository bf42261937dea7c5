"""SQL that every engine understands: what the code says, and what docs/scaling.md says about the tables."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.server.database.migrating import migrate
from app.server.database.schema import META, MIGRATIONS

ROOT = Path(__file__).parents[2]
ENGINES = {
    "app/server/database/sqlite.py",
    "app/server/database/postgres.py",
    "app/server/database/sessions.py",
    "app/server/database/moving.py",
    "app/server/bus/through_postgres.py",
}
"""These speak to one engine only, and so do back-ups, which are SQLite's."""
FORBIDDEN = {
    "triggers": r"\bTRIGGER\b",
    "sequences": r"\b(BIG|SMALL)?SERIAL\b|\bSEQUENCE\b|\bNEXTVAL\b|\bAUTOINCREMENT\b|\bIDENTITY\b",
    "arrays": r"\bARRAY\b|\[\]|\bUNNEST\b|\bANY\s*\(",
    "advisory locks": r"ADVISORY",
    "constraints not everyone checks": r"\bDEFERRABLE\b|\bEXCLUDE\b|\bCREATE DOMAIN\b|\bCREATE TYPE\b",
    "functions in the server": r"\bCREATE (OR REPLACE )?(FUNCTION|PROCEDURE)\b|\bDO \$\$",
    "messages": r"\bLISTEN\b|\bNOTIFY\b|PG_NOTIFY",
    "PostgreSQL's own": r"::|\bILIKE\b|\bDISTINCT ON\b|\bLATERAL\b|\bSKIP LOCKED\b|\bNOW\s*\(|\bPG_\w+",
    "SQLite's own": r"\bPRAGMA\b|\bINSERT OR\b|\bREPLACE INTO\b|\bROWID\b|\bGLOB\b|\bSTRFTIME\b|\bSQLITE_\w+",
    "JSON inside": r"->|\bJSONB?_\w+|\bJSONB?\b",
    "chance and time of the database": r"\bRANDOM\s*\(|\bCURRENT_TIMESTAMP\b|\bDATETIME\s*\(",
    "keys across shards": r"\bFULL OUTER JOIN\b|\bWITH RECURSIVE\b",
}
_STATEMENT = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|BEGIN|SAVEPOINT)\s", re.ASCII
)


def _spelt(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else " x " for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _statements() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "app/server").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name in ENGINES or name.startswith("app/server/backups/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = _spelt(node) if isinstance(node, ast.Constant | ast.JoinedStr) else ""
            if _STATEMENT.match(said):
                yield f"{name}:{node.lineno}", said


def _faults(statement: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if re.search(pattern, statement, re.IGNORECASE)]


def test_no_statement_uses_what_only_some_engines_have() -> None:
    found = list(_statements())
    assert len(found) > 100
    allowed = {"BEGIN IMMEDIATE"}
    assert not [
        (where, _faults(said), said) for where, said in found if _faults(said) and said not in allowed
    ]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("CREATE TABLE t (id BIGSERIAL PRIMARY KEY)", "sequences"),
        ("CREATE TRIGGER t AFTER INSERT ON item", "triggers"),
        ("SELECT id FROM item WHERE id = ANY(?)", "arrays"),
        ("SELECT pg_advisory_lock(1)", "advisory locks"),
        ("SELECT body->>'title' FROM item", "JSON inside"),
        ("SELECT rowid FROM item", "SQLite's own"),
        ("SELECT count(*)::int FROM item", "PostgreSQL's own"),
    ],
)
def test_what_is_forbidden_is_recognised(statement: str, fault: str) -> None:
    assert fault in _faults(statement)


@pytest.fixture
def tables() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


def _names(tables: sqlite3.Connection) -> set[str]:
    return {name for (name,) in tables.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _documented() -> tuple[set[str], dict[str, str]]:
    told = (ROOT / "docs/scaling.md").read_text("utf-8")
    distributed = re.findall(r"create_distributed_table\('(\w+)', '(\w+)'", told)
    return set(re.findall(r"create_reference_table\('(\w+)'\)", told)), dict(distributed)


def test_the_page_on_scaling_says_of_every_table_where_it_lies(tables: sqlite3.Connection) -> None:
    everywhere, distributed = _documented()
    assert everywhere | distributed.keys() == _names(tables)
    assert not everywhere & distributed.keys()


def test_every_key_of_a_distributed_table_begins_with_what_it_is_distributed_by(
    tables: sqlite3.Connection,
) -> None:
    _, distributed = _documented()
    for table, column in distributed.items():
        for _, index, unique, *_ in tables.execute(f"PRAGMA index_list({table})").fetchall():
            if unique:
                assert tables.execute(f"PRAGMA index_info({index})").fetchone()[2] == column, (table, index)


def test_a_reference_stays_in_its_shard_or_goes_to_what_lies_everywhere(tables: sqlite3.Connection) -> None:
    everywhere, distributed = _documented()
    for table in _names(tables):
        for _, _, to, column, *_ in tables.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            assert to in everywhere or column == distributed.get(table), (table, column, to)


def test_types_are_what_every_engine_calls_so() -> None:
    for statement in (META, *(statement for step in MIGRATIONS for statement in step)):
        if not statement.startswith("CREATE TABLE"):
            continue
        for kind in re.findall(r"^\s*\w+ (\w+)(?: NOT NULL| PRIMARY KEY|,)", statement, re.MULTILINE):
            assert kind in {"TEXT", "BIGINT", "SMALLINT", "INTEGER", "TABLE", "KEY", "INDEX"}, statement
