"""What the oracle draws: documents, queries, and every verb of a table."""

from typing import Any

from hypothesis import strategies as st
from store.oracle import COMPOSED, DECOMPOSED, TABLES, TEXT_IDS, Change, Id, Op, Row
from tinydb import Query, where

WORDS = ["", "ক", "কি", COMPOSED, DECOMPOSED, "a\nb", "\ud83d", "#1 2 ab"]
scalars = st.sampled_from([*WORDS, None, True, False, 0, 1, 1.0, 2])
numbers = st.one_of(
    st.integers(-3, 3), st.sampled_from([0.5, -1.5, 2**63, -(2**63), -(2.0**70), 2**53 + 1, True, "1", None])
)
lists = st.lists(scalars, max_size=2)
fields = st.fixed_dictionaries(
    {},
    optional={
        "f": scalars | lists,
        "g": scalars,
        "n": numbers,
        "k": st.integers(0, 3),
        "text": st.text(max_size=6),
        "tags": lists,
        "deep": st.fixed_dictionaries({"x": scalars}, optional={DECOMPOSED: scalars}),
        "many": st.lists(st.fixed_dictionaries({"x": scalars}), max_size=2),
    },
)
# What JSON does not have: keys that become text, a pair that becomes a list, and what it cannot say at all.
odd_fields = st.sampled_from([{7: "seven"}, {"f": ("a", DECOMPOSED)}, {None: 1, "g": 1}, {"f": {1}}])

changes = st.one_of(
    fields,
    st.builds(lambda field, value: Change("set", (field, value)), st.sampled_from("fgn"), scalars | lists),
    st.builds(lambda field: Change("delete", (field,)), st.sampled_from("fgn")),
    st.builds(lambda name: Change(name, ("n",)), st.sampled_from(["increment", "decrement"])),
    st.builds(lambda name, by: Change(name, ("n", by)), st.sampled_from(["add", "subtract"]), numbers),
)

simple = st.one_of(
    st.builds(lambda value: where("f") == value, scalars | lists),
    st.builds(lambda value: where("g") == value, scalars),
    st.builds(lambda value: where("g") != value, scalars),
    st.builds(lambda value: where("f").one_of([value, 1]), scalars),
    st.builds(lambda least: where("k") >= least, st.integers(0, 3)),
    st.builds(lambda value: Query().deep.x == value, scalars),
    st.builds(lambda values: where("tags").any(values), lists),
    st.builds(lambda values: where("tags").all(values), lists),
    st.builds(lambda value: where("many").any(where("x") == value), scalars),
    st.builds(lambda value: Query().fragment({"g": value}), scalars),
    st.sampled_from(
        [
            where("text").exists(),
            where("text").matches("[a-z]*$"),
            where("f").search("ক|^$"),
            where("text").map(len) == 0,
            where("text").test(lambda text: len(text) > 2),
            Query().noop(),
        ]
    ),
)
conditions = st.one_of(
    simple,
    st.builds(lambda one, other: one & other, simple, simple),
    st.builds(lambda one, other: one | other, simple, simple),
    st.builds(lambda one: ~one, simple),
)


def op(verb: str, *given: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]) -> st.SearchStrategy[Op]:
    parts = st.sampled_from(TABLES), st.tuples(*given), st.fixed_dictionaries(named)
    return st.tuples(st.just(verb), *parts).map(Op._make)


def row(doc_ids: st.SearchStrategy[Id | None], given: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    return st.tuples(doc_ids, given).map(Row._make)


ids = st.integers(1, len(TEXT_IDS)).map(Id)
some_ids = st.lists(ids, max_size=3)
filling = st.lists(row(st.none(), fields), min_size=3, max_size=6)
rows = row(ids | st.none(), fields | fields | odd_fields)
emptying = st.sampled_from(
    [Op(verb, table) for verb in ("truncate",) for table in TABLES]
    + [Op("drop_table", None, (name,)) for name in (*TABLES, "none")]
    + [Op("drop_tables", None)]
)
_writing = st.one_of(
    op("insert", rows),
    op("insert", row(ids, fields)),
    op("insert_multiple", st.lists(rows, max_size=4)),
    op("insert_multiple", filling),
    op("put", ids, fields),
    op("put", ids, fields),
    op("update", changes),
    op("update", changes, conditions),
    op("update", changes, doc_ids=some_ids),
    op("update_multiple", st.lists(st.tuples(changes, conditions), max_size=3)),
    op("upsert", rows),
    op("upsert", row(st.none(), fields), conditions),
    op("remove", conditions | st.none()),
    op("remove", doc_ids=some_ids),
    emptying,
)
_reading = st.one_of(
    *(op(verb, conditions) for verb in ("search", "count", "contains", "get")),
    *(op(verb, doc_id=ids) for verb in ("contains", "get")),
    op("get", doc_ids=some_ids),
    op("all"),
)
# Hypothesis writes a strategy out in full, which takes long here; not so a deferred one.
writing, reading = st.deferred(lambda: _writing), st.deferred(lambda: _reading)
