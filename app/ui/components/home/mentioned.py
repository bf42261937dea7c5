"""That somebody called the reader by name: on Home, in which words and where."""

import flet as ft

from app.domain.graphemes import shorten
from app.domain.ids import circle_scope, inside
from app.i18n.catalogs import Translator
from app.services import mentioning, noticing
from app.services.noticing import Mention
from app.ui.acting import acts, goes
from app.ui.components.cards import card
from app.ui.components.foreign import foreign
from app.ui.components.letters import body, quiet, strong
from app.ui.components.people.met import name_of
from app.ui.state import Here, use_here
from app.ui.theme import SPACE

MOST = 140
"""Characters of what was said that stand on the card; they are counted, for lines would cut large letters."""


def mention_card(here: Here, mention: Mention) -> ft.Control:
    """Who called the reader and where, the words, and the way there."""
    words, said = here.speech.words, mention.said
    read = mentioning.words(here.desk, said.scope, said.body, words.lang)
    ago = quiet(here.ago(said.when), lines=1)
    return card(
        [
            strong(_who_and_where(mention, words), lines=3),
            *([quiet(mention.about, lines=1)] if mention.about else []),
            body(shorten(" ".join(read.split()), MOST)),
            ft.Row([ago, *foreign(said.lang, words)], spacing=SPACE.S, wrap=True),
        ],
        on_click=goes(here, _way(mention)),
    )


def _who_and_where(mention: Mention, words: Translator) -> str:
    name = name_of(mention.author, words)
    where = mention.circle.name.best(words.lang) if mention.circle else mention.group
    # NOTE: on Home: {name} wrote the reader's name in a text; {where} is the name of a circle or a group
    return words.t("{name} mentioned you in {where}", name=name, where=where)


def _way(mention: Mention) -> str:
    """Where it is said, on top of Home, so that Back leads there again."""
    said = mention.said
    if mention.circle is None:
        return f"/called/groups/{inside(said.scope)}/at/{said.id}"
    circle = mention.circle.id
    if mention.kind == "post":
        return f"/called/posts/{circle}/{mention.thread}"
    place = "prompts" if mention.kind == "answer" else "posts"
    return f"/called/{place}/{circle}/{mention.thread}/at/{said.id}"


def use_seeing_mentions(circle: str, thread: str, upto: int) -> None:
    """Take note that the reader has seen where they are called in this thread, up to this place."""
    here = use_here()

    async def note() -> None:  # an effect awaits only what is declared async
        if upto:
            await acts(here, lambda: noticing.see_mentions(here.desk, circle_scope(circle), thread, upto))(
                None
            )

    ft.use_effect(note, [circle, thread, upto])
