"""One window: a session of Flet with a person's desk behind it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from gettext import NullTranslations

import flet as ft

from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import Language, negotiate
from app.i18n.locales import region_of
from app.services import connecting, introducing
from app.services.desk import Desk
from app.services.preferences import prefer, preferences
from app.ui import keyboard, material
from app.ui.announcing import Announcer
from app.ui.components.frame import NotFound
from app.ui.device import device_languages, is_dark, measure, theme_mode
from app.ui.faults import tell_plainly
from app.ui.hushing import hush
from app.ui.reader import formatter_for, zone_of_region
from app.ui.routes import ROUTES
from app.ui.screens.waiting import Waiting
from app.ui.screens.welcome import Welcome
from app.ui.state import Here, Layout, News, Speech, here_in, tell_flutter, use_here, use_reading
from app.ui.threshold import Threshold

Catalogs = dict[Language, NullTranslations]
Enter = Callable[[ft.Page, Language | None], Awaitable[None]]
"""Shows the app in a window that waited, in the language that was chosen meanwhile."""


async def open_window(
    page: ft.Page,
    desk: Desk,
    catalogs: Catalogs,
    *,
    data: str,
    hosted: bool = False,
    browser: str = "",
    wish: Language | None = None,
) -> None:
    """Show the app to whoever has just opened it, in the language of this device or as they wish."""
    chosen = prefer(desk, language=wish) if wish else preferences(desk)
    if not chosen.language:
        tags = await device_languages(page)
        if not chosen.region and region_of(tags) != "BD":
            chosen = prefer(desk, region=region_of(tags))
    lang = negotiate([chosen.language] if chosen.language else tags)
    zone = zone_of_region(chosen.region) if hosted else dt.datetime.now().astimezone().tzinfo or dt.UTC
    formatter = formatter_for(lang, chosen, zone)
    speech = Speech(words=Translator(catalog=catalogs[lang], formatter=formatter), zone=zone)
    news = News(page)
    here = Here(
        page=page,
        desk=desk,
        speech=speech,
        layout=Layout(),
        news=news,
        catalogs=catalogs,
        data=data,
        hosted=hosted,
        browser=browser,
    )
    here.layout.fit(page.width or 0)
    dress(page, chosen.theme)
    here.layout.dark = is_dark(page)
    page.overlay.append(measure(lambda letters: enlarge(here, letters)))
    page.on_resize = lambda event: here.layout.fit(event.width)
    page.on_platform_brightness_change = lambda _event: setattr(here.layout, "dark", is_dark(page))
    speaker = ft.SemanticsService()
    news.watch(Announcer(here, lambda said: page.run_task(speaker.announce_message, said)).look)
    stop = desk.memory.subscribe(news.hear)
    keyboard.listen(here)
    page.on_connect = lambda _event: news.back()
    page.on_close = lambda _event: stop()
    tell_flutter(page, formatter)
    tell_plainly(
        page, lambda: here.speech.words.t("Setu has made a mistake. What you wrote is safe. Open it again.")
    )
    page.render_views(App, here)


async def open_waiting_window(page: ft.Page, threshold: Threshold, catalogs: Catalogs, enter: Enter) -> None:
    """Show how far the opening is, or what hinders it, in either language; then show the app."""
    lang = negotiate(await device_languages(page))
    dress(page, "system")
    tell_flutter(page, Formatter(lang, zone=dt.UTC))
    news = News(page)
    stop = threshold.subscribe(lambda: news.hear(frozenset()))
    page.on_connect = lambda _event: news.back()
    page.on_close = lambda _event: stop()

    def go_in(wish: Language | None) -> None:
        stop()
        page.run_task(enter, page, wish)

    page.render_views(Waiting, threshold, news, catalogs, lang, go_in)


def enlarge(here: Here, letters: float) -> None:
    """Take note of how many times larger than ours the reader has made all letters."""
    if letters != here.layout.letters:
        here.layout.letters = letters
        material.enlarge(here.page, letters)


def dress(page: ft.Page, mode: str) -> None:
    """Give a window both themes, and the one this device prefers."""
    hush()
    material.dress(page)
    page.title = "Setu · সেতু"
    page.theme_mode = theme_mode(mode)


@ft.component
def App(here: Here) -> ft.Control:
    """The whole app: its window, its language and its room, handed to every screen."""
    return here_in(here, Start)


@ft.component
def Start() -> ft.Control:
    """The welcome for whoever is new, the app for everybody else."""
    here = use_here()
    names = use_reading(connecting.made_anew)

    def follow() -> None:
        """Go along when sync has made the id anew of what this window is looking at."""
        route = here.page.route
        moved = "/".join(names.get(part, part) for part in route.split("/"))
        if moved != route:
            here.go(moved)

    ft.use_effect(follow, [names])
    if not use_reading(introducing.is_known):
        return Welcome()
    return ft.Router(ROUTES, not_found=NotFound, manage_views=True)
