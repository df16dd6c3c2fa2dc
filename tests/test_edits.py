"""A change in one language is a change in the other: since a release, a folder, a commit."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.checks import Finding, Level, Profile
from generator.commands import main
from generator.errors import LoadingError
from generator.outputs.site.page import Page
from generator.recipes.earlier import data_at
from tests import published
from tests.conftest import STARTER, own_starter
from tests.questionnaire import composed_once

pytestmark = pytest.mark.usefixtures("untried")
RICH = Path(__file__).parent / "rich"
DAY = date(2026, 3, 2)
PLACE = "processing/orders.yml#purposes.deliver-order.text"
TEXT = "{tr: Siparişin teslim edilmesi, en: Delivering the order}"
NOTES = ("--note", "tr=Not.", "--note", "en=Note.")


@pytest.fixture(scope="module", autouse=True)
def texts() -> Iterator[None]:
    """Composed once of the same files."""
    with composed_once():
        yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "data"))


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def purpose(data: Path, turkish: str, english: str) -> None:
    new = f'{{tr: "{turkish}", en: "{english}"}}'
    path = data / "processing/orders.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?<=    text: )\{.*\}", new, text, count=1), encoding="utf-8")


def since(data: Path, other: Path, profile: Profile = Profile.DRAFT) -> list[Finding]:
    settings = pipeline.Settings(data=data, since=other, profile=profile, as_of=DAY)
    return [f for f in pipeline.run(settings).findings if f.sub.startswith("one-sided")]


def run(*arguments: object) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, [str(argument) for argument in arguments])


ONE_SIDED = [
    ("Siparişin kargoyla teslim edilmesi", "Delivering the order", "en"),
    ("Siparişin teslim edilmesi", "Delivering the order by courier", "tr"),
    ("Siparişin teslim edilmemesi", "Delivering the order", "en"),
    ("Siparişin veya teslim edilmesi", "Delivering the order", "en"),
]
RIGHT = [
    ("Siparişin teslim edilmesi", "Delivering the order"),
    ("Siparişin kargoyla teslim edilmesi", "Delivering the order by courier"),
]
SPELLING = [
    ("Siparisin teslim edilmesi", "Delivering the order"),
    ("Siparişin, teslim edilmesi", "Delivering the order"),
    ("Siparişin teslim edilmesi", "Delivering the Order"),
]


@pytest.mark.parametrize(("turkish", "english", "behind"), ONE_SIDED)
def test_a_change_in_one_language_is_found(
    data: Path, turkish: str, english: str, behind: str
) -> None:
    purpose(data, turkish, english)
    (draft,) = since(data, STARTER)
    assert (draft.name, draft.level) == ("TXT-03[one-sided]", Level.WARNING)
    assert draft.place == f"{PLACE}.{behind}"
    (release,) = since(data, STARTER, Profile.RELEASE)
    assert release.level is Level.ERROR


@pytest.mark.parametrize(("turkish", "english"), RIGHT)
def test_a_change_in_both_languages_is_right(data: Path, turkish: str, english: str) -> None:
    purpose(data, turkish, english)
    assert since(data, STARTER) == []


@pytest.mark.parametrize(("turkish", "english"), SPELLING)
def test_spelling_in_one_language_is_a_note(data: Path, turkish: str, english: str) -> None:
    purpose(data, turkish, english)
    (found,) = since(data, STARTER, Profile.RELEASE)
    assert (found.name, found.level) == ("TXT-03[one-sided-spelling]", Level.WARNING)


def test_a_row_that_is_inserted_or_moved_is_no_change(data: Path) -> None:
    """Places are ids, so what stands around a text does not matter."""
    path = data / "processing/orders.yml"
    text = path.read_text(encoding="utf-8")
    first = text[text.index("  deliver-order:") :]
    added = first.replace("deliver-order", "earlier").replace(
        TEXT, "{tr: Siparişin hazırlanması, en: Preparing the order}"
    )
    path.write_text(text.replace("  deliver-order:", f"{added.rstrip()}\n  deliver-order:", 1))
    assert since(data, STARTER) == []


def test_a_reworded_clause_is_compared(data: Path, tmp_path: Path) -> None:
    folder = data / "wording/notice"
    folder.mkdir(parents=True)
    for language in ("tr", "en"):
        words = f"{{# reason: ours #}}\n<h2>{language}</h2><p>Veri.</p>\n"
        (folder / f"nature.{language}.jinja").write_text(words, encoding="utf-8")
    other = Path(shutil.copytree(data, tmp_path / "older"))
    put(folder / "nature.tr.jinja", "Veri.", "Veriler saklanır.")
    found = {f.origin.file for f in since(data, other)}
    assert found == {"data/wording/notice/nature.en.jinja"}


def release(data: Path, effective: str, kind: str) -> Result:
    common = ("release", "--data", data, "--as-of", effective, "--effective", effective, "--no-pdf")
    asked = run(*common, "--kind", kind, *NOTES)
    if "release-" in asked.stdout:
        entry = asked.stdout[asked.stdout.index("release-") :]
        for mark, word in {"<role>": "a", "<another role>": "b", "<day>": effective}.items():
            entry = entry.replace(mark, word)
        (data / "approvals.yml").write_text(entry, encoding="utf-8")
        return run(*common, "--kind", kind, *NOTES)
    return asked


def accept(data: Path, until: str, sub: str = "one-sided") -> None:
    (data / "accepted.yml").write_text(
        f"later:\n  code: TXT-03[{sub}]\n  place: {PLACE}.en\n  reason: Urgent.\n"
        f"  role: counsel\n  until: {until}\n  profile: release\n",
        encoding="utf-8",
    )


def test_a_release_refuses_a_translation_left_behind(tmp_path: Path) -> None:
    """Compared with the release before; an acceptance of two weeks at most lets it pass."""
    data = own_starter(tmp_path / "data")
    first = release(data, "2026-03-02", "first")
    assert first.exit_code == 0, first.output
    assert "TXT-03" not in run("check", "--data", data, "--as-of", "2026-03-03").stdout
    purpose(data, "Siparişin kargoyla teslim edilmesi", "Delivering the order")
    assert "TXT-03[one-sided]" in run("check", "--data", data, "--as-of", "2026-03-03").stdout
    refused = release(data, "2026-04-01", "substantive")
    assert refused.exit_code == 1
    assert "TXT-03[one-sided]" in refused.stdout
    accept(data, "2026-04-16")
    assert "ACC-01[too-long]" in release(data, "2026-04-01", "substantive").stdout
    accept(data, "2026-04-15")
    done = release(data, "2026-04-01", "substantive")
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def lagging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data whose release of 1 April is behind in English, until 15 April at most."""
    data = own_starter(tmp_path_factory.mktemp("lagging") / "data")
    first = release(data, "2026-03-02", "first")
    assert first.exit_code == 0, first.output
    purpose(data, "Siparişin kargoyla teslim edilmesi", "Delivering the order")
    accept(data, "2026-04-15")
    done = release(data, "2026-04-01", "substantive")
    assert done.exit_code == 0, done.output
    return data


