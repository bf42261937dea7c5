"""How large something is and how long it takes, in words from the catalog; Babel lacks some in Bengali."""

from decimal import Decimal

from app.i18n.catalogs import Translator
from app.i18n.digits import half_up

_THOUSAND = Decimal(1_000)
"""As phones and CLDR count, and not 1,024."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def size(count: int, words: Translator) -> str:
    """512 bytes, 1.5 MB: as much of it as one cares for, to one place."""
    amount, unit = Decimal(count), 0
    while unit < 3 and half_up(amount, 1 if unit else 0) >= _THOUSAND:
        amount, unit = amount / _THOUSAND, unit + 1
    if unit == 0:
        return words.tn("{n} byte", "{n} bytes", count)
    n = words.formatter.decimal(amount)
    # NOTE: the size of a file; {n} is a number such as 1.5
    return (words.t("{n} kB", n=n), words.t("{n} MB", n=n), words.t("{n} GB", n=n))[unit - 1]


def duration(seconds: float, words: Translator) -> str:
    """1 hour, 30 minutes: its two largest units, rounded to the smaller of them."""
    whole = _rounded(seconds)
    days, rest = divmod(whole, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    # NOTE: how long something takes, alone or as in "1 hour, 30 minutes"
    said = [
        words.tn("{n} day", "{n} days", days) if days else "",
        words.tn("{n} hour", "{n} hours", hours) if hours else "",
        words.tn("{n} minute", "{n} minutes", minutes) if minutes else "",
        words.tn("{n} second", "{n} seconds", left) if left or not whole else "",
    ]
    return ", ".join(filter(None, said))


def _rounded(seconds: float) -> int:
    """Whole seconds; whole minutes from an hour on, and whole hours from a day on."""
    whole = int(half_up(seconds, 0))
    for longest, step in ((_HOUR, _MINUTE), (_DAY, _HOUR)):
        if whole >= longest:
            whole = int(half_up(whole / step, 0)) * step
    return whole
