"""The words of the interface: English in the code, Bengali in `locales/`.

A `Translator` belongs to one reader and is passed to whatever speaks to them: the process has no language.
Messages are whole literal sentences with {named} places; `tests/i18n/refresh_catalogs.py` collects them.
"""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from app.i18n.formats import Formatter
from app.i18n.languages import Language

Param = str | int | float

_PLACE = re.compile(r"\{(\w+)\}")
_NOT_SAID = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Says messages in one reader's language and numbers in their digits; strings stay as they are."""

    catalog: NullTranslations
    formatter: Formatter

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return self.formatter.lang

    def t(self, message: str, /, **params: Param) -> str:
        """The message in the reader's language."""
        return self._fill(self.catalog.gettext(message) if message else "", params)

    def tn(self, one: str, many: str, n: int, /, **params: Param) -> str:
        """The message for that many; {n} is the number in the reader's digits."""
        return self._fill(self.catalog.ngettext(one, many, n), {"n": n, **params})

    def tp(self, context: str, message: str, /, **params: Param) -> str:
        """The message in one of its meanings: Post the noun, Post the verb."""
        return self._fill(self.catalog.pgettext(context, message), params)

    def _fill(self, text: str, params: dict[str, Param]) -> str:
        """Never raises at a reader: a place nobody filled becomes an ellipsis."""
        return _PLACE.sub(lambda place: self._say(params.get(place[1], _NOT_SAID)), text)

    def _say(self, param: Param) -> str:
        if isinstance(param, str):
            return param
        return self.formatter.integer(param) if isinstance(param, int) else self.formatter.decimal(param)


def load(lang: Language, locales: Path) -> NullTranslations:
    """The catalog of a language; English needs none, and stands in where a catalog is missing.

    It is read once for as long as its file stays the same: a server has a window for each of many people.
    """
    mo = locales / lang / "LC_MESSAGES" / "messages.mo"
    po = mo.with_suffix(".po")
    if lang == "en" or not (mo.exists() or po.exists()):
        return NullTranslations()
    if mo.exists() and not (po.exists() and po.stat().st_mtime > mo.stat().st_mtime):
        return _read(mo, mo.stat().st_mtime_ns)
    return _compiled(po, lang, po.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(mo: Path, _changed: int) -> NullTranslations:
    with mo.open("rb") as compiled:
        return GNUTranslations(compiled)


@lru_cache(maxsize=4)
def _compiled(po: Path, lang: Language, _changed: int) -> NullTranslations:
    """For a working copy, where the .mo has not been built since the .po was edited."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with po.open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)
