"""Of which kind a reported thing is and where it is, in words alone, for screens and for a terminal."""

from app.domain.reporting import Report
from app.i18n.catalogs import Translator


def what_it_is(report: Report, circle: str, words: Translator) -> str:
    """Which kind of thing it is; `circle` is called so, the one it is in or the one it is."""
    match report.kind:
        case "dm" | "mreq":
            return words.t("A message between two people")
        case "card":
            return words.t("A profile in the directory")
        case "circle" | "listing":
            return words.t("The circle {circle}", circle=circle)
        case "proposal":
            return words.t("Proposal for the glossary")
        case "term":
            return words.t("A term of the glossary")
        case "member":
            return words.t("A member of {circle}", circle=circle)
        case "prompt":
            return words.t("Learning prompt in {circle}", circle=circle)
        case "reply":
            return words.t("Reply in {circle}", circle=circle)
        case "answer":
            return words.t("Answer in {circle}", circle=circle)
        case _:
            asking = report.copy.get("tab") == "question"
            return (
                words.t("Question in {circle}", circle=circle)
                if asking
                else words.t("Topic in {circle}", circle=circle)
            )
