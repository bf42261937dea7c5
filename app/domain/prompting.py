"""What a learning prompt may carry beside its question."""

from app.domain.errors import Refused
from app.domain.links import link


def check_link(address: str) -> str:
    """The address of what to read first as it will be opened, or a refusal: `link.wrong`."""
    found = link(address.strip())
    if found is None:
        raise Refused("link.wrong")
    return found.url
