"""Purging: this device was signed out from elsewhere, perhaps because it was lost."""

from dataclasses import replace

from app.domain.connection import ServerNote
from app.domain.errors import SetuError
from app.store.memory import Memory
from app.store.rename import own_writing
from app.sync import reoffering
from app.sync.checking import CHECKED
from app.sync.line import write_server
from app.sync.places import CURSORS, START_OVER, WINDOWS
from app.sync.rows import without_base

REVOKED = "token.revoked"


def purge(memory: Memory, note: ServerNote, why: SetuError) -> None:
    """Forget all the server told, in one commit. What was typed and not delivered stays, drafts too."""
    with memory.transaction():
        memory.keep_only(*map(without_base, own_writing(memory)))
        for name in (CURSORS, WINDOWS, START_OVER, CHECKED, reoffering.NOTE, reoffering.HELD, "history"):
            memory.set_note(name, None)
        gone = replace(note, state="refused", why=why.code, params=dict(why.params), token="")
        gone = replace(gone, next_token="", former_token="")
        write_server(memory, gone)
