"""A foreign name says how it is spoken, because its Turkish endings follow the sound."""

import re
from collections.abc import Iterable

from generator import languages
from generator.checks.finding import Level, Observation
from generator.checks.subject import Subject
from generator.message import say
from generator.provenance import Fact

SUB_CODES = {
    "no-reading": "A foreign name takes Turkish endings, and how it is spoken is not said."
}
FOREIGN = re.compile(
    r"[qwx]|[^\W\d_a-zçğıöşüâîû]|(sh|ch|th|ph|ck|ght|oo|ee|ea|ou|tion|[bcdfgklmnprstvz]le|[csgv]e)$"
)
"""Of the last word in small letters: letters and endings that Turkish spells otherwise."""


def check(subject: Subject) -> Iterable[Observation]:
    """The brands and the short name, which stand in sentences with endings."""
    short = subject.facts.controller.short_name
    turkish = short.name.find("tr") if short else None
    named: list[tuple[Fact[str] | None, Fact[str] | None]] = [
        (site.brand, site.reading) for site in subject.facts.sites.values()
    ]
    named += [(turkish, short.reading)] if short else []
    for name, reading in named:
        words = languages.get("tr").lower(name.value).split() if name and not reading else []
        if name and words and FOREIGN.search(words[-1]):
            yield Observation(
                name.origin,
                say(
                    "“{name}” looks foreign, so its Turkish endings may be wrong.", name=name.value
                ),
                say("Write “reading:” as it is spoken in Turkish (Google: gugıl)."),
                "no-reading",
                Level.WARNING,
            )
