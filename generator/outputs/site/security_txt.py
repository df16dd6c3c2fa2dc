"""`/.well-known/security.txt` (RFC 9116): where somebody who found a weakness turns to.

Made from facts alone. The contact is the page of the report form, and the company's address for
such reports once it is confirmed; without either, or past its last day, there is no file: an
invented or an expired contact is worse than none (RFC 9116, section 5.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

PATH = ".well-known/security.txt"


@dataclass(frozen=True, slots=True)
class Reports:
    """What the facts say: the `document` of the report form, confirmed `emails`, the last day."""

    document: str
    emails: tuple[str, ...]
    valid_until: date


def security_txt(
    reports: Reports, *, base: str, page: str, policy: str, languages: Sequence[str]
) -> str:
    """The file, or "" when nobody can be named; `page` and `policy` are addresses below `base`.

    `base` is the absolute address of the site with a final slash, empty while it is unknown. The
    file belongs to the root of the host (section 3), wherever below it the site stands.
    """
    web = base if base.startswith("https://") else ""
    contacts = [f"{web}{page}"] if web and page else []
    # As an address is written in a URI: a line end in it is not a new field.
    contacts += [f"mailto:{quote(email, safe='@')}" for email in reports.emails]
    if not contacts:
        return ""
    lines = [f"Contact: {contact}" for contact in contacts]
    # The last moment of the day in Istanbul.
    lines.append(f"Expires: {reports.valid_until.isoformat()}T20:59:59Z")
    lines.append(f"Preferred-Languages: {', '.join(languages)}")
    if web:
        lines.append(f"Canonical: https://{urlsplit(web).netloc}/{PATH}")
        if policy:
            lines.append(f"Policy: {web}{policy}")
    return "\n".join(lines) + "\n"
