"""What is announced: feeds by the schema of RFC 4287 with names that never change, releases for an
app, and no mail for a change of wording."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from generator import loading
from generator.authority import Authority
from generator.cache import read
from generator.errors import LoadingError
from generator.outputs.api.files import SCHEMAS, Api
from generator.outputs.feeds.feeds import Feeds
from generator.outputs.mail.mails import Mails
from generator.provenance import Fact, Origin
from generator.publication import Publication
from tests import demo
from tests.test_history_pages import publication

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = Path(__file__).parent / "atom.rng"
AUTHORITY = "ornek.example,2026"


@pytest.fixture(scope="module")
def site(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return publication(demo_data, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def feeds(site: Publication) -> dict[str, bytes]:
    return {path: read(content) for path, content in Feeds(site).files()}


def found(feed: bytes, path: str) -> list[Any]:
    return etree.fromstring(feed).xpath(path, namespaces=ATOM)


def test_every_feed_is_valid_and_leads_to_pages_of_the_site(
    site: Publication, feeds: dict[str, bytes]
) -> None:
    """By the RELAX NG of RFC 4287; its links are relative and lead to texts and redlines."""
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    known = {site.address_of(t) for t in site.all_versions}
    known |= {site.redline_of(t) for t in site.all_versions}
    known |= {site.history_of(*t.key) for t in site.all_versions}
    assert set(feeds) == {f"feeds/{d}.{c}.xml" for d, c in {t.key for t in site.all_versions}}
    for path, feed in feeds.items():
        assert schema.validate(etree.fromstring(feed)), (path, schema.error_log)
        hrefs = set(found(feed, "//a:link[@rel!='self']/@href"))
        hrefs |= set(re.findall(r'href="([^"]*)"', "".join(found(feed, "//a:content/text()"))))
        assert {href.removeprefix("../") for href in hrefs} <= known
        assert all(href.startswith("../") for href in hrefs)
        assert found(feed, "//a:link[@rel='self']/@href") == [path.removeprefix("feeds/")]
    broken = feeds["feeds/policy.tr.xml"].replace(b"<updated>", b"<changed>")
    assert not schema.validate(etree.fromstring(broken.replace(b"</updated>", b"</changed>")))


def test_an_entry_is_a_version_with_its_state_its_changes_and_its_redline(
    feeds: dict[str, bytes],
) -> None:
    """The newest first; `updated` is the day of the release, or of its withdrawal."""
    feed = feeds["feeds/policy.tr.xml"]
    name = f"tag:{AUTHORITY}:ornek/policy/tr"
    assert found(feed, "/a:feed/a:id/text()") == [name]
    rows = zip(
        found(feed, "//a:entry/a:id/text()"),
        found(feed, "//a:entry/a:updated/text()"),
        found(feed, "//a:entry/a:category[1]/@term"),
        strict=True,
    )
    assert list(rows) == [
        (f"{name}/2027-01-01", "2026-11-02T00:00:00+03:00", "announced"),
        (f"{name}/2026-09-01", "2026-09-03T00:00:00+03:00", "withdrawn"),
        (f"{name}/2026-05-20", "2026-05-04T00:00:00+03:00", "in-force"),
        (f"{name}/2026-03-02", "2026-03-02T00:00:00+03:00", "superseded"),
    ]
    said = found(feed, "//a:entry[3]/a:content/text()")[0]
    assert "Telefon numaramız değişti." in said
    assert "Telefon, “0212 000 00 00” yerine “0212 000 00 01”" in said
    assert 'href="../gizlilik/2026-05-20/degisiklikler/"' in said


def test_names_do_not_change(site: Publication, feeds: dict[str, bytes]) -> None:
    """Not with the host, the day or the data: another authority than the frozen one is refused,
    and the archive alone makes the same bytes."""
    moved = replace(site, base="https://baska.example/", day=date(2026, 11, 25))
    assert {p: read(c) for p, c in Feeds(moved).files()} == feeds
    bare = replace(site, facts=None, site=replace(site.site, feeds=None))
    assert {p: read(c) for p, c in Feeds(bare).provable()} == feeds
    other = Fact(Authority.parse("baska.example,2026"), Origin("data/sites.yml", 1))
    with pytest.raises(LoadingError, match="have frozen"):
        list(Feeds(replace(site, site=replace(site.site, feeds=other))).files())


@pytest.mark.parametrize(
    "words", ["ornek", "ornek.example", "ornek.example,26", "Örnek.example,2026"]
)
def test_what_is_no_authority_is_refused_as_it_is_read(tmp_path: Path, words: str) -> None:
    """By a check too, and not first by a build."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    sites = data / "sites.yml"
    written = sites.read_text("utf-8")
    assert written.count("ornek.example,2026") == 1
    sites.write_text(written.replace("ornek.example,2026", words), "utf-8")
    with pytest.raises(LoadingError, match="not an authority of RFC 4151"):
        loading.load(data)


def test_releases_for_an_app(site: Publication) -> None:
    """Valid by their schema; each change in words, and where it is marked."""
    files = {path: read(content) for path, content in Api(site).files()}
    data = json.loads(files["api/v1/releases.json"])
    schema = json.loads((SCHEMAS / "releases.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    (release,) = [r for r in data["releases"] if r["id"] == "2026-05-20"]
    (policy,) = [t for t in release["texts"] if (t["id"], t["lang"]) == ("policy", "en")]
    assert policy["before"] == "2026-03-02"
    assert policy["redline"] == "en/privacy/2026-05-20/changes/"
    assert [(c["clause"], c["about"]) for c in policy["changes"]] == [("controller", ["contact"])]


def test_a_change_of_wording_mails_nobody_and_one_of_substance_leads_to_its_redline(
    site: Publication,
) -> None:
    """In both parts and in the data."""
    mails = {path: read(content).decode() for path, content in Mails(site).files()}
    changed = [path for path in mails if "/texts-changed." in path]
    assert [path for path in changed if "/2026-07-01/" in path] == []
    mail = json.loads(mails["api/v1/mail/2027-01-01/texts-changed.en.json"])
    (policy,) = [d for d in mail["documents"] if d["id"] == "policy"]
    assert policy["redline"] == f"{site.base}en/privacy/2027-01-01/changes/"
    assert f'href="{policy["redline"]}"' in mail["html"]
    assert policy["redline"] in mail["text"]
    welcome = json.loads(mails["api/v1/mail/2026-05-20/welcome.en.json"])
    assert "redline" not in welcome["documents"][0]
