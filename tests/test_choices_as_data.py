"""Cookies and consents as data in the API: what the table and the sentences beside them say, as
the release froze it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator import expression, languages, pipeline
from generator.releases import preparing
from generator.releases.archive import Archive
from tests import demo, published
from tests.conftest import CACHE, ROOT


def of(site: Path, text: str) -> dict[str, Any]:
    return json.loads((site / f"api/v1/current/{text}.json").read_text(encoding="utf-8"))


def full(data: dict[str, Any]) -> ElementTree.Element:
    (html,) = [layer["html"] for layer in data["layers"] if layer["name"] == "full"]
    return ElementTree.fromstring(html)


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def receiver(one: dict[str, Any], sentence: Any) -> str:
    """As a cell of the table names it, up to what stands in brackets."""
    countries = ", ".join(one.get("countries", ()))
    return sentence(one["name"]) + (f" ({countries})" if countries else "")


@pytest.mark.parametrize("code", ["tr", "en"])
def test_the_rows_are_those_of_the_table(demo_site: Path, code: str) -> None:
    """Row by row and cell by cell, in the order of the page; the consent by its link."""
    data, language = of(demo_site, f"cookies.{code}"), languages.get(code)
    labels = json.loads((demo_site / "api/v1/index.json").read_text(encoding="utf-8"))
    items = {d["id"]: d.get("item") for d in labels["documents"]}
    pages = {text["url"]: d["id"] for d in labels["documents"] for text in d["texts"]}
    rows = [
        (words(caption), row)
        for table in full(data).iter("table")
        if (caption := table.find("caption")) is not None
        for row in table.iterfind("tbody/tr")
        if row.find("th/code") is not None
    ]
    listed = data["cookies"]["listed"]
    assert len(listed) == len(rows) == 40
    needed = {kind["needsConsent"] for kind in listed}
    assert needed == {True, False}
    for said, (caption, row) in zip(listed, rows, strict=True):
        name, provider, purpose, lifetime, basis = row
        assert (said["label"], said["name"]) == (caption, words(name))
        assert said["lifetime"] == words(lifetime)
        when = said.get("when", "")
        first = words(purpose[0])
        assert first.startswith(language.sentence_start(said["purpose"]))
        assert when in first
        assert bool(when) is ("(" in first)
        assert words(purpose[1]) == ", ".join(said["data"])
        party = {"first-party": ("Birinci", "First"), "third-party": ("Üçüncü", "Third")}
        assert words(provider[0]).startswith(party[said["party"]])
        own = [receiver(one, language.sentence_start) for one in said.get("providers", ())]
        assert [words(cell) for cell in provider[1:]] == own
        links = [items.get(pages.get(a.get("href", ""), "")) for a in basis.iter("a")]
        assert [item for item in links if item] == [x for x in [said.get("item")] if x]
        assert said["beforeConsent"] is (
            words(basis[-1]) in ("Siteye girişte çalışır", "Runs when you enter the site")
        )
        assert "unconfirmed" not in said
    assert {said.get("item") for said in listed} == {None, "measurement"}
    assert data["cookies"]["scanned"] == "2026-11-01"


@pytest.mark.parametrize("code", ["tr", "en"])
def test_a_consent_names_its_purposes_and_notices(demo_site: Path, code: str) -> None:
    """Those that its own words name; the notices lead to documents of the site."""
    index = json.loads((demo_site / "api/v1/index.json").read_text(encoding="utf-8"))
    asked = [d["id"] for d in index["documents"] if d["type"] == "consent"]
    pages = {text["url"]: d["id"] for d in index["documents"] for text in d["texts"]}
    assert len(asked) == 3
    for document in asked:
        data = of(demo_site, f"{document}.{code}")
        clauses = {c.get("data-clause"): c for c in full(data).iter("section")}
        rows = [words(item) for item in clauses["data"].iter("li")]
        purposes = data["consent"]["purposes"]
        assert len(purposes) == len(rows) > 0
        for said, row in zip(purposes, rows, strict=True):
            assert row.startswith(said["purpose"])
            assert said.get("when", "") in row
        linked = [
            pages.get(a.get("href", "").partition("#")[0]) for a in clauses["matter"].iter("a")
        ]
        assert set(data["consent"]["notices"]) <= set(linked)
        assert data["consent"]["notices"]


def test_they_are_frozen_with_the_words(demo_data: Path, demo_site: Path) -> None:
    """The lasting file says the same; what an older tool did not keep makes no release."""
    archive = Archive(demo_data / "releases" / "ornek")
    day = demo.TODAY
    for name in ("cookies.tr", "consent-measurement.en"):
        data = of(demo_site, name)
        lasting = json.loads((demo_site / data["permalink"]["json"]).read_text(encoding="utf-8"))
        key = "cookies" if "cookies" in data else "consent"
        assert lasting[key] == data[key]
    outcome = pipeline.run(pipeline.Settings(data=demo_data, as_of=day))
    (made,) = [t for t in outcome.texts if (t.document, t.language) == ("cookies", "tr")]
    again = expression.from_json(expression.to_json(made))
    assert (again.cookies, made.consent) == (made.cookies, None)
    assert made.cookies
    older = replace(made, cookies=None)
    assert not preparing._differs(older, made)
    fewer = replace(made.cookies, listed=made.cookies.listed[1:])
    assert preparing._differs(made, replace(made, cookies=fewer))
    assert archive.manifests


def test_a_draft_says_which_rows_are_in_doubt() -> None:
    """The company has listed no cookie, so that nothing is said; its consents are in doubt."""
    files = published.files(
        pipeline.run(pipeline.Settings(data=ROOT / "data", cache=CACHE, explained=False))
    )
    cookies = json.loads(files["api/v1/drafts/cookie-policy.tr.json"])
    assert (cookies["state"], "cookies" in cookies) == ("draft", False)
    consents = [
        json.loads(content) for path, content in files.items() if "/drafts/consent-" in path
    ]
    assert consents
    assert any(p.get("unconfirmed") for c in consents for p in c["consent"]["purposes"])
