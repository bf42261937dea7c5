"""What people wrote, drawn: words without their marks, links with their real host."""

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.test_material import contrast
from ui.window import walk

from app.services import belonging, leading, posting
from app.ui.colours import DARK, LIGHT, scheme
from app.ui.components.writing.written import CODE_TINT, link_ink, written

LISTED = "**First** of all:\n\n১. হাত *তুলুন*\n২. নামান\n\n> a quote\n\nSee [the guide](https://WHO.int/x)."


def drawn(words, text, ink=None):
    return list(walk(written(text, words, ink)))


def texts(controls):
    said = [
        control.value or "".join(span.text for span in control.spans or [])
        for control in controls
        if isinstance(control, ft.Text)
    ]
    return [text for text in said if text]


def spans(controls):
    return [span for control in controls if isinstance(control, ft.Text) for span in control.spans or []]


def test_a_plain_text_is_one_text(words_in):
    plain = written("একটি\n\nলেখা 5*2*3", words_in("en"))
    assert isinstance(plain, ft.Text)
    assert (plain.value, plain.spans) == ("একটি\n\nলেখা 5*2*3", None)


def test_marks_are_not_shown_but_what_they_mean(words_in):
    controls = drawn(words_in("en"), LISTED)
    assert texts(controls) == [
        "First of all:",
        "১.",
        "হাত তুলুন",
        "২.",
        "নামান",
        "a quote",
        "See the guide.",
        "who.int",
    ]
    heavy = [span.text for span in spans(controls) if span.style.weight is ft.FontWeight.W_600]
    assert heavy == ["First", "তুলুন"]
    assert {span.style.font_family for span in spans(controls)} == {"Noto Sans Bengali"}


def test_lines_of_a_paragraph_stay_in_one_text(words_in):
    controls = drawn(words_in("en"), "one **two**\n\nthree\nfour")
    assert texts(controls) == ["one two\n\nthree\nfour"]


@pytest.mark.parametrize(
    ("lang", "text", "host", "said"),
    [
        ("en", "[the guide](https://WHO.int/x)", "who.int", "Opens who.int: the guide"),
        ("bn", "https://who.int/x", "who.int", "who.int খোলে"),
        ("bn", "https://সেতু.বাংলা/x", "সেতু.বাংলা", "সেতু.বাংলা খোলে"),
        ("en", "[a](https://аррӏе.com/)", "xn--80ak6aa92e.com", "Opens xn--80ak6aa92e.com: a"),
    ],
)
def test_a_link_has_a_button_that_tells_its_real_host(words_in, lang, text, host, said):
    controls = drawn(words_in(lang), text)
    (button,) = [control for control in controls if isinstance(control, ft.TextButton)]
    (shown,) = [control for control in walk(button) if isinstance(control, ft.Text)]
    assert (shown.value, shown.semantics_label) == (host, said)
    assert shown.max_lines is None, "a host is never cut off"
    (led,) = [span for span in spans(controls) if span.url]
    assert led.style.decoration is ft.TextDecoration.UNDERLINE, "not colour alone"
    assert led.url.url == button.url.url
    assert button.url.url.startswith("https://")
    assert button.url.target is ft.UrlTarget.BLANK


@pytest.mark.parametrize(
    "text", ["http://who.int", "[a](javascript:alert(1))", "https://bank.com@evil.org", "<b>"]
)
def test_nothing_else_can_be_opened(words_in, text):
    controls = drawn(words_in("en"), f"**See** {text}")
    assert texts(controls) == [f"See {text}"]
    assert not [control for control in controls if isinstance(control, ft.TextButton)]


def test_a_text_of_nothing_but_marks_is_not_slow_to_draw(words_in):
    for piece in ("- a\n", "> a\nb\n", "**a** ", "`a` ", "https://a.org/ ", "[a](https://b.org)"):
        assert len(drawn(words_in("en"), piece * 600)) < 800


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (None, "surface_container"),
        (None, "surface"),
        (ft.Colors.ON_SURFACE, "surface_container"),
        (ft.Colors.ON_PRIMARY_CONTAINER, "primary_container"),
        (ft.Colors.ON_TERTIARY_CONTAINER, "tertiary_container"),
    ],
)
def test_a_link_and_code_can_be_read_on_every_ground(palette, ink, ground):
    colours = scheme(palette)
    below = getattr(colours, ground)
    above = getattr(colours, (ink or ft.Colors.ON_SURFACE).name.lower())
    mixed = "#" + "".join(
        f"{round(int(below[i : i + 2], 16) * (1 - CODE_TINT) + int(above[i : i + 2], 16) * CODE_TINT):02X}"
        for i in (1, 3, 5)
    )
    assert contrast(getattr(colours, link_ink(ink).name.lower()), below) >= 4.5
    assert contrast(above, mixed) >= 4.5


async def test_posts_replies_prompts_and_messages_are_drawn_so_and_lists_show_words(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    hands = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, hands, "topic", "Splints", "**Bold** [a guide](https://who.int/x)")
    posting.reply(desk, hands, post.id, "- one\n- `two`")
    prompt = leading.ask(desk, hands, en="*Why?*", bn="**কেন?**")
    eg.hear(desk, david, "**Look:** https://who.int/y")
    async with App(eg.window(desk), route=f"/circles/{hands}", locales=("en",)) as app:
        assert "Bold a guide (who.int)" in app.texts()
        assert app.find_all(ft.TextButton, text="Opens who.int: a guide") == []
        await app.go(f"/circles/{hands}/posts/{post.id}")
        assert {"Bold a guide", "one", "two", "•"} <= set(app.texts())
        button = app.find(ft.TextButton, text="Opens who.int: a guide")
        area = next(area for area in app.find_all(ft.SelectionArea) if button in list(walk(area)))
        assert "Bold a guide" in app.texts(area)
        await app.go(f"/circles/{hands}/prompts/{prompt.id}")
        assert "Why?" in app.texts()
        await app.go("/messages")
        assert "Look: https://who.int/y" in app.texts()
        await app.go(f"/messages/{david}")
        assert {"Look: https://who.int/y", "Opens who.int"} <= set(app.texts())
    assert posting.the_post(desk, hands, post.id).body == "**Bold** [a guide](https://who.int/x)"
