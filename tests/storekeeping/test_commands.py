"""`setu store`: every command from the command line to its exit code, in both languages."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from doors import Typing
from storekeeping.keepers import done, held, write

from app import config
from app.__main__ import main
from app.store.database import LogDB
from app.storekeeping.keeping import backup

WELL, DAMAGED, USAGE, NOT_DONE, NO_KEY = range(5)
NUMBERS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    write(tmp_path / "data" / "setu.db")
    return tmp_path / "data" / "setu.db"


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `setu store` on the store; gives the exit code, and what was said on both ways out."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["store", *map(str, arguments), "--data", str(store.parent)])
        return code, *capsys.readouterr()

    return run


def damage(store: Path) -> bytes:
    content = store.read_bytes().replace(b"better", b"bitter")
    store.write_bytes(content)
    return content


# verify and stats


@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "bn_BD.UTF-8"])
def test_verify_says_in_either_language_that_a_store_is_whole_and_what_it_holds(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("LANG", lang)
    code, said, troubles = run("verify")
    assert (code, troubles) == (WELL, "")
    size = str(store.stat().st_size)
    expected = (
        [f"{store} is whole.", f"Size: {size} bytes", "whole: 5", "records: 2", "notes: 1", "not protected"]
        if lang.startswith("en")
        else [
            f"{store} ফাইলটি অক্ষত",
            f"{size.translate(NUMBERS)} বাইট",
            "৫টি",
            "records টেবিলে ডকুমেন্ট: ২টি",
            "সুরক্ষিত নয়",
        ]
    )
    assert [words for words in expected if words not in said] == []


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "bn"}, "অক্ষত"),
        ({"LANG": "en_GB", "LC_ALL": "bn_BD"}, "অক্ষত"),
        ({"LANG": "bn_BD", "LC_ALL": "C"}, "whole"),
        ({"LANG": "fr_FR"}, "whole"),
        ({"LANG": "en", "LC_ALL": "", "LC_MESSAGES": "bn_IN"}, "অক্ষত"),
    ],
)
def test_it_speaks_the_language_the_terminal_asks_for(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], word: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert word in run("verify")[1]


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_verify_says_where_a_store_is_damaged(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("LANG", lang)
    content = damage(store)
    code, said, _ = run("verify")
    assert code == DAMAGED
    assert "setu store salvage" in said
    assert re.search(
        r"from byte 237: \d+ bytes, with 1 change" if lang == "en" else "২৩৭ নম্বর বাইট থেকে", said
    )
    assert store.read_bytes() == content
    assert run("stats")[0] == DAMAGED


def test_an_unfinished_write_is_no_damage(run: Run, store: Path) -> None:
    store.write_bytes(store.read_bytes() + b'["records","four"')
    code, said, _ = run("verify")
    assert code == WELL
    assert "Unfinished at the end: 17 bytes" in said


def test_verify_and_stats_work_while_setu_runs_and_on_a_file_elsewhere(run: Run, store: Path) -> None:
    elsewhere = store.parent / "b.db"
    done(backup(store, elsewhere))
    with LogDB(store):
        assert run("verify")[0] == run("stats")[0] == WELL
    assert str(elsewhere) in run("verify", elsewhere)[1]
    assert "no hint" in run("stats", elsewhere)[1]


def test_stats_says_what_is_in_the_file_and_what_is_waste(run: Run, store: Path) -> None:
    code, said, _ = run("stats")
    assert code == WELL
    for words in ("Format: 1", "Schema: 1", "whole: 5", "records: 2", "% of the file", "is there, and fits"):
        assert words in said
    with LogDB(store) as db:
        db.table("records").put("four", {"text": "x" * 20_000})
        db.table("records").remove(doc_ids=["four"])
    assert "99% of the file" in run("stats")[1]
    hint = store.with_name("setu.db.hint")
    hint.write_bytes(hint.read_bytes()[:-1])
    assert "does not fit" in run("stats")[1]


def test_a_folder_named_before_the_command_counts_too(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--data", str(store.parent), "store", "verify"]) == WELL
    assert main(["store", "--data", str(store.parent), "verify"]) == WELL
    monkeypatch.setattr(config, "data_folder", lambda: store.parent)
    assert main(["store", "verify"]) == WELL
    assert capsys.readouterr().out.count(str(store)) == 3


def test_nothing_there_and_a_file_of_somebody_else_are_said_by_name(run: Run, tmp_path: Path) -> None:
    code, said, trouble = run("verify", tmp_path / "nowhere.db")
    assert (code, said) == (NOT_DONE, "")
    assert f"nothing at {tmp_path / 'nowhere.db'}." in trouble
    (tmp_path / "foreign").write_bytes(b"SQLite format 3")
    code, _, trouble = run("verify", tmp_path / "foreign")
    assert code == NOT_DONE
    assert "is not Setu's" in trouble


# backup, restore, salvage


def test_a_backup_has_todays_name_says_who_can_read_it_and_overwrites_nothing(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with LogDB(store):
        code, said, _ = run("backup")
        (made,) = tmp_path.glob("setu-20??-??-??.db")
        assert code == WELL
        assert made.name in said
        assert "Whoever has this file can read" in said
        content = made.read_bytes()
        code, _, trouble = run("backup")
    assert code == NOT_DONE
    assert "already" in trouble
    assert made.read_bytes() == content == store.read_bytes()


def test_a_backup_into_no_folder_or_of_a_damaged_store_is_refused_by_name(
    run: Run, store: Path, tmp_path: Path
) -> None:
    to = tmp_path / "no" / "b.db"
    code, _, trouble = run("backup", to)
    assert code == NOT_DONE
    assert f"cannot write to {to}." in trouble
    damage(store)
    code, _, trouble = run("backup", tmp_path / "b.db")
    assert code == NOT_DONE
    assert f"{store} is damaged" in trouble


def test_a_backup_comes_back_and_what_was_there_is_kept(run: Run, store: Path, tmp_path: Path) -> None:
    then = held(store)
    run("backup", tmp_path / "b.db")
    with LogDB(store) as db:
        db.table("records").truncate()
    content = store.read_bytes()
    code, said, trouble = run("restore", tmp_path / "b.db")
    assert code == NOT_DONE
    assert "--yes" in trouble
    assert "Nothing was changed." in said
    code, said, _ = run("restore", "--yes", tmp_path / "b.db")
    assert code == WELL
    (kept,) = store.parent.glob("setu.db.before-restore-*")
    assert re.fullmatch(r"setu\.db\.before-restore-\d{8}-\d{6}", kept.name)
    assert str(kept) in said
    assert kept.read_bytes() == content
    assert held(store) == then


@pytest.mark.parametrize(
    ("typed", "agreed"), [("y\n", True), ("হ্যাঁ\n", True), ("\n", False), ("n\n", False), ("", False)]
)
def test_a_person_is_asked_before_anything_is_replaced(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, typed: str, agreed: bool
) -> None:
    content = damage(store)
    monkeypatch.setattr("sys.stdin", Typing(typed))
    code, _, asked = run("salvage")
    assert "[y/N]" in asked
    assert (code, store.read_bytes() == content) == ((WELL, False) if agreed else (NOT_DONE, True))


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_salvage_says_what_is_saved_what_is_lost_and_where_the_evidence_is(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("LANG", lang)
    content = damage(store)
    code, said, _ = run("salvage", "--yes")
    (kept,) = store.parent.glob("setu.db.damaged-*")
    assert code == WELL
    assert kept.read_bytes() == content
    expected = (
        ("whole: 4", "is again as it was before")
        if lang == "en"
        else ("অক্ষত পরিবর্তন: ৪টি", "আগের মতো হয়ে গেছে")
    )
    for words in (*expected, str(kept)):
        assert words in said
    assert run("verify")[0] == WELL
    code, said, _ = run("salvage", "--yes")
    assert code == WELL
    assert len(list(store.parent.glob("setu.db.damaged-*"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_store_that_lies_behind_a_link_is_locked_and_restored_where_it_lies(
    run: Run, store: Path, tmp_path: Path
) -> None:
    real = tmp_path / "another disk.db"
    store.rename(real)
    store.symlink_to(real)
    copy = tmp_path / "copy.db"
    assert run("backup", copy)[0] == WELL
    with LogDB(store) as db:
        db.table("notes").insert({"n": "since"})
        assert run("restore", copy, "--yes")[0] == NOT_DONE
    assert run("restore", copy, "--yes")[0] == WELL
    assert store.is_symlink()
    assert real.read_bytes() == copy.read_bytes()
