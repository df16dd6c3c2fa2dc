"""security.txt: what RFC 9116 asks of it, made from facts alone, and watched."""

import re
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks import by_code
from generator.outputs.site.beside import Beside
from generator.outputs.site.security_txt import PATH, Reports, security_txt
from tests.conftest import CACHE, ROOT
from tests.published import all_read, publication

BASE = "https://example.com/kvkk/"
DAY = date(2026, 11, 25)


def problems(content: str) -> list[str]:
    """What is wrong by RFC 9116: the grammar of section 4, the fields of section 2.5."""
    found = []
    if not content.isascii() or not content.endswith("\n") or "\r" in content.replace("\r\n", ""):
        found.append("lines")
    fields: dict[str, list[str]] = {}
    for line in content.splitlines():
        if line == "" or line.startswith("#"):
            continue
        name, joint, value = line.partition(": ")
        if not joint or not re.fullmatch(r"[A-Za-z-]+", name) or value != value.strip():
            found.append(f"line: {line}")
        fields.setdefault(name, []).append(value)
    known = {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"}
    found += [f"unknown: {name}" for name in set(fields) - known]
    found += [f"not once: {n}" for n in ("Expires",) if len(fields.get(n, [])) != 1]
    if len(fields.get("Preferred-Languages", [])) > 1:
        found.append("languages twice")
    if not fields.get("Contact"):
        found.append("no contact")
    for name in ("Contact", "Canonical", "Policy"):
        for uri in fields.get(name, []):
            if not re.fullmatch(r"(https://|mailto:)[!-~]+", uri):
                found.append(f"not a URI: {uri}")
    for moment in fields.get("Expires", []):
        read = datetime.fromisoformat(moment)
        if read.tzinfo is None or "T" not in moment:
            found.append("no moment")
    for languages in fields.get("Preferred-Languages", []):
        if not all(re.fullmatch(r"[a-z]{2,3}", code) for code in languages.split(", ")):
            found.append("languages")
    return found


def published(data: Path, base: str = BASE, day: date = DAY) -> str | None:
    settings = pipeline.Settings(data=data, base=base, as_of=day, cache=CACHE)
    files = dict(all_read(Beside(publication(pipeline.run(settings))).files()))
    return files[PATH].decode() if PATH in files else None


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_it_points_to_the_report_form_and_invents_no_address(data: Path) -> None:
    """The company's address for reports is blank, so the form is the contact."""
    content = published(data)
    assert content is not None
    assert problems(content) == []
    assert content.splitlines() == [
        f"Contact: {BASE}bildirim-formu/",
        "Expires: 2027-05-31T20:59:59Z",
        "Preferred-Languages: tr, en",
        "Canonical: https://example.com/.well-known/security.txt",
        f"Policy: {BASE}gizlilik-politikasi/#security-reports",
    ]


@pytest.mark.parametrize("base", ["", "http://example.com/"])
def test_without_a_secure_address_there_is_none(data: Path, base: str) -> None:
    """A contact on the web must be https (section 2.5.3), and a relative one is none."""
    assert published(data, base) is None


def test_an_address_counts_once_it_is_confirmed(data: Path) -> None:
    """A doubtful one is not published; a confirmed one alone is enough."""
    controller = data / "controller.yml"
    words = controller.read_text(encoding="utf-8")
    doubt = "security_email:\n  value: guvenlik@example.com\n  unconfirmed: A guess.\n"
    controller.write_text(re.sub(r"security_email:.*\n", doubt, words), encoding="utf-8")
    assert "mailto:" not in (published(data) or "")
    sure = "security_email: guvenlik@example.com\n"
    controller.write_text(re.sub(r"security_email:.*\n", sure, words), encoding="utf-8")
    for base in (BASE, ""):
        content = published(data, base)
        assert content is not None
        assert problems(content) == []
        assert "Contact: mailto:guvenlik@example.com" in content


def test_a_line_end_in_an_address_is_no_new_field() -> None:
    reports = Reports("", ("a@b.example\nContact: https://attacker.example",), DAY)
    content = security_txt(reports, base=BASE, page="", policy="", languages=["tr"])
    assert content.count("Contact:") == 1
    assert problems(content) == []


def test_it_is_watched_and_never_published_past_its_day(data: Path) -> None:
    """A warning a month before, an error from the day after on."""
    until = date(2027, 5, 31)
    subject = pipeline.run(pipeline.Settings(data=data, as_of=DAY, cache=CACHE)).subject

    def said(day: date) -> set[str]:
        watched = replace(subject, day=day)
        return {f.code for code in ("RPT-01", "RPT-02") for f in by_code()[code].run(watched)}

    assert said(until - timedelta(days=31)) == set()
    assert said(until - timedelta(days=30)) == {"RPT-02"}
    assert said(until) == {"RPT-02"}
    assert said(until + timedelta(days=1)) == {"RPT-01"}
    assert published(data, day=until) is not None
    assert published(data, day=until + timedelta(days=1)) is None


def test_without_a_day_there_is_none(data: Path) -> None:
    """Expires must be present (section 2.5.5), and a tool does not choose it."""
    reports = data / "security-reports.yml"
    words = reports.read_text(encoding="utf-8")
    reports.write_text(re.sub(r"valid_until:\n(  .*\n)+", "", words), encoding="utf-8")
    assert published(data) is None


def test_the_checks_see_what_is_wrong() -> None:
    """The validator of this file is no yes-man."""
    right = security_txt(
        Reports("r", ("a@example.com",), DAY), base=BASE, page="r/", policy="", languages=["tr"]
    )
    assert problems(right) == []
    wrong = (
        right.replace("Contact", "Kontakt"),
        right + "Expires: 2026-01-01T00:00:00Z\n",
        right.replace("https://", "http://"),
        right.replace("T20:59:59Z", ""),
        right.replace("Preferred-Languages: tr", "Preferred-Languages: Türkçe"),
        right.rstrip("\n"),
        right.replace("mailto:a@example.com", "mailto:a b"),
    )
    assert all(problems(content) for content in wrong)
