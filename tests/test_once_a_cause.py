"""One cause is one finding, with every place that it concerns."""

import re
import shutil
from pathlib import Path

from generator import pipeline
from generator.checks import Finding
from tests.conftest import CACHE, ROOT


def found(tmp_path: Path, file: str, old: str, new: str) -> list[Finding]:
    data = Path(shutil.copytree(ROOT / "tests/rich", tmp_path / "data"))
    path = data / file
    text = path.read_text("utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text), "utf-8")
    return list(pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings)


def test_a_provider_without_a_country_is_found_once(tmp_path: Path) -> None:
    """However many cookies it provides; abroad it is asked for by ABR-01 alone."""
    without = found(tmp_path / "a", "recipients.yml", r"  countries: \[NL\]\n", "")
    (abroad,) = (f for f in without if f.code != "TXT-05")  # which lists what prints "not stated"
    assert (abroad.name, abroad.place) == (
        "ABR-01[no-country]",
        "recipients.yml#analytics-provider.abroad",
    )
    cookies = r"(?<=party: third-party\n    providers: \[)analytics-provider"
    (inside,) = found(tmp_path / "b", "cookies.yml", cookies, "logistics")
    assert (inside.name, inside.place) == ("COO-01[no-country]", "recipients.yml#logistics")


def test_what_a_class_leaves_unsaid_is_found_once(tmp_path: Path) -> None:
    """And names every cookie."""
    basis = r"(?<=functional:\n)    basis: \{article: 5/1\}\n"
    finding, *owed = found(tmp_path, "cookies.yml", basis, "")
    assert {f.code for f in owed} <= {"TXT-05"}
    assert finding.name == "COO-01[no-basis]"
    assert all(f"“c_{number}”" in finding.message for number in (1, 5, 9, 37))


def test_an_activity_on_a_consent_that_is_not_offered_is_no_leftover(tmp_path: Path) -> None:
    findings = found(
        tmp_path, "consents.yml", r"kids-club:\n  matter", "kids-club:\n  offered: no\n  matter"
    )
    assert not [f for f in findings if f.code == "USE-01"]


def test_a_missing_notice_is_found_once(tmp_path: Path) -> None:
    """Not again for each statement that it would print. A group of children says that it is one."""
    data = Path(shutil.copytree(ROOT / "tests/rich", tmp_path / "data"))
    (data / "documents/notice-job-application.yml").unlink()
    people = data / "subjects.yml"
    text = people.read_text("utf-8")
    people.write_text(
        text.replace("{tr: müşteri, en: customer}", "{tr: çocuklar, en: people}"), "utf-8"
    )
    findings = pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings
    assert {"IDN-03[no-notice]", "IDN-05[under-age]"} <= {f.name for f in findings}
    assert not [f for f in findings if f.name == "USE-01[statement]"]
