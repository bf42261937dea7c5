"""What occupational therapists call the same thing, in both languages and in short: a line for each.

A word with ? is only asked with: it is understood in a query, but too common in texts to stand for the rest.
The choices of `domain/taxonomy` with their other words are all here; a test compares them.
"""

THESAURUS = """
occupational therapy | OT | অকুপেশনাল থেরাপি | ওটি | পেশাগত থেরাপি
occupational therapist | OT | অকুপেশনাল থেরাপিস্ট | ওটি | পেশাগত থেরাপিস্ট
occupational therapy assistant | OTA | অকুপেশনাল থেরাপি সহকারী
physiotherapy | physical therapy | PT | ফিজিওথেরাপি | পিটি | ভৌত থেরাপি
physiotherapist | physical therapist | physio | PT | ফিজিওথেরাপিস্ট | ফিজিও
speech therapy | speech and language therapy | SLT | SLP | স্পিচ থেরাপি | এসএলটি | বাক থেরাপি
speech therapist | speech and language therapist | SLT | SLP | স্পিচ থেরাপিস্ট | স্পিচ অ্যান্ড ল্যাঙ্গুয়েজ থেরাপিস্ট
social worker | সমাজকর্মী
psychologist | মনোবিজ্ঞানী | সাইকোলজিস্ট
psychology | মনোবিজ্ঞান | সাইকোলজি
nurse | নার্স | সেবিকা
doctor | physician | চিকিৎসক | ডাক্তার | ডক্টর | Dr | ডা
prosthetist | orthotist | প্রস্থেটিস্ট | অর্থোটিস্ট
prosthesis | artificial limb | প্রস্থেসিস | কৃত্রিম অঙ্গ
special educator | special needs teacher | বিশেষ শিক্ষক
researcher | গবেষক
practitioner | পেশাজীবী
professional | পেশাজীবী | পেশাগত | পেশাদার
student | শিক্ষার্থী | ছাত্র | ছাত্রী | স্টুডেন্ট
educator | teacher | শিক্ষাবিদ | শিক্ষক | প্রশিক্ষক | টিচার
mentor | মেন্টর | পরামর্শদাতা
mentee | মেন্টি
stakeholder | অংশীজন | স্টেকহোল্ডার
colleague | peer | সহকর্মী | কলিগ
caregiver | carer | পরিচর্যাকারী | সেবাদানকারী | কেয়ারগিভার
patient | রোগী | রুগী | পেশেন্ট
client | সেবাগ্রহীতা | ক্লায়েন্ট
family | পরিবার | ফ্যামিলি
paediatrics | pediatrics | paediatric | pediatric | শিশু থেরাপি | পেডিয়াট্রিক
child | children | শিশু | বাচ্চা
neurological rehabilitation | স্নায়বিক পুনর্বাসন
stroke | CVA | স্ট্রোক
paralysis | পক্ষাঘাত | প্যারালাইসিস
hemiplegia | hemiparesis | হেমিপ্লেজিয়া | অর্ধাঙ্গ পক্ষাঘাত
neurology | neurological | neuro | স্নায়বিক | নিউরো | নিউরোলজি
brain injury | TBI | head injury | মস্তিষ্কে আঘাত | মাথায় আঘাত
hand | হাত
hand therapy | হাতের থেরাপি | হ্যান্ড থেরাপি
splint | orthosis | স্প্লিন্ট | স্পিন্ট | অর্থোসিস
mental health | মানসিক স্বাস্থ্য | মানসিক সাস্থ্য | মেন্টাল হেলথ
depression | বিষণ্নতা | ডিপ্রেশন
anxiety | উদ্বেগ | দুশ্চিন্তা | অ্যাংজাইটি
schizophrenia | সিজোফ্রেনিয়া
dementia | স্মৃতিভ্রংশ | ডিমেনশিয়া
older adults | elderly | geriatrics | ageing | aging | প্রবীণ | বয়স্ক | বৃদ্ধ
community practice | কমিউনিটি-ভিত্তিক সেবা
community | কমিউনিটি | সম্প্রদায়
community-based rehabilitation | CBR | কমিউনিটি-ভিত্তিক পুনর্বাসন | সিবিআর
rehabilitation | rehab | পুনর্বাসন | রিহ্যাব | রিহ্যাবিলিটেশন
vocational rehabilitation | return to work | বৃত্তিমূলক পুনর্বাসন
school-based therapy | স্কুলভিত্তিক থেরাপি
school | স্কুল | বিদ্যালয়
assistive technology | assistive device | AT? | সহায়ক প্রযুক্তি | সহায়ক উপকরণ | সহায়ক যন্ত্র
wheelchair | হুইলচেয়ার | হুইল চেয়ার
walker | walking frame | ওয়াকার
crutch | crutches | ক্রাচ
autism | autistic | ASD | অটিজম | অটিস্টিক | এএসডি
ADHD | attention deficit | এডিএইচডি | অতিচঞ্চলতা
cerebral palsy | CP | সেরিব্রাল পালসি | সিপি
down syndrome | ডাউন সিনড্রোম
developmental delay | বিকাশগত বিলম্ব
intellectual disability | বুদ্ধি প্রতিবন্ধিতা
learning disability | dyslexia | শিখন প্রতিবন্ধিতা | ডিসলেক্সিয়া
spinal cord injury | SCI | মেরুরজ্জুর আঘাত | মেরুদণ্ডের আঘাত | এসসিআই
burns | burn | burns rehabilitation | পোড়া | পোড়া-পরবর্তী পুনর্বাসন | বার্ন
sensory integration | SI? | সেন্সরি ইন্টিগ্রেশন
sensory | সেন্সরি | সংবেদন
palliative care | প্যালিয়েটিভ কেয়ার | প্রশমন সেবা
arthritis | আর্থ্রাইটিস | বাত
parkinson | পারকিনসন
diabetes | ডায়াবেটিস | বহুমূত্র
fracture | ফ্র্যাকচার | হাড়ভাঙা | হাড় ভাঙা
spasticity | স্প্যাস্টিসিটি | পেশির অনমনীয়তা
contracture | কন্ট্রাকচার
pressure sore | pressure ulcer | bedsore | প্রেশার সোর | বেডসোর | শয্যাক্ষত
pain | ব্যথা | ব্যাথা | বেদনা | পেইন
disability | প্রতিবন্ধিতা | প্রতিবন্ধী
activities of daily living | ADL | দৈনন্দিন কাজকর্ম | এডিএল
self-care | নিজের যত্ন | সেলফ কেয়ার
occupation | অর্থপূর্ণ কাজ
intervention | থেরাপি-পদক্ষেপ | ইন্টারভেনশন
assessment | evaluation | মূল্যায়ন | অ্যাসেসমেন্ট
treatment | চিকিৎসা | ট্রিটমেন্ট
exercise | ব্যায়াম | ব্যয়াম | বেয়াম | এক্সারসাইজ
play therapy | প্লে থেরাপি | খেলার থেরাপি
handwriting | হাতের লেখা | হ্যান্ডরাইটিং
fine motor | ফাইন মোটর | সূক্ষ্ম পেশি
range of motion | ROM | আরওএম
clinical practice | ক্লিনিক্যাল চর্চা | ক্লিনিকাল অনুশীলন
evidence-based practice | EBP | প্রমাণভিত্তিক চর্চা | প্রমাণ-ভিত্তিক অনুশীলন
best practice | সর্বোত্তম চর্চা | সর্বোত্তম অনুশীলন
research | গবেষণা | রিসার্চ
evidence | প্রমাণ
policy | নীতি | পলিসি
advocacy | অ্যাডভোকেসি
skill | দক্ষতা | স্কিল
professional development | CPD | সিপিডি | ধারাবাহিক পেশাগত উন্নয়ন | পেশাগত উন্নয়ন
continuing professional development | CPD | সিপিডি | ধারাবাহিক পেশাগত উন্নয়ন
lifelong learning | আজীবন শিক্ষা | জীবনব্যাপী শিক্ষা | আজীবন শেখা
training | প্রশিক্ষণ | ট্রেনিং
supervision | তত্ত্বাবধান | সুপারভিশন
reflection | আত্মপর্যালোচনা | প্রতিফলন
feedback | মতামত | ফিডব্যাক
collaboration | সহযোগিতা
interdisciplinary | multidisciplinary | MDT | আন্তঃপেশাগত | আন্তঃবিভাগীয়
well-being | wellbeing | সুস্থতা
ethics | নৈতিকতা
confidentiality | privacy | গোপনীয়তা
guideline | নির্দেশিকা | গাইডলাইন
case discussion | case study | কেস আলোচনা | কেস স্টাডি
home visit | home visits | বাড়িতে সেবা | হোম ভিজিট
telehealth | telerehabilitation | টেলিহেলথ | টেলিথেরাপি
government | সরকারি
private | বেসরকারি
hospital | হাসপাতাল | হসপিটাল
clinic | ক্লিনিক | চেম্বার
rehabilitation centre | rehabilitation center | পুনর্বাসন কেন্দ্র | রিহ্যাব সেন্টার
university | college | বিশ্ববিদ্যালয় | ইউনিভার্সিটি | কলেজ
NGO | এনজিও
centre for the rehabilitation of the paralysed | CRP | সিআরপি
BOTA | বোটা
world federation of occupational therapists | WFOT | ডব্লিউএফওটি
international classification of functioning | ICF | আইসিএফ
bengali | bangla | বাংলা
english | ইংরেজি
mohammad | mohammed | muhammad | Md | Mohd | মোহাম্মদ | মুহাম্মদ | মোঃ | মো
mosammat | Mst | মোসাম্মৎ | মোছাম্মৎ | মোছাঃ | মোসাঃ
"""

