"""The glossary every Setu begins with: what occupational therapists in Bangladesh and India call things.

Source: compiled for Setu from the words of the profession there and from what Setu's own screens say; not yet
read by practising therapists, which is what proposals are for. Licence: Apache 2.0, as the rest of Setu.

`TERMS` has a line for each: what it goes by, its topic, the English words, the Bengali words; of each the
first is the one we use, the others are said, too. A word with ? is not pointed out in texts, for it is too
common there or means something else as well. `NOTES` has what should be known of some of them.
"""

TERMS = """
occupational-therapy | people | Occupational therapy; OT | অকুপেশনাল থেরাপি; ওটি; পেশাগত থেরাপি
occupational-therapist | people | Occupational therapist | অকুপেশনাল থেরাপিস্ট; পেশাগত থেরাপিস্ট
ot-assistant | people | Occupational therapy assistant; OTA | অকুপেশনাল থেরাপি সহকারী
ot-student | people | Occupational therapy student | অকুপেশনাল থেরাপি শিক্ষার্থী
therapist | people | Therapist? | থেরাপিস্ট?
colleague | people | Colleague?; peer? | সহকর্মী?
professional | people | Professional?; practitioner? | পেশাজীবী?
physiotherapy | people | Physiotherapy; physical therapy; PT | ফিজিওথেরাপি; পিটি
physiotherapist | people | Physiotherapist; physical therapist; physio | ফিজিওথেরাপিস্ট; ফিজিও
speech-therapy | people | Speech therapy; speech and language therapy; SLT; SLP | স্পিচ থেরাপি; এসএলটি; বাক থেরাপি
speech-therapist | people | Speech and language therapist; speech therapist | স্পিচ অ্যান্ড ল্যাঙ্গুয়েজ থেরাপিস্ট; স্পিচ থেরাপিস্ট
social-worker | people | Social worker | সমাজকর্মী
social-work | people | Social work | সমাজকর্ম
psychologist | people | Psychologist | মনোবিজ্ঞানী; সাইকোলজিস্ট
nurse | people | Nurse? | নার্স?
doctor | people | Doctor?; physician? | চিকিৎসক?; ডাক্তার?
prosthetist | people | Prosthetist; orthotist | প্রস্থেটিস্ট; অর্থোটিস্ট
special-educator | people | Special educator | বিশেষ শিক্ষক
educator | people | Educator | শিক্ষাবিদ; প্রশিক্ষক?
student | people | Student? | শিক্ষার্থী?
researcher | people | Researcher? | গবেষক?
policymaker | people | Policymaker | নীতিনির্ধারক
stakeholder | people | Stakeholder | অংশীজন; স্টেকহোল্ডার
client | people | Client? | সেবাগ্রহীতা; ক্লায়েন্ট?
patient | people | Patient? | রোগী?; পেশেন্ট?
caregiver | people | Caregiver; carer | পরিচর্যাকারী; কেয়ারগিভার
older-adults | people | Older adults; older people; elderly? | প্রবীণ; বয়স্ক?
paediatrics | fields | Paediatrics; pediatrics | শিশু থেরাপি; পেডিয়াট্রিক
neurological-rehabilitation | fields | Neurological rehabilitation; neuro rehabilitation | স্নায়বিক পুনর্বাসন; নিউরো রিহ্যাব
stroke-rehabilitation | fields | Stroke rehabilitation | স্ট্রোক পুনর্বাসন
hand-therapy | fields | Hand therapy | হাতের থেরাপি; হ্যান্ড থেরাপি
mental-health | fields | Mental health | মানসিক স্বাস্থ্য; মেন্টাল হেলথ
community-practice | fields | Community practice | কমিউনিটি-ভিত্তিক সেবা
cbr | fields | Community-based rehabilitation; CBR | কমিউনিটি-ভিত্তিক পুনর্বাসন; সিবিআর
school-therapy | fields | School-based therapy | স্কুলভিত্তিক থেরাপি
vocational-rehabilitation | fields | Vocational rehabilitation; return to work | বৃত্তিমূলক পুনর্বাসন
palliative-care | fields | Palliative care | প্যালিয়েটিভ কেয়ার; প্রশমন সেবা
burns-rehabilitation | fields | Burns rehabilitation | পোড়া-পরবর্তী পুনর্বাসন
telehealth | fields | Telehealth; telerehabilitation | টেলিহেলথ; টেলিথেরাপি
autism | conditions | Autism; autistic; ASD | অটিজম; অটিস্টিক; এএসডি
adhd | conditions | Attention deficit hyperactivity disorder; ADHD | এডিএইচডি; অতিচঞ্চলতা
cerebral-palsy | conditions | Cerebral palsy; CP | সেরিব্রাল পালসি; সিপি
down-syndrome | conditions | Down syndrome | ডাউন সিনড্রোম
developmental-delay | conditions | Developmental delay | বিকাশগত বিলম্ব
intellectual-disability | conditions | Intellectual disability | বুদ্ধি প্রতিবন্ধিতা
learning-disability | conditions | Learning disability; dyslexia | শিখন প্রতিবন্ধিতা; ডিসলেক্সিয়া
stroke | conditions | Stroke; CVA | স্ট্রোক
hemiplegia | conditions | Hemiplegia; hemiparesis | হেমিপ্লেজিয়া; অর্ধাঙ্গ পক্ষাঘাত
paralysis | conditions | Paralysis | পক্ষাঘাত; প্যারালাইসিস
brain-injury | conditions | Brain injury; head injury; TBI | মস্তিষ্কে আঘাত; মাথায় আঘাত
spinal-cord-injury | conditions | Spinal cord injury; SCI | মেরুরজ্জুর আঘাত; এসসিআই
dementia | conditions | Dementia | স্মৃতিভ্রংশ; ডিমেনশিয়া
depression | conditions | Depression | বিষণ্নতা; ডিপ্রেশন
anxiety | conditions | Anxiety | উদ্বেগ; অ্যাংজাইটি
schizophrenia | conditions | Schizophrenia | সিজোফ্রেনিয়া
arthritis | conditions | Arthritis | আর্থ্রাইটিস; বাত?
parkinson | conditions | Parkinson's disease; Parkinson | পারকিনসন
fracture | conditions | Fracture | ফ্র্যাকচার; হাড়ভাঙা
spasticity | conditions | Spasticity | স্প্যাস্টিসিটি
contracture | conditions | Contracture | কন্ট্রাকচার
pressure-sore | conditions | Pressure sore; pressure ulcer; bedsore | প্রেশার সোর; বেডসোর; শয্যাক্ষত
disability | conditions | Disability | প্রতিবন্ধিতা
wellbeing | conditions | Well-being; wellbeing | সুস্থতা
occupation | therapy | Occupation? | অর্থপূর্ণ কাজ
adl | therapy | Activities of daily living; ADL | দৈনন্দিন কাজকর্ম; এডিএল
self-care | therapy | Self-care | নিজের যত্ন; সেলফ কেয়ার
rehabilitation | therapy | Rehabilitation; rehab | পুনর্বাসন; রিহ্যাব
intervention | therapy | Intervention | থেরাপি-পদক্ষেপ; ইন্টারভেনশন
assessment | therapy | Assessment; evaluation? | মূল্যায়ন; অ্যাসেসমেন্ট
treatment | therapy | Treatment? | চিকিৎসা?
exercise | therapy | Exercise? | ব্যায়াম
sensory-integration | therapy | Sensory integration; SI? | সেন্সরি ইন্টিগ্রেশন
play-therapy | therapy | Play therapy | খেলার থেরাপি; প্লে থেরাপি
handwriting | therapy | Handwriting | হাতের লেখা; হ্যান্ডরাইটিং
fine-motor | therapy | Fine motor skills; fine motor | সূক্ষ্ম পেশির দক্ষতা; ফাইন মোটর
range-of-motion | therapy | Range of motion; ROM | নড়াচড়ার পরিসর; আরওএম
assistive-technology | therapy | Assistive technology; assistive device; AT? | সহায়ক প্রযুক্তি; সহায়ক উপকরণ
splint | therapy | Splint; orthosis | স্প্লিন্ট; অর্থোসিস
prosthesis | therapy | Prosthesis; artificial limb | কৃত্রিম অঙ্গ; প্রস্থেসিস
wheelchair | therapy | Wheelchair | হুইলচেয়ার
walker | therapy | Walking frame; walker? | ওয়াকার
crutch | therapy | Crutch; crutches | ক্রাচ
home-visit | therapy | Home visit | হোম ভিজিট; বাড়িতে সেবা
goal | therapy | Goal? | লক্ষ্য?
holistic | therapy | Holistic | সামগ্রিক?
lifelong-learning | learning | Lifelong learning | আজীবন শিক্ষা; জীবনব্যাপী শিক্ষা
cpd | learning | Continuing professional development; CPD; professional development | ধারাবাহিক পেশাগত উন্নয়ন; সিপিডি; পেশাগত উন্নয়ন
reflection | learning | Reflection? | আত্মপর্যালোচনা
learning | learning | Learning? | শেখা?
skill | learning | Skill? | দক্ষতা?
research | learning | Research? | গবেষণা?
evidence | learning | Evidence? | প্রমাণ?
ebp | learning | Evidence-based practice; EBP | প্রমাণভিত্তিক চর্চা; প্রমাণ-ভিত্তিক অনুশীলন
best-practice | learning | Best practice | সর্বোত্তম চর্চা; সর্বোত্তম অনুশীলন
clinical-practice | learning | Clinical practice | ক্লিনিক্যাল চর্চা; ক্লিনিকাল অনুশীলন
practice | learning | Practice? | চর্চা?
guideline | learning | Guideline | নির্দেশিকা; গাইডলাইন
case-discussion | learning | Case discussion; case study | কেস আলোচনা; কেস স্টাডি
supervision | learning | Supervision | তত্ত্বাবধান; সুপারভিশন
training | learning | Training? | প্রশিক্ষণ
mentorship | together | Mentorship | মেন্টরশিপ
mentor | together | Mentor | মেন্টর; পরামর্শদাতা?
mentee | together | Mentee | মেন্টি
peer-support | together | Peer support | সহকর্মী সহায়তা
professional-relationship | together | Professional relationship | পেশাগত সম্পর্ক
professional-network | together | Professional network | পেশাগত নেটওয়ার্ক
networking | together | Networking | নেটওয়ার্কিং
collaboration | together | Collaboration | সহযোগিতা?
interdisciplinary | together | Interdisciplinary; multidisciplinary; MDT | আন্তঃপেশাগত; আন্তঃবিভাগীয়
knowledge-sharing | together | Knowledge sharing | জ্ঞান ভাগাভাগি; জ্ঞান বিনিময়
feedback | together | Feedback? | মতামত?
guidance | together | Guidance? | দিকনির্দেশনা
encouragement | together | Encouragement? | উৎসাহ?
advocacy | together | Advocacy | অ্যাডভোকেসি
ethics | together | Ethics | নৈতিকতা
confidentiality | together | Confidentiality | গোপনীয়তা
specialty | together | Specialty | বিশেষ ক্ষেত্র; বিশেষায়িত ক্ষেত্র
circle | setu | Circle? | সার্কেল?
specialty-circle | setu | Specialty circle | বিশেষায়িত সার্কেল
circle-leader | setu | Circle leader | সার্কেল লিডার
moderator | setu | Moderator? | মডারেটর?
member | setu | Member? | সদস্য?
learning-prompt | setu | Learning prompt? | শেখার প্রশ্ন?
topic | setu | Topic? | বিষয়?
question | setu | Question? | প্রশ্ন?
post | setu | Post? | পোস্ট?
draft | setu | Draft? | খসড়া?
sync | setu | Sync? | সিঙ্ক?
"""

