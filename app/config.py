"""Where files live on this machine."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The platform's own folder for what Setu remembers."""
    return Path(platformdirs.user_data_dir("setu", appauthor=False))


def server_folder() -> Path:
    """The platform's own folder for what a Setu server remembers."""
    return Path(platformdirs.user_data_dir("setu-server", appauthor=False))


def cache_folder() -> Path:
    """The platform's folder for what can be made again."""
    return Path(platformdirs.user_cache_dir("setu", appauthor=False))


def assets_folder() -> Path:
    """Fonts, icons and the page shell: beside the package in a working copy, inside it when installed."""
    return _beside_or_inside("assets")


def locales_folder() -> Path:
    """The message catalogs: beside the package in a working copy, inside it when installed."""
    return _beside_or_inside("locales")


def _beside_or_inside(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
