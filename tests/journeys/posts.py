"""A post that somebody reads in the browser: for stories that begin there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import examples as eg
from journeys.browser import LOCALES, Screen, launch, opened
from journeys.reader import Reader
from journeys.server import served

from app.i18n.languages import Language
from app.services import belonging, posting
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Nasrin before one of her posts."""

    desk: Desk
    url: str
    reader: Reader

    @property
    def screen(self) -> Screen:
        return self.reader.screen


@asynccontextmanager
async def a_post_is_read(
    folder: Path, lang: Language, text: str, *, tab: str = "topic", height: int = 800
) -> AsyncIterator[Reading]:
    """A post with this text, opened in a browser as high as that and as wide as a phone."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id
    post = posting.post(desk, circle, tab, "Night", text).id
    async with (
        served(eg.window(desk)) as url,
        launch() as browser,
        opened(browser, f"{url}/circles/{circle}/posts/{post}", 360, height, locale=LOCALES[lang]) as screen,
    ):
        yield Reading(desk=desk, url=url, reader=Reader(screen, lang))
