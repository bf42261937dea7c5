"""No trouble is left without a sentence of its own."""

import ast
import re
from pathlib import Path

import pytest

from app import config
from app.domain.errors import Refused, StoreBroken
from app.ui.troubles import GENERAL, SENTENCES, tell

ROOT = Path(__file__).parents[2]
RAISED = {
    "Refused",
    "StoreLocked",
    "StoreForeign",
    "StoreBroken",
    "StoreFull",
    "StoreSealed",
    "Unreachable",
    "Unwelcome",
    "Misunderstood",
}
CODE = re.compile(r"^[a-z_]+(\.[a-z_]+)?$")


def codes_raised():
    """Every literal code that some room raises, or answers a request with."""
    for path in sorted(ROOT.glob("app/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                code = node.args[0].value
                if name in RAISED and isinstance(code, str) and CODE.match(code):
                    yield code


def test_every_code_that_is_raised_has_a_sentence():
    missing = set(codes_raised()) - set(SENTENCES)
    assert not missing


def test_there_are_codes_to_be_checked():
    assert {"name.empty", "circle.not_leader", "server.insecure"} <= set(codes_raised())


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_says_one_thing_and_ends(code):
    sentence = SENTENCES[code]
    assert sentence[0].isupper() or sentence.startswith("{")
    assert sentence.endswith(".")
    assert "oops" not in sentence.lower()


def test_a_limit_is_told_in_the_readers_digits(words_in):
    said = tell(Refused("name.long", limit=80), words_in("bn"))
    assert "৮০" in said
    assert tell(Refused("name.long", limit=80), words_in("en")).count("80") == 1


def test_a_code_nobody_foresaw_gets_the_general_sentence(words_in):
    assert tell(Refused("never.heard"), words_in("en")) == GENERAL


def test_of_a_damaged_store_the_very_command_is_told_that_rescues_it(words_in, tmp_path):
    here, elsewhere = config.data_folder() / "setu.db", tmp_path / "setu.db"
    said = tell(StoreBroken("store.broken", path=str(here)), words_in("en"))
    assert "The command setu store salvage rescues what is whole in it." in said
    for lang in ("en", "bn"):
        said = tell(StoreBroken("store.broken", path=str(elsewhere)), words_in(lang))
        assert f'setu store salvage --data "{tmp_path}"' in said


def test_a_moment_is_told_as_the_reader_spells_it_and_nonsense_blanks_nothing(words_in):
    said = tell(Refused("reset.early", since=1_795_000_000_000), words_in("bn"))
    assert "১৮ নভেম্বর, ২০২৬" in said
    assert "18 November 2026" in tell(Refused("reset.early", since=1_795_000_000_000), words_in("en"))
    for nonsense in (10**30, -5, "soon"):
        assert tell(Refused("reset.early", since=nonsense), words_in("en")).startswith("This code works from")
