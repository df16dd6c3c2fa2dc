"""One fact, all the way: change one value, and exactly the clauses that print it change."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import languages, law, loading, pipeline
from generator.documents import Composer
from generator.documents.types import is_paper
from generator.expression import Expression
from generator.expression import text as text_1
from generator.model.facts import Facts
from generator.model.statute import Dated
from generator.provenance import Fact, Origin
from tests import published

DAY = date(2026, 11, 24)
DATA = Path(__file__).parent.parent / "data"
VALID = Path(__file__).parent.parent / "generator/starter"

Clauses = dict[tuple[str, str, str, str], str]


def clauses(texts: list[Expression]) -> Clauses:
    """The own text of every clause (without the clauses nested in it)."""
    found: Clauses = {}
    for text in texts:
        for layer in text.layers:
            root = ElementTree.fromstring(layer.html)
            sections = {s.get("data-clause"): s for s in root.iter("section")}
            for section in list(sections.values()):
                for child in [c for c in section if c.tag == "section"]:
                    section.remove(child)
            for clause_id, section in sections.items():
                key = (text.document, text.language, layer.name, clause_id or "")
                found[key] = "".join(section.itertext())
    return found


def stating(texts: list[Expression], file: str, path: str) -> set[tuple[str, str, str, str]]:
    """The clauses whose provenance names the fact at `path` of `file` (any language of it)."""
    return {
        (text.document, text.language, layer.name, clause.id)
        for text in texts
        for layer in text.layers
        for clause in layer.clauses
        for statement in clause.statements
        for origin in statement.origins
        if origin.file == file
        and re.fullmatch(rf"{re.escape(path)}(\.(tr|en|value))*", origin.path)
    }


def changed(
    tmp_path: Path, file: str, old: str, new: str
) -> tuple[Clauses, Clauses, list[Expression]]:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    before = published.outcome(DATA).texts
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    after = pipeline.run(pipeline.Settings(data=data)).texts
    return clauses(list(before)), clauses(list(after)), list(before)


@pytest.mark.parametrize(
    ("file", "path", "old", "new", "languages"),
    [
        ("controller.yml", "mersis", "0764032813300018", "0764032813300099", {"tr", "en"}),
        ("controller.yml", "phone", "0212 255 47 35", "0212 255 47 36", {"tr", "en"}),
    ],
)
def test_one_fact_changes_its_clauses_and_nothing_else(
    tmp_path: Path, file: str, path: str, old: str, new: str, languages: set[str]
) -> None:
    """Both documents and both languages follow one changed value; no other clause moves."""
    before, after, texts = changed(tmp_path, file, old, new)
    moved = {key for key in before if before[key] != after[key]}
    assert before.keys() == after.keys()
    assert moved == stating(texts, f"data/{file}", path)
    assert {language for _, language, _, _ in moved} == languages
    assert {document for document, *_ in moved} >= {"privacy-policy", "cookie-policy", "ha9"}
    assert all(new in after[key] or new.replace("0212", "212") in after[key] for key in moved)


def test_one_purpose_changes_its_rows_in_every_document(tmp_path: Path) -> None:
    """A purpose of the membership is one statement in YAML: policy, notice and answers print it."""
    texts = published.outcome(DATA).texts
    places = {
        origin
        for text in texts
        for layer in text.layers
        for clause in layer.clauses
        for statement in clause.statements
        for origin in statement.origins
        if origin.file == "data/processing/membership.yml"
        and re.fullmatch(r"purposes\.create-account\.text\.(tr|en)", origin.path)
    }
    assert {origin.path[-2:] for origin in places} == {"tr", "en"}
    origin = next(o for o in places if o.path.endswith("tr"))
    line = (
        (DATA / "processing/membership.yml")
        .read_text(encoding="utf-8")
        .split("\n")[origin.line - 1]
    )
    value = line.split("tr:")[1].strip().strip('",}').split('"')[0].split(", en:")[0]
    before, after, _ = changed(tmp_path, "processing/membership.yml", value, f"{value} Sınama")
    moved = {key for key in before if before[key] != after[key]}
    assert moved == stating(list(texts), origin.file, "purposes.create-account.text") & {
        key for key in before if key[1] == "tr"
    }
    assert {document for document, *_ in moved} == {
        "answers", "privacy-policy", "illumination-membership"
    }  # fmt: skip


def test_internal_facts_reach_no_text(tmp_path: Path) -> None:
    """Departures and doubts are for the company's lawyers: changing one changes no public word."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    before = published.outcome(DATA)
    for path in data.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(unconfirmed: *\"?)(\w)", r"\1ZZDOUBT \2", text), encoding="utf-8")
    after = pipeline.run(pipeline.Settings(data=data))
    assert any("ZZDOUBT" in p.read_text(encoding="utf-8") for p in data.rglob("*.yml"))
    assert clauses(list(before.texts)) == clauses(list(after.texts))
    assert all("ZZDOUBT" not in page.html for page in published.pages(after))
    assert [page.html for page in published.pages(before)] == [
        page.html for page in published.pages(after)
    ]


