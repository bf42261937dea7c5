"""Two-step sign-in as it is spoken of: after the password, six digits that an authenticator app shows.

POST /v1/totp/begin     BeginTotp      -> TotpSecret  a secret for such an app, told this once
POST /v1/totp/confirm   ConfirmTotp    -> Done        from now on signing in needs its digits, too
POST /v1/totp/end       EndTotp        -> Done        the password is enough again
POST /v1/admin/totp     TakeTotpAway   -> People      for administrators: somebody lost the phone
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginTotp:
    """Asks for a secret to share with an authenticator app; who asks says the password again."""

    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TotpSecret:
    """The secret, to be typed (base 32), and as an otpauth:// address. It is told once."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTotp:
    """The digits that the app shows: they say that it has the secret."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTotp:
    """Signing in needs the password only. `code` is what the app shows, or a recovery code."""

    password: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTotpAway:
    """This person's password is enough again, after somebody made sure that it is them."""

    person: str
