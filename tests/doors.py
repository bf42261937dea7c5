"""A person at a terminal, for the tests of what the commands say and ask."""

import io


class Typing(io.StringIO):
    """What a person types; also a terminal on which something is shown."""

    def isatty(self) -> bool:
        return True
