"""One text in two languages: content that people write, never words of the interface."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """The English and the Bengali side of one text; either may be missing."""

    en: str = ""
    bn: str = ""

    @classmethod
    def read(cls, values: Mapping[str, Any], field: str) -> "Bilingual":
        """The two sides as a record keeps them: `<field>_en` and `<field>_bn`."""
        return cls(en=str(values.get(f"{field}_en", "")), bn=str(values.get(f"{field}_bn", "")))

    def side(self, lang: str) -> str:
        """The side in this language, or nothing when it is missing."""
        return self.bn if lang == "bn" else self.en

    def best(self, lang: str) -> str:
        """The side in this language, or the other one rather than nothing."""
        return self.side(lang) or self.en or self.bn

    def language_shown(self, lang: str) -> str:
        """The language of what `best` gives."""
        if self.side(lang):
            return lang
        return "bn" if self.bn else "en"

    def __bool__(self) -> bool:
        return bool(self.en or self.bn)
