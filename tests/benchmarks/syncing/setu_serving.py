"""`setu serve` as it is shipped, but for how often one may ask: limits are not what is measured.

The first argument is the durability.
"""

import sys
from collections.abc import Callable
from typing import Any

from app.__main__ import main
from app.server.doors.throttle import Limits
from app.server.home import Home

COUNTED = ("push", "pull", "histor", "live", "channel", "connection")
"""What limits by number begin with; those that are times stay."""


def defaults(function: Callable[..., Any]) -> dict[str, Any]:
    """What a function takes for what it is not told."""
    found = function.__kwdefaults__
    assert found is not None
    return found


def serve(durability: str, *arguments: str) -> int:
    """Serve, with that durability."""
    widened = defaults(Limits.__init__)
    widened |= {name: 1e9 for name in widened if name.startswith(COUNTED)}
    defaults(Home.open.__func__)["durability"] = durability  # type: ignore[attr-defined]
    return main(["serve", *arguments])


if __name__ == "__main__":
    sys.exit(serve(*sys.argv[1:]))
