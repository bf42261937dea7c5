"""The words by which a text is known again wherever it turns up."""

from collections.abc import Mapping
from typing import Any

from app.domain.sharing import SHARED


def spoken(values: Mapping[str, Any]) -> str:
    """The unique words in a record's fields, if it has any."""
    if SHARED in values:  # it is what was said elsewhere
        return ""
    envelope = values.get("b")
    text = envelope.get("text", "") if isinstance(envelope, Mapping) else ""
    words = str(text or values.get("body") or values.get("text_en") or values.get("goals") or "")
    return words.partition("x")[0] + "x" if "x" in words else ""
