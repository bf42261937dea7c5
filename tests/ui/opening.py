"""Opening the app on somebody's desk, at the place a test is about."""

import examples as eg
from ui.harness import App

from app.services.desk import Desk


def opened(desk: Desk, route: str, lang: str = "en", width: int = 360) -> App:
    """The app in a window of its own, begun with `async with`."""
    return App(eg.window(desk), route=route, locales=(lang,), width=width)
