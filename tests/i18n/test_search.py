import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.search import Rank, fold, match, rank, sought, words


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("শিশু", "শিশুর বিকাশ"),
        ("থেরাপি", "অকুপেশনাল থেরাপিস্টদের জন্য"),
        ("RAHIM", "Rahim Uddin"),
        ("থে", "হাতের থেরাপি"),
        ("থেরাপি হাতের", "হাতের থেরাপি"),
        ("হ্যান্ড থেরাপি", "হ্যান্ড-থেরাপি"),
        ("কমিউনিটি", "কমিউনিটি-ভিত্তিক"),
        ("ভিত্তিক", "কমিউনিটি-ভিত্তিক"),
        ("followup", "follow-up"),
        ("follow-up", "followup visit"),
        ("follow-up", "follow up"),
    ],
)
def test_words_are_found_by_their_beginning(query, text):
    assert match(query, text) is Rank.EXACT


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("চিকিৎসা", "চিকিত্সা"),
        ("হঠাৎ", "হঠাত্"),
        ("র\u200d্যাব", "র্যাব"),
        ("অা", "আ"),
        ("এ্যাডমিন", "অ্যাডমিন"),
        ("ৰমেশ", "রমেশ"),
        ("আন্ত:বিভাগীয়", "আন্তঃবিভাগীয়"),
        ("১২", "12"),
        ("jose", "José"),
    ],
)
def test_the_strict_fold_sees_through_encodings(query, text):
    assert match(query, text) in (Rank.EXACT, Rank.STRICT)
    assert match(text, query) in (Rank.EXACT, Rank.STRICT)


def test_a_word_broken_off_at_khanda_ta_is_a_beginning():
    assert match("চিকিৎ", "চিকিত্সক") is Rank.STRICT


def test_keyboards_that_send_the_old_letters_are_understood_exactly():
    assert match("সম\u09df", "সময\u09bc") is Rank.EXACT


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("সিসু", "শিশু"),
        ("ঘন্টা", "ঘণ্টা"),
        ("বাঙলা", "বাংলা"),
        ("কৃষি", "ক্রিষি"),
        ("দুঃখ", "দুখ"),
        ("যন্ত্র", "জন্ত্র"),
        ("নদি", "নদী"),
        ("পড়া", "পরা"),
        ("চাঁদ", "চাদ"),
        ("সম্মান", "সমান"),
    ],
)
def test_the_loose_fold_forgives_common_misspellings(query, text):
    assert match(query, text) is Rank.LOOSE
    assert match(text, query) is Rank.LOOSE


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("শাশা", "শিশু"),
        ("শশী", "শিশু"),
        ("বিদজা", "বিদ্যা"),
        ("সমজ", "সময়"),
        ("তালা", "থালা"),
        ("টাকা", "তাকা"),
        ("ডান", "দান"),
        ("নাল", "লাল"),
        ("বাই", "ভাই"),
        ("শিশু", "আশিশু"),
        ("বিষয়", "বিষে"),
        ("১২", "২১"),
        ("থেরাপির", "থেরাপিউটিক"),
        ("হাত পা", "হাত"),
    ],
)
def test_other_words_are_not_found(query, text):
    assert match(query, text) is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "।",
        "\u09f7",
        "%",
        "_",
        "*",
        '"',
        "'",
        "\u200d",
        "-",
        "😀",
        "❤\ufe0f",
        "👩\u200d👧",
        "\u09be",
        "(%)",
    ],
)
def test_a_query_without_words_finds_nothing(query):
    assert match(query, f"a % _ * শিশু । - {query}") is None


@pytest.mark.parametrize(
    "query", ['"শিশু"', "শিশু%", "শিশু OR", "-শিশু", "শিশু*", "(শিশু)", "শিশু😀", "\\শিশু", "শিশু।"]
)
def test_operators_are_only_signs_between_words(query):
    assert match(query, "শিশু or শিশুর") is Rank.EXACT


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("থেরাপিস্টদের", "একজন থেরাপিস্ট"),
        ("থেরাপিস্টদের", "থেরাপিস্টকে বলুন"),
        ("শিক্ষকেরা", "একজন শিক্ষককে"),
        ("স্প্লিন্টটির", "স্প্লিন্ট"),
        ("রোগীগুলোকে", "রোগীর"),
        ("splints", "a splint"),
        ("exercises", "exercise"),
    ],
)
def test_an_inflected_query_finds_the_plain_word(query, text):
    assert match(query, text) is Rank.LOOSE


@pytest.mark.parametrize("query", ["নাসরিন-এর", "নাসরিন-কে", "নাসরিন’র"])
def test_an_ending_written_apart_is_no_word_of_its_own(query):
    assert match(query, "নাসরিন") is Rank.EXACT


def test_a_word_that_ends_in_a_vowel_sign_can_be_hyphenated():
    assert match("কমিউনিটিভিত্তিক", "কমিউনিটি-ভিত্তিক") is Rank.EXACT


def test_the_better_the_spelling_the_earlier_the_result():
    found = sorted(["ঘন্টা", "ঘণ্টা"], key=lambda text: match("ঘণ্টা", text) or 9)
    assert found == ["ঘণ্টা", "ঘন্টা"]
    assert Rank.EXACT < Rank.STRICT < Rank.LOOSE


def test_the_words_of_a_query_may_stand_in_different_texts():
    assert match("রহিম হাতের", "রহিম উদ্দিন", "হাতের থেরাপি") is Rank.EXACT


def test_words_kept_beside_a_text_match_as_the_text_does():
    assert rank(sought("follow-up"), words("follow up")) is match("follow-up", "follow up")


def test_folding_gives_words_without_their_signs_being_lost():
    assert fold("শিশুর বিকাশ, ২ বছর") == ("শিশুর", "বিকাশ", "2", "বছর")
    assert fold("শিশুর", loose=True) == ("সিসুর",)


@given(st.text() | st.text(st.characters(min_codepoint=0x0980, max_codepoint=0x09FF)))
def test_every_text_can_be_folded_and_finds_itself(text):
    assert all(word == word.strip() for word in fold(text) + fold(text, loose=True))
    assert (match(text, text) is None) == (not sought(text))


WRITTEN = st.text(st.sampled_from("শিশুরস্ত্রীথেপিঅকনালড়ঁংৎ -।,'OTabéz12😀"), max_size=60)


@given(WRITTEN | st.text())
def test_a_text_is_found_by_each_of_its_words(text):
    assert all(match(word, text) is Rank.EXACT for word in text.split() if sought(word))


@given(WRITTEN)
def test_a_text_is_found_by_how_each_of_its_words_begins(text):
    for word in words(text).exact.split():
        for end in range(2, len(word) + 1):
            assert match(word[:end], text) is not None, word[:end]


@given(st.text(), st.text())
def test_no_query_is_an_error(query, text):
    assert match(query, text) in (None, *Rank)
