"""How much room something takes, in words."""

from app.i18n.catalogs import Translator


def size(count: int, words: Translator) -> str:
    """Bytes, thousands of them or millions."""
    if count < 1_000:
        return words.tn("{n} byte", "{n} bytes", count)
    if count < 1_000_000:
        return words.t("{number} KB", number=round(count / 1_000, 1))
    return words.t("{number} MB", number=round(count / 1_000_000, 1))
