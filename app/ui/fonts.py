"""The fonts of the page: those loaded before the first frame, and those Flutter asks for later."""

import re
from typing import Final

from app.ui.theme import FONT

MANIFEST: Final = [
    {"family": "MaterialIcons", "fonts": [{"asset": "fonts/MaterialIcons-Regular.otf"}]},
    {
        "family": "packages/cupertino_icons/CupertinoIcons",
        "fonts": [{"asset": "packages/cupertino_icons/assets/CupertinoIcons.ttf"}],
    },
    {
        "family": FONT,
        "fonts": [
            {"asset": "fonts/NotoSansBengali-Regular.ttf", "weight": 400},
            {"asset": "fonts/NotoSansBengali-SemiBold.ttf", "weight": 600},
        ],
    },
    # Without this entry Flutter would ask the fallback address for Roboto at every start.
    {"family": "Roboto", "fonts": [{"asset": "fonts/roboto.woff2"}]},
]
"""What Flutter loads before the first frame: a font that came later would leave boxes measured without it."""

BENGALI: Final = "assets/fonts/NotoSansBengali-Regular.ttf"
SYMBOLS: Final = "assets/fonts/symbols.woff2"
EMOJI: Final = "assets/fonts/emoji-{}.woff2"
EMOJI_PARTS: Final = 12

_ASKED = re.compile(r"assets/fonts/(notosansbengali|notosanssymbols2?|notosansmath|notocoloremoji)/(.+)")
_PART = re.compile(r"\.(\d+)\.woff2$")


def fallback(address: str) -> str | None:
    """Our font for what Flutter asks of its usual place; nothing for scripts that are not shipped.

    The emoji come in parts, so that one thumb up does not fetch every animal.
    """
    asked = _ASKED.fullmatch(address)
    if asked is None:
        return None
    family, file = asked.groups()
    if family == "notosansbengali":
        return BENGALI
    if family != "notocoloremoji":
        return SYMBOLS
    part = _PART.search(file)
    return EMOJI.format(part[1]) if part and int(part[1]) < EMOJI_PARTS else None
