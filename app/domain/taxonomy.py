"""The lists people choose from, in both languages: content, not interface, so that search finds either."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One choice: a code that never changes, its words in both languages, and other words for it."""

    code: str
    en: str
    bn: str
    also: tuple[str, ...] = ()

    def word(self, lang: str) -> str:
        """The word in this language."""
        return self.bn if lang == "bn" else self.en

    @property
    def words(self) -> tuple[str, ...]:
        """Every word by which someone may look for it."""
        return (self.en, self.bn, *self.also)


def _listed(*terms: Term) -> dict[str, Term]:
    return {term.code: term for term in terms}


DISCIPLINES = _listed(
    Term(
        "ot",
        "Occupational therapist",
        "অকুপেশনাল থেরাপিস্ট",
        ("OT", "ওটি", "occupational therapy", "পেশাগত থেরাপি"),
    ),
    Term("ota", "Occupational therapy assistant", "অকুপেশনাল থেরাপি সহকারী", ("OTA",)),
    Term("ot_student", "Occupational therapy student", "অকুপেশনাল থেরাপি শিক্ষার্থী"),
    Term("physio", "Physiotherapist", "ফিজিওথেরাপিস্ট", ("PT", "physical therapist", "physiotherapy")),
    Term("slt", "Speech and language therapist", "স্পিচ অ্যান্ড ল্যাঙ্গুয়েজ থেরাপিস্ট", ("SLT", "স্পিচ থেরাপিস্ট")),
    Term("social_worker", "Social worker", "সমাজকর্মী"),
    Term("psychologist", "Psychologist", "মনোবিজ্ঞানী"),
    Term("nurse", "Nurse", "নার্স"),
    Term("doctor", "Doctor", "চিকিৎসক", ("physician", "ডাক্তার")),
    Term("prosthetist", "Prosthetist or orthotist", "প্রস্থেটিস্ট বা অর্থোটিস্ট"),
    Term("special_educator", "Special educator", "বিশেষ শিক্ষক"),
    Term("researcher", "Researcher", "গবেষক"),
    Term("other", "Another discipline", "অন্য পেশা"),
)

ROLES = _listed(
    Term("practitioner", "Practitioner", "পেশাজীবী"),
    Term("student", "Student", "শিক্ষার্থী"),
    Term("educator", "Educator", "শিক্ষাবিদ", ("teacher", "প্রশিক্ষক")),
    Term("mentor", "Mentor", "মেন্টর"),
    Term("related", "Related discipline", "সংশ্লিষ্ট পেশা"),
    Term("stakeholder", "Other stakeholder", "অন্য অংশীজন"),
)

AREAS = _listed(
    Term("paediatrics", "Paediatrics", "শিশু থেরাপি", ("pediatrics", "children", "শিশু")),
    Term(
        "neuro", "Stroke and neurological rehabilitation", "স্ট্রোক ও স্নায়বিক পুনর্বাসন", ("neuro", "brain injury")
    ),
    Term("hand", "Hand therapy", "হাতের থেরাপি", ("হ্যান্ড থেরাপি", "splint", "স্প্লিন্ট")),
    Term("mental_health", "Mental health", "মানসিক স্বাস্থ্য"),
    Term("older_adults", "Older adults", "প্রবীণ", ("geriatrics", "elderly", "ageing")),
    Term("community", "Community practice", "কমিউনিটি-ভিত্তিক সেবা", ("CBR", "community-based rehabilitation")),
    Term("school", "School-based therapy", "স্কুলভিত্তিক থেরাপি"),
    Term("assistive_tech", "Assistive technology", "সহায়ক প্রযুক্তি", ("AT", "wheelchair", "হুইলচেয়ার")),
    Term("autism", "Autism", "অটিজম"),
    Term("cerebral_palsy", "Cerebral palsy", "সেরিব্রাল পালসি", ("CP",)),
    Term("spinal", "Spinal cord injury", "মেরুরজ্জুর আঘাত"),
    Term("burns", "Burns rehabilitation", "পোড়া-পরবর্তী পুনর্বাসন"),
    Term("sensory", "Sensory integration", "সেন্সরি ইন্টিগ্রেশন"),
    Term("vocational", "Vocational rehabilitation", "বৃত্তিমূলক পুনর্বাসন", ("work", "return to work")),
    Term("palliative", "Palliative care", "প্যালিয়েটিভ কেয়ার", ("প্রশমন সেবা",)),
    Term("research", "Research and evidence", "গবেষণা ও প্রমাণ"),
    Term("policy", "Policy and advocacy", "নীতি ও অ্যাডভোকেসি"),
)

