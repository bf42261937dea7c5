"""What is said of a file: the same that an opening would find, of any bytes whatever."""

import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from storekeeping.keepers import KEY, PASSPHRASE, SCHEMA, done, seal, write, yes

from app.domain.errors import StoreBroken, StoreForeign, StoreSealed, StoreTrouble
from app.store.database import LogDB
from app.store.format import commit_line, put_line
from app.store.header import Header
from app.store.hint import hint_path
from app.store.lines import CHUNK
from app.store.seal import unlock
from app.storekeeping.keeping import backup, restore, salvage
from app.storekeeping.survey import hint_fits, inspect


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "setu.db")
    return tmp_path / "setu.db"


def committed(seq: int, body: bytes) -> bytes:
    return body + commit_line(seq, len(body), zlib.crc32(body))


BIRTH = Header(schema=1, gen="0" * 16).birth()
SEALED_BIRTH = Header(schema=1, gen="0" * 16, lock={"by": "passphrase"}).birth()
STRANGE_LOCK = Header(schema=1, gen="0" * 16, lock="under the mat").birth()  # type: ignore[arg-type]
NEWER_BIRTH = committed(0, b'{"tinydb-log":9,"schema":1,"gen":"0"}\n')
LINES = st.sampled_from(
    [put_line("t", name, {"text": name})[0] for name in ("a", "b", "c")]
    + [b'["t","a"]\n', b'["t"]\n', b'["t",null]\n', b'["t",5]\n', b"[" * 2000 + b"\n", b"\xff\n", b"QUJD\n"]
)
BODIES = st.lists(LINES, min_size=1, max_size=3).map(b"".join)
PARTS = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([BIRTH, SEALED_BIRTH, STRANGE_LOCK, NEWER_BIRTH, b"#1 5 00000000\n", b"\0" * 600, b"\n"]),
    BODIES,
    st.builds(committed, st.integers(0, 6), BODIES),
)


@given(st.lists(PARTS, max_size=8).map(b"".join), st.booleans())
@example(BIRTH + committed(1, b'["t"]\n') + committed(2, b'["t",7]\n'), True)
@example(NEWER_BIRTH + committed(1, b'["t"]\n'), False)
@example(STRANGE_LOCK + committed(1, b'["t"]\n'), False)
def test_of_any_bytes_it_is_said_what_an_opening_finds_or_by_name_why_not(
    content: bytes, began: bool
) -> None:
    content = BIRTH + content if began else content
    with tempfile.TemporaryDirectory() as folder:
        path, kept = Path(folder) / "setu.db", Path(folder) / "kept"
        path.write_bytes(content)
        try:
            report = done(inspect(path))
        except StoreTrouble:
            report = None
        for work in (
            backup(path, Path(folder) / "b.db"),
            restore(path, Path(folder) / "restored.db", kept=kept, schema=SCHEMA, agree=yes),
        ):
            try:
                done(work)
            except StoreTrouble:
                assert report is None or report.damage or report.header is None
            else:
                assert report
                assert not report.damage
        assert path.read_bytes() == content
        try:
            _, saved = done(salvage(path, kept=kept, schema=SCHEMA, agree=yes))
        except StoreTrouble:
            assert path.read_bytes() == content
            return
        if saved:
            assert kept.read_bytes() == content
            report = saved
        else:
            assert path.read_bytes() == content
        if report and (report.header is None or report.header.lock is None):
            with LogDB(path) as db:
                assert {name: len(db.table(name)) for name in db.tables()} == {
                    name: count for name, count in (report.tables or {}).items()
                }


