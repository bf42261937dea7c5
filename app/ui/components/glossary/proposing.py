"""Beginning a proposal from where a word was looked for and not found."""

import re

from app.domain.text import guess_language
from app.ui.components.fields import Form
from app.ui.state import Here

_BETWEEN = re.compile(r"[,;،\n]+")


def place_of(about: str) -> str:
    """Where the draft of a proposal is kept; without `about`, of a new term."""
    return f"term:{about}"


def words_typed(text: str) -> list[str]:
    """The words between the commas."""
    return [word.strip() for word in _BETWEEN.split(str(text)) if word.strip()]


def propose_it(here: Here, query: str) -> None:
    """Open the form with what was looked for in the field of its language; what was begun there stays."""
    form = Form(here.desk, place_of(""), {"reason": ""})
    if query.strip() and not form.changed:
        side = "bn" if guess_language(query) == "bn" else "en"
        form.fill(f"term_{side}", query.strip())
        form.keep()
    here.go("/glossary/new")
