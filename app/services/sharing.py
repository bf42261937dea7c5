"""Sharing: offering one's own post to another circle, and saying whether what others offer comes in."""

from dataclasses import dataclass

from app.domain.circles import Circle, May, Role, may_write, require
from app.domain.errors import Refused
from app.domain.ids import circle_scope, leaders_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.sharing import ACCEPTED, DECLINED, OFFER, OFFERED, SHARED, WITHDRAWN, Offer, Offered
from app.domain.traces import is_trace
from app.services import archiving, belonging, peering
from app.services.desk import Desk

_SEEN = "seen:offers"
SHOWN = 200
"""Offers that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A circle one could share something to, and what one has offered it already."""

    circle: Circle
    led: bool
    offer: Offer | None = None


def may_share(desk: Desk, circle: str, post: str) -> bool:
    """Whether this is one's own to share, as far as this device knows, and there is somewhere else."""
    return _is_own(desk, circle, post) and bool(_circles(desk, circle))


def places(desk: Desk, circle: str, post: str) -> list[Place]:
    """The circles one could share it to, with what was offered already."""
    known = {offer.to: offer for offer in offers(desk, circle, post)}
    return [
        Place(
            circle=one,
            led=belonging.role_in(desk, one.id) is Role.LEADER,
            offer=known.get(one.id),
        )
        for one in _circles(desk, circle)
    ]


def share(desk: Desk, circle: str, post: str, to: str, note: str = "") -> Offer:
    """Offer one's own post to another circle; who leads that shares it at once."""
    if not _is_own(desk, circle, post):
        raise Refused("share.others")
    place = next((one for one in places(desk, circle, post) if one.circle.id == to), None)
    if place is None:
        raise Refused("circle.not_member")
    if place.offer is not None:
        raise Refused("share.twice")
    values = check_fields(OFFER, {"circle": circle, "post": post, "to": to, "note": note})
    check_whole(OFFER, values)
    values = {name: value for name, value in values.items() if value}
    return Offer.of(desk.write(desk.own, OFFER, desk.new_id(), "create", values))


def offers(desk: Desk, circle: str, post: str) -> list[Offer]:
    """What became of offering this post, the first first; nothing of what was taken back."""
    every = (Offer.of(one) for one in desk.memory.page(f"{desk.own}/{OFFER}", limit=SHOWN) if not one.gone)
    return [one for one in every if (one.circle, one.post) == (circle, post) and one.state != WITHDRAWN]


def is_there(desk: Desk, offer: Offer) -> bool:
    """Whether this device has it as it stands in the other circle."""
    known = desk.memory.get(circle_scope(offer.to), "post", offer.id)
    return known is not None and not known.gone and not is_trace(known.values)


def title(desk: Desk, offer: Offer) -> str:
    """What the post that was offered is called, if this device has it."""
    known = desk.memory.get(circle_scope(offer.circle), "post", offer.post)
    return str(known.values.get("title", "")) if known is not None and not known.gone else ""


def news(desk: Desk) -> list[Offer]:
    """What leaders said to one's own offers since one last looked; where one leads oneself nobody did."""
    seen = set(desk.memory.note(_SEEN, ()))
    every = (Offer.of(one) for one in desk.memory.page(f"{desk.own}/{OFFER}", limit=SHOWN) if not one.gone)
    told = (one for one in every if one.state in (ACCEPTED, DECLINED) and one.id not in seen)
    return [one for one in told if belonging.role_in(desk, one.to) is not Role.LEADER]


def see(desk: Desk, post: str) -> None:
    """Take note that one has seen what was said to the offers of this post."""
    unseen = [one.id for one in news(desk) if one.post == post]
    if unseen:
        desk.memory.set_note(_SEEN, sorted({*desk.memory.note(_SEEN, ()), *unseen}))


def take_back(desk: Desk, offer: str) -> None:
    """Offer it no more; where it is in the other circle already, it goes from there."""
    known = desk.memory.get(desk.own, OFFER, offer)
    if known is None or known.gone:
        raise Refused("changed")
    desk.write(desk.own, OFFER, offer, "redact", {}, effect={"state": WITHDRAWN})


def offered(desk: Desk, circle: str) -> list[Offered]:
    """What others would like to share to this circle, for those who say whether it comes."""
    if not archiving.may_still(desk, circle, May.TAKE_IN):
        return []
    found = desk.memory.page(f"{leaders_scope(circle)}/{OFFERED}", limit=SHOWN)
    return [Offered.of(record) for record in found if not record.gone]


def count_offered(desk: Desk, circle: str) -> int:
    """How many wait for an answer of one's own."""
    return sum(not one.answer for one in offered(desk, circle))


def accept(desk: Desk, circle: str, offer: str) -> None:
    """Let it come into the circle."""
    _answer(desk, circle, offer, "accept")


def decline(desk: Desk, circle: str, offer: str) -> None:
    """Leave it where it is; whoever offered it is told so, kindly."""
    _answer(desk, circle, offer, "decline")


def _answer(desk: Desk, circle: str, offer: str, op: str) -> None:
    require(belonging.role_in(desk, circle), May.TAKE_IN)
    archiving.require_open(desk, circle)
    if offer not in {one.id for one in offered(desk, circle) if not one.answer}:
        raise Refused("changed")
    desk.write(leaders_scope(circle), OFFERED, offer, op, {})


def _is_own(desk: Desk, circle: str, post: str) -> bool:
    """Whether one wrote it, in one's own name and here first, and it has not gone."""
    known = desk.memory.get(circle_scope(circle), "post", post)
    if known is None or known.gone or known.refused or known.by != desk.person or is_trace(known.values):
        return False
    return SHARED not in known.values and not peering.is_peer(desk, known.scope)


def _circles(desk: Desk, circle: str) -> list[Circle]:
    """Where one may write, in one's own name, beside this one, and somebody is there to decide."""
    others = (one for one in belonging.mine(desk) if one.id != circle and not (one.archived or one.peer))
    return [one for one in others if may_write(belonging.role_in(desk, one.id)) and _is_led(desk, one.id)]


def _is_led(desk: Desk, circle: str) -> bool:
    return any(member.role is Role.LEADER for member in belonging.members(desk, circle))
