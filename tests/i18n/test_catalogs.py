import io
import os
import time
from gettext import NullTranslations

import pytest
from babel.messages import Message
from babel.messages.mofile import write_mo
from fontTools.ttLib import TTFont
from i18n.glossary import GLOSSARY, SAID_OTHERWISE, strays
from i18n.house_rules import (
    SPEAKS_FROM_A_TABLE,
    bare_texts,
    complaints,
    complaints_about_english,
    unextractable,
)
from i18n.refresh_catalogs import PO, POT, ROOT, extracted, read, refreshed, updated

from app.i18n.catalogs import load

PO_TEXT = (ROOT / PO).read_text(encoding="utf-8")
MESSAGES = [message for message in read(PO_TEXT) if message.id]
FONTS = sorted((ROOT / "assets" / "fonts").glob("*.ttf"))
LETTERS = TTFont(ROOT / "assets/fonts/NotoSansBengali-SemiBold.ttf")
CODE = sorted(set((ROOT / "app").rglob("*.py")) - {ROOT / file for file in SPEAKS_FROM_A_TABLE})
SCREENS = sorted((ROOT / "app" / "ui").rglob("*.py"))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id))
def test_every_message_is_said_in_good_bengali(message):
    assert complaints(message) == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id))
def test_every_message_of_the_code_is_in_good_order(message):
    ids = [message.id] if isinstance(message.id, str) else message.id
    assert [complaints_about_english(text) for text in ids] == [[]] * len(ids)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id))
def test_every_message_keeps_to_the_glossary(message):
    """If this fails: say it with the word of the glossary, or in SAID_OTHERWISE why not."""
    assert list(strays(message)) == []


def test_no_exception_to_the_glossary_has_outlived_its_message():
    known = {message.id for message in MESSAGES}
    assert [
        (word, source) for word, source in SAID_OTHERWISE if source not in known or word not in GLOSSARY
    ] == []


MAY_BE_LONG = {"Edit"}  # সম্পাদনা করুন, as everywhere else


@pytest.mark.parametrize(
    "message",
    [m for m in MESSAGES if isinstance(m.id, str) and " " not in m.id],
    ids=lambda message: message.id,
)
def test_a_single_word_takes_no_more_than_three_times_the_room(message):
    """Such words stand on buttons and tabs. Unshaped, which is never narrower than shaped."""
    assert message.id in MAY_BE_LONG or width(message.string) <= 3 * width(message.id)


def width(text):
    glyphs = LETTERS.getBestCmap()
    return sum(LETTERS["hmtx"][glyphs[ord(char)]][0] for char in text)


def test_the_catalogs_hold_what_the_code_says_and_nothing_else():
    """If this fails: .venv/bin/python tests/i18n/refresh_catalogs.py, then translate what is new."""
    for place, text in refreshed().items():
        assert (ROOT / place).read_text(encoding="utf-8") == text, place


def test_no_translation_is_fuzzy_or_obsolete():
    assert ", fuzzy" not in PO_TEXT
    assert "#~" not in PO_TEXT


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_the_bundled_font_can_draw_every_message(font):
    said = "".join("".join(message.string) for message in MESSAGES)
    said += "".join("".join(message.id) for message in MESSAGES) + "০১২৩৪৫৬৭৮৯\u00a0"
    assert set(map(ord, said)) - TTFont(font).getBestCmap().keys() == set()


