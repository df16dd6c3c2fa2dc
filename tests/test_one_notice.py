"""A controller with one notice and nothing else: what nothing prints need not be written, nothing
is found, and its site, API and elements are whole."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks import Finding
from tests.conftest import CACHE, ROOT, own_starter

ABSENT = (
    "departures", "documents/answers", "documents/policy", "glossary", "messages", "practices",
    "promises", "recipients", "security", "security-reports",
)  # fmt: skip
EDITS = {
    "controller.yml": {
        "kep: ornek@hs00.kep.tr\n": "",
        "legal_form: company": "legal_form: association",
        'mersis: "0123456789000015"\n': "",
        "activity: {tr: kitap satışı, en: sale of books}\n": "",
        "{status: registered}": "{status: exempt, exemption_ground: {tr: karar, en: decision}}",
    },
    "application.yml": {"  - type: kep\n    how: {tr: KEP ile, en: by KEP}\n": ""},
    "processing/orders.yml": {"recipients: [carrier]": "recipients: []"},
}
ONLY_TURKISH = {"sites.yml": {"languages: [tr, en]": "languages: [tr]"}}


def edit(data: Path, edits: dict[str, dict[str, str]]) -> Path:
    for name, changes in edits.items():
        words = (data / name).read_text("utf-8")
        for old, new in changes.items():
            assert old in words
            words = words.replace(old, new)
        (data / name).write_text(words, "utf-8")
    return data


def one_notice(data: Path) -> Path:
    """An association that has a form, and the notice of it."""
    own_starter(data)
    for name in ABSENT:
        (data / f"{name}.yml").unlink()
    return edit(data, EDITS)


def findings(data: Path) -> list[Finding]:
    outcome = pipeline.run(
        pipeline.Settings(data=data, cache=CACHE, profile=pipeline.Profile.RELEASE)
    )
    return list(outcome.findings)


def test_nothing_is_found(tmp_path: Path) -> None:
    """Neither in a preview nor before a release."""
    assert findings(one_notice(tmp_path / "data")) == []


def test_whoever_registers_states_the_measures(tmp_path: Path) -> None:
    """The statement for VERBİS has them; until they are written they are one lack a list."""
    data = one_notice(tmp_path / "data")
    ground = EDITS["controller.yml"]["{status: registered}"]
    edit(data, {"controller.yml": {ground: "{status: registered}"}})
    assert [f.place for f in findings(data)] == [
        "security.yml#technical",
        "security.yml#organisational",
    ]
    shutil.copy(ROOT / "generator/starter/security.yml", data)
    assert findings(data) == []


def test_a_policy_asks_for_what_it_prints(tmp_path: Path) -> None:
    data = one_notice(tmp_path / "data")
    shutil.copy(ROOT / "generator/starter/documents/policy.yml", data / "documents")
    assert {f.name for f in findings(data)} == {"SEC-01[none]", "TXT-05"}


def test_a_company_without_kep_is_asked(tmp_path: Path) -> None:
    """Whether it must have one is for a lawyer to say; an association is not asked."""
    data = one_notice(tmp_path / "data")
    edit(data, {"controller.yml": {"association": "company"}})
    assert [(f.name, f.level.value) for f in findings(data)] == [("APP-04[kep]", "warning")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site in Turkish alone; the command refuses links that lead nowhere."""
    folder = tmp_path_factory.mktemp("one-notice")
    edit(one_notice(folder / "data"), ONLY_TURKISH)
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs/index.tr.md", folder / "docs")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace(", custom_dir: overrides", "")
    settings = settings.replace("        - {locale: en, name: English}\n", "")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=folder, capture_output=True, text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "site"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_home_leads_to_the_rights_in_the_notice(site: Path) -> None:
    """There is no policy to lead to, and no heading without anything below it."""
    home = (site / "index.html").read_text("utf-8")
    main = home[home.index("<main") :]
    assert 'href="form-aydinlatma-metni/#rights"' in main
    assert re.findall(r'<h2 id="(\w+)"', main) == ["notices"]
    assert 'href="veri-akislari/"' in main


def test_the_notice_is_whole(site: Path) -> None:
    folder = site / "form-aydinlatma-metni"
    page = words((folder / "index.html").read_text("utf-8"))
    for said in ("Dernek'e iletebilirsiniz", "Yazılı olarak", "zararın giderilmesini talep etme"):
        assert said in page
    for other in ("KEP", "esas alınır", "Politika", "henüz belirtilmedi"):
        assert other not in page
    assert (folder / "form-aydinlatma-metni.pdf").is_file()


def test_programs_are_given_the_notice(site: Path) -> None:
    """The API with its index, the search, what the elements read; no mail and no banner is."""
    index = json.loads((site / "api/v1/index.json").read_text("utf-8"))
    assert [(d["id"], [t["lang"] for t in d["texts"]]) for d in index["documents"]] == [
        ("notice", ["tr"])
    ]
    assert (site / "api/v1/drafts/notice.tr.json").is_file()
    assert [path.name for path in (site / "search").iterdir()] == ["tr.json"]
    assert (site / "embed/v1/texts.json").is_file()
    lines = (site / "siteye-ekleme/index.html").read_text("utf-8")
    assert "kvkk-notice" in lines
