"""README tells the truth: its commands, its links, its pictures."""

import re
from pathlib import Path

from app.__main__ import build_parser
from app.domain.glossary import bundled

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SERVING = (ROOT / "docs" / "serving.md").read_text("utf-8")


def test_the_two_commands_are_one_line_each_and_use_python_and_pip_alone():
    start = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/setu"
    install = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]'"
    test = f"{install} && .venv/bin/python -m pytest -n auto --dist loadfile"
    assert README.splitlines().count(start) == 1
    assert README.splitlines().count(test) == 1


def test_what_it_links_to_is_there():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith(("https://", "#"))]
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_every_option_it_names_is_understood():
    known = build_parser().format_help()
    for option in set(re.findall(r"`setu (--[a-z-]+)", README)):
        assert option in known


def test_every_room_on_its_map_exists_and_every_room_is_on_it():
    rooms = {path.name for path in (ROOT / "app").iterdir() if (path / "__init__.py").exists()}
    assert rooms == set(re.findall(r"^app/(\w+)/", README, re.MULTILINE))


def test_the_files_it_names_are_those_that_are_written():
    assert '"setu.db"' in (ROOT / "app" / "bootstrap.py").read_text("utf-8")
    assert "setu.sqlite3" in (ROOT / "app" / "server" / "home.py").read_text("utf-8")
    assert "setu.db" in README
    assert "setu.sqlite3" in SERVING


def test_no_picture_it_shows_is_heavy():
    for picture in (ROOT / "docs").glob("*.png"):
        assert picture.stat().st_size < 60_000, picture.name


def test_it_counts_the_terms_of_the_glossary_right():
    assert f"The glossary ({len(bundled())} terms " in README