@pytest.mark.parametrize("file", SCREENS, ids=lambda file: file.name)
def test_no_screen_shows_words_that_were_not_translated(file):
    assert bare_texts(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_translators_are_asked_only_for_literal_messages(file):
    assert unextractable(file.read_text(encoding="utf-8")) == []


# The rules themselves: each is broken once.


@pytest.mark.parametrize(
    ("english", "bengali", "complaint"),
    [
        ("Save", "", "missing"),
        ("Save", "Save", "not translated"),
        ("{n} new", "{m}টি নতুন", "other places than in English"),
        ("Time", "সম\u09df", "not NFC"),
        ("Level two", "স্তর 2", "Latin digits"),
        ("Are you sure?", "আপনি কি নিশ্চিত", "ends otherwise than the English"),
        ("Saved", "সেভ করা হয়েছে।", "ends otherwise than the English"),
        ("Name", " নাম", "other spaces at the ends"),
        ("Encouragement", "উত্সাহ", "ত্ for ৎ"),
        ("Sent.", "পাঠানো হয়েছে৷", "a danda that is not ।"),
        ("Sent.", "পাঠানো হয়েছে|", "a danda that is not ।"),
        ("Sent.", "পাঠানো হয়েছে.", "a Latin full stop after Bengali"),
        ("Write", "তোমার কথা", "a তুমি-form"),
        ("Do it", "এটি করো", "a তুমি-form"),
        ("Admin", "এ্যাডমিন", "এ্যা for অ্যা"),
        ("Loading…", "লোড হচ্ছে...", "three dots for …"),
    ],
)
def test_the_house_rules_catch(english, bengali, complaint):
    assert complaint in complaints(Message(english, bengali))


def test_the_house_rules_leave_good_bengali_alone():
    good = {
        "Save": "সেভ করুন",
        "English": "English",
        "Not sent. Tap to try again.": "পাঠানো হয়নি। আবার চেষ্টা করতে ট্যাপ করুন।",
        "{name} invited you to {circle}": "{name} আপনাকে {circle} সার্কেলে আমন্ত্রণ জানিয়েছেন",
        "Doctor": "চিকিৎসক",
        "Forms": "আকারগুলো",
    }
    assert [complaints(Message(*pair)) for pair in good.items()] == [[]] * len(good)


@pytest.mark.parametrize(
    ("english", "bengali", "strayed"),
    [
        ("Find your circle", "আপনার চক্র খুঁজুন", ["circle: সার্কেল"]),
        ("{n} replies", "{n}টি জবাব", ["reply: উত্তর"]),
        ("Encircled by {circle}", "{circle} ঘিরে", []),
        ("Together", "আমাদের সম্প্রদা\u09df", ["a calque"]),
    ],
)
def test_the_glossary_catches_other_words(english, bengali, strayed):
    assert list(strays(Message(english, bengali))) == strayed


def test_both_plural_forms_are_the_same_in_bengali():
    assert complaints(Message(("{n} day", "{n} days"), ("{n} দিন", "{n} দিন"))) == []
    assert complaints(Message(("{n} day", "{n} days"), ("{n} দিন", "{n} দিনগুলি"))) != []


@pytest.mark.parametrize(
    "code",
    [
        'ft.Text("Save")',
        'ft.Text(f"{n} days")',
        'ft.TextField(label="Name")',
        'ft.IconButton(tooltip="Back" if back else None)',
        'ft.FilledButton(content="সেভ")',
        'Heading(title="Circles " + name)',
        'page.title = "My circles"',
    ],
)
def test_words_past_the_translator_are_seen(code):
    assert bare_texts(code)


@pytest.mark.parametrize(
    "code",
    [
        'ft.Text(t("Save"))',
        'ft.Text("·")',
        'ft.Text("English")',
        'ft.App(title="Setu · সেতু")',
        'ft.Text(f"{a}, {b}")',
        'ft.Icon(name="add")',
        'Scheme(error="#B3261E")',
    ],
)
def test_translated_words_and_mere_signs_are_let_pass(code):
    assert bare_texts(code) == []


def test_only_literals_can_be_collected():
    assert unextractable('t("Save"); words.tn("{n} day", "{n} days", n); words.tp("verb", "Post")') == []
    assert unextractable('t(f"{n} days")\nt(message)\nwords.tn("{n} day", many, n)') == [1, 2, 3]
    assert unextractable("""f"{said} {t('Try again.')}\"""") == [1]


# The tool.


SCREEN = """
t("Save")
# NOTE: on the card
words.tn("{n} day", "{n} days", n)
words.tp("verb", "Post")
t("100 % {x}")
"""


@pytest.fixture
def app(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "screen.py").write_text(SCREEN)
    return tmp_path / "app"


def test_messages_plurals_contexts_and_notes_are_collected(app):
    template = extracted(app)
    assert {message.id for message in template if message.id} == {
        "Save",
        ("{n} day", "{n} days"),
        "Post",
        "100 % {x}",
    }
    assert template.get("{n} day").auto_comments == ["on the card"]
    assert template.get("Post", context="verb") is not None


def test_refreshing_keeps_translations_drops_what_vanished_and_guesses_nothing(app):
    root = app.parent
    (root / PO).parent.mkdir(parents=True)
    (root / PO).write_text(
        refreshed(root)[PO].replace('msgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "সেভ করুন"')
    )
    (app / "screen.py").write_text('t("Save")\nt("Save it")\n')
    catalog = read(refreshed(root)[PO])
    assert [(message.id, message.string, message.fuzzy) for message in catalog if message.id] == [
        ("Save", "সেভ করুন", False),
        ("Save it", "", False),
    ]


def test_refreshing_twice_changes_nothing(app):
    first = refreshed(app.parent)
    for place, text in first.items():
        (app.parent / place).parent.mkdir(parents=True, exist_ok=True)
        (app.parent / place).write_text(text)
    assert refreshed(app.parent) == first
    assert "screen.py:" not in first[POT]


def test_places_and_percent_signs_are_not_taken_for_pythons_formats(app):
    assert "python" not in refreshed(app.parent)[POT]


# Loading.


def locales(tmp_path, *, po=None, mo=None, mo_is_older=False):
    folder = tmp_path / "bn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name, said in (("messages.po", po), ("messages.mo", mo)):
        if said:
            catalog = updated(PO_TEXT, extracted(ROOT / "app"))
            catalog["Just now"].string = said
            out = io.BytesIO()
            write_mo(out, catalog)
            text = PO_TEXT.replace("এইমাত্র", said).encode()
            (folder / name).write_bytes(out.getvalue() if name.endswith("mo") else text)
    if mo_is_older:
        os.utime(folder / "messages.mo", (time.time() - 60, time.time() - 60))
    return tmp_path


def test_a_fresh_compiled_catalog_is_used(tmp_path):
    assert load("bn", locales(tmp_path, po="পো", mo="মো")).gettext("Just now") == "মো"


def test_a_catalog_edited_since_is_read_itself(tmp_path):
    assert load("bn", locales(tmp_path, po="পো", mo="মো", mo_is_older=True)).gettext("Just now") == "পো"


def test_a_catalog_never_compiled_is_read_itself(tmp_path):
    assert load("bn", locales(tmp_path, po="পো")).gettext("Just now") == "পো"


def test_an_installed_app_has_only_the_compiled_catalog(tmp_path):
    assert load("bn", locales(tmp_path, mo="মো")).gettext("Just now") == "মো"


def test_english_needs_no_catalog_and_stands_in_for_a_missing_one(tmp_path):
    assert type(load("en", ROOT / "locales")) is NullTranslations
    assert load("bn", tmp_path).gettext("Just now") == "Just now"
