"""Words as they stand in the address of a page."""

import re
import unicodedata
from collections.abc import Collection

from generator.message import say

RESERVED = frozenset(
    "404 api archive assets embed feeds index nginx-headers robots search sitemap".split()
)
"""What a site puts at its root itself, where a page would overwrite it or be taken for it."""
MOST_LETTERS = 100
"""Of the address of one page: files of its name have endings, and lie in folders."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TURKISH = str.maketrans("ıİşŞğĞçÇöÖüÜ", "iIsSgGcCoOuU")


def plain_words(text: str) -> list[str]:
    """The words of `text` in letters a-z and digits: `Çerez Politikası` → cerez, politikasi."""
    plain = unicodedata.normalize("NFKD", text.translate(_TURKISH)).encode("ascii", "ignore")
    return re.findall(r"[a-z0-9]+", plain.decode().lower().replace("'s", "s"))


def fault(slug: str, languages: Collection[str]) -> str:
    """Why no page can have this address, as the end of a sentence; empty when one can.

    `languages` are codes: each is the folder of the pages in it.
    """
    if not _SLUG.fullmatch(slug):
        return say("is not a valid address for a page.")
    if len(slug) > MOST_LETTERS:
        return say("has more than {most} letters.", most=MOST_LETTERS)
    if slug in RESERVED or slug in languages:
        return say("is an address that every site needs itself.")
    return ""


def in_address(text: str) -> str:
    """`Üyelik Formu Aydınlatma Metni` → `uyelik-formu-aydinlatma-metni`."""
    return "-".join(plain_words(text))
