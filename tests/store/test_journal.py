import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.faults import FaultyFile, MemoryFile
from store.journals import BIRTH, LINES, PATH, Opened, write

from app.domain.errors import StoreBroken, StoreForeign, StoreTrouble
from app.store.format import commit_line, put_line


@pytest.fixture
def whole() -> bytes:
    """The bytes of a small store."""
    file = MemoryFile()
    write(file)
    return bytes(file.content)


@pytest.fixture
def ends() -> list[int]:
    """Where its transactions end."""
    return write(MemoryFile())


def assert_refused(content: bytes, error: type[StoreTrouble], code: str, schema: int = 1) -> None:
    file = MemoryFile(content)
    with pytest.raises(error) as raised:
        Opened(file, schema)
    assert (raised.value.code, raised.value.params["path"]) == (code, str(PATH))
    assert file.content == content


# Committing and opening again


def test_what_was_committed_is_there_when_it_is_opened_again(whole: bytes) -> None:
    opened = Opened(MemoryFile(whole))
    assert opened.ids == [f"id{number}" for number in range(6)]
    places = [place for _, place in opened.entries]
    assert opened.journal.lines(places) == LINES
    assert opened.journal.entries(places) == [entry for entry, _ in opened.entries]
    assert opened.journal.recovered == 0


def test_a_line_has_its_place_before_it_is_committed() -> None:
    file = MemoryFile()
    journal = Opened(file).journal
    place = journal.append(LINES[0])
    assert journal.lines([place]) == LINES[:1]
    assert file.size() == BIRTH
    journal.commit()
    assert journal.lines([place]) == [file.read_at(*place[:2])] == LINES[:1]


def test_rewinding_forgets_what_was_appended_since() -> None:
    file = MemoryFile()
    journal = Opened(file).journal
    journal.append(LINES[0])
    mark = journal.mark()
    journal.append(LINES[1])
    journal.rewind(mark)
    journal.commit()
    assert Opened(file).ids == ["id0"]


def test_a_commit_is_one_write_and_one_flush_and_an_empty_one_is_neither() -> None:
    file = FaultyFile(fail_at=0)
    journal = Opened(file).journal
    file.calls.clear()
    journal.commit()
    assert file.calls == []
    for line in LINES:
        journal.append(line)
    journal.commit()
    assert file.calls == ["write_at", "flush"]


def test_a_closed_journal_says_so_and_may_be_closed_again() -> None:
    journal = Opened(MemoryFile()).journal
    journal.close()
    journal.close()
    with pytest.raises(ValueError, match="closed"):
        journal.append(LINES[0])


# A torn tail


def test_a_torn_tail_costs_only_the_last_transaction(whole: bytes, ends: list[int]) -> None:
    ids = [0, 1, 3, 6]
    for size in range(BIRTH, len(whole)):
        intact = max(number for number, end in enumerate(ends) if end <= size)
        file = MemoryFile(whole[:size])
        opened = Opened(file)
        assert len(opened.ids) == ids[intact], size
        assert opened.journal.recovered == size - ends[intact]
        assert file.size() == ends[intact]
        place = opened.journal.append(LINES[5])
        opened.journal.commit()
        assert Opened(file).entries[-1][1] == place


@pytest.mark.parametrize(
    "tail",
    [
        b"\0",
        b"\0" * 5000,
        b"\n\n\n",
        b"garbage",
        b"\xff\xfe\x80\n\xc3",
        b'["t","x",{}]\n',
        b"#\n",
        b"#4\n",
        b"#4 13 deadbeef\n",
        b"#4 0 00000000\n",
        b"#99999999999999999999999 1 00000000\n",
        b"#4 -1 00000000\n",
        b"#\xd9\xa4 13 00000000\n",
        b"#4 999999999999 00000000\n",
        b'["t","x",{}]\x0b#4 13 00000000',
    ],
)
def test_a_tail_of_garbage_is_cut(whole: bytes, tail: bytes) -> None:
    file = MemoryFile(whole + tail)
    opened = Opened(file)
    assert (len(opened.ids), opened.journal.recovered) == (6, len(tail))
    assert file.content == whole


@given(st.binary(min_size=1, max_size=300))
def test_whatever_the_garbage_is_it_costs_nothing_that_was_committed(tail: bytes) -> None:
    file = MemoryFile()
    write(file)
    before = bytes(file.content)
    file.content += tail
    opened = Opened(file)
    assert (len(opened.ids), opened.journal.recovered) == (6, len(tail))
    assert file.content == before


def test_a_hole_in_the_last_transaction_costs_only_that(whole: bytes, ends: list[int]) -> None:
    for hole in range(ends[2], len(whole) - 8):
        file = MemoryFile(whole[:hole] + b"\0" * 8 + whole[hole + 8 :])
        assert len(Opened(file).ids) == 3
        assert file.size() == ends[2]


# Damage before the end


