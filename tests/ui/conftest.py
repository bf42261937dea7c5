"""What tests of the screens share."""

import datetime as dt

import pytest

from app import config
from app.i18n.catalogs import Translator, load
from app.i18n.formats import Formatter


@pytest.fixture
def words_in():
    """The words of a language, as a window speaks them."""

    def speak(lang):
        return Translator(catalog=load(lang, config.locales_folder()), formatter=Formatter(lang, zone=dt.UTC))

    return speak
