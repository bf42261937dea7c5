"""What was reported is read by those who may, and the book says by whom."""

from collections.abc import Iterable

from app.domain.ids import MODERATION, holds_reports
from app.server.accounts.audit import note
from app.server.home import Home
from app.sync.protocol import Page

KIND = "report"


async def note_reading(home: Home, person: str, pages: Iterable[Page]) -> None:
    """Write down that these reports go to this person, before they do; nothing when there are none."""
    read = [
        row.id
        for page in pages
        if holds_reports(page.scope)
        for row in page.rows
        if row.k == KIND and not row.x
    ]
    if read:
        detail = f"{len(read)} from {read[0]}"
        await home.write(lambda ledger: note(ledger, person, "report.read", MODERATION, detail))
