"""Small archives for tests: a policy of one clause in two languages, released again and again."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from generator.expression import Clause, Expression, Layer
from generator.releases import archive as places
from generator.releases import freezing, preparing
from generator.releases.archive import Archive
from generator.releases.record import Approval, ChangeKind, Manifest
from generator.releases.signing import Signer

ADDRESS = "https://ornek.example/"
DAY = date(2026, 3, 2)


def text(word: str = "bir", document: str = "policy", language: str = "tr") -> Expression:
    def layer(name: str) -> Layer:
        html = (
            f'<article data-expression="{document}" data-layer="{name}" lang="{language}">'
            f'<section data-clause="c"><h2>1. Başlık</h2><p>{word}</p></section></article>'
        )
        return Layer(name, html, (Clause("c", "1", "Başlık"),))

    return Expression(
        document, "policy", language, DAY, f"Metin {document}", "Özet",
        f"{document}-{language}", "policies", 1, (layer("short"), layer("full")),
    )  # fmt: skip


def both(word: str, document: str = "policy") -> list[Expression]:
    return [text(word, document, "tr"), text(f"{word} en", document, "en")]


def publish(
    archive: Archive,
    texts: list[Expression],
    effective: date = DAY,
    published: date | None = None,
    kind: ChangeKind | None = None,
    key: object = None,
    controller: str = "Örnek A.Ş.",
) -> Manifest:
    with freezing.locked(archive) as locked:
        candidate = preparing.prepare(locked, texts, effective)
        day = published or effective
        approval = Approval("preparer", "approver", day, candidate.digests)
        return freezing.freeze(
            locked,
            candidate,
            kind=kind or candidate.proposed,
            notes={"tr": "Not", "en": "Note"},
            approval=approval,
            published=day,
            tool="test",
            signer=Signer(key, ADDRESS, controller) if key else None,  # type: ignore[arg-type]
        )


def made(folder: Path, *words: str, key: object = None) -> Archive:
    """An archive with one release a word, a month apart."""
    archive = Archive(folder / "site")
    for number, word in enumerate(words):
        publish(archive, both(word), DAY + timedelta(days=30 * number), key=key)
    return Archive(archive.folder)


def files(archive: Archive) -> list[Path]:
    return sorted(p for p in archive.folder.rglob("*") if p.is_file() and p.name != places.LOCK)


def copied(archive: Archive, folder: Path) -> Archive:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(archive.folder, folder)
    return Archive(folder)
