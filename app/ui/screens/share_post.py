"""Sharing one's own post to a second circle: to which, with a sentence or without."""

from collections.abc import Callable

import flet as ft

from app.domain.circles import HIDDEN
from app.domain.errors import Refused
from app.domain.ids import inside
from app.domain.writing import Post
from app.i18n.catalogs import Translator
from app.services import belonging, mentioning, posting, sharing
from app.services.desk import Desk
from app.services.sharing import Place
from app.ui.acting import acts, say
from app.ui.components.cards import card, empty
from app.ui.components.choices import radios
from app.ui.components.fields import use_form
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section, strong
from app.ui.components.threads.cases import case_line
from app.ui.components.writing.guarded import GuardedInput
from app.ui.components.writing.guarding import use_guard
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def SharePost() -> ft.View:
    """What is shared, the circles it can go to, and a sentence along with it."""
    here, words = use_here(), use_words()
    params = ft.use_route_params()
    circle, identifier = inside(params["scope"]), params["about"]
    found = use_reading(lambda desk: _found(desk, circle, identifier))
    places = use_reading(lambda desk: sharing.places(desk, circle, identifier))
    hidden = use_reading(lambda desk: _is_hidden(desk, circle))
    form = use_form(f"share:{identifier}", {"note": "", "to": ""})
    guard = use_guard()
    to, choose = use_state(lambda: str(form.values["to"]))
    free = [place for place in places if place.offer is None]
    chosen = next((place for place in free if place.circle.id == to), None)
    heading = words.t("Share to another circle")
    if found is None:
        nothing = words.t("It may have been removed, or not arrived yet.")
        return screen(heading, [empty(words.t("There is nothing here."), nothing)])
    if not free:
        return screen(heading, [_nowhere(words)], identifier="share-post")

    def pick(code: str) -> None:
        choose(code)
        form.fill("to", code)

    def send() -> None:
        if chosen is None:
            raise Refused("share.where")
        if guard.lets_pass():
            sharing.share(here.desk, circle, identifier, chosen.circle.id, str(form.values["note"]))
            form.done()
            here.go(here.page.route.partition("/share/")[0])
            say(here, _done(chosen, words))

    return screen(
        heading,
        [
            _shown(here, found, words),
            card(
                [
                    section(words.t("To which circle?")),
                    _circles(here, free, chosen, pick),
                    GuardedInput(guard, form, "note", words.t("A sentence to go with it"), lines=2),
                    quiet(_meaning(chosen, hidden, words)),
                    ft.Row([ft.FilledButton(_doing(chosen, words), on_click=acts(here, send))], wrap=True),
                ]
            ),
        ],
        identifier="share-post",
    )


def _found(desk: Desk, circle: str, post: str) -> Post | None:
    return posting.the_post(desk, circle, post) if sharing.may_share(desk, circle, post) else None


def _is_hidden(desk: Desk, circle: str) -> bool:
    known = belonging.circle(desk, circle)
    return known is not None and known.entry == HIDDEN


def _shown(here: Here, post: Post, words: Translator) -> ft.Control:
    begun = mentioning.words(here.desk, post.scope, post.body, words.lang)
    tells = words.t("It tells of a client. Think of who reads it there, before you share it.")
    case = [*case_line(post.case, words), *([quiet(tells)] if post.case else [])]
    return card([strong(post.title), body(begun, lines=4), *case])


def _circles(here: Here, free: list[Place], chosen: Place | None, pick: Callable[[str], None]) -> ft.Control:
    words = here.speech.words
    said = {place.circle.id: place.circle.name.best(words.lang) for place in free}
    return radios(here, words.t("To which circle?"), said, chosen.circle.id if chosen else "", pick)


def _meaning(chosen: Place | None, hidden: bool, words: Translator) -> str:
    """What follows: who decides, who reads it, and what does not go along."""
    decides = words.t("The leaders of that circle decide whether it comes.")
    told = words.t(
        "Everybody there reads it with your name. Replies stay here, and who is mentioned is not named there."
    )
    named = (
        words.t("This circle is hidden: its name is not told.")
        if hidden
        else words.t("It says which circle it is from.")
    )
    return " ".join([*([] if chosen is not None and chosen.led else [decides]), told, named])


def _doing(chosen: Place | None, words: Translator) -> str:
    # NOTE: the verb, on a button: share a post; and offer it to another circle
    return words.tp("verb", "Share") if chosen is not None and chosen.led else words.tp("verb", "Offer")


def _done(place: Place, words: Translator) -> str:
    circle = place.circle.name.best(words.lang)
    if place.led:
        return words.t("It goes to {circle}.", circle=circle)
    return words.t("It is offered to {circle}. You hear what its leaders say.", circle=circle)


def _nowhere(words: Translator) -> ft.Control:
    return empty(
        words.t("You have offered it everywhere already"),
        words.t("What became of it stands under the post."),
    )
