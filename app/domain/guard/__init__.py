"""The guard of confidentiality: finds on the device, before it is sent, what could tell who somebody is.

It looks for numbers, dates, addresses and names in both scripts and both sets of digits. It keeps and tells
nothing of what it saw but where that is and of which kind; and it cannot see everything: a story can tell who
somebody is without any of these.
"""

from app.domain.guard.findings import Finding, Kind
from app.domain.guard.looking import look
from app.domain.guard.softening import in_general, softened

__all__ = ["Finding", "Kind", "in_general", "look", "softened"]
