"""The circles that every Setu begins with, so that a network that is still empty is already a place."""

from dataclasses import dataclass
from typing import Any

from app.domain.bilingual import Bilingual
from app.domain.taxonomy import Term

STARTER_CIRCLES: tuple[dict[str, Any], ...] = tuple(
    {
        "id": f"018cc251-f400-7000-8000-{number:012d}",
        "name_en": name_en,
        "name_bn": name_bn,
        "purpose_en": purpose_en,
        "purpose_bn": purpose_bn,
        "areas": areas,
        "starter": True,
    }
    for number, (areas, name_en, name_bn, purpose_en, purpose_bn) in enumerate(
        (
            (
                ["paediatrics", "autism", "cerebral_palsy", "sensory"],
                "Paediatrics",
                "শিশু থেরাপি",
                "Play, development and family life: what helps children do the things that matter to them.",
                "খেলা, বিকাশ ও পারিবারিক জীবন: শিশুরা যেন তাদের প্রিয় কাজগুলো করতে পারে, সে জন্য কী কাজে লাগে।",
            ),
            (
                ["neuro"],
                "Stroke and neuro",
                "স্ট্রোক ও স্নায়বিক পুনর্বাসন",
                "From the first days in hospital to life at home after a stroke or brain injury.",
                "স্ট্রোক বা মস্তিষ্কে আঘাতের পর হাসপাতালের প্রথম দিন থেকে বাড়ির জীবন পর্যন্ত।",
            ),
            (
                ["hand", "burns"],
                "Hand therapy",
                "হাতের থেরাপি",
                "Splints, scars, tendons and everyday grip, with the materials we really have.",
                "স্প্লিন্ট, ক্ষতচিহ্ন, টেন্ডন আর দৈনন্দিন ধরার শক্তি: আমাদের হাতে যে উপকরণ আছে তা দিয়েই।",
            ),
            (
                ["mental_health"],
                "Mental health",
                "মানসিক স্বাস্থ্য",
                "Meaningful days for people with mental health conditions, and for those beside them.",
                "মানসিক স্বাস্থ্য সমস্যা নিয়ে যাঁরা বাঁচেন, আর যাঁরা পাশে থাকেন, তাঁদের দিনগুলো অর্থপূর্ণ করা।",
            ),
            (
                ["older_adults", "palliative"],
                "Older people",
                "প্রবীণদের সেবা",
                "Ageing at home, memory, falls and the people who care.",
                "বাড়িতে প্রবীণ জীবন, স্মৃতি, পড়ে যাওয়া আর যাঁরা যত্ন করেন তাঁদের কথা।",
            ),
            (
                ["community"],
                "Community-based rehabilitation",
                "কমিউনিটি-ভিত্তিক পুনর্বাসন",
                "Therapy beyond the clinic: villages, camps, homes and local know-how.",
                "ক্লিনিকের বাইরে থেরাপি: গ্রাম, ক্যাম্প, বাড়ি আর স্থানীয় জ্ঞান।",
            ),
            (
                ["school", "paediatrics"],
                "School",
                "স্কুলভিত্তিক থেরাপি",
                "Taking part in class, in the playground and in exams, together with teachers and families.",
                "শিক্ষক ও পরিবারের সঙ্গে মিলে ক্লাসে, খেলার মাঠে ও পরীক্ষায় অংশ নেওয়া।",
            ),
            (
                ["assistive_tech", "spinal"],
                "Assistive technology",
                "সহায়ক প্রযুক্তি",
                "Wheelchairs, seating, aids and apps: what lasts, what can be repaired, what people use.",
                "হুইলচেয়ার, বসার ব্যবস্থা, সহায়ক উপকরণ ও অ্যাপ: কোনটি টেকে, কোনটি সারানো যায়, মানুষ কোনটি ব্যবহার করেন।",
            ),
            (
                [],
                "New graduates",
                "নতুন পেশাজীবী",
                "The first two years: questions you did not dare to ask, and colleagues who remember them.",
                "প্রথম দুই বছর: যে প্রশ্ন করতে সাহস হয়নি, আর যে সহকর্মীরা সেই দিনগুলো মনে রেখেছেন।",
            ),
            (
                ["research"],
                "Research and evidence",
                "গবেষণা ও প্রমাণ",
                "Reading research together and asking what it changes on Monday morning.",
                "একসঙ্গে গবেষণা পড়া এবং ভাবা, কাল সকালের কাজে এতে কী বদলাবে।",
            ),
            (
                ["policy", "vocational"],
                "Policy and advocacy",
                "নীতি ও অ্যাডভোকেসি",
                "Rights, registration, services and funding: what we can change if we speak together.",
                "অধিকার, নিবন্ধন, সেবা ও অর্থায়ন: একসঙ্গে কথা বললে আমরা কী বদলাতে পারি।",
            ),
            (
                [],
                "Across disciplines",
                "নানা পেশা একসঙ্গে",
                "Occupational, physio and speech therapists, social workers and others on shared work.",
                "অকুপেশনাল থেরাপিস্ট, ফিজিওথেরাপিস্ট, স্পিচ থেরাপিস্ট, সমাজকর্মী ও অন্যরা: মিলেমিশে কাজের কথা।",
            ),
        ),
        start=1,
    )
)