def found_on(data: Path, day: str) -> str:
    return run("check", "--data", data, "--as-of", day, "--profile", "release").stdout


def translated(data: Path, folder: Path) -> Path:
    """The same data, in which the English has followed."""
    later = Path(shutil.copytree(data, folder / "data"))
    purpose(later, "Siparişin kargoyla teslim edilmesi", "Delivering the order by courier")
    (later / "accepted.yml").unlink()
    return later


def test_what_lags_is_found_until_it_has_followed(lagging: Path, tmp_path: Path) -> None:
    """A release does not end it, nor another release of other words."""
    assert "accepted TXT-03[one-sided]" in found_on(lagging, "2026-04-15")
    assert "error TXT-03[one-sided]" in found_on(lagging, "2026-04-16")
    other = Path(shutil.copytree(lagging, tmp_path / "other" / "data"))
    put(other / "controller.yml", "0312", "0316")
    accept(other, "2026-04-20")
    done = release(other, "2026-04-10", "substantive")
    assert done.exit_code == 0, done.output
    assert "error TXT-03[one-sided]" in found_on(other, "2026-04-21")
    assert "TXT-03" not in found_on(translated(lagging, tmp_path), "2026-04-16")


def page_of(data: Path, day: str, language: str) -> Page:
    """The page of the order form's notice on a site of released texts."""
    settings = pipeline.Settings(data=data, as_of=date.fromisoformat(day), production=True)
    pages = published.pages(pipeline.run(settings))
    (page,) = [p for p in pages if (p.document, p.language) == ("notice", language)]
    return page


