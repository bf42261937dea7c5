"""How things stand between this device and its server, in words, for every screen that tells of it."""

import flet as ft

from app.domain.connection import CLOCK_WORTH_TELLING_MS, Phase
from app.i18n.catalogs import Translator
from app.services.connecting import Standing
from app.ui import troubles
from app.ui.components.letters import quiet
from app.ui.state import Here

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

NO_SIGNAL = ("", "server.unreachable")
"""Reasons for being offline that the calm sentence already tells."""


def standing_sentence(standing: Standing, words: Translator, here: Here) -> str:
    """How the connection stands, in one or two sentences; calm, for nothing here is ever lost."""
    if standing.phase is Phase.OFFLINE and standing.last_sync:
        when = here.ago(standing.last_sync)
        # NOTE: {when} is a time that has passed, as "5 minutes ago" or "Yesterday 16:30"
        return words.t("Saved here. Will be sent when there is signal. Last synced: {when}.", when=when)
    return _how_it_goes(standing, words)


def standing_line(standing: Standing, words: Translator) -> str:
    """The same without times but with what waits and what came back, for a line that tells it all."""
    waits = waiting_sentence(standing, words) if standing.server else ""
    parts = (_how_it_goes(standing, words), waits, refused_sentence(standing, words))
    return " ".join(part for part in parts if part)


def standing_icon(standing: Standing) -> ft.IconData:
    """The icon beside it."""
    match standing.phase:
        case Phase.OFF:
            return ft.Icons.SMARTPHONE
        case Phase.REFUSED:
            return ft.Icons.ERROR_OUTLINE
        case Phase.LIVE:
            return ft.Icons.CLOUD_DONE_OUTLINED
        case Phase.OFFLINE:
            return ft.Icons.CLOUD_OFF_OUTLINED
        case _:
            return ft.Icons.CLOUD_QUEUE


def first_sync(share: float | None, words: Translator) -> list[ft.Control]:
    """How much of what the server has is here already; nothing unless that takes a while."""
    if share is None:
        return []
    said = words.t("Fetching older writing: {share}", share=words.formatter.percent(share))
    return [
        ft.Semantics(live_region=False, content=quiet(said)),
        ft.ProgressBar(value=share, semantics_label=said, semantics_value=int(100 * share)),
    ]


def trouble_on_the_way(standing: Standing, words: Translator) -> str:
    """Why it is offline when that is more than no signal; else nothing."""
    connection = standing.connection
    if standing.phase is not Phase.OFFLINE or connection.why in NO_SIGNAL:
        return ""
    return troubles.sentence(connection.why, connection.params, words)


def last_sync_sentence(standing: Standing, words: Translator, here: Here) -> str:
    """When the server was last heard; nothing when it never was."""
    if not standing.last_sync:
        return ""
    # NOTE: {when} is a time that has passed, as "5 minutes ago" or "Yesterday 16:30"
    return words.t("Last synced: {when}", when=here.ago(standing.last_sync))


def waiting_sentence(standing: Standing, words: Translator) -> str:
    """How much waits to be sent; nothing when nothing does."""
    if not standing.waiting:
        return ""
    return words.tn("{n} thing waits to be sent.", "{n} things wait to be sent.", standing.waiting)


def refused_sentence(standing: Standing, words: Translator) -> str:
    """How much the server said no to; nothing when it took everything."""
    if not standing.refused:
        return ""
    return words.tn("{n} thing could not be sent.", "{n} things could not be sent.", standing.refused)


def clock_sentence(standing: Standing, words: Translator) -> str:
    """That this device's clock is off, when that is worth a sentence; else nothing."""
    ahead = standing.connection.ahead_ms
    if abs(ahead) < CLOCK_WORTH_TELLING_MS:
        return ""
    told = _ahead(ahead, words) if ahead > 0 else _behind(-ahead, words)
    mend = words.t("Set its date and time, so that times are shown right.")
    return f"{told} {mend}"


def writing_line(standing: Standing, words: Translator) -> str:
    """What to know when writing to somebody just now; nothing while all is well."""
    match standing.phase:
        case Phase.OFF:
            return words.t("Saved here. Will be sent once this device is connected to a server.")
        case Phase.JOINING | Phase.OFFLINE:
            return words.t("Saved here. Will be sent when there is signal.")
        case Phase.REFUSED:
            return words.t("Saved here. The server takes nothing from this device at the moment.")
        case _:
            return ""


def _how_it_goes(standing: Standing, words: Translator) -> str:
    match standing.phase:
        case Phase.OFF:
            return words.t("Not connected. Everything is kept on this device.")
        case Phase.JOINING:
            return _joining(standing, words)
        case Phase.CONNECTING:
            return words.t("Connecting…")
        case Phase.LIVE:
            return _live(standing, words)
        case Phase.OFFLINE:
            return words.t("Saved here. Will be sent when there is signal.")
        case Phase.REFUSED:
            return _refused(standing, words)


def _joining(standing: Standing, words: Translator) -> str:
    connection = standing.connection
    if connection.phase is Phase.JOINING and connection.why:
        return troubles.sentence(connection.why, connection.params, words)
    address = standing.server.address if standing.server else ""
    return words.t("Connecting to {address} for the first time…", address=address)


def _live(standing: Standing, words: Translator) -> str:
    if standing.connection.syncing:
        return words.t("Connected. Fetching what is new…")
    if standing.waiting:
        return words.t("Connected. Sending what waits…")
    return words.t("Connected. Everything is up to date.")


def _refused(standing: Standing, words: Translator) -> str:
    server, connection = standing.server, standing.connection
    if server and server.state == "refused" and server.why:
        return troubles.sentence(server.why, server.params, words)
    return troubles.sentence(connection.why, connection.params, words)


def _ahead(off: int, words: Translator) -> str:
    days, hours, minutes = _rounded(off)
    if days:
        return words.tn(
            "This device's clock is about {n} day ahead.",
            "This device's clock is about {n} days ahead.",
            days,
        )
    if hours:
        return words.tn(
            "This device's clock is about {n} hour ahead.",
            "This device's clock is about {n} hours ahead.",
            hours,
        )
    return words.tn(
        "This device's clock is about {n} minute ahead.",
        "This device's clock is about {n} minutes ahead.",
        minutes,
    )


def _behind(off: int, words: Translator) -> str:
    days, hours, minutes = _rounded(off)
    if days:
        return words.tn(
            "This device's clock is about {n} day behind.",
            "This device's clock is about {n} days behind.",
            days,
        )
    if hours:
        return words.tn(
            "This device's clock is about {n} hour behind.",
            "This device's clock is about {n} hours behind.",
            hours,
        )
    return words.tn(
        "This device's clock is about {n} minute behind.",
        "This device's clock is about {n} minutes behind.",
        minutes,
    )


def _rounded(off: int) -> tuple[int, int, int]:
    """Days, hours or minutes, rounded; the first that is not nothing is the one to tell."""
    if off >= DAY_MS - HOUR_MS // 2:
        return round(off / DAY_MS), 0, 0
    if off >= HOUR_MS - MINUTE_MS // 2:
        return 0, round(off / HOUR_MS), 0
    return 0, 0, round(off / MINUTE_MS)
