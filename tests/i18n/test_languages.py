import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.languages import ENDONYMS, LANGUAGES, negotiate, other


@pytest.mark.parametrize(
    "tag",
    [
        "bn",
        "bn-BD",
        "bn_IN.UTF-8",
        "ben",
        "BN",
        "bn-Beng-BD",
        "bn-u-nu-latn",
        "bn_BD@euro",
        "bn;q=0.8",
        " bn ",
    ],
)
def test_bengali_is_recognised_however_a_device_writes_it(tag):
    assert negotiate([tag]) == "bn"


@pytest.mark.parametrize("tag", ["en", "en-GB", "en_BD", "eng", "EN-us"])
def test_english_is_recognised_in_every_country(tag):
    assert negotiate([tag], default="bn") == "en"


def test_the_first_language_we_speak_wins():
    assert negotiate(["as_IN", "bn_IN", "en_IN"]) == "bn"
    assert negotiate(["fr", "en", "bn"]) == "en"


@pytest.mark.parametrize(
    "tags", [[], [""], ["C.UTF-8"], ["POSIX"], ["*"], ["as_IN"], ["bnx"], ["benin"], ["-bn"]]
)
def test_no_language_we_speak_means_the_default(tags):
    assert negotiate(tags) == "en"
    assert negotiate(tags, default="bn") == "bn"


@given(st.lists(st.text(), max_size=5))
def test_no_device_setting_is_too_strange(tags):
    assert negotiate(tags) in LANGUAGES


def test_each_language_faces_the_other_and_is_called_by_its_own_name():
    assert [other(lang) for lang in LANGUAGES] == ["bn", "en"]
    assert ENDONYMS == {"en": "English", "bn": "বাংলা"}
