"""What the device says of itself: its languages, and whether it is day or night there."""

import asyncio

import flet as ft

ANSWERS_WITHIN_SECONDS = 5.0

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
