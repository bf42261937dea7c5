"""Words that stand where a name may, and name nobody: what people are to each other, what they do, verbs.

A Bengali noun is known in its cases, and a verb by its stem *and* an ending: by the stem alone করিম, আসমা and
বলরাম would be verbs, too. Words that people are also called by, such as সাগর or Happy, are not among them.
"""

import re

from app.domain.guard.letters import BENGALI, one_of, words_of

_NOUNS = one_of(
    # people
    "রোগী|রোগিণী|রুগী|রুগি|পেশেন্ট|ক্লায়েন্ট|সেবাগ্রহীতা|অংশগ্রহণকারী|শিশু|বাচ্চা|ছেলে|মেয়ে|লোক|মানুষ|ব্যক্তি|পুরুষ|মহিলা|নারী",
    "ভদ্রলোক|ভদ্রমহিলা|কিশোর|কিশোরী|তরুণ|তরুণী|যুবক|যুবতী|বৃদ্ধ|বৃদ্ধা|বুড়ো|বুড়ি|প্রবীণ|বয়স্ক|নবজাতক|যমজ|এতিম|গর্ভবতী|প্রসূতি",
    "প্রতিবন্ধী|অটিস্টিক|পাগল|মৃত|মরহুম|ভুক্তভোগী|মা|বাবা|আব্বা|আব্বু|আম্মা|আম্মু|ভাই|ভাইয়া|বোন|দাদা|দাদি|দাদী|নানা|নানি|নানী|চাচা",
    "চাচি|চাচী|খালা|ফুফু|মামা|মামি|মামী|মাসি|পিসি|কাকা|কাকি|ভাবি|ভাবী|বউ|বৌ|বউমা|জামাই|শ্বশুর|শাশুড়ি|ননদ|দেবর|ভাশুর|স্বামী|স্ত্রী",
    "সন্তান|পুত্র|কন্যা|নাতি|নাতনি|ভাতিজা|ভাগ্নে|ভাগ্নি|অভিভাবক|পরিবার|স্বজন|আত্মীয়|প্রতিবেশী|বন্ধু|বান্ধবী|সঙ্গী|সহপাঠী|সহকর্মী|ছাত্র",
    "ছাত্রী|শিক্ষার্থী|শিক্ষক|শিক্ষিকা|প্রশিক্ষণার্থী|ইন্টার্ন|পরিচর্যাকারী|স্যার|ম্যাডাম|আপা|আপু|দিদি|সাহেব|সাহেবা|জনাব|মেহমান",
    # what they do
    "ডাক্তার|নার্স|সিস্টার|ব্রাদার|থেরাপিস্ট|ফিজিওথেরাপিস্ট|ফিজিও|সাইকোলজিস্ট|টিচার|মাস্টার|হেডমাস্টার|প্রফেসর|অধ্যাপক|অফিসার|ম্যানেজার",
    "ডিরেক্টর|পরিচালক|চেয়ারম্যান|মেম্বার|সদস্য|ইঞ্জিনিয়ার|ড্রাইভার|চালক|কন্ডাক্টর|দোকানদার|চৌকিদার|দারোয়ান|পাহারাদার|জমিদার|কেয়ারটেকার",
    "কেয়ারগিভার|ভলান্টিয়ার|স্বেচ্ছাসেবক|সুপারভাইজার|ট্রেইনার|ট্রেনার|কোঅর্ডিনেটর|মেন্টর|লিডার|ওয়ার্কার|হেলপার|কর্মী|স্বাস্থ্যকর্মী|সমাজকর্মী",
    "কর্মকর্তা|কর্মচারী|ক্লিনার|ওয়ার্ডবয়|আয়া|বুয়া|মালি|মাঝি|জেলে|তাঁতি|কৃষক|চাষি|চাষী|শ্রমিক|দিনমজুর|রিকশাওয়ালা|রিকশাচালক|ভ্যানচালক",
    "ফেরিওয়ালা|দর্জি|মিস্ত্রি|মিস্ত্রী|কাঠমিস্ত্রি|রাজমিস্ত্রি|বাবুর্চি|গৃহিণী|গৃহকর্মী|কর্মজীবী|চাকরিজীবী|ব্যবসায়ী|প্রবাসী|ভাড়াটিয়া|বাড়িওয়ালা",
    "মালিক|মুক্তিযোদ্ধা|ইমাম|হুজুর|পুরোহিত|উকিল|পুলিশ|সাংবাদিক|লেখক|গবেষক|কাস্টমার|ইউজার|প্লেয়ার|খেলোয়াড়|চাকর",
    # where
    "গ্রাম|শহর|পাড়া|মহল্লা|এলাকা|বাসা|বাড়ি|ঘর|ফ্ল্যাট|দোকান|বাজার|হাট|অফিস|হাসপাতাল|ক্লিনিক|চেম্বার|সেন্টার|কেন্দ্র|স্কুল|কলেজ|মাদ্রাসা",
    "বিশ্ববিদ্যালয়|হোস্টেল|মেস|ক্যান্টিন|হোটেল|ওয়ার্ড|কেবিন|ইউনিট|বিভাগ|প্রতিষ্ঠান|সংস্থা|দেশ|বিদেশ|জেলা|উপজেলা|থানা|ইউনিয়ন|ক্যাম্প",
    "বস্তি|মসজিদ|মন্দির|মাঠ|রাস্তা|গাড়ি|বাস|রিকশা|বাংলাদেশ|ভারত|ঢাকা|চট্টগ্রাম|কলকাতা|শ্রীলঙ্কা",
    # when, and which
    "আজ|আজকে|কাল|কালকে|গতকাল|গতবার|এবার|সেবার|প্রতিবার|সেদিন|এদিন|একদিন|দিন|রাত|মাস|বছর|সপ্তাহ|সময়|এখন|তখন|আগে|আগ|পরে|পর|দূর|কাছে|কাছ",
    "পাশে|পাশ|উপরে|উপর|নিচে|নিচ|সামনে|পেছন|ভেতর|বাইরে|মাঝে|শেষ|শুরু|প্রথম|দ্বিতীয়|তৃতীয়|মেজো|সেজো|ছোট|ছোটো|বড়|বড়ো|মেজ|সেজ|একজন|দুইজন",
    "দুজন|তিনজন|চারজন|পাঁচজন|কয়েকজন|অনেকজন|আরেকজন|অন্যজন|অন্য|অন্যান্য|একাধিক|সবাই|সকল|সকলে|সব|প্রত্যেক|প্রতি|প্রতিটি|প্রতিটা|উভয়|অপর",
    "কারও|কারো|কা|যা|যাঁ|যার|তা|তাঁ|ও|ওঁ|উনা|ওনা|ইনা|এ|এঁ|আমা|আপনা|তোমা|নিজ|নিজে|নিজেদে|আমাদে|আপনাদে|তোমাদে|তাদে|তাঁদে|ওদে|ওঁদে|এদে",
    "যাদে|যাঁদে|কাদে|অনেক|অনেকে|এক|দুই|তিন|চার|পাঁচ|ছয়|দশ|এই|সেই|ওই|কোন|কোনো",
    # what a talk among therapists is about
    "কেস|গল্প|নাটক|সিনেমা|গান|বই|পোস্ট|গ্রুপ|সার্কেল|ভিডিও|সাক্ষাৎকার|ইতিহাস|ব্যথা|দুর্ঘটনা|ইনজুরি|আঘাত|আগুন|পোড়া|অপারেশন|সার্জারি|রোগ|অসুখ",
    "জ্বর|অ্যাম্পুটেশন|স্ট্রোক|অটিজম|ডাউন|সিনড্রোম|সেরিব্রাল|পালসি|প্রতিবন্ধিতা|থেরাপি|ওটি|পিটি|সেশন|ক্লাস|কাজ|হাত|পা|পায়ে|শরীর|মন|মনে|ভাষা",
    "মাতৃভাষা|জীবন|মৃত্যু|শৈশব|সংসার|সমাজ|বিয়ে|চাকরি|পূজা|ঈদ|খেলা|পড়া|লেখাপড়া|কথা|নাম",
)
_TIMES = one_of(
    "শনি|রবি|রোব|সোম|মঙ্গল|বুধ|বৃহস্পতি|শুক্র|এক|দু|দুই|তিন|কয়েক|কত|বহু|প্রথম|দ্বিতীয়|শেষ|এই|সেই|ওই|প্রতি|গত|আগামী|অনেক"
)
_CASES = one_of("র|ের|য়ের|এর|কে|েকে|ে|য়|তে|রা|েরা|দের|েদের|দেরকে|ই|ও|েও|েই|রই|েরই|রও|েরও")
_NOUN = re.compile(f"(?:{_NOUNS}(?:টি|টা|টুকু|গুলো|গুলি|জন)?|{_TIMES}বার){_CASES}?")