def test_the_page_says_that_it_lags_with_the_corrected_words_beside_it(
    lagging: Path, tmp_path: Path
) -> None:
    """Outside the article, in both layers, and until the translation has followed."""
    assert "behind-mark" not in page_of(lagging, "2026-03-31", "en").opening
    page = page_of(lagging, "2026-04-02", "en")
    assert "A correction of this text has not been translated yet." in page.opening
    assert page.opening.count('<dd lang="tr">') == 2
    assert "iparişin kargoyla teslim edilmesi" in page.opening
    assert 'hreflang="tr"' in page.opening
    assert "kargoyla" not in page.html
    assert "behind-mark" not in page_of(lagging, "2026-04-02", "tr").opening
    later = translated(lagging, tmp_path)
    assert release(later, "2026-04-10", "substantive").exit_code == 0
    assert "behind-mark" in page_of(later, "2026-04-09", "en").opening
    assert "behind-mark" not in page_of(later, "2026-04-10", "en").opening


def test_what_is_only_spelled_otherwise_does_not_lag(tmp_path: Path) -> None:
    """Nor does it after a release that two roles call editorial."""
    data = own_starter(tmp_path / "data")
    first = release(data, "2026-03-02", "first")
    assert first.exit_code == 0, first.output
    purpose(data, "Siparişin, teslim edilmesi", "Delivering the order")
    assert release(data, "2026-04-01", "substantive").exit_code == 0
    assert "behind-mark" not in page_of(data, "2026-04-02", "en").opening


def test_nobody_consents_to_stale_words(tmp_path: Path) -> None:
    """A consent that prints what changed in one language alone is never released."""
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    path = data / "consents.yml"
    text = path.read_text(encoding="utf-8")
    match = re.search(r"matter: \{tr: (.*?), en:", text)
    assert match
    path.write_text(text.replace(match[1], f"{match[1]} ve saklanması", 1), encoding="utf-8")
    (found,) = since(data, RICH, Profile.RELEASE)
    assert (found.name, found.level) == ("TXT-03[one-sided-consent]", Level.ERROR)
    accept(data, "2026-03-05", "one-sided-consent")
    settings = pipeline.Settings(data=data, since=RICH, profile=Profile.RELEASE, as_of=DAY)
    names = {f.name for f in pipeline.run(settings).errors_found}
    assert {"TXT-03[one-sided-consent]", "ACC-01[never-accepted]"} <= names


@pytest.mark.parametrize(
    ("file", "turkish"),
    [
        ("consents.yml", "Rızanızı her bültendeki bağlantıyla geri alabilirsiniz."),
        ("message-channels.yml", "Her e-postadaki ret bağlantısını kullanabilirsiniz."),
    ],
)
def test_what_people_say_yes_to_waits_for_its_translation_or_stands_in_one_language(
    released: Path, tmp_path: Path, file: str, turkish: str
) -> None:
    """The corrected Turkish is released at once by taking the stale language out."""
    data = Path(shutil.copytree(released, tmp_path / "data"))
    put(data / file, turkish, turkish.replace("bağlantı", "bağlantı veya düğme "))
    refused = release(data, "2026-04-01", "substantive")
    assert refused.exit_code == 1
    assert "error TXT-03[one-sided-consent]" in refused.stdout
    assert "leave “en” out of the “languages:”" in refused.stdout
    name = "consent-newsletter" if file == "consents.yml" else "approval-email"
    with (data / f"documents/{name}.yml").open("a", encoding="utf-8") as document:
        document.write("languages: [tr]\n")
    # what prints it as well, the policy or the answers, may lag
    place = f"{file}#{'newsletter.withdrawal' if file == 'consents.yml' else 'email.refusal'}.en"
    (data / "accepted.yml").write_text(
        f"later: {{code: 'TXT-03[one-sided]', place: {place}, "
        "reason: Urgent., role: counsel, until: 2026-04-10, profile: release}\n",
        encoding="utf-8",
    )
    done = release(data, "2026-04-01", "substantive")
    assert done.exit_code == 0, done.output


def test_since_is_a_folder_or_a_commit(data: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    git("tag", "v1")
    purpose(data, "Siparişin kargoyla teslim edilmesi", "Delivering the order")
    for name in ("v1", "HEAD", STARTER):
        told = run("check", "--data", data, "--since", name)
        assert "TXT-03[one-sided]" in told.stdout
        assert f"since “{name}”" in told.stdout
    unknown = run("check", "--data", data, "--since", "v2")
    assert unknown.exit_code == 2
    assert "there is nothing to compare with under “v2”" in unknown.stderr
    with pytest.raises(LoadingError), data_at(data, "--output=x"):
        pass
