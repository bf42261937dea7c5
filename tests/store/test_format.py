import json
import re
import zlib
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.database import LogDB
from app.store.format import commit_line, is_entry, parse_lines, put_line
from app.store.header import HEAD_LIMIT, Header, read_header, read_version, torn_at_birth

DOCS = Path(__file__).parents[2] / "docs" / "store-format.md"


def test_the_example_in_the_docs_is_a_store_that_says_what_the_docs_say(tmp_path: Path) -> None:
    example, result = re.findall(r"^```\w+\n(.*?)^```$", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE)[
        :2
    ]
    path = tmp_path / "example.db"
    path.write_bytes(example.encode())
    with LogDB(path, schema=1) as db:
        assert {
            name: {row.doc_id: dict(row) for row in db.table(name)} for name in db.tables()
        } == json.loads(result)
        assert db.recovered == 0
    assert path.read_bytes() == example.encode()


def test_every_prefix_of_a_first_write_is_known_as_ours() -> None:
    for schema in (1, 27):
        birth = Header(schema=schema, gen="0123456789abcdef").birth()
        assert len(birth) < HEAD_LIMIT
        for size in range(len(birth) + 1):
            assert torn_at_birth(birth[:size])
            assert torn_at_birth(birth[:size] + bytes(len(birth) - size))


@pytest.mark.parametrize(
    "head", [b'{"_default": {', b"{}", b"hello", b"\0" * 200, b'{"tinydb-log":2', b'{"tinydb-log":1 ']
)
def test_what_is_no_prefix_of_a_first_write_is_not_ours(head: bytes) -> None:
    assert not torn_at_birth(head)


def test_a_header_is_read_back_with_what_follows_it() -> None:
    header = Header(schema=3, gen="d9b6f55290c24b36")
    assert read_header(header.birth() + b"more") == header
    assert read_version(header.birth()) == 1
    assert read_header(b'{"tinydb-log":1,"schema":3}\n') is None
    assert read_version(b'{"tinydb-log": {"1": {}}}') is None


def test_a_commit_line_guards_its_own_numbers() -> None:
    crc = zlib.crc32(b"abc")
    assert len({commit_line(seq, size, crc)[-9:] for seq in range(5) for size in range(5)}) == 25


@pytest.mark.parametrize(
    "text",
    [
        "আমি তোমাকে বলেছি, \u09af\u09bc\u09a1\u09bc",
        "👩🏽‍⚕️🙂",
        "a\n#1 2 00000000\nb",
        "\u2028\u2029\u0085\x00\x1f",
        '"\\',
        "\ud800",
    ],
)
def test_text_survives_on_one_line(text: str) -> None:
    line, _ = put_line("t", text, {"text": text, text: 1})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert parse_lines([line]) == [["t", text, {"text": text, text: 1}]]


def test_bengali_is_written_as_itself() -> None:
    assert "মা".encode() in put_line("t", "x", {"text": "মা"})[0]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"bytes"])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        put_line("t", "x", {"value": value})


@pytest.mark.parametrize(
    "line", [b"{}\n", b"[]\n", b"[1]\n", b'["t",1]\n', b'["t","x",[]]\n', b'["t"],["t"]\n', b"x\n"]
)
def test_what_is_no_entry_is_not_parsed(line: bytes) -> None:
    try:
        entries = parse_lines([line])
    except ValueError:
        return
    assert not is_entry(entries[0])


MARKS = (
    "\u09c7\u09be\u09d7\u09cd\u09bc\u09dc\u09dd\u09df\u09a1\u09af"
    + "অA\u0301\u0327é\u1ea1\u2126\uac00\u11a8🙂\u0338<"
)


@given(st.text(alphabet=MARKS, max_size=8), st.text(max_size=8))
def test_every_text_is_stored_in_nfc_and_every_key_and_id_as_it_is(text: str, other: str) -> None:
    line, document = put_line("t", text, {text: [text + other, {"in": (other, 1, None)}]})
    composed = {text: [normalize("NFC", text + other), {"in": [normalize("NFC", other), 1, None]}]}
    assert parse_lines([line]) == [["t", text, composed]]
    assert json.loads(json.dumps(document)) == composed
