"""Whether the vowels of a Bengali word may be written as those of a Latin one are.

Bengali vowels are letters (`.` for the one that no sign writes), Latin ones as spelled, with y, w and h. They
agree closely, as careful informal spelling has them, or loosely, as hasty and English spelling does.
"""

import re
from functools import lru_cache

CLOSE, LOOSE, NOT = 0, 1, 9

_LONGEST = 8
"""Vowels in one place of any word; there are many ways to split more, and trying them all would take long."""

_CLOSE = {
    "": "",
    "ও\u09dfআr": "o?w[ae]|wo|oa",
    "এ\u09dfআ": "e?(?:a|ya|ai|ia)",
    ".\u09dfএ": "o[iy]e?|aye",
    "আ\u09dfএ": "i?ye|ie|aa?[iy]e?",
    "^ইউ": "[iy]?o?u|yoo|e[uw]",
    "যআ": "[yie]?aa?|a?e",
    "য.$": "y?[oae]?",
    "য.": "y?[oae]?|i",
    "য": "[yie]?",
    "ও\u09df": "oo?|u|o?w",
    "আই": "aa?i|a?ye?|ie?|ui",
    "আ\u09df": "aa?[yie]e?|[yi]|oy",
    "আউ": "aa?u|[oa]w|ou",
    "আও": "aa?o|[ao]wa?",
    "এই": "[ea]?i|[ae]y|a",
    "ওউ": "[oa]u|ow|o",
    "ওই": "[oae][iy]",
    "ইও": "[ie]y?o",
    "ইউ": "[iy]?o?u|[iy]?oo|e[uw]",
    "হ.$": "h?[oa]?",
    "হ$": "h?",
    "হ|": "h?",
    "হ": "h",
    ".$": "[oae]?",
    "$": "",
    ".": "[oa]?",
    "অ": "o|a[uw]?",
    "আ$": "aa?h?",
    "আr": "aa?|e",
    "আ": "aa?",
    "^ই": "ii?|e[ea]?|y|ie",
    "ই$": "ii?|e[eay]|y|i[ey]",
    "ই": "ii?|e[ea]|y|ie",
    "উ": "uu?|oo|ou|w",
    "^এ": "a?e|e[aiye]|a[yi]?",
    "এ": "a?e|e[aiye]|a[yi]|ya",
    "\u09f1": "w?",
    "ও$": "oo?|ow|o[aue]|aw",
    "ও": "oo?|ow|o[aue]|aw|u",
    "\u09df.": "[yiwe]?[oa]?",
    "\u09df": "[yiwe]?",
}
"""Ways to write what is between two consonants, longest first; ^ stands for the beginning of
the word, $ for its end, | for any other consonant, r for a following র."""

_LOOSE = _CLOSE | {
    "": "[aeiou]?",
    ".": "[aeiou]{0,2}",
    "আr": "[aeou]",
    "আ": "[aeou]|[oe]a|ou|au",
    "ই": "[iey]{1,2}",
    "উ": "[uoe][ouw]?",
    "এ": "[aei]{1,2}y?",
    "ও": "[aou]{1,2}w?",
}
_PART = re.compile("|".join(map(re.escape, filter(None, _CLOSE))))


@lru_cache(maxsize=4096)  # pairs of vowels, which are nobody's
def distance(bengali: str, latin: str, *, first: bool, last: bool) -> int:
    """How far the vowels in one place of two words are apart; the h of an aspirate may be left out."""
    if max(len(bengali), len(latin)) > _LONGEST:
        return NOT
    parts = _PART.findall(f"{'^' if first else ''}{bengali}{'$' if last else '|'}") or [""]
    for away, table in ((CLOSE, _CLOSE), (LOOSE, _LOOSE)):
        pattern = "".join(f"(?:{table[part]})" for part in parts)
        if re.fullmatch(pattern if first else f"h?{pattern}", latin):
            return away
    return NOT
