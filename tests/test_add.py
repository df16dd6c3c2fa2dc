"""`notices add`: an entry from a file or from what a person types, written whole or not at all."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import loading
from generator.commands import _writing as writing
from generator.commands import main
from generator.editing import Edition
from generator.keys import files
from generator.recipes.correcting import whole
from generator.recipes.correcting.adding import PLACES
from generator.recipes.correcting.asked import ASKED
from generator.recipes.correcting.listing import listing
from tests.conftest import STARTER

ENTRIES = {
    "subjects": """\
id: visitor
name: {tr: Ziyaretçi, en: Visitor}
""",
    "Veri toplama noktaları": """\
id: desk
name: {tr: danışma masası, en: front desk}
""",
    "teknik": """\
tr: Erişimler kayda geçirilir.
en: Access is logged.
""",
    "recipient": """\
id: accountant
name: {tr: mali müşavir, en: accountant}
role: {value: processor, unconfirmed: "Sözleşme var mı?"}
purpose: {tr: defterlerin tutulması, en: keeping the books}
abroad: no
""",
    "activity": """\
id: books
title: {tr: Muhasebe, en: Bookkeeping}
order: 5
subjects: [member]
collection_points: [form]
collection:
  channels: [{tr: sipariş formu, en: the order form}]
  mode: automatic
purposes:
  keep-books:
    text: {tr: Defterlerin tutulması, en: Keeping the books}
    data: [identity.name]
    bases: [{article: 5/2-ç, detail: {tr: defter tutma yükümlülüğü, en: the duty to keep books}}]
    recipients: []
    retention: {period: 10 years, starts: {tr: yıl sonu, en: the end of the year}}
""",
    "document": """\
id: second
type: notice
slug: {tr: ikinci, en: second}
collection_point: form
""",
    "consent": """\
matter: {tr: bülten gönderilmesi, en: sending the newsletter}
collection_point: form
given: screen
refusal: {tr: Bülten gönderilmez., en: You get no newsletter.}
withdrawal: {tr: Bize yazarak geri alabilirsiniz., en: You can withdraw it by writing to us.}
""",
    "cookie": """\
id: session
name: PHPSESSID
storage: cookie
party: first-party
category: strictly-necessary
purpose: {tr: oturumun sürdürülmesi, en: keeping the session}
lifetime: session
""",
    "form": """\
id: application
code: B1
purpose: application
introduction: [{tr: Doldurunuz., en: Fill it in.}]
sections:
  - title: {tr: Başvuran, en: Applicant}
    fields: [{name: name, label: {tr: Ad, en: Name}, kind: text, need: required}]
""",
}

TURKISH = ("Veri toplama noktaları", "teknik")
"""Called by a title of the panel, or by a word that stands in one title alone."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "data"))


def run(data: Path, *more: str, language: str = "en", typed: str | None = None) -> Result:
    command = ["add", *more, "--data", str(data)]
    return CliRunner(env={"LANGUAGE": language}).invoke(main, command, input=typed)


def lying(data: Path) -> dict[str, bytes]:
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def file_of(data: Path, words: str) -> str:
    path = data.parent / "answers.yml"
    path.write_text(words, encoding="utf-8")
    return str(path)


def test_there_is_an_entry_to_add_of_each_kind() -> None:
    assert ENTRIES.keys() == {*PLACES, "subjects", *TURKISH}


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_entry_is_taken_from_a_file(kind: str, data: Path) -> None:
    """Nothing else changes; the same again is refused, because its id is taken."""
    before = lying(data)
    asked = (kind, "--answers", file_of(data, ENTRIES[kind]), "--yes")
    language = "tr" if kind in TURKISH else "en"
    done = run(data, *asked, language=language)
    assert done.exit_code == 0, done.output
    assert "notices check --data" in done.output
    loading.load(data)
    after = lying(data)
    changed = [name for name in after if after[name] != before.get(name, b"")]
    assert len(changed) == 1, changed
    new = Counter(after[changed[0]].splitlines())
    assert not Counter(before.get(changed[0], b"").splitlines()) - new
    if "id:" in ENTRIES[kind]:
        said = "is there already" if kind not in TURKISH else "zaten var"
        assert said in run(data, *asked, language=language).output
        assert lying(data) == after


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("role: {", "rolle: {"), ["answers.yml:3:1: error: “rolle” is not known here", "“role”"]),
        (("abroad: no", "abroad: maybe"), ["answers.yml:5:1: error: “maybe” is neither"]),
        (("purpose:", "x: 1\npurpose:"), ["answers.yml:4:1: error: “x” is not known here"]),
        (("abroad: no\n", ""), ["“abroad” is missing"]),
        (
            ("id: accountant", "id: Mali Müşavir"),
            ["“Mali Müşavir” is not a valid id", "“mali-musavir”"],
        ),
    ],
)
def test_what_does_not_fit_is_said_at_its_line(
    change: tuple[str, str], said: list[str], data: Path
) -> None:
    before = lying(data)
    words = ENTRIES["recipient"]
    assert change[0] in words
    done = run(data, "recipient", "--answers", file_of(data, words.replace(*change)), "--yes")
    assert done.exit_code == 2, done.output
    for one in said:
        assert one in done.output, done.output
    assert lying(data) == before


