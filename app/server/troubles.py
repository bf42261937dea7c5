"""Why the server does not carry out a request, and why it does not start."""

from typing import Any

from app.domain.errors import SetuError


def t(message: str) -> str:
    """Marks a sentence for the catalog; it is put into the reader's language when it is told."""
    return message


class Rejected(Exception):
    """A whole request is turned down, with a status and a code; single mutations are `Refused`."""

    def __init__(self, status: int, code: str, *, retry_after: int = 0, **params: Any) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.params = params
        self.retry_after = retry_after


def busy() -> Rejected:
    """The answer to everyone in a commit that failed: nothing was done, try again."""
    return Rejected(503, "server.busy", retry_after=1)


class CannotServe(SetuError):
    """The server cannot start here: its data is in use or is from a newer Setu, or its port is taken."""
