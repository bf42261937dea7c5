"""Reading a thread on the screen, of a post or of a prompt: it begins at what is new, and what was shown is
marked as read for all of one's devices."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.domain.ids import circle_scope
from app.services.desk import Desk
from app.services.leafing import Stretch
from app.services.marking import Unread, place_of
from app.ui.components.threads.leafing import Leaf, lead, use_anchored, use_leafing, use_scroll_to
from app.ui.components.threads.posts import ReplyLine
from app.ui.components.threads.unread import UNREAD, Away, use_away, use_marking, use_own, use_unread
from app.ui.hooks import use_box
from app.ui.state import use_reading

WINDOW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What of a thread is shown, how one leafs through it, what was new when one came, and whether one is
    away from its end."""

    lines: list[ReplyLine]
    leaf: Leaf
    unread: Unread
    away: Away


def use_thread(
    circle: str,
    kind: str,
    thread: str,
    at: str,
    read: Callable[[Desk, Stretch], list[ReplyLine]],
    *,
    present: bool,
) -> Reading:
    """Read this thread of a circle, of records of this `kind`: from the one with the id `at`, or else from
    the first that is new. `read` gives the lines of a stretch; nothing is read while it is not `present`."""
    scope = circle_scope(circle)
    place, newest = place_of(scope, thread), use_box(int)
    unread, away = use_unread(place, thread), use_away(newest)
    begin = at or unread.first
    leaf = use_leafing(thread, (scope, kind, begin), window=WINDOW, later=WINDOW)
    use_scroll_to(at or (UNREAD if unread.first else ""), away.ref)
    lines = use_reading(lambda desk: read(desk, leaf.stretch))
    leaf = use_anchored(leaf, lines[0].reply.id if lines else "", away.ref)
    newest.current = lines[-1].reply.order if lines else 0
    use_own(thread, partial(lead, away.ref), [line.reply.id for line in lines])
    use_marking(place, thread, newest.current if present else None)
    return Reading(lines=lines, leaf=leaf, unread=unread, away=away)
