"""Reports: what may be reported, why, and what those who look after the community decide."""

from app.domain.taxonomy import Term

CATEGORIES = {
    term.code: term
    for term in (
        Term("danger", "Someone may be in danger", "কেউ বিপদে থাকতে পারেন"),
        Term("harassment", "Harassment or insult", "হয়রানি বা অপমান"),
        Term("private", "Private details of a patient or colleague", "রোগী বা সহকর্মীর ব্যক্তিগত তথ্য"),
        Term("harmful", "Advice that could harm", "ক্ষতিকর হতে পারে এমন পরামর্শ"),
        Term("spam", "Advertising or spam", "বিজ্ঞাপন বা স্প্যাম"),
        Term("pretending", "Pretends to be someone else", "অন্য কেউ সেজেছেন"),
        Term("other", "Something else", "অন্য কিছু"),
    )
}
"""Why something is reported. Of `danger` moderators hear first; Setu is no emergency service."""

OUTCOMES = {
    term.code: term
    for term in (
        Term("kept", "It stays as it is", "যেমন আছে তেমনই থাকবে"),
        Term("removed", "It was removed", "এটি সরানো হয়েছে"),
        Term("warned", "The person was spoken to", "ব্যক্তিটির সঙ্গে কথা বলা হয়েছে"),
        Term("suspended", "The account was suspended", "অ্যাকাউন্টটি স্থগিত করা হয়েছে"),
    )
}
"""What was decided, as the reporter is told."""

WRITTEN = frozenset({"post", "reply", "answer", "prompt", "dm"})
"""What people write and can withdraw; leaders and moderators can remove it."""

REPORTABLE = WRITTEN | {"mreq", "member", "card", "circle", "listing"}
"""Kinds of which a row can be reported."""
