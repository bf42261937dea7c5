"""Every door of the server in one table: what one asks there, what it answers, and who may ask."""

from dataclasses import dataclass
from typing import Any, Final

from app.sync import accounts as a
from app.sync import directory as d
from app.sync import protocol as p
from app.sync import two_steps as s


@dataclass(frozen=True, slots=True)
class Door:
    """One path. `guard` is who may ask: anyone, a device, a moderator, or an administrator."""

    path: str
    asks: type[Any]
    answers: type[Any]
    guard: str = "device"


DOORS: Final = (
    Door("/v1/push", p.Push, p.Pushed),
    Door("/v1/pull", p.Pull, p.Pulled),
    Door("/v1/history", p.History, p.Historied),
    Door("/v1/people", d.FindPeople, d.PeopleFound),
    Door("/v1/join", a.Join, a.Joined, "anyone"),
    Door("/v1/signin", a.SignIn, a.Joined, "anyone"),
    Door("/v1/recover", a.Recover, a.Joined, "anyone"),
    Door("/v1/password", a.SetPassword, a.Recovery),
    Door("/v1/totp/begin", s.BeginTotp, s.TotpSecret),
    Door("/v1/totp/confirm", s.ConfirmTotp, a.Done),
    Door("/v1/totp/end", s.EndTotp, a.Done),
    Door("/v1/devices", a.ListDevices, a.Devices),
    Door("/v1/devices/remove", a.RemoveDevice, a.Devices),
    Door("/v1/token", a.NewToken, a.Done),
    Door("/v1/invite", a.Invite, a.Invited),
    Door("/v1/reset/stop", a.StopReset, a.Done),
    Door("/v1/admin/invites", a.ListInvites, a.Invites, "admin"),
    Door("/v1/admin/uninvite", a.Uninvite, a.Invites, "admin"),
    Door("/v1/admin/people", a.ListPeople, a.People, "moderator"),
    Door("/v1/admin/standing", a.SetStanding, a.People, "moderator"),
    Door("/v1/admin/check", a.CheckCredential, a.People, "admin"),
    Door("/v1/admin/reset", a.ResetSignIn, a.Invited, "admin"),
    Door("/v1/admin/totp", s.TakeTotpAway, a.People, "admin"),
    Door("/v1/admin/audit", a.ListAudit, a.Audit, "admin"),
)
"""All of them but the live channel, which is no question and answer."""

DOOR_FOR: Final = {door.asks: door for door in DOORS}
"""The door at which a message is asked."""
