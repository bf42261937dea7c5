"""The colours can be read, the letters have room, and both themes keep the promises of look.md."""

from dataclasses import asdict
from itertools import product

import flet as ft
import pytest

from app.ui import material, theme
from app.ui.colours import DARK, HUES, LIGHT, Palette, scheme

STYLES = [
    f"{group}_{size}"
    for group in ("display", "headline", "title", "body", "label")
    for size in ("large", "medium", "small")
]
SURFACES = ("surface", "surface_container", "surface_container_low", "surface_container_high")
PAIRS = [
    *product(("on_surface", "on_surface_variant", "primary", "tertiary", "error"), SURFACES),
    ("on_primary", "primary"),
    ("on_primary_container", "primary_container"),
    ("on_secondary", "secondary"),
    ("on_secondary_container", "secondary_container"),
    ("on_tertiary", "tertiary"),
    ("on_tertiary_container", "tertiary_container"),
    ("on_error", "error"),
    ("on_error_container", "error_container"),
    ("on_inverse_surface", "inverse_surface"),
    ("inverse_primary", "inverse_surface"),
    ("primary", "tertiary_container"),  # the way to the other page of a prompt
    ("error", "tertiary_container"),  # a prompt that was refused
]


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def palette(request: pytest.FixtureRequest) -> Palette:
    return request.param


def test_the_measure_of_contrast_agrees_with_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(palette: Palette, text: str, ground: str) -> None:
    colours = material.theme(palette).color_scheme
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("ground", SURFACES[:3])
def test_the_edge_of_a_control_can_be_seen(palette: Palette, ground: str) -> None:
    colours = scheme(palette)
    assert contrast(str(colours.outline), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("ground", [*SURFACES, "primary_container", "tertiary_container"])
def test_the_edge_of_a_card_or_line_with_the_keyboard_can_be_seen(palette: Palette, ground: str) -> None:
    colours = scheme(palette)
    style = material.pressed(0, 0, None, None)
    assert isinstance(style.side, dict)
    edge = style.side[ft.ControlState.FOCUSED]
    assert edge.width >= 2
    assert style.side[ft.ControlState.DEFAULT].width == 0
    ink = getattr(colours, ft.Colors(edge.color).name.lower())
    assert contrast(ink, getattr(colours, ground)) >= 3
    assert contrast(ink, palette.surface) >= 3, "what lies around it"


def test_a_phone_paints_no_edge_around_what_a_finger_tapped(palette: Palette) -> None:
    colours = material.theme(palette, edged=False).color_scheme
    assert colours is not None
    assert getattr(colours, material.EDGE.name.lower()) == ft.Colors.TRANSPARENT


def test_initials_can_be_read_on_all_eight_hues() -> None:
    assert len(HUES) == 8
    assert len({hue.light for hue in HUES}) == 8
    for hue in HUES:
        assert contrast(hue.light, hue.on_light) >= 4.5
        assert contrast(hue.dark, hue.on_dark) >= 4.5


def test_no_role_of_the_scheme_is_left_to_a_seed(palette: Palette) -> None:
    colours = scheme(palette)
    unset = [name for name in asdict(LIGHT) if name in dir(colours) and getattr(colours, name) is None]
    assert unset == []
    assert colours.tertiary == palette.learning
    assert colours.tertiary_container == palette.learning_container


@pytest.mark.parametrize("name", STYLES)
def test_letters_stand_as_their_script_wants(palette: Palette, name: str) -> None:
    style = getattr(material.theme(palette).text_theme, name)
    assert style.letter_spacing == 0
    assert style.font_family == theme.FONT
    assert style.size >= 12
    assert style.height >= 1.35, "the ink of a conjunct reaches 1.32 em"
    assert style.color == palette.on_surface, "a style without a colour is black, at night too"
    assert style.weight in (ft.FontWeight.W_400, ft.FontWeight.W_600), "no weight is faked"


def test_every_style_inside_a_component_theme_keeps_the_same_promises(palette: Palette) -> None:
    for style in text_styles(material.theme(palette)):
        assert style.letter_spacing == 0
        assert style.font_family == theme.FONT
        assert style.size is not None
        assert style.size >= 12


def text_styles(value: object) -> list[ft.TextStyle]:
    if isinstance(value, ft.TextStyle):
        return [value]
    if isinstance(value, dict):
        return [style for item in value.values() for style in text_styles(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [style for name in names for style in text_styles(getattr(value, name))]


def test_a_button_is_tall_enough_for_a_finger(palette: Palette) -> None:
    button = material.theme(palette).filled_button_theme
    assert button is not None
    assert button.style is not None
    padding, text = button.style.padding, button.style.text_style
    assert isinstance(padding, ft.Padding)
    assert isinstance(text, ft.TextStyle)
    assert padding.top + padding.bottom + text.size * text.height >= theme.TOUCH


def test_two_pages_never_share_a_value() -> None:
    assert material.light() is not material.light()
    assert theme.style("body") is not theme.style("body")
