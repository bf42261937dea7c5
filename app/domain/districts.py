"""Where people work: the 64 districts of Bangladesh and a few places beyond, in both languages."""

from app.domain.taxonomy import Term

_NAMES = """
Bagerhat বাগেরহাট|Bandarban বান্দরবান|Barguna বরগুনা|Barishal বরিশাল|Bhola ভোলা|Bogura বগুড়া|
Brahmanbaria ব্রাহ্মণবাড়িয়া|Chandpur চাঁদপুর|Chapainawabganj চাঁপাইনবাবগঞ্জ|Chattogram চট্টগ্রাম|
Chuadanga চুয়াডাঙ্গা|Cox's_Bazar কক্সবাজার|Cumilla কুমিল্লা|Dhaka ঢাকা|Dinajpur দিনাজপুর|Faridpur ফরিদপুর|
Feni ফেনী|Gaibandha গাইবান্ধা|Gazipur গাজীপুর|Gopalganj গোপালগঞ্জ|Habiganj হবিগঞ্জ|Jamalpur জামালপুর|
Jashore যশোর|Jhalokathi ঝালকাঠি|Jhenaidah ঝিনাইদহ|Joypurhat জয়পুরহাট|Khagrachhari খাগড়াছড়ি|Khulna খুলনা|
Kishoreganj কিশোরগঞ্জ|Kurigram কুড়িগ্রাম|Kushtia কুষ্টিয়া|Lakshmipur লক্ষ্মীপুর|Lalmonirhat লালমনিরহাট|
Madaripur মাদারীপুর|Magura মাগুরা|Manikganj মানিকগঞ্জ|Meherpur মেহেরপুর|Moulvibazar মৌলভীবাজার|
Munshiganj মুন্সীগঞ্জ|Mymensingh ময়মনসিংহ|Naogaon নওগাঁ|Narail নড়াইল|Narayanganj নারায়ণগঞ্জ|Narsingdi নরসিংদী|
Natore নাটোর|Netrokona নেত্রকোনা|Nilphamari নীলফামারী|Noakhali নোয়াখালী|Pabna পাবনা|Panchagarh পঞ্চগড়|
Patuakhali পটুয়াখালী|Pirojpur পিরোজপুর|Rajbari রাজবাড়ী|Rajshahi রাজশাহী|Rangamati রাঙ্গামাটি|Rangpur রংপুর|
Satkhira সাতক্ষীরা|Shariatpur শরীয়তপুর|Sherpur শেরপুর|Sirajganj সিরাজগঞ্জ|Sunamganj সুনামগঞ্জ|Sylhet সিলেট|
Tangail টাঙ্গাইল|Thakurgaon ঠাকুরগাঁও
"""

_OLDER_SPELLINGS = {
    "barishal": ("Barisal",),
    "bogura": ("Bogra",),
    "chattogram": ("Chittagong",),
    "cumilla": ("Comilla",),
    "jashore": ("Jessore",),
}


def _district(line: str) -> Term:
    latin, bengali = line.strip().split(" ")
    english = latin.replace("_", " ")
    code = latin.lower().replace("'", "")
    return Term(code, english, bengali, _OLDER_SPELLINGS.get(code, ()))


DISTRICTS: dict[str, Term] = {
    **{term.code: term for term in map(_district, _NAMES.replace("\n", "").strip("|").split("|"))},
    "west_bengal": Term("west_bengal", "West Bengal, India", "পশ্চিমবঙ্গ, ভারত", ("Kolkata", "কলকাতা")),
    "tripura": Term("tripura", "Tripura, India", "ত্রিপুরা, ভারত"),
    "assam": Term("assam", "Assam, India", "আসাম, ভারত"),
    "elsewhere": Term("elsewhere", "Elsewhere in the world", "বিশ্বের অন্য কোথাও"),
}
