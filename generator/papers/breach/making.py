"""The papers of a breach: letters and tables from an incident and the facts."""

from collections.abc import Iterable, Sequence
from datetime import date

from generator import languages
from generator.languages import TURKISH
from generator.model.controller import Site
from generator.model.facts import Facts, Law
from generator.model.incident import Incident
from generator.outputs.mail import lines
from generator.papers import composing
from generator.papers.breach import HERE, Case, case, groups, labels_of, processors
from generator.papers.breach.hours import ROW
from generator.papers.letter import Letter, letter
from generator.papers.sheet import Sheet
from generator.papers.writing import DOUBT, Paper
from generator.provenance import Fact


def plan(facts: Facts, law: Law, site: Site, day: date) -> Letter:
    """The response plan (decision 2019/10): roles, steps, hours."""
    items = [item for category in facts.data_categories.values() for item in category.items]
    own = {
        "plan": facts.security.breach.plan,
        "security": facts.security,
        "processors": processors(facts),
        "special": list(groups(items, facts, special=True, doubts=True)),
    }
    notes = _notes("for_the_file")
    return letter(
        HERE / "plan", law, facts, TURKISH, own, title=_title("plan", site), day=day, notes=notes
    )


def notice(
    incident: Incident,
    facts: Facts,
    law: Law,
    site: Site,
    day: date,
    language: str,
    *,
    public: bool = False,
) -> Letter:
    """What people are told; `public`: those who cannot be reached, on a page. Whoever calls has
    asked for what it lacks (`gaps.of_notice`)."""
    own = {"case": case(incident, facts, law, language), "site": site, "public": public}
    labels = labels_of(language)
    notes = () if public else (labels["notice_law"], labels["secondary"])
    return letter(
        HERE / "notice", law, facts, language, own,
        title=labels["notice_title"].format(brand=site.brand.value),
        day=day, notes=notes,
    )  # fmt: skip


def text_message(
    incident: Incident, facts: Facts, law: Law, site: Site, day: date, language: str
) -> str:
    """The same five contents, a line each."""
    own = {"case": case(incident, facts, law, language), "site": site, "ways": _ways(incident)}
    made = letter(HERE / "sms", law, facts, language, own, title="", day=day)
    said = (line for line in lines.plain(made.html).splitlines() if line)
    return "\n".join(said).replace("\u00a0", " ")


def _ways(incident: Incident) -> list[Fact[str]]:
    """Where people learn more: a name, and ways to it."""
    contact = incident.contact
    return [way for way in (contact and contact.name, *(contact.ways if contact else ())) if way]


def board(
    incident: Incident, facts: Facts, law: Law, site: Site, day: date, *, over: bool
) -> Paper:
    """The sheet from which the Board's form is filled; `over`: the hours have run out."""
    own = {
        "case": case(incident, facts, law, TURKISH),
        "plan": facts.security.breach.plan,
        "hours": law.deadlines[ROW].period,
        "over": over,
        "ways": _ways(incident),
    }
    tables = composing.sheets(HERE / "board", law, facts, TURKISH, own)
    said = ("board_law", "board_form", "board_hours", "board_stages", "secondary")
    title = _title("board", site, id=incident.id.value)
    return _paper(title, tables, day, said)


def log(
    cases: Sequence[tuple[Case, bool]],
    unread: Sequence[Fact[str]],
    facts: Facts,
    law: Law,
    site: Site,
    day: date,
) -> Paper:
    """The record of all incidents, the newest first; beside each whether its hours have run out.
    `unread` are the names of those whose file cannot be read."""
    own = {"cases": cases, "unread": unread, "hours": law.deadlines[ROW].period}
    tables = composing.sheets(HERE / "log", law, facts, TURKISH, own)
    return _paper(_title("log", site), tables, day, ("log_law", "secondary"))


def _title(name: str, site: Site, **more: str) -> str:
    return labels_of(TURKISH)[f"{name}_title"].format(brand=site.brand.value, **more)


def _notes(*keys: str) -> tuple[str, ...]:
    labels = labels_of(TURKISH)
    return tuple(labels[key] for key in keys)


def _paper(title: str, tables: tuple[Sheet, ...], day: date, said: Iterable[str]) -> Paper:
    labels = labels_of(TURKISH)
    marks = (
        labels["as_of"].format(day=languages.get(TURKISH).date(day)),
        labels["for_the_file"],
        labels["doubts"].format(mark=DOUBT),
    )
    return Paper(title, tables, (*_notes(*said), *marks), TURKISH, day)
