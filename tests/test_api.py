"""The static API: valid by its published schemas, the words of the page, nothing called current."""

import json
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from generator.expression import text as text_1
from tests import published

HERE = Path(__file__).parent
OUTCOMES = {
    name: published.outcome(data)
    for name, data in (("company", HERE.parent / "data"), ("rich", HERE / "rich"))
}


@cache
def files_of(name: str) -> published.Contents:
    """What is published of a controller, made when it is asked for."""
    return published.files(OUTCOMES[name])


def schema(name: str) -> Draft202012Validator:
    written = files_of("company")[f"api/v1/schemas/{name}.schema.json"]
    Draft202012Validator.check_schema(json.loads(written))
    return Draft202012Validator(json.loads(written))


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_file_is_valid_by_its_schema(name: str) -> None:
    """Index and documents; every text has a file, and the index names it."""
    outcome = OUTCOMES[name]
    index = json.loads(files_of(name)["api/v1/index.json"])
    assert list(schema("index").iter_errors(index)) == []
    named = {row["json"] for document in index["documents"] for row in document["texts"]}
    assert named == {path for path in files_of(name) if "/drafts/" in path}
    assert len(named) == len(outcome.texts)
    validator = schema("document")
    for path in named:
        assert list(validator.iter_errors(json.loads(files_of(name)[path]))) == []


@pytest.mark.parametrize("name", OUTCOMES)
def test_words_and_digests_are_those_of_the_page(name: str) -> None:
    """Computed again from the HTML and from the plain text of each layer."""
    outcome = OUTCOMES[name]
    for made in outcome.texts:
        data = json.loads(files_of(name)[f"api/v1/drafts/{made.document}.{made.language}.json"])
        for layer, said in zip(made.layers, data["layers"], strict=True):
            assert said["hash"]["value"] == layer.digest
            assert text_1.digest(said["html"]) == layer.digest
            assert text_1.digest_of(said["text"]) == layer.digest
            assert [c["id"] for c in said["clauses"]] == [c.id for c in layer.clauses]
            for clause in said["clauses"]:
                assert clause["html"] in said["html"]
                assert clause["text"] == text_1.plain(clause["html"])


def test_a_draft_is_never_current() -> None:
    """No release, no day, no state but draft: a shop cannot take it for a text in force."""
    files = files_of("company")
    assert json.loads(files["api/v1/index.json"])["releases"] == []
    for path, content in files.items():
        if "/drafts/" in path:
            data = json.loads(content)
            assert (data["state"], data["release"], data["effectiveDate"]) == ("draft", None, None)


@pytest.mark.parametrize("name", OUTCOMES)
def test_links_lead_to_pages_of_the_site(name: str) -> None:
    """From the root of the site; none is left in the form of the templates."""
    outcome = OUTCOMES[name]
    pages = {page.url for page in published.pages(outcome)}
    for path, content in files_of(name).items():
        if "/drafts/" not in path:
            continue
        for layer in json.loads(content)["layers"]:
            for link in ElementTree.fromstring(layer["html"]).iter("a"):
                href = link.get("href", "")
                known = href.startswith(("https://", "mailto:", "tel:"))
                assert known or href.partition("#")[0] in pages, href


def test_internal_facts_are_not_in_the_api() -> None:
    """Doubts, contracts, roles of those who decide."""
    said = b"".join(files_of("rich").values()).decode()
    for internal in ("KS-1", "BCR-1", "2026-02-02", "legal counsel"):
        assert internal not in said
