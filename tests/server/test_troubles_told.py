"""What stands in the way of who looks after a server is said in a sentence: no traces, nothing made up."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from server.postgres import Cluster

from app.__main__ import main
from app.server.home import DATABASE, Home
from app.server.sentences import SENTENCES

Told = tuple[int, str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    def said(*words: object) -> Told:
        code = main([*map(str, words)])
        return code, capsys.readouterr().err

    return said


LOOKING_AFTER = ("confirm-restore", "new-epoch", "people", "backup")


def test_every_trouble_has_a_sentence() -> None:
    code = "".join(file.read_text("utf-8") for file in (Path(__file__).parents[2] / "app").rglob("*.py"))
    raised = set(re.findall(r'CannotServe\(\s*"([a-z_.]+)"', code))
    assert len(raised) > 20
    assert raised <= SENTENCES.keys()


@pytest.mark.parametrize("action", LOOKING_AFTER)
def test_where_there_is_no_server_nothing_is_done_and_none_is_made(
    tmp_path: Path, say: Callable[..., Told], action: str
) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        code, told = say("server", action, "--data", folder)
        assert (code, len(told.splitlines())) == (1, 1)
        assert told.startswith("There is no ")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("action", LOOKING_AFTER)
def test_a_database_that_cannot_be_read_is_called_so(
    tmp_path: Path, say: Callable[..., Told], action: str
) -> None:
    (tmp_path / DATABASE).write_text("a letter")
    code, told = say("server", action, "--data", tmp_path)
    assert (code, told) == (
        1,
        f"The database in {tmp_path} cannot be read. Nothing was changed; restore a back-up.\n",
    )
    assert (tmp_path / DATABASE).read_text() == "a letter"


def test_what_is_no_database_is_not_moved(
    tmp_path: Path, postgres: Cluster, say: Callable[..., Told]
) -> None:
    (tmp_path / "letter").write_text("a letter")
    moved = ("server", "move", "--from", f"sqlite:{tmp_path / 'letter'}", "--to", postgres.blank())
    code, told = say(*moved)
    assert (code, "cannot be read" in told) == (1, True)


@pytest.mark.parametrize("action", ["confirm-restore", "new-epoch", "people"])
def test_in_a_postgresql_without_a_server_nothing_is_done_and_none_is_made(
    postgres: Cluster, say: Callable[..., Told], action: str
) -> None:
    blank = postgres.blank()
    code, told = say("server", action, "--db", blank)
    assert (code, told.startswith("There is no Setu server in the database at ")) == (1, True)
    name = blank.partition("@/")[2].partition("?")[0]
    postgres.tell("CREATE TABLE meta (somebody_elses text)", name=name)  # fails when there is one
    code, told = say("server", action, "--db", blank)
    assert (code, told.startswith("There is no Setu server in the database at ")) == (1, True)


def test_a_postgresql_that_holds_something_else_is_left_alone(
    tmp_path: Path, postgres: Cluster, say: Callable[..., Told]
) -> None:
    other = postgres.blank()
    name = other.partition("@/")[2].partition("?")[0]
    postgres.tell("CREATE TABLE meta (somebody_elses text)", name=name)
    code, told = say("serve", "--port", 0, "--data", tmp_path, "--db", other)
    assert (code, "holds something else" in told) == (1, True)


def test_a_postgresql_that_may_not_be_written_is_called_so(
    tmp_path: Path, postgres: Cluster, say: Callable[..., Told]
) -> None:
    blank = postgres.blank()
    name = blank.partition("@/")[2].partition("?")[0]
    postgres.tell("CREATE ROLE guest LOGIN", "REVOKE CREATE ON SCHEMA public FROM public", name=name)
    guest = blank.replace("//postgres@", "//guest@")
    try:
        code, told = say("serve", "--port", 0, "--data", tmp_path, "--db", guest)
        assert (code, "may not change it" in told) == (1, True)
        Home.open(tmp_path / "server").close()
        code, told = say("server", "move", "--from", f"sqlite:{tmp_path / 'server'}", "--to", guest)
        assert (code, "permission denied" in told) == (1, True)
        assert len(told.splitlines()) == 1
    finally:
        postgres.tell("DROP ROLE guest", name=name)


@pytest.mark.parametrize(
    "words",
    [
        ("server", "backup", "--data", "{data}", "--to", "{letter}/copy"),
        ("server", "restore", "{copy}", "--data", "{letter}"),
        ("server", "restore", "{copy}", "--data", "{letter}/inside"),
        ("server", "restore", "{letter}/copy", "--data", "{data}"),
        ("server", "people", "--data", "{letter}"),
        ("server", "confirm-restore", "--data", "{letter}"),
        ("server", "new-epoch", "--data", "{letter}/inside"),
        ("serve", "--port", "0", "--data", "{letter}"),
    ],
    ids=" ".join,
)
def test_a_place_that_cannot_be_used_is_named(
    tmp_path: Path, say: Callable[..., Told], words: tuple[str, ...]
) -> None:
    data, letter, copy = tmp_path / "data", tmp_path / "letter", tmp_path / "copy"
    Home.open(data).close()
    assert say("server", "backup", "--data", data, "--to", copy)[0] == 0
    letter.write_text("a letter")
    code, told = say(*(word.format(data=data, letter=letter, copy=copy) for word in words))
    assert (code, len(told.splitlines())) == (1, 1)
    assert str(letter) in told
    assert letter.read_text() == "a letter"
