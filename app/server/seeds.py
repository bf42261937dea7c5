"""What a new server begins with: the starter circles, so that nobody comes into an empty house."""

from app.domain.ids import COMMONS, MODERATION, circle_scope
from app.domain.signposts import KIND as HELP
from app.domain.signposts import HelpLine
from app.domain.starters import STARTER_CIRCLES
from app.server.database.ledger import Ledger


def sow(ledger: Ledger) -> None:
    """Open the commons and the moderators' scope, and the starter circles that are not there yet."""
    ledger.lock((COMMONS, MODERATION))
    for scope in (COMMONS, MODERATION):
        if not ledger.has_scope(scope):
            ledger.open_scope(scope)
    for starter in STARTER_CIRCLES:
        scope = circle_scope(starter["id"])
        if not ledger.has_scope(scope):
            told = {name: value for name, value in starter.items() if name != "id"}
            ledger.open_scope(scope)
            ledger.put(scope, "circle", starter["id"], told)
            ledger.put(COMMONS, "listing", starter["id"], told)


def post_signposts(ledger: Ledger, lines: tuple[HelpLine, ...]) -> None:
    """Tell every device the numbers of help that are listed now; nothing where there never were any."""
    if lines or ledger.row(COMMONS, HELP, COMMONS):
        ledger.put(COMMONS, HELP, COMMONS, {"lines": [line.told for line in lines]})
