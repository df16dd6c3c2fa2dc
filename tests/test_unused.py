"""What is written and has no effect is found where it stands, once for one cause."""

import re
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from generator.checks.rules import fact_is_used
from generator.editing import Edition
from generator.model.facts import Facts
from generator.model.processing import DEFAULTS
from tests.conftest import STARTER
from tests.test_ids import RICH, run

FOUND = ("USE-01", "USE-02[same-id]", "PUR-08", "CON-02[unused]")


def words(tr: str, en: str) -> dict[str, Any]:
    return {"tr": tr, "en": en}


WAITING = words("Mağazada bekleyen", "People who wait in the shop")
ENTRIES: dict[str, dict[str, Any]] = {
    "bases.yml": {"article": "5/2-f", "detail": words("mağazanın güvenliği", "a safe shop")},
    "retention.yml": {"period": "2 years", "starts": words("ziyaret", "the visit")},
    "doubts.yml": {"reason": "Is there a kiosk?"},
    "collection-points.yml": {"name": words("Mağazadaki ekran", "Screen in the shop")},
    "recipients.yml": {
        "name": words("Danışman", "An adviser"), "role": "controller", "abroad": "no",
        "purpose": words("danışmanlık", "advice"), "services": [words("danışmanlık", "advice")],
    },
    "subjects.yml": {"name": WAITING},
    "message-channels.yml": {
        "name": words("telgraf", "telegram"), "refusal": words("Telgrafla.", "By telegram."),
    },
    "consents.yml": {
        "matter": words("anket yapılması", "a survey"), "collection_point": "newsletter",
        "given": "screen", "refusal": words("Bir şey değişmez.", "Nothing changes."),
        "withdrawal": words("Bize yazabilirsiniz.", "You can write to us."),
    },
}  # fmt: skip


def places(data: Path, *names: str) -> set[tuple[str, str]]:
    findings = run(data).findings
    return {(f.name, f.place) for f in findings if f.name.startswith(names)}


def written(folder: Path, to: Path, entries: dict[tuple[str, ...], Any]) -> Path:
    """A copy of `folder` with entries, each by its file and its path there."""
    shutil.copytree(folder, to)
    edition = Edition(to)
    for (file, *path), value in entries.items():
        (to / file).touch()
        edition.edit(file, lambda d, p=tuple(path), v=value: d.add_entry(p, v))  # type: ignore[misc]
    edition.write()
    return to


def test_every_entry_that_nothing_names_is_found_at_its_place(tmp_path: Path) -> None:
    """With one finding, however many texts are in it; and an id that two files have."""
    item = "data-categories.yml", "identity", "items", "spare"
    entries = {(file, f"spare-{n}"): value for n, (file, value) in enumerate(ENTRIES.items())}
    for file in ("bases.yml", "retention.yml", "doubts.yml"):
        entries[file, "double"] = ENTRIES[file]
    service = "recipients.yml", "pay", "services", "spare"
    entries[service] = {**ENTRIES["recipients.yml"], "name": words("ödeme", "payment")}
    entries[service].pop("services")
    entries[item] = words("ayakkabı numarası", "shoe size")
    expected = {
        ("CON-02[unused]" if file == "consents.yml" else "USE-01[entry]", f"{file}#{name}")
        for file, name in ((path[0], path[1]) for path in entries if path not in (item, service))
    }
    expected.add(("USE-01[entry]", "recipients.yml#pay.services.spare"))
    expected.add(("PUR-08[unused]", "data-categories.yml#identity.items.spare"))
    expected |= {("USE-02[same-id]", f"{file}.yml#double") for file in ("retention", "doubts")}
    data = written(RICH, tmp_path / "data", entries)
    assert places(data, *FOUND) - places(RICH, *FOUND) == expected


def test_a_definition_that_no_text_explains_is_found(tmp_path: Path) -> None:
    """The policy lists them all; a controller without one has no list."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    (data / "documents/policy.yml").unlink()
    listed = {p for _, p in places(data, "USE-01[statement]") if p.startswith("glossary.yml")}
    assert {p.rpartition(".")[2] for p in listed} == {"term", "meaning"}


@pytest.mark.parametrize("key", DEFAULTS)
def test_each_default_that_no_purpose_takes_is_found(tmp_path: Path, key: str) -> None:
    """As soon as one takes it, it is not."""
    orders = "processing/orders.yml"
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    edition = Edition(data)
    purpose: Any = edition.draft(orders).value(("purposes", "deliver-order"))
    value = purpose.get(key) or words("siparişin teslimi gerekiyorsa", "where it is delivered")
    edition.edit(orders, lambda d: d.add_entry((key,), value))
    if key not in purpose:
        edition.edit(orders, lambda d: d.add_entry(("purposes", "deliver-order", key), value))
    edition.write()
    assert ("USE-01[default]", f"{orders}#{key}") in places(data, "USE-01")
    edition.edit(orders, lambda d: d.remove(("purposes", "deliver-order", key)))
    edition.write()
    assert not places(data, "USE-01[default]")


def test_every_file_of_entries_has_a_rule_for_what_nothing_names() -> None:
    """Or does something by itself: a site, a document, a mail is named by nothing."""
    by_themselves = {"sites", "activities", "moments", "documents", "mails", "departures"}
    answered = {"accepted", "answers", "confirmed", "approvals"}
    elsewhere = {"consents", "forms", "data_categories"}
    several = {f.name for f in fields(Facts) if f.metadata.get("file") is None}
    assert several == {*fact_is_used.NAMED_UNDER, *by_themselves, *answered, *elsewhere}


@pytest.mark.parametrize(
    ("file", "defaults"),
    [
        ("consents.yml", "{given: screen, collection_point: newsletter}"),
        ("answers.yml", "{role: nobody}"),
    ],
)
def test_defaults_of_a_file_that_no_entry_takes_are_found(
    tmp_path: Path, file: str, defaults: str
) -> None:
    """Each key by itself; what one entry takes is in order."""
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    with (data / file).open("a", encoding="utf-8") as written:
        written.write(f"defaults: {defaults}\n")
    keys = defaults.strip("{}").split(", ")
    wanted = {("USE-01[default]", f"{file}#defaults.{key.partition(':')[0]}") for key in keys}
    assert wanted <= places(data, "USE-01")
    text = (data / file).read_text(encoding="utf-8")
    first = defaults.strip("{}").partition(":")[0]
    row = next(line for line in text.splitlines() if f"{first}:" in line)
    taken = re.sub(rf",? ?{first}: [^,}}]*", "", row, count=1)
    (data / file).write_text(text.replace(row, taken, 1), encoding="utf-8")
    assert ("USE-01[default]", f"{file}#defaults.{first}") not in places(data, "USE-01")
