"""Logs that say where and what kind, never what people wrote."""

import logging
from types import TracebackType

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Gives an error's type and the lines it came through, not its message: that may hold someone's words."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's name
        """The type of the error, and the lines it came through, innermost first."""
        kind, _, trace = ei
        lines: list[str] = []
        while trace is not None:
            lines.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
            trace = trace.tb_next
        return f"{kind.__name__ if kind else 'error'} at " + " < ".join(reversed(lines))


def keep_logs_discreet() -> None:
    """Warnings and errors to the terminal, without anyone's words."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