def marked(value: Any, keep: Callable[[Fact[Any]], bool], marks: dict[str, str]) -> Any:
    """`value` with a token of its own put to every text that `keep` does not spare."""
    if isinstance(value, Fact):
        if not isinstance(value.value, str) or isinstance(value.value, StrEnum) or keep(value):
            return value
        token = marks.setdefault(value.origin.key, f"Zq{len(marks):05}".translate(LETTERS))
        return replace(value, value=f"{value.value} {token}")
    if isinstance(value, tuple):
        return tuple(marked(item, keep, marks) for item in value)
    if isinstance(value, dict):
        return {key: marked(item, keep, marks) for key, item in value.items()}
    if isinstance(value, Dated):
        return value
    if is_dataclass(value) and not isinstance(value, type | Origin):
        names = [f.name for f in fields(value) if f.name not in ("origin", "places")]
        return replace(value, **{n: marked(getattr(value, n), keep, marks) for n in names})
    return value


# Digits would change what is a number; letters change nothing but the words.
LETTERS = str.maketrans("0123456789", "abcdefghij")
# What is no text of its own: ids, addresses on the site, links between entries, other brands.
STRUCTURE = (
    r"documents/[^#]+#(type|slug.*)?", r"(processing|forms)/[^#]+#", r"[a-z-]+\.yml#[a-z0-9-]+",
    r"data-categories\.yml#[a-z-]+\.items\.[a-z-]+", r"processing/[^#]+#purposes\.[a-z0-9-]+",
    r"(cookies\.yml#(listed|classes)|recipients\.yml#[a-z]+\.services|glossary\.yml#definitions)\.[a-z0-9-]+",
    r"(accepted|answers|doubts)\.yml#.*",
    r"sites\.yml#.*\.(languages.*|reading|prevails|feeds)", r"controller\.yml#short_name\.reading",
    r"recipients\.yml#.*\.countries.*", r"forms/[^#]+#sections.*\.name",
    r"mails\.yml#.*",  # stands in mails, and tests/test_mail.py looks there
    r"processing/[^#]+#.*\.under.*", r"controller\.yml#verbis.*", r"security\.yml#breach\.plan.*",
    r"disposal\.yml#duties\.[a-z0-9-]+", r"controller\.yml#processor_for\.[a-z0-9-]+",
)  # fmt: skip


def structural(fact: Fact[Any]) -> bool:
    place = re.sub(r"^(data|rich)/", "", fact.origin.key)
    return fact.internal or not fact or any(re.fullmatch(p, place) for p in STRUCTURE)


@pytest.mark.parametrize("folder", [DATA, Path(__file__).parent / "rich"], ids=["company", "rich"])
def test_every_text_of_the_data_reaches_the_reader(folder: Path, tmp_path: Path) -> None:
    """A token of its own in every leaf: each stands in some text, title or summary.

    Titles that follow are made when the data is loaded; every consent is offered here.
    """
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    consents = data / "consents.yml"
    consents.write_text(consents.read_text("utf-8").replace("  offered: no", "  #"), "utf-8")
    facts, marks = loading.load(data), {}
    changed = marked(facts, structural, marks)
    texts = [
        composer.compose(document, language)
        for site in facts.sites
        for composer in [Composer(changed, law.load(), DAY, site=site, wording=folder / "wording")]
        for document in changed.documents.values()
        if document.stands_on(facts.sites[site])
        for language in ("tr", "en")
    ]
    said = " ".join(
        " ".join([t.title, t.summary, *(layer.plain for layer in t.layers)]) for t in texts
    )
    assert len(marks) > 250
    followed = re.compile(r"data/(forms/.*#title|consents\.yml#.*\.name)\..*")
    lost = [key for key, token in marks.items() if token not in said]
    assert [key for key in lost if not followed.fullmatch(key)] == []


