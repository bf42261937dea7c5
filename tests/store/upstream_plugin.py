"""A pytest plugin for running TinyDB's own tests: their databases stand on our storage (see test_upstream).

TinyDB's `conftest.py` is not loaded; its fixture `db` is here, over the combination named by `--over`. Tests
that open a path themselves get the same combination, as what `TinyDB` takes when nothing else is asked for.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import Storage
from tinydb.table import Table

from app.store.storage import LogStorage
from app.store.table import DocTable

INDEXES = {"_default": {"int": "int", "char": None, "": "int"}, "table1": {"char": None, "int": None}}

Opener = Callable[..., Any]


def opening(path: str | Path, indexes: Any = None, **_: object) -> LogStorage:
    """Our storage; what JSONStorage would hand on to `json.dumps` has no meaning here."""
    return LogStorage(path, indexes=indexes, sync=False)


def opening_indexed(path: str | Path, **_: object) -> LogStorage:
    return opening(path, indexes=INDEXES)


def opening_cached(path: str | Path, **_: object) -> Storage:
    return CachingMiddleware(opening)(path)


COMBINATIONS: dict[str, tuple[Opener, type[Table]]] = {
    "stock-table": (opening, Table),
    "stock-table-cached": (opening_cached, Table),
    "doc-table": (opening, DocTable),
    "doc-table-indexed": (opening_indexed, DocTable),
}

OTHER_NAME = "expects the class name of one of TinyDB's own storages in repr()"
LATE = "expects the error at the insert; a cache meets it when it writes, over JSONStorage too"

KNOWN: dict[str, dict[str, str]] = {
    "stock-table": {"test_table_repr": OTHER_NAME},
    "stock-table-cached": {"test_table_repr": OTHER_NAME, "test_insert_invalid_dict": LATE},
    "doc-table": {"test_table_repr": OTHER_NAME},
    "doc-table-indexed": {"test_table_repr": OTHER_NAME},
}
"""For each combination the tests of TinyDB's that fail, and why; one that passes after all fails the run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--over", choices=list(COMBINATIONS), required=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    known = dict(KNOWN[config.getoption("--over")])
    for item in items:
        reason = known.pop(item.name, None)
        if reason is not None:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
    if known:
        raise pytest.UsageError(f"TinyDB has no such tests: {sorted(known)}")


@pytest.fixture(autouse=True)
def _over_ours(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    opener, table_class = COMBINATIONS[request.config.getoption("--over")]

    def table(storage: Storage, name: str, **kwargs: Any) -> Table:
        # Some tests bring TinyDB's MemoryStorage along, which is for TinyDB's own table.
        of_ours = isinstance(storage, LogStorage)
        return (table_class if of_ours else Table)(storage, name, **kwargs)

    monkeypatch.setattr(TinyDB, "default_storage_class", staticmethod(opener))
    monkeypatch.setattr(TinyDB, "table_class", staticmethod(table))


@pytest.fixture
def db(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TinyDB]:
    over = request.config.getoption("--over")
    with TinyDB(tmp_path / "test.db") as opened:
        assert isinstance(opened.table("any"), COMBINATIONS[over][1])
        opened.drop_tables()
        opened.insert_multiple({"int": 1, "char": char} for char in "abc")
        yield opened
