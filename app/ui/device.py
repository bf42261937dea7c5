"""What the device says of itself: its languages, and whether it is day or night there."""

import asyncio
from collections.abc import Callable

import flet as ft

ANSWERS_WITHIN_SECONDS = 5.0

RULER = 100
"""The size of a letter that nobody enlarged, where letters are measured."""

_MODES = {"light": ft.ThemeMode.LIGHT, "dark": ft.ThemeMode.DARK}


async def device_languages(page: ft.Page) -> list[str]:
    """The languages this device or browser asks for, most wanted first."""
    try:
        info = await asyncio.wait_for(page.get_device_info(), ANSWERS_WITHIN_SECONDS)
    except TimeoutError:  # the line broke just now; a window in some language is better than none
        return []
    languages = getattr(info, "languages", None) or [getattr(info, "language", "") or ""]
    return [str(tag) for tag in languages]


def theme_mode(choice: str) -> ft.ThemeMode:
    """Light, dark, or for anything else as the device has it."""
    return _MODES.get(choice, ft.ThemeMode.SYSTEM)


def is_dark(page: ft.Page) -> bool:
    """Whether the window is painted in its dark colours now."""
    if page.theme_mode in (ft.ThemeMode.LIGHT, ft.ThemeMode.DARK):
        return page.theme_mode is ft.ThemeMode.DARK
    return page.platform_brightness is ft.Brightness.DARK


def is_phone(page: ft.Page) -> bool:
    """Whether it is a phone or a tablet, which has fingers for a keyboard."""
    return page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


def measure(tell: Callable[[float], object]) -> ft.Control:
    """Something unseen, by which the window learns how many times larger the reader has made all letters.

    Flet does not say; but it says how large a control has become.
    """

    def grown(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        tell(round(event.height / RULER, 2))

    text = ft.Text("\u200b", style=ft.TextStyle(size=RULER, height=1))
    return ft.Container(
        ft.Semantics(exclude_semantics=True, content=text), size_change_interval=0, on_size_change=grown
    )
