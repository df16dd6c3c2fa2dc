"""Marks that nobody may meet outside the file: one in each kind of fact that is not published."""

from datetime import date
from pathlib import Path

WORD = "Kanarya7391"
DAY = date(2026, 7, 13)
FUTURE = date(2031, 7, 13)
NUMBER = 739173917
PHONE = "0212 739 17 39"
MARKS = (
    WORD, str(NUMBER), "739.173.917", "739,173,917", PHONE, "2127391739",
    *(written for day in (DAY, FUTURE)
      for written in (day.isoformat(), f"13 Temmuz {day.year}", f"13 July {day.year}",
                      f"13.07.{day.year}")),
)  # fmt: skip
_OWN = f"{{tr: {WORD}, en: {WORD}}}"
_HIDDEN = f"{{tr: '{WORD} [...]', en: {WORD} TODO, internal: yes}}"


def _put(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words, f"{old!r} is not in {file.name}"
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


def _add(file: Path, words: str) -> None:
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(words)


def plant(data: Path) -> None:
    """Into a copy of `tests/rich`: what is internal by nature, and what says that it is."""
    orders = data / "processing/orders.yml"
    by_nature = f"unit: {_OWN}\nmeasures: [{_OWN}]\nmedia: [electronic]\nsince: {DAY}\n"
    orders.write_text(by_nature + orders.read_text(encoding="utf-8"), encoding="utf-8")
    _put(orders, "deliver-order:\n", f"deliver-order:\n    since: {DAY}\n")
    _add(orders, f"  - {_HIDDEN}\n")
    _put(data / "consents.yml", "record: Members' cabinet", f"record: {WORD} TODO, cabinet")
    recipients, controller = data / "recipients.yml", data / "controller.yml"
    _put(recipients, "carrier:\n", f"carrier:\n  since: {DAY}\n")
    for file, old, new in (
        (recipients, "value: KS-1", f"value: {WORD} KS"),
        (recipients, "value: BCR-1", f"value: {WORD} BCR"),
        (recipients, "value: SS-2026-4", f"value: {WORD} SS"),
        (controller, "value: 120", f"value: {NUMBER}"),
        (controller, "value: 250000000", f"value: {NUMBER}"),
        (controller, "phone: 0212 000 00 00", f"phone: {{value: {PHONE}, internal: yes}}"),
        (data / "security.yml", "technical:\n", f"technical:\n  - {_HIDDEN}\n"),
        (data / "promises.yml", "statements:\n", f"statements:\n  - {_HIDDEN}\n"),
    ):
        _put(file, old, new)
    _put(data / "sites.yml", "ornek: {", f"ornek: {{readers: {_OWN}, ")
    hidden = f"  hidden: {{term: {_OWN}, meaning: {_HIDDEN}, internal: yes}}\n"
    _add(data / "glossary.yml", hidden)


def plant_in_papers(data: Path) -> None:
    """Into documents that are for the file, and the facts that they alone print."""
    _put(data / "disposal.yml", "reasons:\n", f"reasons:\n  - {_OWN}\n")
    policy = data / "documents/retention-policy.yml"
    _put(policy, "{tr: Kuruma özel, en: Internal}", _OWN)
    for name in ("sign-cameras", "spoken-call-centre"):
        title = f"{{tr: {WORD} {name}, en: {WORD} {name}}}"
        _add(data / f"documents/{name}.yml", f"title: {title}\nsummary: {_OWN}\n")


def plant_faults(data: Path) -> None:
    """Besides, what rules find something about, each at an internal fact."""
    recipients = data / "recipients.yml"
    signed = "signed: {value: 2026-02-02"
    _put(recipients, signed, f"signed: {{value: {DAY}")  # after its notification
    _put(recipients, signed, f"signed: {{value: {FUTURE}")
    _add(
        recipients,
        f"hidden:\n  internal: yes\n  name: {_OWN}\n  role: processor\n  purpose: {_OWN}\n"
        "  countries: [NL]\n  abroad: yes\n  mechanism: standard-contract\n"
        f"  contract: {WORD} TODO\n",
    )
    item = f"    hidden: {{name: {_OWN}, internal: yes}}\n"
    _put(data / "data-categories.yml", "    email: {tr", f"{item}    email: {{tr")
    _put(data / "controller.yml", f"value: {PHONE}", f"value: {WORD}")
