"""Accounts as they are spoken of: joining, signing in, devices, invites, and what administrators do.

    POST /v1/join           Join           -> Joined      an invite becomes an account, or a device of one
    POST /v1/signin         SignIn         -> Joined      a name and a password make this a device of it
    POST /v1/recover        Recover        -> Joined      so does a recovery code, with a new password
    POST /v1/password       SetPassword    -> Recovery    a first or another password; fresh recovery codes
    POST /v1/devices        ListDevices    -> Devices     one's own devices
    POST /v1/devices/remove RemoveDevice   -> Devices     sign one of them out, this one too
    POST /v1/token          NewToken       -> Done        this device's next token, good once first used
    POST /v1/invite         Invite         -> Invited     a code for a colleague, or for one's other device
    POST /v1/reset/stop     StopReset      -> Done        what an administrator made for who lost everything

For administrators (some also for moderators):

    POST /v1/admin/invites  ListInvites    -> Invites     who was invited by whom, and what became of it
    POST /v1/admin/uninvite Uninvite       -> Invites     take an invite back
    POST /v1/admin/people   ListPeople     -> People      accounts, by name or newest first
    POST /v1/admin/standing SetStanding    -> People      suspend, reinstate, (un)make a moderator
    POST /v1/admin/check    CheckCredential -> People     a credential was seen, by whom and when
    POST /v1/admin/reset    ResetSignIn    -> Invited     a code for somebody who lost everything
    POST /v1/admin/audit    ListAudit      -> Audit       who did what, newest first
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A device introduces itself with an invite.

    The device makes the `token` (256 random bits), so that a reply lost on the way costs nothing: the
    same request again gives the same answer. `person` is the id it has been using while alone.
    """

    code: str = field(repr=False)
    person: str
    device: str
    token: str = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Welcome. `person` is another id than the one sent when the code was for a further device."""

    person: str
    epoch: str
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The account's name and password, and the token this device has made for itself.

    `code` is what an authenticator app shows, where the server has said that it is `totp.needed`.
    """

    login: str
    password: str = field(repr=False)
    device: str
    token: str = field(repr=False)
    name: str = ""
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recover:
    """One of the recovery codes, which is used up, and the password from now on."""

    login: str
    code: str = field(repr=False)
    password: str = field(repr=False)
    device: str
    token: str = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassword:
    """The name to sign in with and the password from now on; `old` is the one until now, if there was one."""

    login: str
    password: str = field(repr=False)
    old: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Codes to write down, each good for one time. They are told once and kept only as hashes."""

    login: str
    codes: list[str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDevices:
    """Asks for one's own devices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSeen:
    """One device of the person: when it joined, and the day on which it was last here."""

    id: str
    name: str
    created: int
    seen: int
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """One's own devices, the one that asks first."""

    devices: list[DeviceSeen]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDevice:
    """Sign this device out; its token is worth nothing from now on, its live channel ends."""

    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """The token the device will use next. The old one is good until the new one is first used."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """It was done."""

    now: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Asks for a code: for a colleague, or (`device`) for another device of one's own."""

    device: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A code that can be used once, from a time (0: at once) until another."""

    code: str = field(repr=False)
    until: int
    since: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInvites:
    """Asks for invites, newest first, older than `before` (0: from the newest)."""

    before: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteSeen:
    """An invite without its code. `state` is open, used, expired or revoked."""

    id: str
    kind: str
    state: str
    created: int
    until: int
    by: str = ""
    used_by: str = ""
    used: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Invites:
    """Invites, newest first."""

    invites: list[InviteSeen]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Uninvite:
    """Take back the invite of this `id`."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeople:
    """Asks for accounts whose names contain `like`, newest first, older than `before`; or for a `person`,
    or for those `among` whom there are accounts."""

    like: str = ""
    before: int = 0
    limit: int = 50
    person: str = ""
    among: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSeen:
    """An account as an administrator sees it: no content, only what is needed to look after it.

    `role` is empty, moderator or admin; `state` is active or suspended; `credential` is stated, vouched or
    checked (`checked_by` whom and `checked_at` when); `suspended_by` is admin or moderator; `devices` is how
    many, `seen` the day one was last here, `bytes` what they store; `two_steps` says that they sign in with
    digits of their phone, too.
    """

    person: str
    name_en: str
    name_bn: str
    discipline: str
    role: str
    state: str
    credential: str
    created: int
    seen: int
    devices: int
    bytes: int
    checked_by: str = ""
    checked_at: int = 0
    suspended_by: str = ""
    two_steps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Accounts, newest first."""

    people: list[PersonSeen]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStanding:
    """What an account may do from now on. An empty field stays as it is; `role` none takes a role away."""

    person: str
    state: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCredential:
    """An administrator has seen the credential (`checked`), or takes that back (`stated`)."""

    person: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetSignIn:
    """A code by which this person makes a new device theirs, after somebody made sure that it is them.

    It waits a day where there is anybody who could object, and their devices are told of it.
    """

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReset:
    """The person will not have it: the reset of which the notice with this `id` tells lets nobody in."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAudit:
    """Asks for what was done, newest first, older than the deed `before`."""

    before: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who did what to whom, and when; never what anybody wrote."""

    id: str
    at: int
    actor: str
    action: str
    target: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Deeds, newest first."""

    deeds: list[Deed] = field(default_factory=list)
    more: bool = False
