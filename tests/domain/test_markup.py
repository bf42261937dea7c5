import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.markup import MOST_LINKS, MOST_LOOKS, Kind, links, plain, read

SIGNS = st.lists(
    st.sampled_from(
        [
            *"*_`[]()>-•. \n\t১9ক্ a:/@।\u200c",
            "**",
            "***",
            "১. ",
            "- ",
            "](",
            "https://",
            "https://a.org",
            "স্ত্রী",
        ]
    ),
    max_size=60,
).map("".join)


def joined(text):
    return "\n".join(line.mark + "".join(span.text for span in line.spans) for line in read(text))


def looks(text):
    """What is shown, each stretch with how it looks."""
    return [
        (span.text, "".join(look[0] for look in ("bold", "stressed", "code") if getattr(span, look)))
        for line in read(text)
        for span in line.spans
        if not span.mark
    ]


def hosts(text):
    return [there.host for there, _ in links(read(text))]


@given(st.one_of(st.text(), SIGNS))
def test_no_text_raises_and_no_character_is_lost(text):
    assert joined(text) == text
    plain(text)


@given(SIGNS)
def test_nothing_shown_was_not_typed_and_every_link_is_https(text):
    for line in read(text):
        for span in line.spans:
            assert span.text in text
            assert span.link is None or (span.link.url.startswith("https://") and span.text.strip())


@given(st.text(st.characters(categories=["L", "M", "Nd", "Zs"]), max_size=80))
def test_a_text_without_marks_is_one_stretch_as_it_was(text):
    assert [span.text for line in read(text) for span in line.spans] == ([text] if text else [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**হাত** or *arm* or _leg_", [("হাত", "b"), (" or ", ""), ("arm", "s"), (" or ", ""), ("leg", "s")]),
        ("**সেতু**র", [("সেতু", "b"), ("র", "")]),
        ("**a *b* c**", [("a ", "b"), ("b", "bs"), (" c", "b")]),
        ("***all***", [("all", "bs")]),
        ("say `*so*`", [("say ", ""), ("*so*", "c")]),
        ("**[a](https://a.org)**", [("a", "b")]),
    ],
)
def test_marks_in_pairs_give_words_a_look(text, shown):
    assert looks(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "5*2*3",
        "(5)*2*(3)",
        "৫*২*৩ = ৩০",
        "2**3**4",
        "snake_case_name and __init__",
        "Name: ____ Age: ____",
        "a * b * c",
        "** not bold **",
        "*open",
        "**ends on\nthe next line**",
        "COPM 4 -> 7",
        "# no heading",
        "<b>no html</b> <img src=x>",
        "`` ` ``",
    ],
)
def test_what_is_not_surely_a_mark_stays_a_sign(text):
    assert plain(text) == text
    assert all(look == "" for _, look in looks(text))


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [
        ("- ক", Kind.BULLET, "- "),
        ("  • ক", Kind.BULLET, "  • "),
        ("1. a", Kind.NUMBER, "1. "),
        ("১. ক", Kind.NUMBER, "১. "),
        ("১২। ক", Kind.NUMBER, "১২। "),
        ("> said", Kind.QUOTE, "> "),
        ("-5 degrees", Kind.PLAIN, ""),
        ("2026. A year", Kind.PLAIN, ""),
        ("1.5 kg", Kind.PLAIN, ""),
    ],
)
def test_a_line_is_known_by_its_beginning(text, kind, mark):
    (line,) = read(text)
    assert (line.kind, line.mark) == (kind, mark)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://who.int.", "https://who.int"),
        ("(https://who.int/a)", "https://who.int/a"),
        ("https://en.wikipedia.org/wiki/A_(b), too", "https://en.wikipedia.org/wiki/A_(b)"),
        ("https://who.int/guide-এ দেখুন", "https://who.int/guide"),
        ("https://who.int-এর।", "https://who.int"),
        ("**https://who.int/**", "https://who.int/"),
    ],
)
def test_an_address_ends_before_what_belongs_to_the_sentence(text, address):
    assert [span.text for line in read(text) for span in line.spans if span.link] == [address]


def test_words_lead_where_their_host_says():
    ((there, words),) = links(read("[the guide](https://WHO.int/guide_(2))"))
    assert (words, there.url, there.host) == ("the guide", "https://who.int/guide_(2)", "who.int")
    assert plain("[the guide](https://who.int/x)!") == "the guide (who.int)!"


@pytest.mark.parametrize(
    "said", ["https://bank.com", "bank.com", "bank．com", "bank。com", "bank.com.evil.org"]
)
def test_words_that_name_another_host_are_no_link(said):
    text = f"[{said}](https://evil.org/login)"
    assert [words for there, words in links(read(text)) if there.host == "evil.org"] == [""]
    assert said in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://who.int",
        "[a](http://who.int)",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "mailto:a@b.org",
        "https://bank.com@evil.org",
        "[a](https://bank.com@evil.org)",
        "xhttps://who.int",
    ],
)
def test_all_else_stays_as_it_was_typed(text):
    assert links(read(text)) == ()
    assert plain(text) == text


def test_there_is_an_end_to_links_and_looks():
    assert len(hosts(" ".join(f"https://a{n}.org" for n in range(50)))) == MOST_LINKS
    many = "**a** `b` " * 200
    assert sum(bool(look) for _, look in looks(many)) == MOST_LOOKS
    assert joined(many) == many
    items = "- a\n" * 300
    assert sum(line.kind is Kind.BULLET for line in read(items)) == MOST_LOOKS
    assert joined(items) == items


@pytest.mark.parametrize(
    "piece",
    [
        "*[_>",
        "*",
        "[",
        "`",
        "`a",
        "* ",
        "_*",
        "*a*",
        "[a](https://",
        "[a](https://(x",
        "https://",
        "https://)",
        "https://a.b/)",
        "-এ",
        "> ",
        "- a\n",
        "***a** *",
        " [",
        "` ",
    ],
)
def test_a_text_made_to_be_slow_is_not(piece):
    def seconds(size):
        text = (piece * size)[:size]
        begun = time.process_time()
        assert joined(text) == text
        return time.process_time() - begun

    assert min(seconds(4_000) for _ in range(3)) < 0.1
    assert min(seconds(40_000) for _ in range(2)) < 1  # ten times the text; a square would take a hundred
