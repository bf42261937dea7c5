"""Large numbers in words (১.২ লাখ) and sums of money (১,২৩৪.৫০৳), in Latin digits; as CLDR 48 has them.

Babel says 100 হাজার for 99,999, for it picks the word before it rounds, and leaves no gap before US$.
"""

from decimal import Decimal

from app.i18n.digits import group_by_lakhs, group_by_thousands, half_up
from app.i18n.locales import LocaleName, by_lakhs

_NO_BREAK = "\u00a0"
_GROUPED_FROM = 10_000
"""What stands before a word like কোটি is grouped from five digits on."""

_SAID: dict[str, tuple[tuple[int, str], ...]] = {
    "bn": ((1, ""), (10**3, " হাজার"), (10**5, " লাখ"), (10**7, " কোটি"), (10**12, " লাখ কোটি")),
    "en_IN": (
        (1, ""),
        (10**3, " thousand"),
        (10**5, "\u00a0lakh"),
        (10**7, "\u00a0crore"),
        (10**12, "\u00a0lakh\u00a0crore"),
    ),
    "en_GB": ((1, ""), (10**3, " thousand"), (10**6, " million"), (10**9, " billion"), (10**12, " trillion")),
}


def group(number: int, locale: LocaleName) -> str:
    """The digits of a whole number, grouped as this locale groups them."""
    return group_by_lakhs(number) if by_lakhs(locale) else group_by_thousands(number)


def decimal(number: float | Decimal, locale: LocaleName, *, most: int, least: int = 0) -> str:
    """At most and at least so many places after the point, rounded half up."""
    rounded = half_up(number, most)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    sign = "-" if rounded < 0 else ""
    return sign + group(int(whole), locale) + (f".{fraction}" if fraction else "")


def percent(share: float | Decimal, locale: LocaleName, *, places: int) -> str:
    """So many of a hundred; Bengali groups these, and only these, by thousands."""
    said = decimal(Decimal(str(share)) * 100, "en_GB" if locale.startswith("bn") else locale, most=places)
    return said + "%"


def compact(number: float | Decimal, locale: LocaleName) -> str:
    """About how much it is: two digits that count and the word for the rest; all digits below a thousand."""
    size = abs(Decimal(str(number)))
    steps = _SAID["bn" if locale.startswith("bn") else locale]
    place = max(0, sum(size >= unit for unit, _ in steps) - 1)
    told = _to_two_digits(size / steps[place][0])
    if place + 1 < len(steps) and told * steps[place][0] >= steps[place + 1][0]:  # 99,999 is about a lakh
        place, told = place + 1, Decimal(1)
    sign = "-" if number < 0 and told else ""
    return sign + _few_digits(told, locale) + steps[place][1]


def _to_two_digits(number: Decimal) -> Decimal:
    """Rounded to two digits that count, but never to tens."""
    return half_up(number, max(0, 1 - number.adjusted())) if number else number


def _few_digits(number: Decimal, locale: LocaleName) -> str:
    if number >= _GROUPED_FROM:
        return group(int(number), locale)
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def currency(amount: float | Decimal, code: str, locale: LocaleName) -> str:
    """A sum with its sign where this locale puts it: ১,২৩৪.৫০৳ in Dhaka, ৳১,২৩৪.৫০ in Kolkata."""
    from babel.numbers import get_currency_precision

    places = get_currency_precision(code)
    digits = decimal(abs(Decimal(str(amount))), locale, most=places, least=places)
    sign = "-" if half_up(amount, places) < 0 else ""
    symbol = _symbol(code, locale)
    if locale == "bn_BD":
        return sign + digits + (_NO_BREAK if symbol[0].isalpha() else "") + symbol
    return sign + symbol + (_NO_BREAK if symbol[-1].isalpha() else "") + digits


def _symbol(code: str, locale: LocaleName) -> str:
    from babel.numbers import get_currency_symbol

    if code == "USD" and locale == "bn_IN":
        return "$"  # since CLDR 48, as in all of India
    return str(get_currency_symbol(code, locale))