STARTER_BY_ID: dict[str, dict[str, Any]] = {circle["id"]: circle for circle in STARTER_CIRCLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A learning prompt to begin from: what it is about, and its two sides."""

    theme: Term
    text: Bilingual


STARTER_PROMPTS: tuple[Starter, ...] = tuple(
    Starter(theme=theme, text=Bilingual(en=en, bn=bn))
    for theme, en, bn in (
        (
            Term("networking", "Professional relationships", "পেশাগত সম্পর্ক"),
            "Which professional relationship helped your practice most this year, and why?",
            "এ বছর কোন পেশাগত সম্পর্কটি আপনার কাজে সবচেয়ে বেশি সহায়ক হয়েছে, এবং কেন?",
        ),
        (
            Term("evidence", "Research and evidence", "গবেষণা ও প্রমাণ"),
            "Which recent research changed what you do? What did you change?",
            "সাম্প্রতিক কোন গবেষণা আপনার কাজের ধরন বদলেছে? কী বদলেছেন, লিখুন।",
        ),
        (
            Term("mentorship", "Mentorship", "মেন্টরশিপ"),
            "What do you wish someone had told you in your first year?",
            "কর্মজীবনের প্রথম বছরে কোন কথাটি কেউ আপনাকে বললে উপকার হতো?",
        ),
        (
            Term("disciplines", "Across disciplines", "নানা পেশা একসঙ্গে"),
            "Without identifying details: when did working with a physiotherapist, speech and language "
            "therapist or social worker change your plan?",
            "পরিচয় প্রকাশ না করে লিখুন: ফিজিওথেরাপিস্ট, স্পিচ অ্যান্ড ল্যাঙ্গুয়েজ থেরাপিস্ট বা সমাজকর্মীর সঙ্গে কাজ করে কখন আপনার "
            "পরিকল্পনা বদলেছে?",
        ),
        (
            Term("policy", "Policy and advocacy", "নীতি ও অ্যাডভোকেসি"),
            "Which law or policy affects your clients most now? What one step could we take together?",
            "কোন আইন বা নীতিমালা এখন আপনার সেবাগ্রহীতাদের সবচেয়ে বেশি প্রভাবিত করছে? আমরা একসঙ্গে কোন একটি পদক্ষেপ নিতে "
            "পারি?",
        ),
        (
            Term("support", "Supporting each other", "একে অন্যের পাশে থাকা"),
            "What was hard this week, and what would help?",
            "এ সপ্তাহে কোনটি কঠিন ছিল? কী পেলে সুবিধা হতো?",
        ),
    )
)
"""Questions a leader may begin from, by what they are about."""
