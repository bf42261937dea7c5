"""Collects the messages of app/ into locales/: `.venv/bin/python tests/i18n/refresh_catalogs.py`.

Translations are kept, vanished messages go, nothing is guessed (no fuzzy entries); no line number, date or
version is written, so running it twice changes nothing.
"""

import io
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
POT = Path("locales/messages.pot")
PO = Path("locales/bn/LC_MESSAGES/messages.po")

KEYWORDS = {"t": None, "tn": (1, 2), "tp": ((1, "c"), 2)}
_HEADER = """\
# {title}
# English is the text in the code; refreshed by tests/i18n/refresh_catalogs.py.
msgid ""
msgstr ""
"Project-Id-Version: Setu\\n"
"Language: {language}\\n"
"Language-Team: {team}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_POT_HEADER = _HEADER.format(title="The messages of Setu.", language="", team="")
_PO_HEADER = _HEADER.format(title="Setu in Bengali.", language="bn", team="Bengali")


def extracted(app: Path) -> Catalog:
    """Every message of the code, with its notes for translators."""
    template = Catalog(charset="utf-8")
    found = extract_from_dir(
        app,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("NOTE:",),
        strip_comment_tags=True,
    )
    for filename, line, message, comments, context in found:
        where = [(f"{app.name}/{Path(filename).as_posix()}", line)]
        template.add(message, locations=where, auto_comments=comments, context=context)
    _without_flags(template)
    return template


def read(text: str) -> Catalog:
    """The catalog in the text of a .po file."""
    return read_po(io.BytesIO(text.encode()), locale="bn", abort_invalid=True)


def updated(po: str, template: Catalog) -> Catalog:
    """The translations we have, on the messages there are now."""
    catalog = read(po)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _without_flags(catalog)
    return catalog


def refreshed(root: Path = ROOT) -> dict[Path, str]:
    """What the two files should hold, by their place under the root."""
    template = extracted(root / "app")
    po = (root / PO).read_text(encoding="utf-8") if (root / PO).exists() else _PO_HEADER
    return {POT: _POT_HEADER + _written(template), PO: _PO_HEADER + _written(updated(po, template))}


def _without_flags(catalog: Catalog) -> None:
    """Babel marks any text with a % or a {place} as a format of Python's; ours are neither."""
    for message in catalog:
        message.flags -= {"python-format", "python-brace-format"}


def _written(catalog: Catalog) -> str:
    out = io.BytesIO()
    write_po(
        out,
        catalog,
        omit_header=True,
        include_lineno=False,
        sort_by_file=True,
        ignore_obsolete=True,
        width=110,
    )
    return out.getvalue().decode()


def main() -> None:
    for place, text in refreshed().items():
        (ROOT / place).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / place).write_text(text, encoding="utf-8")
    missing = [message.id for message in read(text) if message.id and not all(_forms(message.string))]
    print(f"{len(read(text))} messages, {len(missing)} not yet in Bengali", *missing, sep="\n  ")


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


if __name__ == "__main__":
    main()
