"""Every setting of a server, with its default, what it means and which values it takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app import config
from app.domain.directory import CARDS
from app.domain.signposts import HelpLine
from app.server.doors.throttle import Limits
from app.server.settings.help_lines import read_help_lines, show_help_lines

Check = Callable[[Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a setting means, in words; `takes` is what it must be, and `check` knows whether it is.

    Of what is more than a word or a number, `read` makes the value, or raises ValueError, and `show` a text.
    """

    means: str
    takes: str
    check: Check
    secret: bool = False
    read: Callable[[object], Any] | None = None
    show: Callable[[Any], str] = str


def _any(value: object) -> bool:
    return True


def _setting(
    default: Any, means: str, takes: str = "text", check: Check = _any, *, secret: bool = False
) -> Any:
    return field(
        default=default,
        metadata={"about": About(means=means, takes=takes, check=check, secret=secret)},
    )


def _one_of(*values: str) -> tuple[str, Check]:
    return " or ".join(values), lambda value: value in values


def _within(low: float, high: float, kind: str = "a whole number") -> tuple[str, Check]:
    return f"{kind} from {low:g} to {high:g}", lambda value: low <= value <= high


def _address(*schemes: str) -> tuple[str, Check]:
    spelt = " or ".join(f"{scheme}://…" for scheme in schemes)
    return f"an address, {spelt}", lambda value: not value or _is_address(value, schemes)


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.netloc or parts.query) and parts.port != 0
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server is to run. Whoever reads them finds every value checked."""

    data: Path = field(
        default_factory=config.server_folder,
        metadata={"about": About(means="folder for the server's own files", takes="a path", check=_any)},
    )
    host: str = _setting("127.0.0.1", "address to listen on", "an address of this machine", bool)
    port: int = _setting(8080, "port to listen on; 0 takes any free one", *_within(0, 65535))
    db: str = _setting(
        "",
        "PostgreSQL to keep everything in, instead of SQLite in the data folder",
        *_address("postgresql", "postgres"),
        secret=True,
    )
    bus: str = _setting(
        "",
        "what several processes tell each other news over, instead of the database",
        *_address("redis", "rediss", "nats", "tls"),
        secret=True,
    )
    durability: str = _setting(
        "full",
        "full: an acknowledged write survives a power cut; normal: only a crash of the server",
        *_one_of("full", "normal"),
    )
    public: str = _setting("", "the address people type into the app", *_address("https", "http"))
    proxies: str = _setting(
        "127.0.0.1,::1", "whose X-Forwarded-For is believed: addresses or networks, with commas between"
    )
    connections: int = _setting(6000, "open connections at most, live channels among them", *_within(10, 1e6))
    drain: float = _setting(
        0.0,
        "seconds for which a server told to stop still serves, and says that it is not ready",
        *_within(0, 60, "a number"),
    )
    log: str = _setting("json", "how the log is written", *_one_of("json", "text"))
    log_requests: bool = _setting(
        False, "log every request, and not only what failed or took long: who was there when", "true or false"
    )
    metrics_token: str = _setting(
        "",
        "who shows it may read /metrics; without one, only this machine may",
        "at least 16 letters or digits, made by chance",
        lambda value: not value or len(value) >= 16,
        secret=True,
    )
    least_free: float = _setting(
        5.0,
        "per cent of the disk that must be free for the server to call itself ready",
        *_within(0, 90, "a number"),
    )
    web: bool = _setting(
        False,
        "serve the app itself too, to browsers; each account gets a store in the data folder",
    )
    directory_cards: int = _setting(
        CARDS,
        "profile cards up to which every device carries the directory; past it the server is asked",
        *_within(0, 100_000),
    )
    require_totp_for_staff: bool = _setting(
        False, "moderators and administrators do nothing as such until they have set up two-step sign-in"
    )
    help_lines: tuple[HelpLine, ...] = field(
        default=(),
        metadata={
            "about": About(
                means="numbers that people can call for help, which the app shows; without one, it says so",
                takes="help lines",
                check=_any,
                read=read_help_lines,
                show=show_help_lines,
            )
        },
    )
    backups: str = _setting("", "folder for a back-up a day; without one, none is made by itself", "a path")
    backups_daily: int = _setting(7, "of how many days the last back-up is kept", *_within(1, 1000))
    backups_weekly: int = _setting(5, "of how many weeks the last back-up is kept", *_within(0, 1000))
    backup_key: str = _setting("", "file of the key that seals back-ups: openssl rand -hex 32", "a path")
    audit_days: int = _setting(365, "days for which it is kept who looked after what", *_within(30, 36500))
    limits: Limits = field(default_factory=Limits)

    @property
    def backups_folder(self) -> Path:
        """Where back-ups go: the folder that was named, or one beside the database."""
        return Path(self.backups).expanduser() if self.backups else self.data / "backups"

    @property
    def backup_key_file(self) -> Path | None:
        """The file of the key that seals back-ups, if they are to be sealed."""
        return Path(self.backup_key).expanduser() if self.backup_key else None
