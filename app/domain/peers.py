"""Peer-support circles: what is said there carries no name, and is seen by who was there when it was said.

Whether a circle is one is said when it is founded, and never changed: nobody shall write without their name
and find it there later, nor trust in a circle that is no more what it was.
"""

from collections.abc import Iterable

from app.domain.bilingual import Bilingual
from app.domain.reactions import HEAR

PEER = "peer"
"""The field of a circle that says so, and the policy of its scope."""
AUTHORED = "authored"
"""The kind of row, in one's own scope, that says that one wrote something without a name."""
UNNAMED = frozenset({"post", "reply", "answer"})
"""Kinds of what carries no name there."""
VOICE = "voice"
"""The kind of row, in one's own scope, that says which voice one has in a thread."""
REACTIONS_THERE = frozenset({HEAR})
"""The one thing that can be said there with a tap."""

NOBODY = Bilingual(en="Without a name", bn="নাম ছাড়া")
ONESELF = Bilingual(en="You, without your name", bn="আপনি, নাম ছাড়া")
HOUR_MS = 3600 * 1000
"""Ids of what is written there are of a whole hour: a device's own clock could tell whose it is."""

_VOICES = Bilingual(en="Voice {n}", bn="কণ্ঠ {n}")
_BEGAN = Bilingual(en="Who began this", bn="যিনি শুরু করেছেন")
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def called(voice: int, voices: Iterable[int]) -> Bilingual:
    """What a voice of a thread is called: 0 began it, the others are counted as they came."""
    if voice == 0:
        return _BEGAN
    place = str(sorted({*voices, voice} - {0}).index(voice) + 1)
    return Bilingual(en=_VOICES.en.format(n=place), bn=_VOICES.bn.format(n=place.translate(_BENGALI)))