def test_a_flipped_bit_before_the_last_transaction_is_refused_and_nothing_is_touched(
    whole: bytes, ends: list[int]
) -> None:
    for position in range(ends[2]):
        for bit in range(8):
            rotten = bytearray(whole)
            rotten[position] ^= 1 << bit
            file = MemoryFile(bytes(rotten))
            with pytest.raises(StoreTrouble) as raised:
                Opened(file)
            assert position < BIRTH or raised.value.code == "store.broken"
            assert file.content == rotten


def test_a_flipped_bit_in_the_last_transaction_costs_that_transaction(whole: bytes, ends: list[int]) -> None:
    for position in range(ends[2], len(whole)):
        rotten = bytearray(whole)
        rotten[position] ^= 1 << position % 8
        opened = Opened(MemoryFile(bytes(rotten)))
        assert (len(opened.ids), opened.journal.recovered) == (3, len(whole) - ends[2])


def test_damage_in_the_last_two_transactions_is_no_torn_write(whole: bytes, ends: list[int]) -> None:
    """One write has one commit line: the first of two was acknowledged before the second was begun."""
    for first, second in ((ends[1] + 3, ends[2] + 3), (ends[0] + 3, ends[1] + 3)):
        rotten = bytearray(whole)
        rotten[first] ^= 1
        rotten[second] ^= 1
        assert_refused(bytes(rotten), StoreBroken, "store.broken")


def test_a_damaged_header_is_told_from_a_file_that_is_not_ours(whole: bytes) -> None:
    for position in range(whole.index(b"\n")):
        rotten = bytearray(whole)
        rotten[position] ^= 2
        assert_refused(bytes(rotten), StoreBroken, "store.broken")


def test_a_header_that_says_more_than_we_know_is_from_a_newer_setu() -> None:
    line = b'{"tinydb-log":1,"schema":1,"gen":"0123456789abcdef","more":1}\n'
    assert_refused(line + commit_line(0, len(line), zlib.crc32(line)), StoreForeign, "store.newer")


def test_a_transaction_that_is_missing_is_noticed(whole: bytes, ends: list[int]) -> None:
    assert_refused(whole[: ends[1]] + whole[ends[2] :], StoreBroken, "store.broken")


def test_a_header_alone_with_a_rotten_commit_line_is_not_taken_for_a_new_store(whole: bytes) -> None:
    assert_refused(whole[: BIRTH - 1] + b"x", StoreBroken, "store.broken")


# What is not ours


@pytest.mark.parametrize(
    "content",
    [
        b'{"_default": {"1": {"a": 1}}}',
        b'{"tinydb-log": {"1": {"a": 1}}}',
        b'{"tinydb-log":{"1":{"a":1}}}',
        b"{}",
        b"{\n}",
        b"SQLite format 3\0" + bytes(2000),
        b"\xff\xfe\x00 not text \x80" * 50,
        "একটা চিঠি\n".encode(),
        b"\n",
        b"\0" * 200,
        b'\xef\xbb\xbf{"tinydb-log":1,"schema":1,"gen":"0123456789abcdef"}\n',
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_left_byte_for_byte(content: bytes) -> None:
    assert_refused(content, StoreForeign, "store.foreign")


@pytest.mark.parametrize(
    "content", [b'{"tinydb-log":3,"schema":1,"gen":"0123456789abcdef"}\n', b'{"tinydb-log":12}\n']
)
def test_a_newer_format_is_refused(content: bytes) -> None:
    assert_refused(content, StoreForeign, "store.newer")


def test_a_newer_schema_is_refused_and_an_older_one_is_told() -> None:
    file = MemoryFile()
    header = Opened(file, schema=3).journal.header
    assert_refused(bytes(file.content), StoreForeign, "store.newer", schema=2)
    assert Opened(file, schema=4).journal.header == header


def test_an_empty_file_and_a_torn_first_write_become_a_new_store(whole: bytes) -> None:
    for size in range(BIRTH):
        file = MemoryFile(whole[:size])
        opened = Opened(file)
        assert (opened.ids, opened.journal.recovered, file.size()) == ([], size, BIRTH)


def test_reading_what_the_disk_cannot_give_is_a_trouble_of_ours(whole: bytes) -> None:
    file = MemoryFile(whole)
    opened = Opened(file)
    file.truncate(BIRTH)
    reads: list[Callable[[], object]] = [
        lambda: opened.journal.lines([opened.entries[0][1]]),
        lambda: opened.journal.entries([opened.entries[0][1]]),
    ]
    for read in reads:
        with pytest.raises(StoreBroken, match=r"store\.broken"):
            read()


def test_a_line_longer_than_a_chunk_is_read_whole() -> None:
    file = MemoryFile()
    long, _ = put_line("t", "long", {"text": "আ" * 1_200_000})
    write(file, [[LINES[0], long], [LINES[1]]])
    assert Opened(file).ids == ["id0", "long", "id1"]
