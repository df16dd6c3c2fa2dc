"""What is for the file, or internal, is met by nobody else: a mark in each such fact is looked for.

On the site, in its API, bundles, mails and archive; in what a check writes into the log of a
workflow, in the comment on a request, its artefacts, sheets and redlines, and in what is proposed.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import loading, pipeline
from generator.checks import Profile, report
from generator.checks.report import FORMATS
from generator.commands import _options as options
from generator.commands import main
from generator.commands import review as review_command
from generator.mkdocs.preview import alone
from generator.model.traversal import walk
from generator.provenance import Fact
from generator.recipes.proposing import words
from generator.recipes.reviewing.page import Page
from generator.recipes.reviewing.review import Review
from generator.recipes.reviewing.review import review as reviewed
from tests import canaries, demo, published, review_cases
from tests.conftest import CACHE
from tests.review_cases import STEP


def met(words: str | bytes) -> list[str]:
    """The marks in some words."""
    text = words if isinstance(words, str) else words.decode("utf-8", "replace")
    return [mark for mark in canaries.MARKS if mark in text]


def below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def notices(*arguments: object, **environment: str) -> Result:
    asked = [str(argument) for argument in arguments]
    return CliRunner(env={"LANGUAGE": "tr", **environment}).invoke(main, asked)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = Path(shutil.copytree(demo.RICH, tmp_path_factory.mktemp("planted") / "data"))
    canaries.plant(data)
    canaries.plant_faults(data)
    return data


def test_a_mark_stands_in_every_kind_of_internal_fact(planted: Path) -> None:
    """Each key that is internal by nature, and facts of other kinds that say it."""
    facts = loading.load(planted)
    hidden = [value for value in walk(tuple(vars(facts).values())) if value.internal]
    paths = {value.origin.path.removesuffix(".value") for value in hidden}
    assert {
        "unit", "measures[0]", "media[0]", "since", "purposes.deliver-order.since",
        "carrier.since", "kids-club.record", "cloud.contract", "hidden.name",
        "verbis.employees", "phone", "ornek.readers", "technical[0]", "statements[0]",
    } <= paths  # fmt: skip
    values = [str(value.value) for value in hidden if isinstance(value, Fact)]
    assert sum(bool(met(value)) for value in values) > 25


def test_no_site_bundle_api_mail_or_archive_holds_one(tmp_path: Path) -> None:
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    canaries.plant(data)
    canaries.plant_in_papers(data)
    demo.publish(data, STEP, cache=CACHE)
    frozen = list(below(data / "releases"))
    assert frozen
    for production in (False, True):
        settings = pipeline.Settings(
            data=data, as_of=STEP.effective, production=production, cache=CACHE,
            base="https://ornek.example/",
        )  # fmt: skip
        outcome = pipeline.run(settings)
        files = {**published.files(outcome), **published.mails(outcome)}
        pages = [
            (page.url, f"{page.opening}{page.html}".encode()) for page in published.pages(outcome)
        ]
        for name, content in (*frozen, *files.items(), *pages):
            assert not met(content), name


@pytest.fixture(scope="module")
def checked(planted: Path) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=planted, profile=Profile.RELEASE))


@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("public", [True, False])
def test_no_report_of_a_check_holds_one(
    planted: Path, checked: pipeline.Outcome, public: bool, shape: str
) -> None:
    """A fault in an internal fact is found all the same, and named by its place."""
    shown = replace(options.findings(checked, planted), language="tr")
    output = FORMATS[shape](report.in_public(shown) if public else shown)
    assert "ABR-04" in output
    assert "recipients.yml" in output
    assert not met(output)


def test_no_log_of_a_job_and_no_summary_of_it_holds_one(planted: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    asked = ("check", "--data", planted, "--format", "github")
    done = notices(*asked, GITHUB_STEP_SUMMARY=str(summary))
    written = summary.read_text("utf-8")
    assert "IDN-02" in done.output
    assert "IDN-02" in written
    assert not met(done.output + written)


def test_a_mistake_in_the_data_is_not_quoted_in_public(planted: Path, tmp_path: Path) -> None:
    """Nobody can tell of data that cannot be read what is internal in it."""
    data = Path(shutil.copytree(planted, tmp_path / "data"))
    file = data / "recipients.yml"
    words = file.read_text("utf-8")
    wrong = words.replace(f"value: {canaries.FUTURE}", f"value: {canaries.WORD}", 1)
    assert wrong != words
    file.write_text(wrong, "utf-8")
    for command in (["check", "--format", "github"], ["review", demo.RICH]):
        private = notices(*command, "--data", data)
        public = notices(*command, "--data", data, "--public")
        assert (private.exit_code, public.exit_code) == (2, 2)
        assert met(private.output)
        assert "recipients.yml:" in public.output
        assert not met(public.output)


@pytest.fixture(scope="module")
def request_(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Review]:
    """What differs by every internal fact, and by a public one; and the review of it."""
    data = Path(shutil.copytree(planted, tmp_path_factory.mktemp("request") / "data"))
    review_cases.period(data)
    return data, reviewed(pipeline.Settings(data=data), str(demo.RICH))


@pytest.mark.parametrize("public", [True, False])
def test_no_comment_and_no_artefact_holds_one(request_: tuple[Path, Review], public: bool) -> None:
    """Which internal facts changed is told to those who may see values; no value is."""
    page = Page(request_[1], "tr", "", public)
    for shape in review_command.SHAPES:
        written = review_command._written(page, shape, "")
        assert not met(written), shape
    assert ("60 days" in review_command._written(page, "json", "")) is not public
    comment = review_command._written(page, "md", "")
    assert ("iç kullanım" in comment) is not public


def test_a_policy_for_the_file_is_reviewed_without_what_it_says(tmp_path: Path) -> None:
    """That its facts changed is told; where it is published, they are shown like any others."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    disposal = data / "disposal.yml"
    reason = f"reasons:\n  - {{tr: {canaries.WORD}, en: {canaries.WORD}.}}\n"
    disposal.write_text(disposal.read_text("utf-8").replace("reasons:\n", reason), "utf-8")

    def comments() -> tuple[str, str]:
        review = reviewed(pipeline.Settings(data=data), str(demo.RICH))
        pages = (Page(review, "tr", "", public) for public in (False, True))
        private, public = (review_command._written(page, "md", "") for page in pages)
        return private, public

    private, public = comments()
    assert not met(private + public)
    assert "disposal.yml" in private
    policy = data / "documents/retention-policy.yml"
    policy.write_text(f"published: yes\n{policy.read_text('utf-8')}", "utf-8")
    private, public = comments()
    assert met(private)
    assert not met(public)


def test_no_sheet_of_a_review_holds_one(request_: tuple[Path, Review]) -> None:
    """Each has all entries of the data, as everybody may see them."""
    settings = pipeline.Settings(data=request_[0])
    for document, page in islice(alone.files(settings, str(demo.RICH), "tr"), 2):
        assert not met(page), document


def test_no_proposal_holds_one(request_: tuple[Path, Review]) -> None:
    """Its title and words, which a commit keeps. The patch is `data/` itself, line by line."""
    data, review = request_
    said = f"{words.title(review, 'tr')}\n{words.body(review, data, 'tr')}"
    assert "30 gün → 60 gün" in said
    assert not met(said)
