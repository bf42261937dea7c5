"""What the server finds in its directory is what the app's own search finds among the same cards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server.listing import DAVID, NASRIN, OPEN, RINA, allow, names
from server.visitor import open_house

from app.domain.directory import is_searchable
from app.domain.people import Audience, Person, card
from app.i18n.search import rank, sought
from app.services.matching import texts, words_of

PEOPLE: list[dict[str, Any]] = [
    NASRIN,
    RINA,
    DAVID,
    {"name_en": "Nasreen Sultana", "name_bn": "নাসরীন সুলতানা", "ask": "হাতের স্প্লিন্ট", "district": "chattogram"},
    {
        "name_en": "Rahim Uddin",
        "name_bn": "রহিম উদ্দিন",
        "areas": ["neuro", "older_adults"],
        "learn": "Stroke care",
    },
    {"name_en": "Rahman Khan", "name_bn": "রহমান খান", "roles": ["mentor"], "ask": "wheelchairs, self-care"},
    {
        "name_en": "Md. Shafiqul Islam",
        "name_bn": "মোঃ শফিকুল ইসলাম",
        "areas": ["paediatrics"],
        "tongues": ["syl"],
    },
    {"name_en": "Bipasha Marma", "name_bn": "বিপাশা মারমা", "discipline": "ota", "ask": "থেরাপিস্টদের জন্য পরামর্শ"},
    {"name_en": "Mohua", "name_bn": "মহুয়া", "discipline": "social_worker", "learn": "ক্ষত ও জ্ঞান, দুঃখ"},
    {"name_en": "Jeanne d'Arc-Roy", "discipline": "physio", "ask": "Mother's café, hand-splints"},
]
MORE = [
    "occupational therapist",
    "পেশাগত থেরাপি",
    "chittagong",
    "Barisal",
    "splint care",
    "hathe",
    "হাত নাসরিন",
    "শিশু",
]


def queries() -> Iterator[str]:
    """Every word of every card, and its beginnings, where they say enough."""
    yield from MORE
    for profile in PEOPLE:
        for text in texts(Person.read("x", {"discipline": "ot", **profile})):
            for word in text.split():
                yield from (word[:end] for end in (3, 4, len(word)))
            yield text[:60]


async def test_it_finds_nobody_else_and_nobody_less(tmp_path: Path, address: str) -> None:
    async with open_house(tmp_path / "server", address=address, limits=OPEN) as house:
        await allow(house, 0)
        for profile in PEOPLE:
            await house.visitor(**profile)
        me = await house.visitor(name_en="Zq", discipline="other")
        known = [card({"discipline": "ot", **one}, Audience.EVERYONE) for one in PEOPLE]
        folded = {one["name_en"]: words_of(Person.read("x", one)) for one in known}
        asked = sorted({query.strip() for query in queries() if is_searchable(query.strip())})
        assert len(asked) > 150
        for query in asked:
            wanted = sought(query)
            fitting = sorted(name for name, words in folded.items() if rank(wanted, *words) is not None)
            assert await names(me, query) == fitting, query
