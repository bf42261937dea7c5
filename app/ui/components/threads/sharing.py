"""A post that is shared to a second circle: the way to offer it, what became of that, where it is from."""

import flet as ft

from app.domain.circles import Role
from app.domain.ids import inside
from app.domain.records import Delivery
from app.domain.sharing import ACCEPTED, DECLINED, Offer, Origin
from app.domain.writing import Post
from app.i18n.catalogs import Translator
from app.services import belonging, sharing
from app.ui.acting import acts, goes
from app.ui.components.cards import card
from app.ui.components.delivery import unsent
from app.ui.components.letters import QUIET, body, quiet, strong, with_icon
from app.ui.components.safety.reporting import menu_item
from app.ui.components.sure import ask_first
from app.ui.hooks import memo
from app.ui.state import Here, use_here, use_reading, use_words
from app.ui.theme import SPACE, flush

ICON = ft.Icons.SHORTCUT


def sharing_items(here: Here, circle: str, post: Post) -> list[ft.PopupMenuItem]:
    """The line of its menu, for its author, where there is another circle."""
    if not sharing.may_share(here.desk, circle, post.id):
        return []
    way = "/".join((here.page.route.removesuffix("/"), "share", post.scope, "post", post.id))
    said = here.speech.words.t("Share to another circle")
    return [menu_item(here, said, ICON, lambda: here.go(way))]


def origin_line(origin: Origin | None, words: Translator) -> list[ft.Control]:
    """From which circle it came, where it came from another."""
    if origin is None:
        return []
    circle = origin.name.best(words.lang)
    # NOTE: stands above a post that was written in another circle; {circle} is the name of that
    said = words.t("Shared from {circle}", circle=circle) if circle else words.t("Shared from another circle")
    return [with_icon(ICON, said)]


def origin_part(origin: Origin | None, words: Translator) -> list[ft.Control]:
    """The same with what its author said along with it."""
    note = origin.note if origin else ""
    return [*origin_line(origin, words), *([ft.SelectionArea(body(note))] if note else [])]


@ft.component
def _Offers(scope: str, post: str) -> ft.Control:
    """For its author: where one has offered it, what was said to that, and the way to take it back."""
    here, words = use_here(), use_words()
    offers = use_reading(lambda desk: sharing.offers(desk, inside(scope), post))
    states = tuple(offer.state for offer in offers)

    async def see() -> None:
        await acts(here, lambda: sharing.see(here.desk, post))(None)

    ft.use_effect(see, [post, states])
    return ft.Column(
        [_offer(here, offer, words) for offer in offers],
        visible=bool(offers),
        spacing=SPACE.S,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


Offers = memo(_Offers)


def _offer(here: Here, offer: Offer, words: Translator) -> ft.Control:
    said = with_icon(ICON, _standing(here, offer, words), QUIET)
    back = ft.TextButton(
        # NOTE: the verb, on a button: no longer offer a post to another circle
        words.t("Take back from there") if offer.state == ACCEPTED else words.tp("offer", "Take back"),
        style=flush(),
        on_click=acts(here, lambda: _take_back(here, offer)),
    )
    look = ft.TextButton(
        words.t("See it there"), style=flush(), on_click=goes(here, f"/circles/{offer.to}/posts/{offer.id}")
    )
    there = [look] if offer.state == ACCEPTED and sharing.is_there(here.desk, offer) else []
    over = offer.state == DECLINED or offer.delivery is Delivery.REFUSED
    buttons: list[ft.Control] = [*there, *([] if over else [back])]
    return ft.Column(
        [
            said,
            *unsent(offer.delivery, offer.why),
            *([ft.Row(buttons, wrap=True, spacing=SPACE.L)] if buttons else []),
        ],
        spacing=SPACE.XS,
        key=offer.id,
    )


def _standing(here: Here, offer: Offer, words: Translator) -> str:
    circle = circle_name(here, offer.to, words)
    if offer.state == ACCEPTED:
        return words.t("Shared to {circle}.", circle=circle)
    if offer.state == DECLINED:
        return words.t("Not this time: the leaders of {circle} did not take it in.", circle=circle)
    if belonging.role_in(here.desk, offer.to) is Role.LEADER:
        return words.t("It comes to {circle} as soon as the server has heard of it.", circle=circle)
    return words.t("Offered to {circle}. Its leaders have not answered yet.", circle=circle)


def circle_name(here: Here, circle: str, words: Translator) -> str:
    """What this circle is called, as far as this device knows."""
    known = belonging.circle(here.desk, circle)
    return known.name.best(words.lang) if known else words.t("a circle that is no longer here")


def _take_back(here: Here, offer: Offer) -> None:
    """At once while it waits; asked first where others read it."""
    words = here.speech.words
    if offer.state != ACCEPTED:
        sharing.take_back(here.desk, offer.id)
        return
    ask_first(
        here,
        words.t("Take this back from {circle}?", circle=circle_name(here, offer.to, words)),
        "",
        words.t(
            "It goes from that circle, for good, and stays where you wrote it. Where others have answered, a "
            "line stays there that says you took it back."
        ),
        words.tp("offer", "Take back"),
        lambda: sharing.take_back(here.desk, offer.id),
    )


@ft.component
def SharingNews() -> ft.Control:
    """On Home: what leaders of other circles said to what one offered; nothing where they said nothing."""
    here, words = use_here(), use_words()
    told = use_reading(sharing.news)
    return ft.Column(
        visible=bool(told),
        spacing=SPACE.M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            card(
                [strong(_standing(here, offer, words)), *_title(here, offer)],
                on_click=goes(here, f"/circles/{offer.circle}/posts/{offer.post}"),
                key=offer.id,
            )
            for offer in told
        ],
    )


def _title(here: Here, offer: Offer) -> list[ft.Control]:
    title = sharing.title(here.desk, offer)
    return [quiet(title, lines=2)] if title else []