def test_a_commit_line_is_found_wherever_the_pieces_that_are_read_part(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    for off in range(-60, 10):
        filler = put_line("t", "a", {"text": ""})[0]
        size = CHUNK + off - len(BIRTH) - len(filler)
        first = committed(1, put_line("t", "a", {"text": "x" * size})[0])
        path.write_bytes(BIRTH + first + committed(2, put_line("t", "b", {})[0]))
        report = done(inspect(path))
        assert (report.transactions, report.damage, report.torn) == (2, [], 0)
        path.write_bytes(BIRTH + first.replace(b"xx", b"xy", 1) + committed(2, put_line("t", "b", {})[0]))
        assert done(inspect(path)).transactions == 1


def test_a_sealed_store_is_checked_without_its_key_and_opened_with_it(path: Path) -> None:
    tables = {"records": 2, "notes": 1}
    seal(path)
    assert done(inspect(path)).tables is None
    assert done(inspect(path, KEY)).tables == tables
    with pytest.raises(StoreSealed, match=r"store\.wrong_passphrase"):
        done(inspect(path, lambda lock: unlock(lock, PASSPHRASE + "!")))
    content = bytearray(path.read_bytes())
    content[-150] ^= 1
    path.write_bytes(content)
    for key in (None, KEY):
        report = done(inspect(path, key))
        assert bool(report.damage) or bool(report.torn)


def test_a_sealed_line_in_which_another_key_speaks_is_damage_only_to_who_has_the_key(path: Path) -> None:
    seal(path)
    body = b"QUJD" * 20 + b"\n"
    seq = done(inspect(path)).transactions + 1
    path.write_bytes(path.read_bytes() + committed(seq, body))
    assert done(inspect(path)).damage == []
    assert [hurt.size for hurt in done(inspect(path, KEY)).damage] == [len(committed(seq, body))]


def test_an_empty_store_and_a_torn_first_write_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    for size in range(len(BIRTH)):
        path.write_bytes(BIRTH[:size])
        report = done(inspect(path))
        assert (report.header, report.damage, report.torn) == (None, [], size)


def test_what_is_not_ours_or_is_from_tomorrow_is_said_by_name(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    for content, code in (
        (b'{"_default": {}}', "foreign"),
        (NEWER_BIRTH, "newer"),
        (b"\0" * 9999, "foreign"),
    ):
        path.write_bytes(content)
        with pytest.raises(StoreForeign, match=rf"store\.{code}"):
            done(inspect(path))
    path.write_bytes(b'{"tinydb-log":1,"schema":1}\n' + bytes(100))
    assert [(hurt.start, hurt.size) for hurt in done(inspect(path)).damage] == [(0, 128)]


def test_looking_makes_no_file_and_changes_none(path: Path, tmp_path: Path) -> None:
    path.chmod(0o400)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    done(inspect(path))
    hint_fits(path)
    with pytest.raises(StoreForeign, match=r"store\.missing"):
        done(inspect(tmp_path / "nowhere"))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_hint_fits_the_file_it_was_written_for_alone(path: Path) -> None:
    assert hint_fits(path) is True
    hint = hint_path(path).read_bytes()
    hint_path(path).write_bytes(hint[:-1] + bytes([hint[-1] ^ 1]))
    assert hint_fits(path) is False
    hint_path(path).write_bytes(hint)
    with LogDB(path) as db:
        for _ in db.storage.compact():
            pass
    hint_path(path).write_bytes(hint)
    assert hint_fits(path) is False
    hint_path(path).unlink()
    assert hint_fits(path) is None


def test_an_error_of_the_disk_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(5, "as told")

    monkeypatch.setattr("app.store.disk._read", fail)
    with pytest.raises(StoreBroken, match=r"store\.unreadable"):
        done(inspect(path))


def test_what_looks_like_damage_while_somebody_writes_is_looked_at_twice(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    for work in (lambda: inspect(path), lambda: backup(path, tmp_path / "b.db")):
        path.write_bytes(whole.replace(b"better", b"bitter"))
        steps = work()
        next(steps)
        (tmp_path / "new").write_bytes(whole)
        (tmp_path / "new").replace(path)
        assert done(steps).damage == []


def test_lines_that_claim_to_commit_all_before_them_do_not_take_forever(tmp_path: Path) -> None:
    path = tmp_path / "setu.db"
    path.write_bytes(BIRTH + b"".join(b"#%d %d 00000000\n" % (at, 20 * at) for at in range(100_000)))
    assert [hurt.start for hurt in done(inspect(path)).damage] == [len(BIRTH)]
