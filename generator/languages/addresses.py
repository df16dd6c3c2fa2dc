"""Words as they stand in the address of a page."""

import re
import unicodedata

_TURKISH = str.maketrans("ıİşŞğĞçÇöÖüÜ", "iIsSgGcCoOuU")


def plain_words(text: str) -> list[str]:
    """The words of `text` in letters a-z and digits: `Çerez Politikası` → cerez, politikasi."""
    plain = unicodedata.normalize("NFKD", text.translate(_TURKISH)).encode("ascii", "ignore")
    return re.findall(r"[a-z0-9]+", plain.decode().lower().replace("'s", "s"))


def in_address(text: str) -> str:
    """`Üyelik Formu Aydınlatma Metni` → `uyelik-formu-aydinlatma-metni`."""
    return "-".join(plain_words(text))
