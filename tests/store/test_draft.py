import pytest

from app.store.draft import Draft

STORED = {"1": {"a": 1}, "2": {"a": 2}}


def draft() -> Draft:
    return Draft({key: dict(value) for key, value in STORED.items()}, int)


def test_only_what_was_accessed_is_touched() -> None:
    table = draft()
    assert (list(table), len(table), 1 in table, 3 in table) == ([1, 2], 2, True, False)
    assert table.touched == {}
    table[1]["a"] = 5
    assert table.touched == {"1": {"a": 5}}


def test_a_removed_document_is_gone_and_noted() -> None:
    table = draft()
    del table[1]
    assert (list(table), 1 in table, table.get(1), table.touched) == ([2], False, None, {"1": None})
    with pytest.raises(KeyError):
        del table[1]


def test_what_was_made_and_removed_again_leaves_nothing() -> None:
    table = draft()
    table[3] = {"a": 3}
    assert list(table) == [1, 2, 3]
    table.pop(3)
    assert (list(table), table.touched) == ([1, 2], {})


def test_clearing_forgets_what_was_touched_and_what_was_stored() -> None:
    table = draft()
    table[1]["a"] = 5
    table.clear()
    assert (table.cleared, list(table), table.touched, 2 in table) == (True, [], {}, False)
    with pytest.raises(KeyError):
        table[1]
    table[2] = {"a": 7}
    assert (list(table), table.touched) == ([2], {"2": {"a": 7}})
