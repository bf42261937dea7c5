"""The words by which a text is known again wherever it turns up."""

from collections.abc import Mapping
from typing import Any


def spoken(values: Mapping[str, Any]) -> str:
    """The unique words in a record's fields, if it has any."""
    envelope = values.get("b")
    text = envelope.get("text", "") if isinstance(envelope, Mapping) else ""
    words = str(text or values.get("body") or values.get("text_en") or values.get("goals") or "")
    return words.partition("x")[0] + "x" if "x" in words else ""
