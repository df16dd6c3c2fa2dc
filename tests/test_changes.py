"""What changes are told as: doubts that go, acceptances that end, the site that is released."""

import json
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.checks import Finding, Level, Profile
from generator.commands import main

STARTER = Path(__file__).parent.parent / "generator/starter"
DAY = date(2026, 3, 2)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "data"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def findings(
    data: Path, profile: Profile = Profile.DRAFT, site: str | None = None
) -> list[Finding]:
    settings = pipeline.Settings(data=data, profile=profile, site=site, as_of=DAY)
    return list(pipeline.run(settings).findings)


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_doubt_that_is_gone_changes_no_text(data: Path, tmp_path: Path) -> None:
    """Where it stood on one fact, and where it stood on all facts of an entry."""
    doubtful = Path(shutil.copytree(data, tmp_path / "doubtful"))
    put(
        doubtful / "controller.yml",
        "phone: 0312 000 00 00",
        "phone: {value: 0312 000 00 00, unconfirmed: Ask.}",
    )
    told = run("compare", "--data", data, "--as-of", DAY, doubtful)
    assert (told.exit_code, told.stdout) == (0, "0 texts change; 1 doubt is gone.\n")
    put(doubtful / "controller.yml", "address:\n", "address:\n  unconfirmed: Ask for it.\n")
    told = run("compare", "--data", data, "--as-of", DAY, doubtful)
    assert told.stdout == "0 texts change; 2 doubts are gone.\n"
    again = run("compare", "--data", doubtful, "--as-of", DAY, "--format", "json", data)
    assert json.loads(again.stdout)["doubts"]["new"] == [
        "data/controller.yml#address",
        "data/controller.yml#phone",
    ]


LEAVES = {
    "recipients.yml": ("  always: yes\n  abroad: no", "  always: yes\n  abroad: {value: no, %s}"),
    "processing/orders.yml": ("{article: 5/2-c,", "{article: {value: 5/2-c, %s},"),
    "consents.yml": ("{tr: bülten gönderilmesi,", "{tr: {value: bülten gönderilmesi, %s},"),
    "cookies.yml": ("before_consent: yes", "before_consent: {value: yes, %s}"),
    "data-categories.yml": ("optional: yes", "optional: {value: yes, %s}"),
    "application.yml": ("answer: 20 days", "answer: {value: 20 days, %s}"),
    "subjects.yml": ("minors: yes", "minors: {value: yes, %s}"),
}


def test_no_mark_is_a_change_of_a_text(tmp_path: Path) -> None:
    """Not of words, of choices, of what a text leaves out, in texts to which people say yes."""
    rich = STARTER.parent.parent / "tests/rich"
    doubtful = Path(shutil.copytree(rich, tmp_path / "doubtful"))
    for file, (old, new) in LEAVES.items():
        put(doubtful / file, old, new % "unconfirmed: Is it?")
    told = run("compare", "--data", rich, "--as-of", DAY, doubtful)
    assert told.stdout.startswith("0 texts change; "), told.stdout


def test_a_word_that_changes_beside_a_doubt_is_shown(data: Path, tmp_path: Path) -> None:
    doubtful = Path(shutil.copytree(data, tmp_path / "doubtful"))
    for folder, value in (
        (doubtful, "{value: 0312 000 00 00, unconfirmed: Ask.}"),
        (data, "0212 555 11 23"),
    ):
        put(folder / "controller.yml", "phone: 0312 000 00 00", f"phone: {value}")
    told = run("compare", "--data", data, "--as-of", DAY, doubtful)
    assert told.exit_code == 1
    assert "+ 0212 555 11 23" in told.stdout
    assert "1 doubt is gone." in told.stdout


def test_what_changed_is_told_on_paper(data: Path, tmp_path: Path) -> None:
    """One PDF of all texts, or one each: brackets, underlined and struck through, tagged, each text
    in its language; a text that is new says so."""
    older = Path(shutil.copytree(data, tmp_path / "older"))
    put(data / "controller.yml", "phone: 0312 000 00 00", "phone: 0212 555 11 23")
    (older / "documents/answers.yml").unlink()
    asked = ("compare", "--data", data, "--as-of", DAY, older, "--pdf")
    assert run(*asked, tmp_path / "each", "--document", "policy").exit_code == 1
    each = tmp_path / "each"
    assert {p.name for p in each.iterdir()} == {"policy.tr.pdf", "policy.en.pdf"}
    with pymupdf.open(each / "policy.tr.pdf") as told:
        words = "".join(page.get_text() for page in told).replace("\n", "")
        lines = sum(len(page.get_drawings()) for page in told)
        links = [[link["from"] for link in page.get_links()] for page in told]
        fonts = {font[3] for page in told for font in page.get_fonts()}
    assert any(links)
    assert not [a for page in links for a in page for b in page if a is not b and a in b]
    assert all("Notices" in font for font in fonts)
    assert "\u25e6" not in words  # the ring of an inner list is not in the font
    assert "[–0312 000 00 00][+0212 555 11 23]" in words
    assert "Nasıl okunur: [+eklenen sözcükler], [–silinen sözcükler]" in words
    assert "Sonra: taslak" in words
    assert lines >= 6
    assert run(*asked, tmp_path / "all.pdf", "--lang", "en").exit_code == 1
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        assert whole.Root.MarkInfo.Marked
        assert str(whole.Root.Lang) == "en"
    with pymupdf.open(tmp_path / "all.pdf") as told:
        assert "New text" in "".join(page.get_text() for page in told)
    same = ("compare", "--data", older, "--as-of", DAY, older, "--pdf", tmp_path / "none.pdf")
    assert run(*same).exit_code == 0
    assert not (tmp_path / "none.pdf").exists()