NOTES = """
occupational-therapy | In hospitals OT and ওটি also mean the operating theatre: spell it out at first. পেশাগত থেরাপি sounds like therapy for one's job. | হাসপাতালে OT বা ওটি বললে অপারেশন থিয়েটারও বোঝায়; তাই প্রথমবার পুরো নামটি লিখুন। “পেশাগত থেরাপি” শুনলে চাকরিসংক্রান্ত থেরাপি মনে হয়।
occupation | In occupational therapy: whatever gives a day its meaning, not only paid work. | অকুপেশনাল থেরাপিতে এর অর্থ এমন সব কাজ, যা দিনকে অর্থপূর্ণ করে; শুধু চাকরি বা পেশা নয়।
ot-student | শিক্ষার্থী fits everybody; ছাত্র and ছাত্রী do not. | “শিক্ষার্থী” সবার জন্যই বলা যায়; ছাত্র বা ছাত্রী নয়।
colleague | Bengali has one word for colleague and peer. | “কলিগ” ও “পিয়ার” দুটির জন্যই বাংলায় সহকর্মী বলা হয়।
peer-support | সহায়তা is help; সমর্থন would be taking somebody's side. | সহায়তা মানে সাহায্য করা; সমর্থন মানে কারও পক্ষ নেওয়া।
professional | পেশাজীবী is somebody of a profession; পেশাগত is said of things, such as a relationship. | পেশাজীবী বলা হয় মানুষকে; পেশাগত বলা হয় বিষয়কে, যেমন পেশাগত সম্পর্ক।
social-worker | সমাজকর্মী can also mean an activist. In a hospital: মেডিকেল সমাজকর্মী. | সমাজকর্মী বলতে সমাজসেবায় সক্রিয় যে কাউকে বোঝাতে পারে। হাসপাতালে বলুন মেডিকেল সমাজকর্মী।
social-work | The profession. সামাজিক কাজ would be social activities. | পেশাটির নাম সমাজকর্ম; “সামাজিক কাজ” বললে সামাজিক কর্মকাণ্ড বোঝায়।
educator | For somebody who teaches in a clinic: প্রশিক্ষক. | যিনি ক্লিনিকে হাতে-কলমে শেখান, তাঁকে প্রশিক্ষক বলা যায়।
mentee | The one who takes a mentor's advice. | যিনি মেন্টরের পরামর্শ নিচ্ছেন।
mentor | পরামর্শদাতা would be a consultant. | “পরামর্শদাতা” বললে কনসালট্যান্ট বোঝায়।
client | Clinicians also say ক্লায়েন্ট. | চিকিৎসাকর্মীরা “ক্লায়েন্ট” শব্দটিও ব্যবহার করেন।
older-adults | Kinder than বৃদ্ধ or বয়োবৃদ্ধ. | “বৃদ্ধ” বা “বয়োবৃদ্ধ” বলার চেয়ে এটি সম্মানজনক।
paediatrics | Therapy with children. শিশুরোগ is the medicine of children's illnesses. | শিশুদের সঙ্গে থেরাপি। “শিশুরোগ” বললে শিশুদের রোগের চিকিৎসা বোঝায়।
vocational-rehabilitation | পেশাগত is kept for what belongs to a profession. | “পেশাগত” শব্দটি পেশার সঙ্গে সম্পর্কিত বিষয়ের জন্য রাখা হয়েছে।
disability | Say প্রতিবন্ধী ব্যক্তি: the person comes with the word. | মানুষকে বলুন “প্রতিবন্ধী ব্যক্তি”; শুধু “প্রতিবন্ধী” নয়।
intervention | What a therapist does towards a goal. হস্তক্ষেপ would be interference. | লক্ষ্য পূরণে থেরাপিস্ট যা করেন। “হস্তক্ষেপ” বললে অনধিকার চর্চা মনে হয়।
practice | The exercise of a profession. অনুশীলন is practising, as one does for a skill. | পেশার কাজ করাকে বলে চর্চা; দক্ষতার জন্য বারবার করাকে বলে অনুশীলন।
reflection | Looking back on one's own work. প্রতিফলন is what a mirror does. | নিজের কাজ ফিরে দেখা। “প্রতিফলন” হলো আয়নায় যা ঘটে।
learning | শেখা is what a learner does; শিক্ষা is education. | শেখা হলো যিনি শেখেন তাঁর কাজ; শিক্ষা বলতে গোটা ব্যবস্থাটিকেও বোঝায়।
interdisciplinary | Written with visarga (ঃ), not with a colon. আন্তঃবিভাগীয় would be between departments. | বিসর্গ (ঃ) দিয়ে লিখুন, কোলন দিয়ে নয়। “আন্তঃবিভাগীয়” মানে দুই বিভাগের মধ্যে।
wellbeing | Being and feeling well. মঙ্গল is a blessing. | শরীরে-মনে ভালো থাকা। “মঙ্গল” বললে শুভকামনা বোঝায়।
feedback | Kinder than প্রতিক্রিয়া, which is a reaction. | “প্রতিক্রিয়া” বলার চেয়ে “মতামত” বেশি আন্তরিক।
encouragement | With ৎ: উৎসাহ. | বানানে ৎ: উৎসাহ।
specialty | বিশেষত্ব would be a peculiarity. | “বিশেষত্ব” বললে আলাদা বৈশিষ্ট্য বোঝায়।
stakeholder | অংশীজন is what public documents in Bangladesh say. | বাংলাদেশের সরকারি নথিপত্রে “অংশীজন” লেখা হয়।
circle | A group of colleagues around one field in Setu; not চক্র or বৃত্ত. | সেতুতে একটি ক্ষেত্র ঘিরে সহকর্মীদের দল; চক্র বা বৃত্ত নয়।
learning-prompt | One question to think about, from a leader of the circle. | ভেবে দেখার মতো একটি প্রশ্ন, যা সার্কেলের লিডার করেন।
burns-rehabilitation | Of people after a burn: scars, movement, and going back to daily life. | পুড়ে যাওয়ার পর ক্ষতচিহ্ন, নড়াচড়া ও দৈনন্দিন জীবনে ফেরা নিয়ে থেরাপি।
adl | Washing, dressing, eating, moving about: what one does every day. | গোসল, পোশাক পরা, খাওয়া, চলাফেরা: প্রতিদিন যা করতে হয়।
contracture | A joint that no longer moves as far as it could. | যে অস্থিসন্ধি আগের মতো পুরোটা নড়ে না।
spasticity | Muscles that stay tight and resist being stretched. | পেশি শক্ত হয়ে থাকা, টানলে বাধা দেওয়া।
cbr | Rehabilitation where people live, with their families and neighbours. | মানুষ যেখানে থাকেন সেখানেই, পরিবার ও প্রতিবেশীদের নিয়ে পুনর্বাসন।
"""
