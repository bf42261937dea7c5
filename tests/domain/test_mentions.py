import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import mentions
from app.domain.bilingual import Bilingual
from app.domain.markup import mentioned, plain, read
from app.domain.mentions import caret_after, flat, ids, kept, label, put, query, sealed, typed, written
from app.domain.text import check_body, guess_language

NASRIN = "019a0000-0000-7000-8000-000000000001"
RINA = "019a0000-0000-7000-8000-000000000002"
CALLED = {NASRIN: "Nasrin Akter", RINA: "রিনা চাকমা"}

NAMES = st.text(st.characters(categories=["L", "M"], max_codepoint=0x9FF), min_size=1, max_size=12)
SIGNS = st.lists(
    st.sampled_from(
        [
            *"@[]()*_`> \n-ক্",
            NASRIN,
            written(NASRIN, "Nasrin Akter"),
            written(RINA, "রিনা চাকমা"),
            f"](https://a.org/{RINA})",
            "@[",
            f"]({NASRIN})",
            "@Nasrin Akter",
            "https://a.org/",
        ]
    ),
    max_size=30,
).map("".join)


def joined(text):
    return "\n".join(line.mark + "".join(span.text for span in line.spans) for line in read(text))


@given(SIGNS)
def test_no_text_raises_and_no_character_is_lost(text):
    assert joined(text) == text
    plain(text), plain(text, CALLED.__getitem__), mentioned(text), flat(text), typed(text)
    assert mentioned(text) <= ids(text) <= CALLED.keys()


@given(SIGNS, st.dictionaries(NAMES, st.sampled_from([NASRIN, RINA]), max_size=3))
def test_what_is_typed_is_kept_whole_with_names_that_became_mentions(text, meant):
    assume("@[" not in text)
    assert flat(kept(text, meant)) == text


@given(SIGNS, st.dictionaries(NAMES, st.sampled_from([NASRIN, RINA]), min_size=1, max_size=3), st.data())
def test_a_draft_that_is_taken_up_again_calls_the_same_people_in_the_same_words(text, meant, data):
    assume("@[" not in text)
    text += data.draw(st.sampled_from([f" @{name}{more}" for name in meant for more in ("", ",", "কে", "s")]))
    draft = kept(text, meant)
    shown, still_meant = typed(draft)
    assert ids(draft) <= ids(kept(shown, still_meant))
    assert flat(draft) == text


@given(st.text(max_size=40), st.text(max_size=8), st.integers(0, 40))
def test_one_types_where_the_text_became_another(text, more, at):
    at = min(at, len(text))
    now = text[:at] + more + text[at:]
    caret = caret_after(text, now)
    assert now[:caret] + now[caret:] == now
    assert not more or text[: caret - len(more)] + text[caret - len(more) :] == text
    assert now == text or now[caret:] == text[len(text) - (len(now) - caret) :]


def test_a_mention_says_the_name_of_today_and_without_one_that_of_then():
    text = f"ধন্যবাদ {written(NASRIN, 'Nasrin A.')}, see {written(RINA, 'Rina')}"
    assert plain(text) == "ধন্যবাদ @Nasrin A., see @Rina"
    assert plain(text, CALLED.__getitem__) == "ধন্যবাদ @Nasrin Akter, see @রিনা চাকমা"


@pytest.mark.parametrize(
    "text",
    [
        f"a@[Nasrin]({NASRIN})",
        f"@[]({NASRIN})",
        f"@[Nasrin]({NASRIN.upper().replace('019A', '019A')})",
        "@[Nasrin](019a)",
        f"@Nasrin ({NASRIN})",
        f"@[Nas\nrin]({NASRIN})",
    ],
)
def test_what_only_looks_like_a_mention_stays_as_it_was_typed(text):
    assert plain(text) == text
    assert not mentioned(text)


def test_bold_reaches_over_a_name_and_signs_in_a_name_mean_nothing():
    bold, *_ = [span for span in read(f"**hi {written(NASRIN, '**')}**")[0].spans if span.who]
    assert (bold.bold, bold.text) == (True, "**")


def test_neither_a_quote_nor_code_calls_anybody_but_both_say_the_name():
    text = f"> {written(NASRIN, 'Nasrin')}\n`{written(RINA, 'Rina')}`"
    assert mentioned(text) == frozenset()
    assert plain(text).startswith("@Nasrin\n")


def test_after_twenty_mentions_nobody_else_is_called():
    many = [f"019a0000-0000-7000-8000-{number:012x}" for number in range(30)]
    text = " ".join(written(who, "N") for who in many)
    assert mentioned(text) == frozenset(many[: mentions.MOST_MENTIONS])


def test_a_name_of_which_a_letter_was_taken_away_calls_nobody():
    meant = {"Nasrin Akter": NASRIN}
    assert ids(kept("@Nasrin Akte", meant)) == frozenset()
    assert ids(kept("@Nasrin Akterman", meant)) == frozenset()
    assert ids(kept("mail@Nasrin Akter", meant)) == frozenset()
    assert kept("@Nasrin Akter, hi", meant) == f"{written(NASRIN, 'Nasrin Akter')}, hi"


def test_bengali_hangs_its_cases_on_a_name():
    text = kept("@রিনা চাকমাকে বলুন", {"রিনা চাকমা": RINA})
    assert text == f"{written(RINA, 'রিনা চাকমা')}কে বলুন"
    assert ids(kept("@রিনা চাকমার কথা", {"রিনা চাকম": RINA})) == frozenset()


def test_two_of_one_name_are_told_apart():
    meant: dict[str, str] = {}
    assert [label("Rina", who, meant) for who in (RINA, NASRIN, RINA)] == ["Rina", "Rina (2)", "Rina"]
    text = kept("@Rina and @Rina (2)", meant)
    assert text == f"{written(RINA, 'Rina')} and {written(NASRIN, 'Rina (2)')}"
    assert sealed(text, {NASRIN: Bilingual(en="Rina")}.get) == f"@Rina and {written(NASRIN, 'Rina')}"


def test_what_is_sent_mentions_only_who_is_there():
    text = f"{written(NASRIN, 'Nasrin')} {written(RINA, 'Rina')}"
    assert sealed(text, {RINA: Bilingual(bn="রিনা")}.get) == f"@Nasrin {written(RINA, 'রিনা')}"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@", ""),
        ("hi @Nas", "Nas"),
        ("(@না", "না"),
        ("@Nasrin Ak", "Nasrin Ak"),
        ("me@who", None),
        ("@ nobody", None),
        ("@Nas\nhi", None),
        ("no sign", None),
        ("@" + "a" * 60, None),
        ("@one two three four five", None),
    ],
)
def test_a_name_is_being_typed_behind_an_at_sign(text, asked):
    assert query(text, len(text)) == asked


def test_a_name_is_put_in_place_of_what_was_typed():
    assert put("hi @nas, and", 7, "Nasrin Akter") == ("hi @Nasrin Akter, and", 16)
    assert put("@n you", 2, "Nasrin") == ("@Nasrin you", 8)


def test_the_language_of_a_text_is_that_of_its_own_words():
    assert guess_language(f"{written(NASRIN, 'Nasrin Akter')} ধন্যবাদ") == "bn"
    assert guess_language(f"{written(RINA, 'রিনা চাকমা')} thank you") == "en"


def test_a_text_of_nothing_but_mentions_is_read_quickly():
    text = check_body(("@[" + "a" * 60) * 60)
    began = time.perf_counter()
    read(text), flat(text), typed(text)
    assert time.perf_counter() - began < 0.1
