"""A case in a question: what of a client others need to know to think along, and nothing that says who it is.

An age band and the kind of setting are codes, so each reads them in their own language and nobody writes a
date or a place. Whether somebody who knows the family could recognise them is asked of the asker, on their
device alone: it is no field, for it would point out to everybody the very questions in which one can.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CODES = ("age", "setting")
"""What is chosen from lists."""
FIELDS = (*CODES, "tried")
"""The fields of a question that tell of a case; each may be missing."""
LONGEST_TRIED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """How old somebody is, by bands, in what kind of setting they are seen, and what was tried so far."""

    age: str = ""
    setting: str = ""
    tried: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Case":
        """The case that these fields of a question tell of."""
        return cls(**{name: str(values.get(name, "")) for name in FIELDS})

    @property
    def fields(self) -> dict[str, str]:
        """What there is of it: what is not there is not sent, so no older server is asked about it."""
        return {name: text for name in FIELDS if (text := str(getattr(self, name)).strip())}

    def __bool__(self) -> bool:
        return bool(self.fields)


NO_CASE = Case()
