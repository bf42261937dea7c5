import datetime as dt
from gettext import NullTranslations

from hypothesis import given
from hypothesis import strategies as st
from i18n.refresh_catalogs import ROOT

from app.i18n.catalogs import Translator, load
from app.i18n.formats import Formatter
from app.i18n.pseudo import CLOSES, LONGER_BY, OPENS, Pseudo, mark


def test_a_sentence_is_marked_strange_and_longer_and_keeps_its_places():
    words = Translator(catalog=Pseudo(NullTranslations()), formatter=Formatter("en", zone=dt.UTC))
    said = words.t("You sign in as {name}", name="Nasrin")
    assert said.startswith("«Yóú šígñ íñ áš Nasrin ··")
    assert words.tn("{n} byte", "{n} bytes", 2).startswith("«2 býtéš")
    assert words.t("") == ""


def test_bengali_keeps_its_letters():
    words = Translator(catalog=Pseudo(load("bn", ROOT / "locales")), formatter=Formatter("bn", zone=dt.UTC))
    assert words.t("Settings").startswith("«সেটিংস ·")


@given(st.text(min_size=1))
def test_it_is_longer_by_two_fifths(text):
    assert len(mark(text)) >= len(text) * (1 + LONGER_BY)
    assert mark(text)[0] == OPENS
    assert mark(text)[-1] == CLOSES
