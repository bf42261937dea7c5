"""The errors of this house, in one tree.

    SetuError
    |-- Refused            a rule says no: an empty name, a member who is not a leader
    |-- StoreTrouble       what this device remembers cannot be read or written (raised by store/)
    |   |-- StoreLocked    another Setu has it open
    |   |-- StoreForeign   the file is not ours, or is from a newer Setu
    |   |-- StoreBroken    the file is damaged
    |   |-- StoreSealed    the file is sealed, and this is not its key
    |   `-- StoreFull      no room left on the device
    `-- SyncTrouble        the server cannot be reached, or will not have us (raised by sync/client)
        |-- Unreachable    no signal, no server, a time-out: try again later
        |-- Unwelcome      the server knows who asks and says no: token revoked, invite used
        `-- Misunderstood  what answered is not a Setu server, or speaks another version

An error carries a code and parameters, never a sentence: `ui/troubles.py` says it in the reader's language.
"""


class SetuError(Exception):
    """Something a person should be told, as a `code` with parameters."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class Refused(SetuError):
    """A rule of the domain says no."""


class StoreTrouble(SetuError):
    """What this device remembers cannot be read or written."""


class StoreLocked(StoreTrouble):
    """Another Setu has this store open."""


class StoreForeign(StoreTrouble):
    """The file is not a Setu store, or a newer Setu wrote it. It is left untouched."""


class StoreBroken(StoreTrouble):
    """The file is damaged. It is left untouched."""


class StoreSealed(StoreTrouble):
    """The store is sealed, and what was given is not its key; or it cannot be sealed as asked."""


class StoreFull(StoreTrouble):
    """No room left on the device; nothing was changed."""


class SyncTrouble(SetuError):
    """The server cannot be reached, or will not have us."""


class Unreachable(SyncTrouble):
    """No signal, no server, a time-out: worth trying again later."""


class Unwelcome(SyncTrouble):
    """The server says no to us: a revoked token, a used invite."""


class Misunderstood(SyncTrouble):
    """What answered is not a Setu server, or speaks another version of the protocol."""
