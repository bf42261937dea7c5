"""What the operator reads of reports: which wait, and one of them whole, as the moderators' screen has it."""

from collections.abc import Sequence

from app.domain.ids import MODERATION
from app.domain.reporting import CATEGORIES, OUTCOMES, Nearby, Report, outcomes_for
from app.i18n.catalogs import Translator
from app.server.control.deciding import ReportRead
from app.server.control.telling import Column, called, moment, name_in_both, table
from app.server.control.waiting_reports import ReportWaiting
from app.sync.protocol import Row
from app.sync.rows import record_of
from app.ui.components.safety.what_it_is import what_it_is


def reports(found: Sequence[ReportWaiting], words: Translator) -> str:
    """Open reports, without a word of what was reported or by whom."""
    columns: list[Column[ReportWaiting]] = [
        (words.tp("column", "report"), lambda each: each.id),
        (words.tp("column", "since"), lambda each: moment(each.at)),
        (words.tp("column", "category"), lambda each: _category(each.category, words)),
        (words.tp("column", "about"), lambda each: _kind(each.kind, words)),
        (words.tp("column", "may decide"), lambda each: each.deciders),
    ]
    told, alone = [table(columns, found)], sum(not each.deciders for each in found)
    if alone:
        told += [
            # NOTE: {none} is the number that stands in the table above it
            words.t(
                "Nobody may decide a report about themselves. Where {none} may decide, it stays open until "
                "somebody else looks after the server: {command}",
                none="0",
                command="setu server role NAME moderator",
            ),
            words.t("Reports of which this is so: {n}.", n=alone),
        ]
    return "\n".join(told)


def _category(code: str, words: Translator) -> str:
    known = CATEGORIES.get(code)
    return known.word(words.lang) if known else code


def _kind(code: str, words: Translator) -> str:
    known = {
        "post": words.tp("reported", "post"),
        "reply": words.tp("reported", "reply"),
        "prompt": words.tp("reported", "prompt"),
        "answer": words.tp("reported", "answer"),
        "dm": words.tp("reported", "message"),
        "mreq": words.tp("reported", "message"),
        "card": words.tp("reported", "profile"),
        "member": words.tp("reported", "member"),
        "circle": words.tp("reported", "circle"),
        "listing": words.tp("reported", "circle"),
        "proposal": words.tp("reported", "proposal"),
        "term": words.tp("reported", "term"),
    }
    return known.get(code, code)


def report(read: ReportRead, words: Translator) -> str:
    """All that is needed to decide, and the decision. What people wrote has a line at its left."""
    it = Report.of(record_of(MODERATION, read.row))
    parts = (
        _why(it, read, words),
        _what(it, read, words),
        _around(it, read, words),
        _decision(it, read, words),
    )
    return "\n\n".join("\n".join(part) for part in parts if part)


def decided(row: Row, words: Translator) -> str:
    """What was decided, and what is left to do."""
    it = Report.of(record_of(MODERATION, row))
    said = [words.t("Decided: {outcome}. The reporter is told.", outcome=_outcome(it, words))]
    if it.outcome == "warned":
        said.append(words.t("Speak with them yourself; this only tells the reporter."))
    if it.outcome == "suspended" and it.author:
        command = f"setu server suspend {it.author}"
        said.append(words.t("This only tells the reporter. To suspend them: {command}", command=command))
    return "\n".join(said)


def _why(it: Report, read: ReportRead, words: Translator) -> list[str]:
    # NOTE: {name} reported something; {when} is as "5 minutes ago" or a date
    by = words.t("Reported by {name} · {when}", name=_name(it.by, read, words), when=moment(it.when))
    return [_category(it.category, words), by, *(_quoted(it.note) or [words.t("They wrote nothing more.")])]


def _what(it: Report, read: ReportRead, words: Translator) -> list[str]:
    circle = read.circle.best(words.lang) or it.about
    told = [words.t("What was reported, as it was"), what_it_is(it, circle, words)]
    if it.author:
        # NOTE: {name} wrote what was reported; {when} is as "5 minutes ago" or a date
        by = words.t(
            "Written by {name} · {when}", name=_name(it.author, read, words), when=moment(it.written)
        )
        told.append(by)
    return [*told, *(_quoted(it.said) or [words.t("There are no words in it.")])]


def _around(it: Report, read: ReportRead, words: Translator) -> list[str]:
    if not (it.before or it.after):
        return [words.t("{option} shows what was around it.", option="--around")] if read.nearby else []

    def told(nearby: Nearby) -> list[str]:
        by = f"{_name(nearby.by, read, words)} · {moment(nearby.when)}"
        return [by, *(_quoted(nearby.said) or [words.t("There are no words in it.")])]

    return [
        words.t("As the reporter could see it when they reported it. Read no more than you need."),
        *(line for each in it.before for line in told(each)),
        words.t("Here stood what was reported."),
        *(line for each in it.after for line in told(each)),
    ]


def _decision(it: Report, read: ReportRead, words: Translator) -> list[str]:
    if it.is_open:
        columns: list[Column[str]] = [
            (words.t("Not decided yet"), lambda code: OUTCOMES[code].word(words.lang)),
            ("", lambda code: f"setu server decide {it.id} {code}"),
        ]
        return [table(columns, outcomes_for(it))]
    answer = [words.t("To the reporter"), *_quoted(it.answer)] if it.answer else []
    by = words.t("Decided by {name}", name=_name(it.decided_by, read, words))
    return [words.t("Decision"), _outcome(it, words), *answer, by]


def _outcome(it: Report, words: Translator) -> str:
    known = OUTCOMES.get(it.outcome)
    return known.word(words.lang) if known else it.outcome


def _name(person: str, read: ReportRead, words: Translator) -> str:
    """What somebody is called, and the id by which something can be done about them."""
    known = read.people.get(person)
    name = name_in_both(known.en, known.bn) if known else ""
    return f"{name} ({person})" if name else called(person, words)


def _quoted(text: str) -> list[str]:
    """What somebody wrote, so that it cannot be taken for what Setu says."""
    return [f"  | {line}".rstrip() for line in text.splitlines()]