@pytest.mark.parametrize("folder", [DATA, Path(__file__).parent / "rich"], ids=["company", "rich"])
def test_no_internal_fact_changes_a_public_word(folder: Path) -> None:
    """Contracts, days of signature, departures, accepted findings: a token in each, none seen."""
    facts, marks = loading.load(folder), {}

    def spared(fact: Fact[Any]) -> bool:
        place = fact.origin.key.partition("/")[2]
        return not fact.internal and not place.startswith(("accepted", "answers"))

    changed = marked(facts, spared, marks)
    assert marks

    def digests(of: Facts) -> list[str]:
        composer = Composer(of, law.load(), date(2026, 11, 24), wording=folder / "wording")
        public = [d for d in of.documents.values() if not is_paper(d)]
        texts = [composer.compose(d, c) for d in public for c in ("tr", "en")]
        return [layer.digest for text in texts for layer in text.layers]

    assert digests(changed) == digests(facts)


LEAVES = {
    "controller.yml": ["registered_name", "street", "district", "phone", "email"],
    "sites.yml": ["brand", "url"],
    "promises.yml": ["tr", "en"],
    "security.yml": ["tr"],
    "application.yml": ["tr", "en"],
    "recipients.yml": ["tr"],
}
PLACES = [(file, key) for file, keys in LEAVES.items() for key in keys]

hostile = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "&amp;", "\"'`", "]]>",
            "[x](javascript:alert(1))", "</section></article>", "İıĞğŞş", "a: b # c", "$&\\1",
            "javascript:alert(1)", "x@y.z\" onclick=\"a", "https://a.b/<c>",
        ]
    ),
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20),
).map(lambda s: unicodedata.normalize("NFC", " ".join(s.split(" ")).strip())).filter(
    lambda s: s.strip()
)  # fmt: skip


def with_values(data: Path, values: list[str]) -> list[ElementTree.Element]:
    """The articles of the smallest controller, with each value in a leaf of its own."""
    shutil.copytree(VALID, data)
    for (file, key), value in zip(PLACES, values, strict=True):
        quoted, path = json.dumps(value, ensure_ascii=False), data / file
        pattern, written = rf"(\b{key}: )[^,}}\n]+", path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, lambda m, q=quoted: m[1] + q, written, count=1), "utf-8")
    pages = published.pages(pipeline.run(pipeline.Settings(data=data)))
    articles = [a for p in pages for a in re.findall(r"<article.*?</article>", p.html, re.S)]
    return [text_1.parse(article) for article in articles]


def outline(articles: list[ElementTree.Element]) -> list[list[str]]:
    return [[e.tag for e in article.iter() if e.tag != "a"] for article in articles]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The elements of its articles when nothing in them is odd."""
    data = tmp_path_factory.mktemp("plain") / "data"
    return outline(with_values(data, ["Sıradan"] * len(PLACES)))


@settings(max_examples=12)
@given(st.lists(hostile, min_size=len(PLACES), max_size=len(PLACES)))
def test_any_string_in_a_leaf_arrives_on_the_page_as_exactly_that_text(
    tmp_path_factory: pytest.TempPathFactory, plain: list[list[str]], values: list[str]
) -> None:
    """From the YAML file to the HTML of the page, and nothing of it becomes markup; in every leaf
    at once."""
    tried = with_values(tmp_path_factory.mktemp("leaf") / "data", values)
    said = ["".join(article.itertext()) for article in tried]
    for value in values:
        # at the beginning of a list item the first letter may have become a capital
        forms = {value, *(languages.get(code).sentence_start(value) for code in ("tr", "en"))}
        assert any(form in words for form in forms for words in said), value
    assert outline(tried) == plain
    for article in tried:
        for link in article.iter("a"):
            assert link.get("href", "").startswith(("https://", "mailto:", "tel:", "#", "../"))
