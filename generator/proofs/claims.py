"""What a published site says of itself and its archive does not: names, address, e-mails.

It is read off the site, because the site is made again with it; a claim that is false makes
other pages than the site has, or is reported to anyone who reads the proof.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from generator import languages
from generator.expression import Expression
from generator.model.controller import Site
from generator.model.mail import Mail, Occasion
from generator.outputs.api.index import PATH as INDEX
from generator.outputs.api.layout import ROOT, path_of
from generator.outputs.mail import declared
from generator.provenance import Fact, Origin
from generator.publication import Publication
from generator.publication.addresses import Addresses
from generator.publication.labels import labels_of
from generator.releases.archive import Archive
from generator.releases.record import Frozen

MAILS = f"{ROOT}mail/index.json"
MOST_BYTES = 20_000_000
"""No text of a site is longer; a file that is larger is not read."""
_MOST_LETTERS = 1_000
_HERE = Origin("site", line=0)


@dataclass(frozen=True, slots=True)
class Names:
    """Whose site it is and where: as its pages say. `base` is empty where they name no host."""

    controller: str
    brand: str
    base: str


def read(path: Path) -> str:
    """A file of the site; empty when there is none or when it is larger than any of ours."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        return ""
    return path.read_bytes().decode("utf-8", "replace")


def in_json(path: Path) -> Any:
    """The data of a file; None when it is not JSON."""
    try:
        return json.loads(read(path))
    except (ValueError, RecursionError):
        return None


def tool(folder: Path) -> str | None:
    """Which version of the tool says that it made the site; None where none does."""
    index = in_json(folder / INDEX)
    name = index.get("tool") if isinstance(index, dict) else None
    return plain(name) or None


def languages_of(folder: Path, texts: Sequence[Frozen]) -> tuple[str, ...]:
    """The languages of `texts` as the site orders them; that of the root comes first."""
    codes = {text.language for text in texts}
    home = min(sorted(codes), key=lambda code: _below_its_code(folder, texts, code))
    known = tuple(sorted(codes, key=lambda code: (code != home, languages.codes().index(code))))
    for text in texts:
        data = in_json(folder / path_of("current", *text.key))
        listed = data.get("languages") if isinstance(data, dict) else None
        if isinstance(listed, list) and all(isinstance(row, dict) for row in listed):
            order = tuple(str(row.get("lang")) for row in listed)
            if sorted(order) == sorted(codes) and order[0] == home:
                return order
    return known


def _below_its_code(folder: Path, texts: Sequence[Frozen], code: str) -> tuple[int, int]:
    """How many texts stand below the folder of their language, and how many do not."""
    slugs = {text.slug for text in texts if text.language == code}
    below = sum((folder / code / slug / "index.html").is_file() for slug in slugs)
    above = sum((folder / slug / "index.html").is_file() for slug in slugs)
    return below, -above


def site_of(archive: Archive, codes: Sequence[str], brand: str, base: str) -> Site:
    """The site as its data must have described it."""
    return Site(
        origin=_HERE,
        id=_fact(archive.manifests[0].site),
        brand=_fact(brand),
        url=_fact(base),
        languages=tuple(_fact(code) for code in codes),
    )


def names(folder: Path, texts: Sequence[Expression], addresses: Addresses) -> Names:
    """What most pages of the texts say, so that one changed page is the one that differs."""
    named = [_named(folder, text, addresses.of(text.document, text.language)) for text in texts]
    return Names(
        controller=most(name.controller for name in named if name),
        brand=most(name.brand for name in named if name),
        base=most(name.base for name in named if name),
    )


def most(values: Iterator[str]) -> str:
    """What is said most often; empty where nothing is said."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else ""


def _named(folder: Path, text: Expression, url: str) -> Names | None:
    page = read(folder / url / "index.html")
    label = labels_of(text.language)["data_controller"]
    address = between(page, '<span class="address">', "</span>")
    if not address.endswith(url):
        return None
    base = address.removesuffix(url)
    return Names(
        controller=between(page, f"<div><dt>{label}</dt><dd>", "</dd>"),
        brand=between(page, "<title>", "</title>").removeprefix(f"{text.title} – "),
        base="" if base == "/" else base,
    )


def between(page: str, before: str, after: str) -> str:
    """The words between two marks, read as HTML; empty where they do not stand there."""
    start = page.find(before) + len(before)
    end = page.find(after, start)
    if start < len(before) or not 0 <= end - start <= _MOST_LETTERS:
        return ""
    return plain(unescape(page[start:end]))


def plain(value: object) -> str:
    """Words that may be printed; otherwise empty."""
    if not isinstance(value, str) or len(value) > _MOST_LETTERS:
        return ""
    return "" if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in value) else value


def mails(folder: Path, site: Publication) -> dict[str, Mail]:
    """The e-mails that the site lists: their texts, subjects and first sentences."""
    index = in_json(folder / MAILS)
    listed = index.get("mails") if isinstance(index, dict) else None
    by_id = {}
    for row in listed if isinstance(listed, list) else []:
        mail = _mail(folder, site, row) if isinstance(row, dict) else None
        if mail:
            by_id[mail.id.value] = mail
    return by_id


def _mail(folder: Path, site: Publication, row: Mapping[str, Any]) -> Mail | None:
    name, occasion, documents = plain(row.get("id")), row.get("occasion"), row.get("documents")
    if not name.replace("-", "").isalnum() or occasion not in {o.value for o in Occasion}:
        return None
    if not isinstance(documents, list) or not all(plain(document) for document in documents):
        return None
    words = {code: _words(folder, name, code, site) for code in site.languages}
    return declared.made(
        name,
        str(occasion),
        documents,
        {code: subject for code, (subject, _) in words.items()},
        {code: opening for code, (_, opening) in words.items()},
    )


def _words(folder: Path, name: str, code: str, site: Publication) -> tuple[str, str]:
    """Subject and first sentence of an e-mail, as most releases have them."""
    subjects, openings = list[str](), list[str]()
    for release in site.timeline.releases:
        path = folder / f"{ROOT}mail/{release.id}/{name}.{code}.json"
        data = in_json(path)
        if isinstance(data, dict) and isinstance(data.get("html"), str):
            subjects.append(plain(data.get("subject")))
            openings.append(_opening(data["html"]))
    return most(iter(subjects)), most(iter(openings))


def _opening(html: str) -> str:
    """The paragraph after the brand."""
    _, _, rest = html.partition('<p class="brand"')
    _, _, rest = rest.partition("</p>")
    _, _, rest = rest.partition("<p")
    return between(rest, ">", "</p>")


def _fact(value: str) -> Fact[str]:
    return Fact(value, _HERE)