def test_without_a_yes_it_is_shown_and_not_written(data: Path) -> None:
    before = lying(data)
    done = run(data, "recipient", "--answers", file_of(data, ENTRIES["recipient"]))
    assert "+ accountant:" in done.output
    assert "--yes" in done.output
    assert lying(data) == before


def test_nobody_to_ask_and_an_unknown_kind(data: Path) -> None:
    assert "write the answers in a file (--answers FILE)" in run(data, "recipient").output
    assert "“banka” şunlardan biri değil: faaliyet, alıcı," in run(
        data, "banka", language="tr"
    ).output.replace("\n", " ")


def test_a_person_is_asked_in_turkish(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind by its Turkish word, a choice by its number or word, “?” for what is not known."""
    monkeypatch.setattr(writing, "can_ask", lambda: True)
    lines = [
        "mali müşavir", "accountant",
        "9", "?", "Sözleşme var mı?", "veri işleyen", "",
        "?", "Hangi iş için?",
        "hayır", "", "Mali", "mali", "e",
    ]  # fmt: skip
    done = run(data, "alıcı", language="tr", typed="\n".join(lines) + "\n")
    assert done.exit_code == 0, done.output
    assert "1 ile 5 arasında bir sayı yazın." in done.output
    assert "“Mali” geçerli bir kısa ad değil" in done.output or "“Mali”" in done.output
    written = (data / "recipients.yml").read_text(encoding="utf-8")
    assert written.endswith(
        "mali:\n"
        "  name: {tr: mali müşavir, en: accountant}\n"
        "  role:\n    value: processor\n    unconfirmed: Sözleşme var mı?\n"
        "  purpose:\n    unconfirmed: Hangi iş için?\n"
        "  abroad: no\n"
    ), written


def test_what_cannot_be_understood_is_asked_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one field, and none of the others."""
    monkeypatch.setattr(writing, "can_ask", lambda: True)
    lines = (
        ["PHPSESSID", "1", "1", "1", "oturum", "session", "soon"] + [""] * 6 + ["session", "", "y"]
    )
    done = run(data, "cookie", typed="\n".join(lines) + "\n")
    assert done.exit_code == 0, done.output
    assert "“soon” is not a valid lifetime" in done.output
    assert "lifetime: session" in (data / "cookies.yml").read_text(encoding="utf-8")


def test_what_the_rules_would_find_missing_is_asked(data: Path) -> None:
    """Each key of the table is one of the model, and some field asks for it: where nothing is
    shared yet, a legal basis and a period in place."""
    (data / "bases.yml").unlink(missing_ok=True)
    edition = Edition(data)
    held = {
        block.name: {key.name for key in block.keys} for f in files() for block in f.block.within
    }
    for block, keys in ASKED.items():
        assert keys.keys() <= held[block], block
        for name, answers in keys.values():
            assert not name or (name.partition(".")[0] in held[block] and answers), block
    asked = [
        field
        for place in (*PLACES.values(), "cameras.yml#")
        for field in whole.fields(edition, listing(edition, place), "tr")
    ]
    names = {field.name for field in asked if field.asked}
    assert names >= {
        "countries", "mechanism", "purposes.?.bases.0.article", "purposes.?.recipients",
        "purposes.?.retention.period", "not_watched.0.tr", "retention.starts.en",
    }  # fmt: skip
    assert not names & {"bases", "retention.minimum", "order"}
    signed = next(field for field in asked if field.name == "signed")
    assert signed.is_due({"mechanism": "standard-contract"})
    assert not signed.is_due({"mechanism": "bcr"})
