"""A desk with something of everything on it, and the address of every screen one can see there."""

from pathlib import Path

import examples as eg

from app.services import belonging, connecting, leading, posting
from app.services.desk import Desk


def populated(folder: Path) -> tuple[Desk, dict[str, str]]:
    """A desk with a circle, a post, an answered prompt, people and a conversation; and their ids."""
    desk = eg.desk_of(eg.NASRIN, folder)
    david, rina = eg.meet(desk, eg.DAVID, eg.RINA)
    circle = belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    posting.reply(desk, circle, post.id, "Try this")
    prompt = leading.ask(desk, circle, en="What helped", bn="")
    leading.answer(desk, circle, prompt.id, "Time")
    eg.hear(desk, david, "Hello")
    connecting.connect(desk, "https://setu.example.org", "AAAA-BBBB-CCCC")
    return desk, {"circle": circle, "post": post.id, "prompt": prompt.id, "david": david, "rina": rina}


ROUTES = [
    "/", "/circles", "/circles/new", "/circles/{circle}", "/circles/{circle}/edit",
    "/circles/{circle}/new/topic", "/circles/{circle}/posts/{post}", "/circles/{circle}/ask",
    "/circles/{circle}/prompts/{prompt}", "/circles/{circle}/prompts/{prompt}/edit",
    "/people", "/people/{david}", "/messages", "/messages/{david}", "/messages/{rina}", "/me", "/me/edit",
    "/search", "/circles/{circle}/search", "/messages/{david}/search",
    "/glossary", "/glossary/splint", "/glossary/occupational-therapy",
    "/me/settings", "/me/settings/server", "/me/settings/server/refused", "/me/settings/protection",
    "/me/settings/account", "/me/settings/sent", "/me/settings/writing", "/me/settings/reports",
]  # fmt: skip