def accept(data: Path, until: str, code: str = "RET-01[none]") -> None:
    orders = data / "processing/orders.yml"
    text = orders.read_text(encoding="utf-8")
    orders.write_text(text[: text.index("    retention:")], encoding="utf-8")
    (data / "accepted.yml").write_text(
        f"one:\n  code: {code}\n  place: processing/orders.yml#purposes.deliver-order\n"
        f"  reason: Waiting.\n  role: counsel\n  until: {until}\n  profile: release\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("until", "warned"), [("2026-03-02", True), ("2026-04-01", True), ("2026-04-02", False)]
)
def test_an_acceptance_warns_thirty_days_before_its_end(
    data: Path, until: str, warned: bool
) -> None:
    accept(data, until)
    found = {f.name: f for f in findings(data)}
    assert ("ACC-01[ending]" in found) is warned
    assert found["RET-01[none]"].accepted
    if warned:
        assert found["ACC-01[ending]"].level is Level.WARNING


def test_a_stale_acceptance_blocks_a_release_and_no_draft(data: Path) -> None:
    """Whoever mends what was accepted does not see a red check for it."""
    accept(data, "2027-01-01")
    shutil.copy(STARTER / "processing/orders.yml", data / "processing/orders.yml")
    for profile, level in ((Profile.DRAFT, Level.WARNING), (Profile.RELEASE, Level.ERROR)):
        (stale,) = [f for f in findings(data, profile) if f.sub != "sample"]
        assert (stale.name, stale.level) == ("ACC-01[stale]", level)


def test_the_doubt_of_another_site_blocks_no_release_of_this_one(data: Path) -> None:
    """Its own does, and so does one that both print."""
    with (data / "sites.yml").open("a", encoding="utf-8") as file:
        file.write(
            "\nother:\n  brand: Öteki\n  url: https://other.example\n  languages: [tr, en]\n"
            "  prevails: tr\n  email: {value: info@other.example, unconfirmed: Ask.}\n"
        )
    first, *_ = pipeline.run(pipeline.Settings(data=data)).facts.sites

    def doubts(site: str) -> set[str]:
        found = findings(data, Profile.RELEASE, site)
        return {f.place for f in found if f.sub == "unconfirmed" and f.level is Level.ERROR}

    assert doubts(first) == set()
    assert doubts("other") == {"sites.yml#other.email"}
    new = "phone: {value: 0312 000 00 00, unconfirmed: Ask.}"
    put(data / "controller.yml", "phone: 0312 000 00 00", new)
    assert doubts(first) == {"controller.yml#phone"}


def reword(data: Path, name: str, head: str, turkish: str, english: str) -> None:
    (data / "wording/policy").mkdir(parents=True, exist_ok=True)
    for language, words in {"tr": turkish, "en": english}.items():
        path = data / f"wording/policy/{name}.{language}.jinja"
        path.write_text(f"{{# reason: ours{head} #}}\n{words}\n", encoding="utf-8")


def test_what_a_reworded_clause_lacks_is_found_in_its_file(data: Path) -> None:
    """Not in the file of another clause that was added, and in the language that lacks it."""
    reword(data, "added", " | after: scope", "<h2>Ek</h2><p>Ek.</p>", "<h2>More</h2><p>More.</p>")
    reword(
        data,
        "answer",
        "",
        "<h3>Cevap</h3><p>Cevap veririz.</p>",
        "<h3>Answer</h3><p>We answer.</p>",
    )
    found = [f for f in findings(data) if f.code.startswith("APP")]
    assert {"APP-03", "APP-09"} <= {f.code for f in found}
    for finding in found:
        language = "tr" if "(tr)" in finding.message else "en"
        assert finding.origin.file == f"data/wording/policy/answer.{language}.jinja", finding


def test_what_a_reworded_clause_may_not_say_is_found_in_its_file(data: Path) -> None:
    """Whichever of several holds the words."""
    reword(data, "added", " | after: scope", "<h2>Ek</h2><p>Ek.</p>", "<h2>More</h2><p>More.</p>")
    words = "<p>Verilerin taşınabilirliği hakkınız vardır.</p>"
    english = "<p>You have a right to data portability.</p>"
    reword(data, "also", " | after: scope", f"<h2>Hak</h2>{words}", f"<h2>Right</h2>{english}")
    found = {f.origin.file for f in findings(data) if f.name == "APP-02[invented]"}
    assert found == {f"data/wording/policy/also.{language}.jinja" for language in ("tr", "en")}