_OF_SEVERAL = re.compile(rf"[{BENGALI}]+দের(?:কে|ই|ও)?")

_TOLD = "িনি|েনি|েননি|েছি|েছে|েছেন|েছো|েছিল|েছিলেন|েছিলাম|ছি|ছে|ছেন|ছো|ছিল|ছিলেন|ছিলাম"
_LATER = "ব|বো|বে|বেন|বি|বেনা|বার|বারই"
_PAST = "লাম|লে|লেন|লেই|লেও|লো|ল|তাম|তে|তেই|তেও|তেন|তো|ত"
_BEHIND_A_CONSONANT = one_of(
    f"ি|ো|ে|েন|েই|িস|ুন|ুক|িও|া|ার|ারও|াটা|াও|িয়ে|{_TOLD}|{_LATER}|{_PAST}",
    "ানো|ানোর|ান|ানোই|াই|ায়|াতে|ালে|ালেন|াব|াবে|াবেন|াবো|াচ্ছে|াচ্ছি|াচ্ছেন|াল|ালাম|িয়েছি|িয়েছে|িয়েছেন",
)
_BEHIND_A_VOWEL = one_of(
    f"ই|ও|য়|ন|ক|স|ইনি|য়নি|ননি|য়ে|য়েই|য়েছি|য়েছে|য়েছেন|য়েছিল|য়েছিলেন|চ্ছি|চ্ছে|চ্ছেন|চ্ছিল|{_LATER}|{_PAST}",
    "ওয়া|ওয়ার|ওয়াও|ওয়াতে|ওয়ানো",
)
_VERB = re.compile(
    one_of(
        "কর|লিখ|লেখ|দেখ|বল|আস|এস|পাঠ|জান|পড়|ছাড়|ছেড়|বদল|ডাক|শুন|শোন|চিন|চেন|পাল্ট|মুছ|মোছ|কাট|কেট|বুঝ|বোঝ|ভুল|উঠ|ওঠ|বস",
        "থাক|চল|খুঁজ|খোঁজ|ফেল|ঘট|বাড়|কাঁদ|হাঁট|হাস|ধর|নড়|দাঁড়|ঘুম",
    )
    + _BEHIND_A_CONSONANT
    + "|"
    + one_of("দে|দি|নে|নি|যা|গি|গে|খা|খে|চা|পা|পে|হ")
    + _BEHIND_A_VOWEL
)

