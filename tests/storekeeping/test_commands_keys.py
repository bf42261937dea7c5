"""`setu store` on a store that is sealed, in use or beyond saving: what is asked, and the exit codes."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from doors import Typing
from keyring.backends import fail
from keystores import Keystore, in_place
from storekeeping.keepers import KEY, PASSPHRASE, held, seal, write

from app.__main__ import main
from app.store.database import LogDB
from app.store.hint import hint_path
from app.store.seal import lock_with_keystore
from app.storekeeping import keeping
from app.ui.troubles import SENTENCES

ROOT = Path(__file__).parents[1]
WELL, DAMAGED, USAGE, NOT_DONE, NO_KEY = range(5)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def keystore() -> Iterator[Keystore]:
    with in_place() as keystore:
        yield keystore


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(tmp_path / "setu.db")
    return tmp_path / "setu.db"


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `setu store` on the store; gives the exit code, and what was said on both ways out."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["store", *map(str, arguments), "--data", str(store.parent)])
        return code, *capsys.readouterr()

    return run


def passphrase_file(folder: Path, passphrase: str) -> Path:
    file = folder / "passphrase"
    file.write_bytes(passphrase.encode())
    return file


# Sealed stores


def test_a_sealed_store_is_verified_without_its_key_and_with_it(
    run: Run, store: Path, tmp_path: Path
) -> None:
    seal(store)
    code, said, _ = run("verify")
    assert code == WELL
    assert "protected by a passphrase" in said
    assert "not opened with the key" in said
    file = passphrase_file(tmp_path, f"\ufeff{PASSPHRASE}\r\nand a second line")
    code, said, _ = run("verify", "--passphrase-file", file)
    assert code == WELL
    assert "Every line was opened with the key." in said
    assert "Documents in records: 2" in run("stats", "--passphrase-file", file)[1]


@pytest.mark.parametrize("command", ["verify", "stats", "salvage"])
@pytest.mark.parametrize("wrong", ["", "another river"])
def test_with_a_wrong_passphrase_the_exit_code_is_4(
    run: Run, store: Path, tmp_path: Path, command: str, wrong: str
) -> None:
    seal(store)
    code, said, trouble = run(command, "--passphrase-file", passphrase_file(tmp_path, wrong))
    assert (code, said) == (NO_KEY, "")
    assert "not the passphrase" in trouble


def test_a_passphrase_file_that_is_not_there_is_named(run: Run, store: Path, tmp_path: Path) -> None:
    seal(store)
    code, _, trouble = run("verify", "--passphrase-file", tmp_path / "nowhere")
    assert code == NOT_DONE
    assert str(tmp_path / "nowhere") in trouble
    assert run("verify", "--passphrase-file", tmp_path)[0] == NOT_DONE


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (PASSPHRASE, WELL, "Every line was opened"),
        ("", WELL, "not opened with the key"),
        ("wrong river", NO_KEY, ""),
    ],
)
def test_at_a_terminal_the_passphrase_is_asked_for_once_and_may_be_left_out(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int, words: str
) -> None:
    asked: list[str] = []
    seal(store)
    store.write_bytes(store.read_bytes() + b"torn")
    monkeypatch.setattr("sys.stdin", Typing())
    monkeypatch.setattr("app.storekeeping.terminal.getpass", lambda prompt: asked.append(prompt) or typed)
    found, said, _ = run("stats")
    assert found == code
    assert words in said
    assert len(asked) == 1


def test_a_passphrase_is_not_asked_for_where_it_is_not_needed(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.storekeeping.terminal.getpass", lambda _: pytest.fail("it asked"))
    monkeypatch.setattr("sys.stdin", Typing("y\n"))
    assert run("verify")[0] == run("stats")[0] == run("salvage")[0] == WELL
    seal(store)
    code, said, _ = run("backup", tmp_path / "b.db")
    assert code == WELL
    assert "passphrase that the store has now" in said
    assert run("restore", tmp_path / "b.db")[0] == WELL
    assert held(store, KEY)["records"].keys() == {"one", "three"}


def test_a_store_sealed_by_the_keystore_opens_with_it_and_its_loss_is_told(
    run: Run, store: Path, keystore: Keystore, tmp_path: Path
) -> None:
    with LogDB(store) as db:
        for _ in db.storage.reseal(*lock_with_keystore()):
            pass
    code, said, _ = run("verify")
    assert code == WELL
    assert "Every line was opened with the key." in said
    assert "If this device is lost, nobody can." in run("backup", tmp_path / "b.db")[1]
    keystore.kept.clear()
    code, _, trouble = run("verify")
    assert code == NO_KEY
    assert "no longer has the key" in trouble
    keyring.set_keyring(fail.Keyring())
    assert "not opened with the key" in run("verify")[1]


# What cannot be done


def test_while_setu_is_open_nothing_is_restored_or_salvaged(run: Run, store: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.db")
    with LogDB(store):
        for command in (("restore", "--yes", tmp_path / "b.db"), ("salvage", "--yes")):
            code, _, trouble = run(*command)
            assert code == NOT_DONE
            assert "Setu is already open" in trouble


def test_where_nothing_can_be_saved_the_exit_code_is_1(run: Run, store: Path) -> None:
    content = store.read_bytes().replace(b" ", b"_")
    store.write_bytes(content)
    assert run("salvage", "--yes")[0] == DAMAGED
    write_anew = store.with_name("other.db")
    write(write_anew)
    seal(write_anew)
    store.write_bytes(write_anew.read_bytes().replace(b"lock", b"look"))
    hint_path(store).unlink()
    code, _, trouble = run("salvage", "--yes")
    assert code == DAMAGED
    assert "there is no copy of it" in trouble


def test_a_command_line_that_cannot_be_understood_ends_with_2(run: Run) -> None:
    for wrong in ((), ("restore",), ("polish",), ("verify", "--passphrase", "secret")):
        with pytest.raises(SystemExit) as left:
            run(*wrong)
        assert left.value.code == USAGE


def test_stopping_it_is_no_success_and_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "whole_transactions", stop)
    code, _, trouble = run("backup", tmp_path / "b.db")
    assert code == NOT_DONE
    assert trouble == "Stopped before it was done.\n"
    assert not list(tmp_path.glob("b.db*"))


# The terminal


def test_on_a_terminal_one_line_shows_how_far_it_is_and_goes_away(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Typing()
    monkeypatch.setattr("sys.stderr", screen)
    assert run("verify")[0] == WELL
    shown = screen.getvalue().split("\r\033[K")
    assert any(part.endswith("% done") for part in shown)
    assert shown[-1] == ""
    assert "\n" not in screen.getvalue()


def test_a_name_that_is_no_text_does_not_stop_it(tmp_path: Path) -> None:
    folder = tmp_path.as_posix().encode() + b"/\xff"
    command = [sys.executable, "-m", "app", "store", "verify", "--data", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == NOT_DONE
    assert b"There is nothing at" in done.stderr


def test_every_trouble_of_keeping_has_a_sentence() -> None:
    codes = {"missing", "exists", "unreadable", "unwritable", "beyond_saving", "lock_lost"}
    assert {f"store.{code}" for code in codes} <= SENTENCES.keys()
