"""Make the fonts for emoji and symbols that are shipped, from the whole ones.

    npm pack @expo-google-fonts/noto-color-emoji@0.4.6 @expo-google-fonts/noto-sans-symbols@0.4.1
    npm pack @expo-google-fonts/noto-sans-symbols-2@0.4.1 @expo-google-fonts/noto-sans-math@0.4.2
    python -m tests.fonts.make NotoColorEmoji.ttf NotoSansSymbols2.ttf NotoSansMath.ttf NotoSansSymbols.ttf

Flutter asks for emoji in parts, each when one of its characters is first on the screen; the parts are cut
where its own table cuts them. All four fonts are under the Open Font License. Takes some minutes.
"""

import io
import re
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

from .flutter import fallbacks

FOLDER = Path(__file__).parents[2] / "assets" / "fonts"
FLAGS = "AE AU BD BH BT CA DE FR GB IE IN KE KW LK MM MV MY NG NL NP NZ OM PK QA SA SE SG UN US ZA"
"""Flags are large, and a message with one must not cost more than the app; others show their two letters."""

SYMBOLS = [
    *range(0x2070, 0x209D), *range(0x2100, 0x2150), *range(0x2150, 0x218C), *range(0x2190, 0x2200),
    *range(0x2200, 0x2300), *range(0x2300, 0x2400), *range(0x2460, 0x2500), *range(0x25A0, 0x2600),
    *range(0x2600, 0x27C0), *range(0x2B00, 0x2B60),
]  # fmt: skip
"""Arrows, mathematics, numbers in circles, shapes, signs and dingbats: what people put into a message."""

NOT_FOR_EMOJI = ("SVG ", "vhea", "vmtx")
"""The same pictures once more as SVG, which Flutter cannot draw, and how to set them in columns."""

NOT_FOR_SIGNS = ("MATH", "GSUB", "GPOS", "GDEF", "STAT", "vhea", "vmtx")
"""What only matters where such signs follow each other in formulas or columns."""


FLAGS_PART = "0"
IN_CONTEXT = (5, 6)
"""The types of the rules that make a question mark of two letters that are no flag."""


def main(emoji: str, symbols_2: str, mathematics: str, symbols: str) -> None:
    """Write the parts of the emoji font and the font of symbols."""
    whole = _without_pictures_twice(Path(emoji).read_bytes())
    for fallback in fallbacks():
        if number := re.fullmatch(r"Noto Color Emoji (\d+)", fallback.name):
            font = TTFont(io.BytesIO(whole))
            if number[1] == FLAGS_PART:
                _keep_flags(font)
            _write(_cut(font, fallback.characters), FOLDER / f"emoji-{number[1]}.woff2")
    _write(_merged([symbols_2, mathematics, symbols]), FOLDER / "symbols.woff2")


def _without_pictures_twice(raw: bytes) -> bytes:
    font, out = TTFont(io.BytesIO(raw)), io.BytesIO()
    _drop(font, *NOT_FOR_EMOJI)
    font.save(out)
    return out.getvalue()


def _drop(font: TTFont, *tables: str) -> None:
    for table in tables:
        if table in font:
            del font[table]


def _cut(font: TTFont, characters: Collection[int]) -> TTFont:
    options = subset.Options(
        layout_features=["*"],
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 13, 14],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def _keep_flags(font: TTFont) -> None:
    """Forget that two letters make a flag, but for ours, and that all others make a question mark."""
    letters = {font.getBestCmap()[0x1F1E6 + at]: chr(ord("A") + at) for at in range(26)}
    rules = font["GSUB"].table
    for number, lookup in enumerate(rules.LookupList.Lookup):
        for table in (getattr(each, "ExtSubTable", each) for each in lookup.SubTable):
            for first in letters.keys() & getattr(table, "ligatures", {}).keys():
                table.ligatures[first] = [
                    ligature
                    for ligature in table.ligatures[first]
                    if letters[first] + letters.get(ligature.Component[0], "") in FLAGS.split()
                ]
        if lookup.LookupType in IN_CONTEXT:
            for record in rules.FeatureList.FeatureRecord:
                record.Feature.LookupListIndex = [n for n in record.Feature.LookupListIndex if n != number]


def _merged(sources: Sequence[str]) -> TTFont:
    """One font of all the symbols, each from the first source that has it."""
    left, parts = set(SYMBOLS), []
    for source in sources:
        font = TTFont(source)
        here = left & set(font.getBestCmap())
        left -= here
        _drop(font, *NOT_FOR_SIGNS)
        part = io.BytesIO()
        _cut(font, here).save(part)
        part.seek(0)
        parts.append(part)
    return merge.Merger().merge(parts)


def _write(font: TTFont, path: Path) -> None:
    font.flavor = "woff2"
    font.save(path)
    print(
        f"{path.name}: {len(font.getBestCmap()):,} characters, {path.stat().st_size / 1024:,.0f} KB",
        flush=True,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