_BENGALI = words_of(
    # what is said of a name, and what goes with it
    "ঠিকানা|পরিচয়|পরিচয়সহ|বয়স|ছবি|ছবিসহ|ফোন|নম্বর|ডাকনাম|পদবি|আদ্যক্ষর|ছদ্মনাম|বানান|সই|স্বাক্ষর|উচ্চারণ|রেফার|পরামর্শ"
    "|প্রকাশ|প্রকাশে|প্রকাশ্যে|গোপন|গোপনে|গোপনীয়|উল্লেখ|উল্লেখসহ|ব্যবহার|পরিবর্তন|পরিবর্তিত|জিজ্ঞেস|জিজ্ঞাসা|শনাক্ত"
    "|অজানা|অজ্ঞাত|কাল্পনিক|কল্পিত|সংক্ষেপে|সংক্ষিপ্ত|আংশিক|আসল|নকল|পুরো|সম্পূর্ণ|সঠিক|ভুল|আলাদা|নতুন|পুরনো|পুরানো"
    "|তালিকায়|তালিকা|খাতায়|কার্ডে|ফাইলে|বোর্ডে|রেজিস্টারে|কাগজে|রিপোর্টে|মেসেজে|মুখে|চেনা|ধরে|শেখা|শেখানো"
    "|রাখুন|রাখবেন|রাখব|রাখবো|রাখি|রাখা|রাখার|রাখতে|রেখে|রাখছি|মিলে|মেলে|মেলানো|পারি|পারে|পারেন|পারছি|আছে|আছেন"
    "|থাকা|থাকার|দেওয়ার|নেওয়ার|দেয়া|দেয়ার|নেয়া|ওষুধ|রিপোর্ট|ব্যায়াম|বিশ্রাম|ছুটি|ভর্তি|নিষেধ|সমস্যা|চেষ্টা|সাহায্য|ধন্যবাদ"
    # what ends like a word in its case, and is none
    "|আবার|হাজার|উত্তর|সুন্দর|এরপর|তারপর|গ্রেফতার|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর|একমাত্র|শুধুমাত্র|কেবলমাত্র|বিচার|ব্যাপার"
    "|গভীর|পবিত্র|প্রচুর|তীব্র|চমৎকার|নির্ভর|সুপার|কঠোর|এখানকার|সেখানকার|ওখানকার|এখনকার|তখনকার|আজকার|ক্ষুদ্র|হাজির|দুপুর|সমগ্র"
    "|ভিতর|গুরুতর|সিনিয়র|জুনিয়র|পরিষ্কার|পরিস্কার|চিৎকার|দরিদ্র|ভদ্র|অবসর|অস্থির|স্থির|পেশাদার|নিষ্ঠুর|সর্বত্র|সত্যিকার|বরাবর"
    "|ভয়ঙ্কর|ভয়ংকর|চেয়ার|হুইলচেয়ার|ওয়াকার|স্কুটার|কম্পিউটার|ক্যান্সার|জ্বর|শরীর|স্টার|ফায়ার|খবর|নম্বর|নাম্বার|ভেতর"
    # what joins, asks and denies
    "|নয়|নেই|নাই|না|নি|যেন|যাতে|যদি|তবে|তাই|তো|কি|কী|কে|কেন|কেউ|কাউকে|কোথাও|কোথায়|কিছু|কিছুই|কখনো|কখনও|কখনোই|কখনওই|কখন"
    "|সবসময়|সর্বদা|এখানে|ওখানে|সেখানে|এখনো|এখনও|বারবার|বার|প্রথমে|আমি|আমরা|আপনি|আপনারা|তুমি|তোমরা|তিনি|উনি|ওরা|তারা|তাঁরা"
    "|এটা|এটি|ওটা|সেটা|সেটি|যে|বাদ|বাদে|বাদেই|ছাড়া|ছাড়াই|সহ|সহকারে|দিয়ে|নিয়ে|থেকে|জন্য|সম্পর্কে|বিষয়ে|মতো|মত|মাত্র"
    "|সাথে|সঙ্গে|অনুযায়ী|অনুসারে|এবং|আর|বা|অথবা|কিংবা|কিন্তু|তবু|তবুও|অবশ্যই|একদম|একটু|খুব|বেশি|কম|শুধু|কেবল|একই"
    "|ছিল|ছিলেন|গেছে|গেছেন|যখন|এমন|মধ্যে|পর্যন্ত|বিভিন্ন|ভালো|ভাল|কারণ|প্রায়|তাহলে|আরো|আরও|ঠিক|বিশেষ|বেশ|ফলে|যেমন|নাকি"
    "|যেখানে|কিভাবে|কীভাবে|ভাবে|সাধারণ|সাধারণত|নিশ্চিত|সম্ভব|যদিও|দ্রুত|মূল|হয়তো|থেকেই|এমনকি|সহজ|কঠিন|যিনি|যারা|যাঁরা|সত্যি|নামক"
    "|পরবর্তী|পরিচিত|আগামী|বর্তমান|বর্তমানে|বরং|অন্তত|বাকি|প্রতিদিন|সকালে|বিকালে|বিকেলে|রাতে|ইত্যাদি|হোক|দ্বারা|কত|এত|মানে"
    "|মাঝেমাঝে|দরকার|প্রয়োজন|লাগবে|লাগে|উচিত|স্পষ্ট|সরাসরি|হিসেবে|হিসাবে|ডিগ্রি|টাইম|কল|ইউ|গ্রা|লি|সেকেন্ড|রা|দের|ফি"
)

