from collections.abc import Iterator
from pathlib import Path

import pytest
from store.faults import MemoryFile

from app.store.storage import LogStorage
from app.store.view import TableView


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[LogStorage]:
    storage = LogStorage(tmp_path / "a.db", disk=MemoryFile().disk())
    storage.tables.amend("t", [(str(number), {"n": number}) for number in range(600)])
    yield storage
    storage.close()


def test_a_view_reads_like_the_dict_it_stands_for(storage: LogStorage) -> None:
    view = TableView(storage.tables, "t")
    plain = {str(number): {"n": number} for number in range(600)}
    assert dict(view) == dict(view.items()) == plain
    assert list(view.items()) == list(plain.items())
    assert list(view.values()) == list(plain.values())
    assert (len(view), "5" in view, "600" in view, view.get("600")) == (600, True, False, None)
    with pytest.raises(KeyError):
        view["600"]


def test_every_reading_gives_a_fresh_document(storage: LogStorage) -> None:
    view = TableView(storage.tables, "t")
    view["1"]["n"] = "scribbled"
    next(iter(view.values()))["n"] = "scribbled"
    assert (view["0"], view["1"]) == ({"n": 0}, {"n": 1})


def test_what_is_removed_while_a_view_is_read_is_passed_over(storage: LogStorage) -> None:
    reading = iter(TableView(storage.tables, "t").items())
    next(reading)
    storage.tables.amend("t", [("599", None), ("598", {"n": "new"})])
    assert list(reading)[-1] == ("598", {"n": "new"})


def test_a_view_of_a_table_that_is_not_there_is_empty(storage: LogStorage) -> None:
    assert (dict(TableView(storage.tables, "none")), list(TableView(storage.tables, "none").items())) == (
        {},
        [],
    )
