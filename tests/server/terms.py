"""What visitors do for the glossary."""

from typing import Any

from server.visitor import Visitor

from app.domain.ids import COMMONS
from app.sync.protocol import Mutation

TERM = {"term_en": "Cock-up splint", "term_bn": "কব্জির ঠেকনা", "reason": "We say it every day"}


def proposing(who: Visitor, **fields: Any) -> Mutation:
    """A new term; or, with an `about`, a note for that one."""
    told = {"note_en": "Keeps a joint still.", "reason": "It says too little"} if "about" in fields else TERM
    return who.write(COMMONS, "proposal", "create", args={**told, **fields})


def deciding_term(who: Visitor, proposal: str, outcome: str = "accepted", note: str = "") -> Mutation:
    """What becomes of a proposal."""
    return who.write(COMMONS, "proposal", "decide", proposal, {"outcome": outcome, "note": note})