SETTINGS = _listed(
    Term("government_hospital", "Government hospital", "সরকারি হাসপাতাল"),
    Term("private_hospital", "Private hospital or clinic", "বেসরকারি হাসপাতাল বা ক্লিনিক"),
    Term("rehab_centre", "Rehabilitation centre", "পুনর্বাসন কেন্দ্র"),
    Term("ngo", "NGO", "এনজিও"),
    Term("school", "School", "স্কুল"),
    Term("university", "University or college", "বিশ্ববিদ্যালয় বা কলেজ"),
    Term("community", "Community or home visits", "কমিউনিটি বা বাড়িতে সেবা"),
    Term("own_practice", "Own practice", "নিজের চেম্বার"),
    Term("other", "Elsewhere", "অন্যত্র"),
)

YEARS = _listed(
    Term("student", "Still studying", "এখনও পড়ছি"),
    Term("0-2", "First two years", "প্রথম দুই বছর"),
    Term("3-5", "3 to 5 years", "৩ থেকে ৫ বছর"),
    Term("6-10", "6 to 10 years", "৬ থেকে ১০ বছর"),
    Term("11-20", "11 to 20 years", "১১ থেকে ২০ বছর"),
    Term("20+", "More than 20 years", "২০ বছরের বেশি"),
)
"""Bands, not numbers: in a small field, district, specialty and exact years would name a person."""

AGES = _listed(
    Term("0-2", "Under 3 years", "৩ বছরের কম", ("baby", "toddler", "infant", "শিশু")),
    Term("3-5", "3 to 5 years", "৩ থেকে ৫ বছর", ("child", "preschool", "শিশু")),
    Term("6-12", "6 to 12 years", "৬ থেকে ১২ বছর", ("child", "school age", "শিশু")),
    Term("13-17", "13 to 17 years", "১৩ থেকে ১৭ বছর", ("adolescent", "teenager", "কিশোর", "কিশোরী")),
    Term("18-39", "18 to 39 years", "১৮ থেকে ৩৯ বছর", ("adult", "young adult", "প্রাপ্তবয়স্ক")),
    Term("40-64", "40 to 64 years", "৪০ থেকে ৬৪ বছর", ("adult", "প্রাপ্তবয়স্ক")),
    Term("65+", "65 years and over", "৬৫ বছর ও তার বেশি", ("older adult", "elderly", "প্রবীণ")),
)
"""How old a client is. Bands, the last one open: an exact age, above all a great one, can tell who it is."""

TONGUES = _listed(
    Term("bn", "Bengali", "বাংলা", ("Bangla",)),
    Term("en", "English", "ইংরেজি"),
    Term("hi", "Hindi", "হিন্দি"),
    Term("ur", "Urdu", "উর্দু"),
    Term("ctg", "Chittagonian", "চাটগাঁইয়া"),
    Term("syl", "Sylheti", "সিলেটি"),
    Term("ccp", "Chakma", "চাকমা"),
    Term("rhg", "Rohingya", "রোহিঙ্গা"),
    Term("sign", "Bangla Sign Language", "বাংলা ইশারা ভাষা"),
)


def words_for(terms: dict[str, Term], codes: Iterable[str]) -> tuple[str, ...]:
    """Every word by which these codes may be looked for; unknown codes have none."""
    return tuple(word for code in codes if code in terms for word in terms[code].words)
