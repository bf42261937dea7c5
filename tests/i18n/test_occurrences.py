"""Terms are found in what people write, inflected as they are, and not where nobody said them."""

from collections.abc import Iterable

import pytest

from app.domain.glossary import GlossaryTerm, bundled
from app.i18n.occurrences import Phrases, phrases_of

TERMS = phrases_of({name: term.pointed_out for name, term in bundled().items()})


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("স্ট্রোকের পরে হাতের থেরাপিতে কী করেন?", ["stroke", "hand-therapy"]),
        ("প্রমাণভিত্তিক চর্চায় স্প্লিন্টগুলো", ["ebp", "splint"]),
        ("প্রমাণ-ভিত্তিক অনুশীলনের কথা", ["ebp"]),
        ("সহকর্মী সহায়তার জন্য", ["peer-support"]),
        ("অটিজমও থাকতে পারে", ["autism"]),
        ("ওটিদের কাজ", ["occupational-therapy"]),
        ("পেশাগত থেরাপির ক্লাস", ["occupational-therapy"]),
        ("আন্ত:পেশাগত দলে", ["interdisciplinary"]),
        ("স্নায়বিক-পুনর্বাসনের জন্য", ["neurological-rehabilitation"]),
        ("অকুপেশনাল থেরাপিস্টরা", ["occupational-therapist"]),
        ("Two wheelchairs and a splint", ["wheelchair", "splint"]),
        ("EVIDENCE-BASED PRACTICE matters", ["ebp"]),
        ("evidence based\u00a0practice", ["ebp"]),
        ("Caregivers' well-being", ["caregiver", "wellbeing"]),
        ("An OT's view, and two OTs", ["occupational-therapy"]),
        ("CP and ADLs", ["cerebral-palsy", "adl"]),
        ("স্প্লিন্ট টা splint-এর মতো", ["splint"]),
    ],
)
def test_a_term_is_found_however_it_is_inflected(text: str, terms: list[str]) -> None:
    assert list(TERMS.names_in(text)) == terms


@pytest.mark.parametrize(
    "text",
    [
        "Look at the table, ot rom si pt cp",
        "The hand. Therapy comes later.",
        "হাতের\nথেরাপি",
        "Mr Walker burns the food and likes his cat",
        "পুনর্বাসনকেন্দ্রে",
        "সিপিডিএফ ফাইল",
        "বাতাস আর বাতি",
        "social, work",
        "adlib CPU PTA OTT",
        "occupational health",
        "😀 … 1234",
        "",
    ],
)
def test_nothing_is_found_by_accident(text: str) -> None:
    assert TERMS.names_in(text) == ()


def test_the_longest_of_those_that_begin_at_one_word_is_meant() -> None:
    assert TERMS.names_in("community-based rehabilitation") == ("cbr",)
    assert TERMS.names_in("rehabilitation in the community") == ("rehabilitation",)


def test_each_is_told_once_in_the_order_of_the_text() -> None:
    assert TERMS.names_in("splint, stroke, splints") == ("splint", "stroke")


def test_of_two_that_say_the_same_the_first_has_it() -> None:
    words: dict[str, Iterable[str]] = {"a": ["brace"], "b": ["brace", "orthosis"]}
    assert phrases_of(words).names_in("brace, orthosis") == ("a", "b")


def test_a_phrase_that_repeats_a_word_is_found_and_one_without_words_is_nothing() -> None:
    phrases = Phrases([("hand in hand", "x"), ("…", "y"), ("", "z")])
    assert phrases.names_in("They go hand in hand.") == ("x",)
    assert phrases.names_in("hand in") == ()


def test_however_many_terms_a_text_is_read_once() -> None:
    """A word is looked up, never compared with every phrase: ten times the phrases, the same steps."""
    few, many = (Phrases((f"word{n} two", str(n)) for n in range(count)) for count in (100, 10_000))
    text = "some words that are none of these " * 50
    assert few.names_in(text) == many.names_in(text) == ()


BENGALI = [
    word for term in bundled().values() for word in term.pointed_out if "\u0980" <= word[0] <= "\u09ff"
]
VOWEL = "অআইঈউঊঋএঐওঔািীুূৃেৈোৌ"


@pytest.mark.parametrize("term", bundled().values(), ids=lambda term: term.id)
def test_every_word_of_the_list_says_its_own_term_and_no_other(term: GlossaryTerm) -> None:
    for word in term.pointed_out:
        for said in (word, word.upper(), f"“{word}”, said", f"({word})।"):
            assert TERMS.names_in(said) == (term.id,), said


@pytest.mark.parametrize("ending", ["টি", "টির", "গুলো", "গুলোর", "কে", "ও", "ই", "ের|র", "ে|তে"])
def test_every_bengali_word_is_found_in_every_case(ending: str) -> None:
    after_consonant, _, after_vowel = ending.partition("|")
    lost = []
    for word in BENGALI:
        inflected = word + ((after_vowel or after_consonant) if word[-1] in VOWEL else after_consonant)
        if TERMS.names_in(f"এখানে {inflected} আছে") != TERMS.names_in(word):
            lost.append(inflected)
    assert lost == []
