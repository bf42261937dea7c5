"""The colours of Setu as data: river and marigold on paper, by day and by night."""

from dataclasses import dataclass
from typing import Final

import flet as ft


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Every colour of one brightness; components name them by `ft.Colors`, as `theme()` maps them."""

    surface: str
    on_surface: str
    quiet: str
    """Secondary words on any surface: `ft.Colors.ON_SURFACE_VARIANT`."""
    container: str
    container_low: str
    container_high: str
    outline: str
    hairline: str
    primary: str
    on_primary: str
    primary_container: str
    on_primary_container: str
    learning: str
    """Prompts, reflections, the learning log and nothing else: `ft.Colors.TERTIARY`."""
    on_learning: str
    learning_container: str
    on_learning_container: str
    error: str
    on_error: str
    error_container: str
    on_error_container: str


LIGHT: Final = Palette(
    surface="#FBF9F5",
    on_surface="#1B211F",
    quiet="#4D5652",
    container="#FFFFFF",
    container_low="#F3F0EA",
    container_high="#ECE8E0",
    outline="#7A7F7B",
    hairline="#DAD6CD",
    primary="#0B6B63",
    on_primary="#FFFFFF",
    primary_container="#CFEBE6",
    on_primary_container="#00322D",
    learning="#8A5A00",
    on_learning="#FFFFFF",
    learning_container="#FFE3AE",
    on_learning_container="#2C1B00",
    error="#B3261E",
    on_error="#FFFFFF",
    error_container="#F9DEDC",
    on_error_container="#410E0B",
)

DARK: Final = Palette(
    surface="#111615",
    on_surface="#E6EAE7",
    quiet="#B9C2BE",
    container="#1A211F",
    container_low="#151B19",
    container_high="#242C2A",
    outline="#8A938F",
    hairline="#3A4340",
    primary="#7FD5C9",
    on_primary="#00332E",
    primary_container="#0F4F49",
    on_primary_container="#CFEBE6",
    learning="#F2BF57",
    on_learning="#3D2800",
    learning_container="#5B3D00",
    on_learning_container="#FFE3AE",
    error="#F2B8B5",
    on_error="#601410",
    error_container="#8C1D18",
    on_error_container="#F9DEDC",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hue:
    """One quiet colour to stand behind a person's initials, for each brightness."""

    light: str
    on_light: str
    dark: str
    on_dark: str


HUES: Final = (
    Hue(light="#F3D9D2", on_light="#5C2415", dark="#5A2E22", on_dark="#F9DDD4"),  # brick
    Hue(light="#F0DFC0", on_light="#4A3508", dark="#4C3A16", on_dark="#F3E4C6"),  # straw
    Hue(light="#E0E6C4", on_light="#353F0B", dark="#3A4318", on_dark="#E6ECCB"),  # young paddy
    Hue(light="#CFE6D2", on_light="#123F1D", dark="#1F4628", on_dark="#D5ECD8"),  # palm
    Hue(light="#CCE3EA", on_light="#0B3C4A", dark="#17424F", on_dark="#D3E9F0"),  # pond
    Hue(light="#D5DCF0", on_light="#232F5E", dark="#2D3863", on_dark="#DBE2F5"),  # evening
    Hue(light="#E4D6EC", on_light="#44225A", dark="#472C59", on_dark="#EADDF2"),  # aubergine
    Hue(light="#F1D3DE", on_light="#5B1734", dark="#592539", on_dark="#F7DAE4"),  # lotus
)
"""Eight muted hues for avatars; marigold and river teal are left out, they have meanings of their own."""


def opposite(palette: Palette) -> Palette:
    """Return the palette of the other half of the day: what floats (snack bars, tooltips) is painted so."""
    return DARK if palette is LIGHT else LIGHT


def scheme(p: Palette) -> ft.ColorScheme:
    """Spell out every role, so that nothing is left for Flutter to derive from a seed."""
    other = opposite(p)
    return ft.ColorScheme(
        primary=p.primary,
        on_primary=p.on_primary,
        primary_container=p.primary_container,
        on_primary_container=p.on_primary_container,
        primary_fixed=p.on_surface,  # the edge of what has the keyboard
        secondary=p.primary,  # what Material paints under a chosen place or chip: the river again
        on_secondary=p.on_primary,
        secondary_container=p.primary_container,
        on_secondary_container=p.on_primary_container,
        tertiary=p.learning,
        on_tertiary=p.on_learning,
        tertiary_container=p.learning_container,
        on_tertiary_container=p.on_learning_container,
        error=p.error,
        on_error=p.on_error,
        error_container=p.error_container,
        on_error_container=p.on_error_container,
        surface=p.surface,
        on_surface=p.on_surface,
        on_surface_variant=p.quiet,
        surface_container_lowest=p.container,
        surface_container_low=p.container_low,
        surface_container=p.container,
        surface_container_high=p.container_high,
        surface_container_highest=p.container_high,
        surface_bright=p.container,
        surface_dim=p.container_low,
        surface_tint=ft.Colors.TRANSPARENT,
        outline=p.outline,
        outline_variant=p.hairline,
        inverse_surface=other.surface,
        on_inverse_surface=other.on_surface,
        inverse_primary=other.primary,
        shadow="#000000",
        scrim="#000000",
    )
