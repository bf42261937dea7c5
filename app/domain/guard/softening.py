"""What can stand instead of what the guard pointed out."""

from app.domain.guard.findings import Finding


def softened(text: str, finding: Finding, instead: str) -> str:
    """The text with this finding replaced; where nothing stands `instead`, without a gap of two spaces."""
    before, after = text[: finding.start], text[finding.end :]
    if not instead and before[-1:].isspace() and after[:1].isspace():
        after = after[1:]
    return f"{before}{instead}{after}"