SPELLINGS = """
আঙুল | আঙ্গুল
ভাঙা | ভাঙ্গা
ভেঙে | ভেঙ্গে
ওষুধ | ঔষধ | অষুধ | ঔষুধ
স্বাস্থ্য | সাস্থ্য
সুস্থ | সুস্হ
স্বাভাবিক | সাভাবিক
ব্যবহার | ব্যাবহার
ব্যবস্থা | ব্যাবস্থা
ব্যক্তি | ব্যাক্তি
ব্যস্ত | ব্যাস্ত
অভ্যাস | অভ্যেস
উজ্জ্বল | উজ্জল
দ্বিতীয় | দিতীয়
শ্বাসকষ্ট | শাসকষ্ট
নিঃশ্বাস | নিশ্বাস | নিশাস
স্নায়ু | সায়ু
কনুই | কুনুই
পুনর্বাসন | পুনঃবাসন
পক্ষাঘাত | পক্ষঘাত
ক্লায়েন্ট | ক্লাএন্ট | ক্লায়ান্ট
অকুপেশনাল | অকুপেশোনাল | অকুপেশানাল
কাউন্সেলিং | কাউন্সিলিং
স্কুল | ইস্কুল
স্টেশন | ইস্টিশন
অ্যাপ | এপ
ইউনিয়ন | য়ুনিয়ন
বৃষ্টি | বিষ্টি
দেওয়া | দেয়া
নেওয়া | নেয়া
এখনো | এখনও
কখনো | কখনও
কোনো | কোনও
আরো | আরও
ভালো | ভাল
মতো | মত
হলো | হল
ছোটো | ছোট
বড়ো | বড়
"""
"""Words that are written in more than one way, rightly or often wrongly, where the folds keep them apart."""