_ENGLISH = words_of(
    "a|an|the|my|our|your|his|her|their|its|this|that|these|those|each|every|one|another|no|some|any|all|both|either|other|others"
    "|such|who|whom|whose|what|which|where|when|why|how|there|here|then|now|today|yesterday|tomorrow|tonight|last|next|first"
    "|second|third|later|soon|also|always|never|still|already|just|only|very|too|quite|not|and|or|but|if|so|because|while|with"
    "|without|from|for|of|in|on|at|by|to|into|after|before|during|under|over|between|as|than|like|is|are|was|were|be|been|has"
    "|have|had|do|does|did|can|could|will|would|should|may|must|let|please|it|he|she|we|you|they|two|three|four|five|six"
    # people, and what they do
    "|patient|client|person|people|man|men|woman|women|child|children|kid|kids|baby|babies|infant|toddler|newborn|boy|boys|girl"
    "|girls|teen|teenager|adolescent|youth|adult|adults|elder|elders|elderly|senior|veteran|resident|participant|survivor|user"
    "|member|leader|mentor|mentee|learner|pupil|student|students|teacher|principal|trainee|intern|volunteer|worker|labourer"
    "|farmer|manager|officer|supervisor|coordinator|director|administrator|admin|staff|colleague|friend|neighbour|neighbor|guest"
    "|visitor|owner|boss|employer|employee|tailor|weaver|fisherman|driver|guard|cook|maid|cleaner|nurse|doctor|physician|surgeon"
    "|psychologist|psychiatrist|physio|physiotherapist|therapist|specialist|consultant|registrar|counsellor|counselor|carer"
    "|caregiver|guardian|parent|parents|mother|father|mum|mom|dad|wife|husband|spouse|partner|son|daughter|brother|sister|sibling"
    "|twin|twins|triplets|couple|uncle|aunt|aunty|cousin|niece|nephew|grandma|grandpa|grandmother|grandfather|granny|widow"
    "|widower|bride|groom|family|families|somebody|someone|anybody|anyone|nobody|everybody|everyone|player|sir|madam"
    # where and when
    "|ward|clinic|hospital|school|college|university|centre|center|unit|department|room|office|home|house|village|town|city"
    "|district|country|community|camp|station|world|india|bangladesh|nepal|lanka|pakistan|england|london|dhaka|kolkata|chittagong"
    "|chattogram|sylhet|khulna|rajshahi|delhi|mumbai|asia|africa|europe|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|january|february|march|april|june|july|august|september|october|november|december|ramadan|eid|puja|christmas|winter|summer"
    "|spring|autumn|morning|evening|night|day|days|week|month|year|english|bengali|bangla|indian|british|muslim|hindu|christian"
    # what a talk among therapists is about
    "|goal|goals|plan|class|care|concern|shower|shift|handover|history|note|notes|record|records|chart|form|file|report|feedback"
    "|journey|council|union|association|society|forum|group|team|network|support|handbook|manual|guide|guideline|orientation"
    "|training|workshop|course|lecture|seminar|conference|meeting|session|program|programme|project|study|research|thesis|exam"
    "|test|assessment|scale|score|outcome|measure|intervention|treatment|therapy|rehabilitation|rehab|exercise|activity"
    "|activities|positioning|handling|transfer|transfers|lift|hoist|wheelchair|splint|splinting|seating|cushion|belt|sling|bed"
    "|chair|toilet|bath|dressing|feeding|eating|sleep|play|leisure|work|productivity|participation|engagement|education|leaflet"
    "|information|safety|welfare|rights|protection|policy|law|labour|labor|scouts|health|development|progress|factors|experience"
    "|satisfaction|name|names|named|called|voice|choice|line|list|life|nature|reception|discharge|admission|referral|review"
    "|led|friendly|centred|centered|specific|focused|based|related|safe|stable|unstable|independent|dependent|ready|able|unable"
    "|alert|conscious|unconscious|confused|oriented|anxious|depressed|tired|calm|quiet|improving|improved|better|worse|well|fine"
    "|good|bad|new|old|young|aged|older|younger|big|small|early|late|long|short|high|low|left|right|upper|lower|full|partial"
    "|total|active|passive|absent|present|unknown|confidential|withheld|anonymous|none|positive|negative|motivated|cooperative"
    "|compliant|dead|alive|single|married|male|female|app|tool|game|toy|method|approach|technique|system|device|website|page|book"
)

_IN_LATIN_LETTERS = words_of(
    "rogi|rogir|baccha|bacchar|shishu|chele|meye|amar|tar|or|apnar|tomar|amader|tader|oder|sobar|kar|ek|ei|sei|nijer|bari|poribar"
    "|chhele|meyer|cheler|shishur|bhai|apa|na|noy|nei|bolbo|likhbo|likhben|diben|deben|gopon|bad|chara|thikana|boyosh|ki|keu"
)


def is_ordinary(word: str) -> bool:
    """Whether this word, as the guard reads it, names nobody."""
    small = word.lower()
    if small in _ENGLISH or small in _IN_LATIN_LETTERS or small in _BENGALI:
        return True
    return any(pattern.fullmatch(small) for pattern in (_NOUN, _VERB, _OF_SEVERAL))
