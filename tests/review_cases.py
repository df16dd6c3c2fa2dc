"""The demonstration repository: the fictional controller with one release, and five requests on it.

Each request is what somebody would write; the comment on it is a file of `tests/reviews/`.
`python -m tests.review_cases` writes these files anew, for the eye of whoever changes a comment.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from generator.commands import main
from generator.releases.record import ChangeKind
from tests import demo

SAMPLES = Path(__file__).parent / "reviews"
DAY = date(2026, 11, 24)
PREVIEW = "https://onizleme.ornek.example"
STEP = demo.Step(
    date(2026, 3, 2), date(2026, 3, 2), ChangeKind.FIRST, "", ("İlk yayım.", "First publication.")
)
TYPO, RIGHT = "duyurlur", "duyurulur"


def put(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert words.count(old) == 1, f"{old} stands {words.count(old)} times in {file.name}"
    file.write_text(words.replace(old, new), encoding="utf-8")


def period(data: Path) -> None:
    put(data / "retention.yml", "30 days", "60 days")


def recipient(data: Path) -> None:
    with (data / "recipients.yml").open("a", encoding="utf-8") as file:
        file.write(
            "support:\n"
            "  name: {tr: çağrı merkezi hizmeti sağlayıcısı, en: call centre provider}\n"
            "  role: processor\n"
            "  purpose: {tr: siparişe ilişkin soruların yanıtlanması, "
            "en: answering questions about orders}\n"
            "  countries: [US]\n  abroad: yes\n  mechanism: standard-contract\n  regular: yes\n"
        )
    put(
        data / "processing/orders.yml",
        "recipients: [carrier, logistics, cloud, pay.fraud-check]",
        "recipients: [carrier, logistics, cloud, pay.fraud-check, support]",
    )


def reworded(data: Path) -> None:
    demo.reword(data)


def one_language(data: Path) -> None:
    put(
        data / "processing/orders.yml",
        "tr: Siparişin teslim edilmesi,",
        "tr: Siparişin teslim edilmesi ve memnuniyetinizin ölçülmesi,",
    )


def typo(data: Path) -> None:
    put(data / "promises.yml", TYPO, RIGHT)


REQUESTS: dict[str, Callable[[Path], None]] = {
    "period": period,
    "recipient-abroad": recipient,
    "reworded": reworded,
    "one-language": one_language,
    "typo": typo,
}


def git(folder: Path, *arguments: str) -> str:
    """Git with names and days that are always the same."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "Deneme"), ("EMAIL", "deneme@ornek.example"),
                               ("DATE", "2026-03-02T12:00:00+0300"))}  # fmt: skip
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | who, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    """A repository whose branch `main` has the controller with its release; returns the folder."""
    data = folder / "data"
    shutil.copytree(demo.RICH, data)
    put(data / "promises.yml", RIGHT, TYPO)
    written = (data / "controller.yml").read_text(encoding="utf-8")
    demo.publish(data, STEP)
    assert (data / "controller.yml").read_text(encoding="utf-8") == written
    (folder / "mkdocs.yml").touch()  # a project, in which what is made once is cached
    (folder / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Base")
    return folder


@contextmanager
def request(folder: Path, name: str) -> Iterator[Path]:
    """The repository with a request checked out."""
    REQUESTS[name](folder / "data")
    try:
        yield folder / "data"
    finally:
        git(folder, "checkout", "--quiet", ".")
        git(folder, "clean", "--quiet", "-d", "--force")


def comment(data: Path, *options: str, language: str = "tr", base: str = "main") -> str:
    """What the command says of the data; it has to find them readable."""
    asked = ["--lang", language, "review", base, "--as-of", str(DAY)]
    with chdir(data.parent):
        run = CliRunner().invoke(main, [*asked, *options])
    assert run.exit_code == 0, run.output + repr(run.exception)
    return run.output


def written() -> None:
    """Write the five comments."""
    with tempfile.TemporaryDirectory() as name:
        folder = repository(Path(name))
        for request_name in REQUESTS:
            with request(folder, request_name) as data:
                text = comment(data, "--preview", PREVIEW)
            (SAMPLES / f"{request_name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(written())
