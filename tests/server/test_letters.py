"""Letters between processes: short, in ASCII, and whole."""

from hypothesis import given
from hypothesis import strategies as st

from app.server.bus.letters import LONGEST, read_letter, write_letters
from app.server.database.news import Move, News

NAMES = st.text(max_size=60)
MANY = st.builds(
    News,
    st.dictionaries(NAMES, st.integers(0, 2**53), max_size=200),
    st.lists(st.builds(Move, NAMES, NAMES, st.booleans(), st.integers(0, 2**53)), max_size=100),
    st.lists(NAMES, max_size=50),
)


@given(MANY)
def test_letters_are_short_ascii_and_together_say_all_of_it(news: News) -> None:
    letters = list(write_letters("hub", news, 1_795_000_000_000))
    assert all(letter.isascii() and len(letter) <= LONGEST for letter in letters)
    said = News()
    for letter in letters:
        read = read_letter(letter)
        assert read is not None
        assert (read.hub, read.since) == ("hub", 1_795_000_000_000)
        said.heads |= read.news.heads
        said.moves += read.news.moves
        said.revoked += read.news.revoked
    assert said == news


def test_no_news_is_no_letter() -> None:
    assert list(write_letters("hub", News())) == []


def test_what_is_no_letter_says_nothing() -> None:
    for said in ("", "[]", "{}", '{"hub": 1}', '{"hub": "a", "heads": {"c.1": "x"}}', "\udcff"):
        assert read_letter(said) is None
