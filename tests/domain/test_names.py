import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.graphemes import graphemes
from app.domain.names import check_name, initials, skeleton


@pytest.mark.parametrize(
    "name",
    [
        "Rahim Uddin",
        "রহিম উদ্দিন",
        "Md. Abdul Karim",
        "মোঃ আবদুল করিম",
        "O’Brien-Smith",
        "D'Souza",
        "José",
        "Li",
        "ড. স্ত্রী ক্\u200cষমা",
        "রহিম (Rahim)",
        "Rahim Uddin, OT",
        "Rahim 2",
        "রহিম ২",
        "ৰমেশ",
        "র\u200d্যাব",
        "Đặng",
    ],
)
def test_real_names_are_welcome_as_they_are(name):
    assert check_name(name) == name


def test_a_name_is_cleaned_before_it_is_judged():
    assert check_name("  Rahim\u200b\n Uddin ") == "Rahim Uddin"
    assert check_name("মো: র\u09dfিস") == "মোঃ রয\u09bcিস"


def refusal(name):
    with pytest.raises(Refused) as refused:
        check_name(name)
    return refused.value.code


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\n"])
def test_a_name_is_needed(name):
    assert refusal(name) == "name.empty"


def test_a_name_has_eighty_characters_at_most_as_a_reader_counts():
    assert check_name("স্ত্রী" * 80)
    with pytest.raises(Refused) as refused:
        check_name("ক" * 81)
    assert (refused.value.code, refused.value.params) == ("name.long", {"limit": 80})


@pytest.mark.parametrize(
    "name",
    [
        "Аdam",
        "Rahim😀",
        "rahimা",
        "Rহিম",
        "123",
        "...",
        "িরহিম",
        "রহিম া",
        "a@b",
        "<b>",
        "Rahim/Karim",
        "राम",
        "ক́",
        "Ｒａｈｉｍ",
        "৳",
        "Rahimঅ",
    ],
)
def test_a_name_is_written_in_one_of_our_scripts_at_a_time(name):
    assert refusal(name) == "name.letters"


@pytest.mark.parametrize(
    "name", ["Admin", "ADMIN", "a.d.m.i.n", "Adm1n", "Admin 2", "Mode-rator", "মডারেটর", "মডারে\u200cটর"]
)
def test_nobody_is_called_as_a_role_is(name):
    assert refusal(name) == "name.reserved"


@pytest.mark.parametrize("name", ["সেতু", "Setu", "Adminur Rahman", "Modhu"])
def test_names_that_only_resemble_a_role_are_free(name):
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("name", "looks_like"),
    [
        ("Аdаm", "Adam"),
        ("Ηοpe", "Hope"),
        ("ADAM", "adam"),
        ("R0b", "Rob"),
        ("র\u200d্যাব", "র্যাব"),
        ("অা", "আ"),
        ("ব\u09bcহিম", "রহিম"),
        ("Ｒｏｂ", "Rob"),
        ("Rahim  Uddin", "rahim uddin"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(name, looks_like):
    assert skeleton(name) == skeleton(looks_like)


@pytest.mark.parametrize(
    ("one", "another"), [("শিশু", "শাশা"), ("Lila", "Ilia"), ("রহিম", "রহিমা"), ("Karna", "Kama")]
)
def test_names_that_do_not_look_alike_stay_apart(one, another):
    assert skeleton(one) != skeleton(another)


@given(st.text())
@example("Ω")
def test_a_skeleton_is_its_own_skeleton(text):
    assert skeleton(skeleton(text)) == skeleton(text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rahim Uddin", "RU"),
        ("rahim", "R"),
        ("Rahim Abdul Karim", "RK"),
        ("রহিম উদ্দিন", "রউ"),
        ("স্ত্রী", "স্ত্রী"),
        ("সৈয়দ মুজতবা আলী", "সৈআ"),
        ("ক্\u200cষমা", "ক"),
        ("মোঃ রহিম উদ্দিন", "রউ"),
        ("Dr. Md. Rahim Uddin", "RU"),
        ("মো: রহিম", "র"),
        ("মোঃ", "মো"),
        ("ডা.", "ডা"),
        ("O’Brien", "O"),
        ("Jean-Luc", "JL"),
        ("রহিম (Rahim)", "র"),
        ("(Rahim)", "R"),
        ("2 Rahim", "R"),
        ("", ""),
        ("😀", ""),
    ],
)
def test_initials_are_what_one_would_print(name, shown):
    assert initials(name) == shown


@given(
    st.text()
    | st.text(st.characters(min_codepoint=0x0980, max_codepoint=0x09FF) | st.sampled_from(" .\u200c\u200d"))
)
def test_initials_are_few_and_never_end_in_a_dangling_hasanta(name):
    shown = initials(name)
    assert len(graphemes(shown)) <= 4
    assert not shown.endswith(("\u09cd", "\u200c", "\u200d"))
