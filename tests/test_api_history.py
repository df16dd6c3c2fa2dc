"""The API over the demonstration's history: any day, who must be informed anew, valid files."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator import pipeline
from generator.outputs.api.files import SCHEMAS
from generator.outputs.site import headers
from generator.recipes import answering
from generator.releases.record import ChangeKind, Frozen, Manifest
from generator.releases.substance import Substance
from tests import demo


def read(site: Path, path: str) -> dict:
    return json.loads((site / "api/v1" / path).read_text(encoding="utf-8"))


def schema(name: str) -> Draft202012Validator:
    written = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(written)


def test_every_file_of_the_history_is_valid(demo_site: Path) -> None:
    """Current texts and those of every release, by the schema that is published beside them."""
    assert list(schema("index").iter_errors(read(demo_site, "index.json"))) == []
    validator = schema("document")
    paths = [p for f in ("current", "releases") for p in (demo_site / "api/v1" / f).rglob("*.json")]
    assert len(paths) > 60
    for path in paths:
        assert list(validator.iter_errors(json.loads(path.read_text(encoding="utf-8")))) == []


def asked_days() -> list[date]:
    """The days around every turn of the history."""
    turns = {step.effective for step in demo.STEPS} | {step.published for step in demo.STEPS}
    turns |= {demo.WITHDRAWN[1], demo.TODAY}
    return sorted({turn + timedelta(days=n) for turn in turns for n in (-1, 0, 1)})


def test_command_and_api_answer_alike(demo_site: Path, demo_data: Path) -> None:
    """For every day: the same release, texts, versions, digests and files."""
    index = read(demo_site, "index.json")
    releases = {release["id"]: release for release in index["releases"]}
    settings = pipeline.Settings(data=demo_data, as_of=demo.TODAY)
    answers = set()
    for day in asked_days():
        said = answering.at(settings, day, None, None)
        spans = [
            span
            for span in index["inForce"]
            if span["from"] <= str(day) and (span["until"] is None or str(day) <= span["until"])
        ]
        assert [span["release"] for span in spans] == ([said.release] if said.release else [])
        answers.add(said.release)
        told = ("id", "type", "item", "channel", "lang", "release", "hash", "json")
        ours = [{key: row[key] for key in told if key in row} for row in said.texts]
        assert ours == (releases[said.release]["texts"] if said.release else [])
        for row in said.texts:
            if row["json"]:
                file = read(demo_site, row["json"].removeprefix("api/v1/"))
                assert (file["title"], file["url"], file["version"]) == (
                    row["title"], row["url"], row["version"])  # fmt: skip
                assert {la["name"]: la["hash"] for la in file["layers"]} == row["hash"]
            else:
                assert row["release"] == demo.WITHDRAWN[0]
    assert answers == {None, "2026-03-02", "2026-05-20", "2026-07-01", "2026-09-01", "2027-01-01"}


def test_who_must_be_informed_anew(demo_site: Path) -> None:
    """Substance in May: anew. Wording in July: not, and the release of July is as good."""
    for document in read(demo_site, "index.json")["documents"]:
        for text in document["texts"]:
            known = (text["informAnewSince"], text["informedBy"])
            cookies = document["id"] == "cookies"
            # Consents and the report do not state the number that changed in May.
            same = document["type"] == "consent" or document["id"] == "report"
            since = "2026-03-02" if same else "2026-05-20"
            assert known == (since, [since, "2026-07-01"] if cookies else [since])
            current = read(demo_site, f"current/{document['id']}.{text['lang']}.json")
            assert (current["informAnewSince"], current["informedBy"]) == known
            assert (demo_site / current["permalink"]["url"] / "index.html").is_file()
            lasting = json.loads((demo_site / current["permalink"]["json"]).read_text())
            assert lasting["layers"] != []
            assert "informAnewSince" not in lasting


def test_until_when_each_text_holds(demo_site: Path) -> None:
    """The day before an announced release changes it; open where no release does."""
    index = read(demo_site, "index.json")
    releases = {release["id"]: release["texts"] for release in index["releases"]}
    today = str(demo.TODAY)
    ends = set()
    for document in index["documents"]:
        for text in document["texts"]:
            key = (document["id"], text["lang"], text["release"])
            last = None
            for span in index["inForce"]:
                rows = releases.get(span["release"], [])
                holds = key in [(row["id"], row["lang"], row["release"]) for row in rows]
                if (span["until"] or "9999") < today or not holds:
                    continue
                last = span["until"]
            current = read(demo_site, f"current/{document['id']}.{text['lang']}.json")
            assert current["inForceUntil"] == text["inForceUntil"] == last, key
            ends.add(last)
            lasting = json.loads((demo_site / current["permalink"]["json"]).read_text())
            assert "inForceUntil" not in lasting
    assert ends == {None, "2026-12-31"}


def entry(
    name: str, kind: ChangeKind | None, *texts: tuple[str, str], withdraws: str = ""
) -> Manifest:
    held = tuple(Frozen(doc, "tr", release, "", {}, "", "") for doc, release in texts)
    day = date(2026, 1, 1)
    return Manifest(name, "s", day, day, None, "", kind, {}, held, withdraws=withdraws or None)


def test_wording_upon_a_withdrawn_text_builds_on_what_stood_before() -> None:
    """Whoever saw the withdrawn text is informed anew; an editorial text upon it is not the old."""
    first = entry("r1", ChangeKind.FIRST, ("a", "r1"), ("b", "r1"))
    second = entry("r2", ChangeKind.SUBSTANTIVE, ("a", "r2"), ("b", "r1"))
    wording = entry("r3", ChangeKind.EDITORIAL, ("a", "r3"), ("b", "r1"))
    gone = entry("r2-withdrawn", None, withdraws="r2")
    again = entry("r4", ChangeKind.EDITORIAL, ("a", "r4"), ("b", "r1"))
    seen = Substance([first, second, wording, gone, again])
    assert seen.since(again.texts[0]) == "r2"
    assert seen.informed_by(again.texts[0]) == ["r2", "r3", "r4"]
    assert seen.informed_by(again.texts[1]) == ["r1"]
    instead = Substance([first, second, gone, again])
    assert instead.informed_by(again.texts[0]) == ["r1", "r4"]


@pytest.mark.parametrize(
    ("path", "age"),
    [("/api/v1/index.json", "300"), ("/api/v1/current/policy.tr.json", "300"),
     ("/api/v1/releases/2026-05-20/policy.tr.json", "31536000, immutable")],
)  # fmt: skip
def test_other_origins_may_read_and_only_releases_stay(path: str, age: str) -> None:
    """CORS on all of the API; only what cannot change is cached for long."""
    sent = headers.of(path)
    assert sent["Access-Control-Allow-Origin"] == "*"
    assert sent["Cache-Control"].endswith(f"max-age={age}")
