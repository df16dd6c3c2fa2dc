"""Rule PUR-08: each kind of data serves a stated purpose."""

import re
from collections.abc import Iterable

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

# The watch-list is ours; these need a reason of their own in most trades.
WATCHED = re.compile(
    r"\b(anne|baba|ana) adı|kızlık soyadı|seri (no\b|numarası)|nüfus kayıt|kimlik fotoğrafı|"
    r"(kimlik|nüfus cüzdanı|ehliyet|pasaport)\w*( kartı\w*)? (fotokopi|suret|kopya|görüntü|örne)|"
    r"\b(şifre|parola)|\bcv[vc]2?\b|güvenlik kodu|üç (haneli|rakamlı) kod"
)


def check(subject: Subject) -> Iterable[Observation]:
    """An item of data-categories.yml is used by some purpose; some items are rarely needed."""
    used = {id(item) for _, purpose in subject.purposes for item in purpose.data}
    for category in subject.facts.data_categories.values():
        for item in category.items:
            if id(item) not in used:
                yield Observation(
                    item.origin,
                    say(
                        "no purpose uses “{category}.{item}”.",
                        category=category.id.value,
                        item=item.id.value,
                    ),
                    say(
                        "Name it in a purpose of processing/, or delete it and stop collecting it."
                    ),
                    "unused",
                )
            name = item.name.find("tr")
            if name and WATCHED.search(languages.get("tr").lower(name.value)):
                yield Observation(
                    item.origin,
                    say(
                        "“{name}” is rarely needed and often more than a purpose requires.",
                        name=name.value,
                    ),
                    say(
                        "Delete it if the purpose can do without; passwords are never kept "
                        "readable."
                    ),
                    "excessive",
                    level=Level.WARNING,
                )


RULE = Rule(
    code="PUR-08",
    slug="data-item-needed",
    level=Level.ERROR,
    cites="kvkk 4/2-ç",
    what="Each kind of data serves a stated purpose.",
    why="Data that no purpose needs may not be collected.",
    check=check,
    sub_codes={"unused": "No purpose uses the item.", "excessive": "The item is rarely needed."},
    example=Change(
        "data-categories.yml",
        "identity.items.shoe-size",
        "{tr: ayakkabı numarası, en: shoe size}",
        None,
        sub="unused",
    ),
)
