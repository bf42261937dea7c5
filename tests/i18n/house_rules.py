"""How our Bengali is written: what a machine can check of i18n.md and the glossary, message by message."""

import ast
import re
import unicodedata
from collections.abc import Iterator

from babel.messages import Message

MAY_HOLD_LATIN_DIGITS = {  # the names of licences, which nobody translates
    "Setu is free software under the Apache License 2.0.",
    "Its letters are Noto Sans Bengali, under the SIL Open Font License 1.1.",
}
MAY_STAY_AS_IT_IS = {"English", "বাংলা", "Setu"}

_BENGALI = "\u0980-\u09ff"
_PLACE = re.compile(r"\{\w+\}")
_END_CLASSES = {".": "stop", "।": "stop", "?": "?", "!": "!", "…": "…", ":": ":", ",": ","}
_FAMILIAR = re.compile(  # তুমি and তুই, and their verbs; our readers are আপনি
    rf"(?<![{_BENGALI}])(?:তুমি|তোমা[{_BENGALI}]*|তোর|তুই|কর|করো|কোরো|দাও|দিও|দেখো|লেখো|লিখো|যাও|যেও|বলো|নাও|পাঠাও|"
    rf"খোঁজো|এসো|আসো|চাও|শোনো|রাখো|খোলো|দেখাও|জানাও|পড়ো|হও|থাকো|বাছো|করেছ|করছ|পারো|আছো)(?![{_BENGALI}])"
)
_BANNED = (
    (re.compile("ত্[সপকফখছ]"), "ত্ for ৎ"),
    (re.compile("[\u09f7|]"), "a danda that is not ।"),
    (re.compile(rf"[{_BENGALI}]\."), "a Latin full stop after Bengali"),
    (re.compile("\u202f"), "a narrow no-break space, which the font lacks"),
    (re.compile("[\u200b\u2060\ufeff\u00ad]"), "an invisible character"),
    (re.compile(r"\.\.\."), "three dots for …"),
    (re.compile(r"%[(a-z]"), "a percent place; ours are {named}"),
    (_FAMILIAR, "a তুমি-form"),
    (re.compile("এ্যা"), "এ্যা for অ্যা"),
    (re.compile("ঘন্টা"), "ঘন্টা for ঘণ্টা"),
    (re.compile("জানুয়ারী|ফেব্রুয়ারী"), "a month spelled the old way"),
)


def complaints(message: Message) -> list[str]:
    """What is wrong with the Bengali of one message."""
    sources, said = _forms(message.id), _forms(message.string)
    wrong = ["fuzzy"] if message.fuzzy else []
    if len(said) != len(sources):
        return [*wrong, "not one form for each"]
    if len(set(said)) > 1:
        wrong.append("plural forms differ, though Bengali nouns do not")
    for source, text in zip(sources, said, strict=True):
        wrong += _complaints(source, text)
    return wrong


def _complaints(source: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield "missing"
        return
    if text == source and source not in MAY_STAY_AS_IT_IS and re.search("[A-Za-z]", _PLACE.sub("", source)):
        yield "not translated"
    if sorted(set(_PLACE.findall(source))) != sorted(set(_PLACE.findall(text))):
        yield "other places than in English"
    if not unicodedata.is_normalized("NFC", text):
        yield "not NFC"
    if re.search("[0-9]", _PLACE.sub("", text)) and source not in MAY_HOLD_LATIN_DIGITS:
        yield "Latin digits"
    if _end_class(source) != _end_class(text):
        yield "ends otherwise than the English"
    if _ends(source) != _ends(text):
        yield "other spaces at the ends"
    yield from (what for pattern, what in _BANNED if pattern.search(unicodedata.normalize("NFC", text)))


def complaints_about_english(source: str) -> list[str]:
    """What is wrong with a message in the code."""
    wrong = [what for pattern, what in _BANNED[3:7] if pattern.search(source)]
    if source != source.strip():
        wrong.append("space at the ends")
    if _PLACE.sub("", source).count("{") or _PLACE.sub("", source).count("}"):
        wrong.append("a brace that is not a {place}")
    if not unicodedata.is_normalized("NFC", source):
        wrong.append("not NFC")
    return wrong


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _end_class(text: str) -> str:
    return _END_CLASSES.get(text.rstrip()[-1:], "")


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


# Words on the screen that never passed through a translator.

_SHOWN_FIRST = {
    "Text",
    "TextSpan",
    "Button",
    "TextButton",
    "FilledButton",
    "OutlinedButton",
    "ElevatedButton",
}
_SHOWN_FIRST |= {"FilledTonalButton", "Markdown", "Tooltip"}
_SHOWN = set(
    [
        "text",
        "label",
        "tooltip",
        "hint_text",
        "helper",
        "helper_text",
        "error",
        "error_text",
        "title",
        "subtitle",
        "semantics_label",
        "header",
        "prefix_text",
        "suffix_text",
        "counter",
        "message",
        "placeholder",
        "description",
        "cancel_text",
        "confirm_text",
        "help_text",
        "barrier_label",
        "heading",
        "caption",
    ]
)
# Their sentences are marked where they stand, and told later.
SPEAKS_FROM_A_TABLE = {"app/server/sentences.py", "app/ui/troubles.py"}
NAMES_ON_THE_SCREEN = {"English", "বাংলা", "EN", "বাং", "Setu", "সেতু"}


def bare_texts(code: str) -> list[tuple[int, str]]:
    """The literals with letters in them that the code shows to a person, with their lines."""
    return sorted({found for node in ast.walk(ast.parse(code)) for found in _shown_by(node)})


def _shown_by(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call):
        name = _name(node.func)
        if name in _SHOWN_FIRST:
            yield from (found for arg in node.args[:1] for found in _literals(arg))
        shown = _SHOWN | {"content", "value"} if name in _SHOWN_FIRST | {"Semantics"} else _SHOWN
        yield from (found for kw in node.keywords if kw.arg in shown for found in _literals(kw.value))
    if isinstance(node, ast.Assign) and any(
        isinstance(to, ast.Attribute) and to.attr in _SHOWN for to in node.targets
    ):
        yield from _literals(node.value)


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        said = {word for word in node.value.split() if any(map(str.isalpha, word))}
        if said - NAMES_ON_THE_SCREEN and not node.value.startswith("#"):  # a colour
            yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (
            found for part in node.values if isinstance(part, ast.Constant) for found in _literals(part)
        )
    elif isinstance(node, ast.IfExp):
        yield from (found for branch in (node.body, node.orelse) for found in _literals(branch))
    elif isinstance(node, ast.BinOp):
        yield from (found for side in (node.left, node.right) for found in _literals(side))
    elif isinstance(node, ast.BoolOp):
        yield from (found for value in node.values for found in _literals(value))


def unextractable(code: str) -> list[int]:
    """The lines that ask a translator for what extraction would miss: no literal, or inside an f-string."""
    tree = ast.parse(code)
    missed = [call for call, args in _asked(tree) if not args or not all(map(_is_text, args))]
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    missed += [call for string in strings for call, _ in _asked(string)]
    return sorted({call.lineno for call in missed})


def _asked(tree: ast.AST) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    literal_args = {"t": 1, "tn": 2, "tp": 2}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (
        (call, call.args[: literal_args[name]])
        for call in calls
        if (name := _name(call.func)) in literal_args
    )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
