"""Facts as links: an address of its kind gets a link, anything else stays plain text."""

import re
from urllib.parse import quote

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")
_TURKISH = re.compile(r"\(?0[ (]*[1-9][0-9 ().-]*")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9 ().-]*")


def mail_address(words: str) -> str | None:
    """`mailto:` for what looks like an e-mail address (RFC 6068), otherwise None."""
    return f"mailto:{quote(words, safe='@')}" if _MAIL.fullmatch(words) else None


def phone_address(words: str) -> str | None:
    """`tel:` in international form (RFC 3966); a leading 0 is Türkiye's +90.

    None when it is not sure which number is meant: two numbers, `+90 (0) …`, a digit missing.
    """
    digits = re.sub(r"[^0-9]", "", words)
    if _TURKISH.fullmatch(words):
        digits = f"90{digits[1:]}"
    elif not _INTERNATIONAL.fullmatch(words) or "(0" in words:
        return None
    whole = len(digits) == 12 if digits.startswith("90") else 7 <= len(digits) <= 15
    return f"tel:+{digits}" if whole else None


def web_address(words: str) -> str | None:
    """The address itself when it is plain https, otherwise None."""
    return words if _WEB.fullmatch(words) else None


def cookie_panel(site: str) -> str:
    """Where the cookie panel of a site opens (`<kvkk-cookies>` reads the end of the address)."""
    return f"{site.rstrip('/')}/#kvkk-cookies"
