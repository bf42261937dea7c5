"""The words we keep to: one Bengali word for each English one, wherever the English one is said.

Each stands here as its stem, for Bengali adds endings; `|` parts two that are both right.
"""

import re
import unicodedata
from collections.abc import Iterator

from babel.messages import Message

_PLACE = re.compile(r"\{\w+\}")

GLOSSARY = {
    "account": "অ্যাকাউন্ট",
    "address": "ঠিকানা",
    "administrator": "অ্যাডমিন",
    "answer": "উত্তর",
    "app": "অ্যাপ",
    "attachment": "সংযুক্তি",
    "block": "ব্লক",
    "cancel": "বাতিল",
    "caregiver": "পরিচর্যাকারী",
    "circle": "সার্কেল",
    "circle leader": "সার্কেল লিডার",
    "client": "সেবাগ্রহীতা",
    "close": "বন্ধ",
    "colleague": "সহকর্মী",
    "comment": "মন্তব্য",
    "community": "কমিউনিটি",
    "connect": "সংযোগ|সংযুক্ত",
    "conversation": "কথোপকথন",
    "copy": "কপি",
    "create": "তৈরি",
    "dark": "গাঢ়",
    "delete": "মুছে ফেল",
    "delivered": "পৌঁছেছে",
    "device": "ডিভাইস",
    "device language": "ডিভাইসের ভাষা",
    "download": "ডাউনলোড",
    "draft": "খসড়া",
    "edit": "সম্পাদনা",
    "English": "English|ইংরেজি",
    "filter": "ফিল্টার",
    "goal": "লক্ষ্য",
    "home": "হোম",
    "invite": "আমন্ত্রণ",
    "invite code": "আমন্ত্রণ কোড",
    "join": "যোগ",
    "language": "ভাষা",
    "languages spoken": "যেসব ভাষা জানেন",
    "leader": "লিডার",
    "learning prompt": "শেখার প্রশ্ন",
    "light": "হালকা",
    "member": "সদস্য",
    "mentee": "মেন্টি",
    "mentor": "মেন্টর",
    "mentorship": "মেন্টরশিপ",
    "message": "বার্তা",
    "moderator": "মডারেটর",
    "mute": "মিউট",
    "name": "নাম",
    "notification": "বিজ্ঞপ্তি",
    "numerals": "সংখ্যার ধরন",
    "occupational therapist": "অকুপেশনাল থেরাপিস্ট",
    "occupational therapy": "অকুপেশনাল থেরাপি",
    "offline": "অফলাইন",
    "online": "অনলাইন",
    "password": "পাসওয়ার্ড",
    "patient": "রোগী",
    "post": "পোস্ট",
    "profile": "প্রোফাইল",
    "prompt": "শেখার প্রশ্ন",
    "question": "প্রশ্ন",
    "reflection": "আত্মপর্যালোচনা|আমার ভাবনা",
    "remove": "সরান|সরা",
    "reply": "উত্তর",
    "report": "অভিযোগ",
    "role": "ভূমিকা",
    "save": "সেভ",
    "saved": "সেভ",
    "search": "অনুসন্ধান|খুঁজুন",
    "send": "পাঠা",
    "sent": "পাঠা|পাঠি",
    "server": "সার্ভার",
    "server address": "সার্ভারের ঠিকানা",
    "settings": "সেটিংস",
    "skip": "এড়িয়ে যান",
    "specialty": "বিশেষ ক্ষেত্র|বিশেষায়িত",
    "sync": "সিঙ্ক",
    "synced": "সিঙ্ক",
    "theme": "থিম",
    "title": "শিরোনাম",
    "today": "আজ",
    "topic": "বিষয়",
    "try again": "আবার চেষ্টা",
    "undo": "ফিরিয়ে আনুন",
    "unread": "অপঠিত",
    "version": "সংস্করণ",
    "waiting to send": "পাঠানোর অপেক্ষায়",
    "welcome": "স্বাগতম",
    "workplace": "কর্মস্থল",
    "years of experience": "অভিজ্ঞতা (বছর)",
    "yesterday": "গতকাল",
}

CALQUES = "সম্প্রদায়|সমর্থন|হস্তক্ষেপ|বিশেষত্ব|ক্লায়েন্ট|প্রম্পট|অনুস্মারক|প্রজ্ঞাপন|ছাঁকনি|রপ্তানি|আমদানি|অবরুদ্ধ|সংরক্ষণ|সমন্বয়ক"
"""Dictionary words that mean something else to our readers, or that a better word has replaced."""

SAID_OTHERWISE = {
    ("answer", "The server does not answer. Everything is saved here and will be sent later."): "সাড়া দেওয়া",
    ("answer", "The server answers too slowly just now. Setu will try again by itself."): "সাড়া দেওয়া",
    ("circle", "a circle that is no longer here"): "সার্কেল follows its place in every message it fills",
    ("circle", "a circle not known on this device"): "সার্কেল follows its place in every message it fills",
}
"""Messages that rightly do without a word of the glossary: the word, the English message, and why."""


def strays(message: Message) -> Iterator[str]:
    """The words of the glossary that the English says and the Bengali does not; the calques that it says."""
    source = message.id if isinstance(message.id, str) else message.id[0]
    said = unicodedata.normalize(
        "NFC", message.string if isinstance(message.string, str) else message.string[0]
    )
    for english, bengali in GLOSSARY.items():
        heard = _in_any_number(english).search(_PLACE.sub("", source))
        if heard and (english, source) not in SAID_OTHERWISE and not _has(bengali, said):
            yield f"{english}: {bengali}"
    if _has(CALQUES, said):
        yield "a calque"


def _in_any_number(english: str) -> re.Pattern[str]:
    stem, ending = (english[:-1], "(?:y|ies)") if english.endswith("y") else (english, "(?:s|es)?")
    return re.compile(rf"\b{re.escape(stem)}{ending}\b", re.IGNORECASE)


def _has(words: str, said: str) -> bool:
    return any(word in said for word in unicodedata.normalize("NFC", words).split("|"))
