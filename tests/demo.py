"""Builds the fictional controller with a history, into site-demo/: `make demo`.

Four releases are made as people make them (approved by another role, then frozen): the first,
one of substance, one of wording, one announced; and a fifth that is withdrawn. Everything
happens in a throw-away copy of `tests/rich/`; no invented history ever stands in `data/`.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from unittest import mock

from generator import pipeline
from generator.cache import Layout
from generator.errors import NoticesError
from generator.recipes import publishing, releasing
from generator.releases.record import ChangeKind, Manifest

ROOT = Path(__file__).parent.parent
RICH = ROOT / "tests" / "rich"


@dataclass(frozen=True)
class Step:
    """One release: the phone number it states, its days, what it is called and said to change."""

    published: date
    effective: date
    kind: ChangeKind
    phone: str
    notes: tuple[str, str]


STEPS = (
    Step(date(2026, 3, 2), date(2026, 3, 2), ChangeKind.FIRST, "0212 000 00 00",
         ("İlk yayım.", "First publication.")),
    Step(date(2026, 5, 4), date(2026, 5, 20), ChangeKind.SUBSTANTIVE, "0212 000 00 01",
         ("Telefon numaramız değişti.", "Our telephone number changed.")),
    Step(date(2026, 7, 1), date(2026, 7, 1), ChangeKind.EDITORIAL, "0212 000 00 01",
         ("Çerez politikasının bir cümlesi sadeleştirildi.",
          "A sentence of the cookie policy was made simpler.")),
    Step(date(2026, 9, 1), date(2026, 9, 1), ChangeKind.SUBSTANTIVE, "0212 000 00 99",
         ("Telefon numarası yanlış yayımlandı.", "The telephone number was published wrongly.")),
    Step(date(2026, 11, 2), date(2027, 1, 1), ChangeKind.SUBSTANTIVE, "0212 000 00 02",
         ("Telefon numaramız değişiyor.", "Our telephone number changes.")),
)  # fmt: skip
WITHDRAWN = ("2026-09-01", date(2026, 9, 3))
TODAY = date(2026, 11, 24)
APPROVER = "Yağmur Kurgu"
ADDRESS = "https://metinler.ornek.example/kvkk/"
WORDING = {
    "tr": (
        "Veriler nasıl toplanır?",
        "Çerezler ve benzeri teknolojiler, sitemizi kullandığınız sırada tamamen otomatik "
        "yollarla çalışır. Zorunlu olmayanlar yalnızca açık rızanızla çalıştırılır. "
        "{{ cookies.choice }}",
    ),
    "en": (
        "How is the data collected?",
        "Cookies and similar technologies work by fully automatic means while you use our site. "
        "Those that are not strictly necessary run only with your explicit consent. "
        "{{ cookies.choice }}",
    ),
}


@contextmanager
def clock(day: date) -> Iterator[None]:
    """The tool's own clock, set to noon of a day."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def approve(data: Path, effective: date, published: date, digests: dict[str, str]) -> None:
    """What the approver writes, on what `notices release` printed."""
    name = f"approval-{effective}-{digests['tr'][:6]}"
    lines = "".join(f"    {code}: {digest}\n" for code, digest in digests.items())
    with (data / "approvals.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"{name}:\n  effective: {effective}\n  prepared_by: data protection unit\n"
            f"  approved_by: legal counsel\n  approved_on: {published}\n"
            f"  name: {APPROVER}\n  digests:\n{lines}"
        )


def publish(
    data: Path,
    step: Step,
    key: Path | None = None,
    cache: Layout | None = None,
    *,
    pdfs: bool = False,
    base: str = "",
    build: releasing.Build | None = None,
) -> Manifest:
    """Approve the texts of `data` as they are, then freeze them; tried only with `build`."""
    with clock(step.published):
        settings = pipeline.Settings(
            data=data, as_of=step.effective, cache=cache, pdfs=pdfs, base=base
        )
        notes = dict(zip(("tr", "en"), step.notes, strict=True))
        asked = {"published": step.published, "kind": step.kind, "notes": notes, "key": key,
                 "build": build}  # fmt: skip
        first = releasing.release(settings, **asked)
        assert first.candidate is not None, [str(f) for f in first.outcome.findings]
        approve(data, step.effective, step.published, first.candidate.digests)
        # The approval alone is new, and no text says of it: the texts are not composed again.
        texts = [*first.outcome.texts, *first.outcome.papers]
        with mock.patch.object(pipeline, "_texts", return_value=texts):
            done = releasing.release(settings, **asked)
    assert done.manifest is not None, done.refused
    return done.manifest


def history(data: Path, *, pdfs: bool = False) -> None:
    """Make the releases of the demonstration in a copy of the fictional controller."""
    controller = data / "controller.yml"
    for step in STEPS:
        written = controller.read_text(encoding="utf-8")
        lines = [f"phone: {step.phone}" if line.startswith("phone:") else line
                 for line in written.splitlines()]  # fmt: skip
        controller.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if step.kind is ChangeKind.EDITORIAL:
            reword(data)
        publish(data, step, pdfs=pdfs)
        name, day = WITHDRAWN
        if step.effective.isoformat() == name:
            with clock(day):
                releasing.withdraw(pipeline.Settings(data=data), name, "wrong telephone number")


def reword(data: Path) -> None:
    """One clause of the cookie policy in other words, in both languages."""
    folder = data / "wording" / "cookies"
    folder.mkdir(parents=True)
    for code, (heading, sentence) in WORDING.items():
        text = (
            f"{{# reason: made simpler | layer: short #}}\n<h3>{heading}</h3>\n<p>{sentence}</p>\n"
        )
        (folder / f"collection.{code}.jinja").write_text(text, encoding="utf-8")


def can_print() -> bool:
    """Whether this machine makes PDFs; says so when it does not."""
    lacking = publishing.why_no_pdfs()
    if lacking:
        print(f"The releases keep no PDFs: {lacking}")
    return not lacking


def main(output: Path) -> None:
    """Make the history and build the site of TODAY into `output`."""
    from generator.mkdocs import builder

    os.environ.setdefault("SITE_URL", ADDRESS)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        try:
            builder.allowed(pipeline.Settings(data=data), output)
        except NoticesError as error:
            sys.exit(str(error))
        shutil.copytree(RICH, data)
        pdfs = can_print()
        history(data, pdfs=pdfs)
        with clock(TODAY):
            settings = pipeline.Settings(data=data, production=True, pdfs=pdfs)
            made = builder.build(settings, output)
    print(f"Built {len(made.texts)} texts of a fictional controller in {output}/:")
    for release in made.publication.archive.manifests:
        print(f"  {release.id}: {release.kind or 'withdrawal'}, {len(release.own)} texts")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site-demo"))
