"""How findings are shown: for people, for programs, for a pull request. All say the same."""

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import quote

from generator.catalogue import ENGLISH, said
from generator.checks import all_rules, by_code, called, without_words
from generator.checks.acceptance import block
from generator.checks.finding import OWN, Finding, Level
from generator.checks.overview import News
from generator.checks.unseen import NOT_REPEATED
from generator.errors import in_one_line
from generator.message import counted, say
from generator.model.statute import Citation
from generator.places import placed
from generator.provenance import Origin

_MORE = say(
    "“notices explain CODE”, and on the site the page “Rules”, tell more about a rule. “notices "
    "accept CODE PLACE” lets a finding stand for a while; by hand, the lines for "
    "data/accepted.yml are printed by “--format acceptances”."
)
ANNOTATIONS = 10
"""So many annotations of a level a step of GitHub Actions shows."""
_LEVELS = {"error": say("error"), "warning": say("warning")}
_DATA = "data/"
"""How the folder is called in origins and in messages, wherever it lies."""
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run on `data`, the folder as it was given; shown in `language`.

    `news` is what came and went since other data, where these are named; `entries` are the words
    of the entries by their place (`called.entries_of`). A `public` one quotes no values, reasons
    and doubts: of a finding it says which rule it is of."""

    findings: Sequence[Finding]
    data: Path
    language: str = ENGLISH
    news: News | None = None
    public: bool = False
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def said(self, message: str) -> str:
        """A message in the language of the report, of the folder as it was given."""
        return placed(said(message, self.language), self.data)

    def source(self, citations: Iterable[Citation]) -> str:
        """The provisions behind a rule, in that language."""
        return "; ".join(c.in_language(self.language) for c in citations) or self.said(OWN)

    def path(self, finding: Finding) -> Path:
        """The file of a finding, from the current folder; one of the tool as it is called there."""
        inside = finding.origin.file.removeprefix(_DATA)
        return self.data / inside if self._is_own(finding) else Path(finding.origin.file)

    def _is_own(self, finding: Finding) -> bool:
        return finding.origin.file.startswith(_DATA)

    def in_repository(self, finding: Finding) -> str:
        """The same from the top of the repository around it, as programs there expect it."""
        path = self.path(finding)
        if not self._is_own(finding) and not path.is_file():
            return finding.origin.file
        return in_repository(path)

    @property
    def errors(self) -> int:
        """How many findings block a publication."""
        return sum(f.level is Level.ERROR and not f.accepted for f in self.findings)

    @property
    def warnings(self) -> int:
        """How many do not."""
        return len(self.findings) - self.errors - self.accepted

    @property
    def accepted(self) -> int:
        """How many are let stand by accepted.yml; they block nothing."""
        return sum(bool(finding.accepted) for finding in self.findings)


def in_public(report: Report) -> Report:
    """As strangers may read it; News are of the same findings."""
    news = report.news and replace(report.news, new=without_words(report.news.new))
    findings = without_words(report.findings)
    return replace(report, findings=findings, news=news, public=True, entries={})


def in_repository(path: Path) -> str:
    """A path from the top of the repository around it; as it is where there is none."""
    whole = path.absolute()
    top = next((f for f in whole.parents if (f / ".git").exists()), Path.cwd())
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path.as_posix()


def mistake(origin: Origin, words: str) -> str:
    """The annotation of what cannot be read at all; `origin` is from the current folder."""
    place = f"file={_property(in_repository(Path(origin.file)))}"
    if origin.line:
        place += f",line={origin.line},col={origin.column}"
    return f"::error {place}::{_value(words)}"


def summary(report: Report) -> str:
    """One line."""
    if not report.findings:
        return report.said(say("Checked: no findings."))
    counts = [
        counted("{count} error", "{count} errors", report.errors),
        counted("{count} warning", "{count} warnings", report.warnings),
    ]
    if report.accepted:
        counts.append(say("{count} accepted", count=report.accepted))
    return report.said(
        say("Checked: {counts}. Errors block a publication, not a preview.", counts=counts)
    )


def as_text(report: Report, *, more: bool = True) -> str:
    """A paragraph for each finding with the line it is about, then the summary, and where to read
    `more` about a finding of `check`."""
    lines = cache(_lines)
    parts = [
        _paragraph(report, finding, lines(report.path(finding))) for finding in report.findings
    ]
    hint = [report.said(_MORE)] if parts and more else []
    return "\n".join([*parts, summary(report), *hint])


def _paragraph(report: Report, finding: Finding, file: Sequence[str]) -> str:
    shown = finding.origin._replace(file=report.path(finding).as_posix())
    said = report.said
    lines = [
        f"{shown}: {said(_level(finding))} {finding.name}: {said(finding.message)}",
        *([f"    {said(finding.hint)}"] if finding.hint else []),
        *(f"      {said(line)}" for line in finding.block),
        f"    {finding.slug}; {report.source(finding.citations)}",
        f"    {said(say('place: {place}', place=finding.place))}{_entry(report, finding)}",
    ]
    if finding.accepted:
        lines.append(f"    {said(say('accepted: {reason}', reason=finding.accepted))}")
    quoted = not report.public and finding.hint != NOT_REPEATED
    if quoted and (written := _written(finding, file)):
        lines[1:1] = [f"    | {line}" for line in written]
    return "\n".join(map(in_one_line, lines)) + "\n"


def _entry(report: Report, finding: Finding) -> str:
    """What the entry at the place calls itself in the language of the report."""
    words = called.at(finding.place, report.entries).get(report.language, "")
    return f" ({words})" if words and words not in finding.place else ""


def as_acceptances(report: Report) -> str:
    """The lines of data/accepted.yml that would let each open finding stand."""
    allowed = [f for f in report.findings if not f.accepted and _may_be_accepted(f)]
    # Two findings of a kind at a place are accepted together.
    first = {(finding.name, finding.place): finding for finding in reversed(allowed)}
    entries = [
        "\n".join(
            map(
                in_one_line,
                (f"# {report.said(finding.message)}", *map(report.said, block(finding))),
            )
        )
        for finding in reversed(first.values())
    ]
    return "\n\n".join(entries) or report.said(say("# There is nothing to accept."))


def _may_be_accepted(finding: Finding) -> bool:
    """Questions are answered, and some findings no reason lets stand."""
    rule = by_code()[finding.code]
    asked = rule.asks(finding.sub)
    return not (asked or rule.never_accepted or rule.longest.get(finding.sub) == 0)


def _level(finding: Finding) -> str:
    """How grave it is; an accepted finding is only noted."""
    return say("accepted") if finding.accepted else _LEVELS[finding.level.value]


def _written(finding: Finding, file: Sequence[str]) -> list[str]:
    """The line that a finding names, and the next one where it holds no more than a key."""
    line = finding.origin.line
    lines = file[line - 1 : line + 1]
    bare = bool(lines) and lines[0].rstrip().endswith(":") and lines[0].lstrip().startswith("- ")
    shown = textwrap.dedent("\n".join(lines[: 2 if bare else 1])).rstrip()
    return shown.split("\n") if shown else []


def _lines(path: Path) -> Sequence[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()


def as_json(report: Report) -> str:
    """`{ok, findings: […], errors, warnings}`."""
    rows = [
        {
            "code": finding.code,
            "sub": finding.sub or None,
            "slug": finding.slug,
            "level": finding.level.value,
            "accepted": finding.accepted or None,
            "message": report.said(finding.message),
            "hint": report.said(finding.hint),
            "block": "\n".join(map(report.said, finding.block)) or None,
            "file": report.in_repository(finding),
            "line": finding.origin.line,
            "column": finding.origin.column,
            "place": finding.place,
            "citation": _citations(finding)[0],
            "citations": _citations(finding),
        }
        for finding in report.findings
    ]
    data = {
        "ok": report.errors == 0,
        "findings": rows,
        "errors": report.errors,
        "warnings": report.warnings,
        "accepted": report.accepted,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _citations(finding: Finding) -> list[dict[str, str | None]]:
    """The provisions behind a finding; a rule of this tool has none, and says so."""
    return [
        {
            "statute": cited.statute.id.value if cited.statute else None,
            "instrument": cited.instrument,
            "article": cited.paragraph,
            "in_force_from": cited.in_force_from.value.isoformat(),
            "reviewed": cited.reviewed.value.isoformat(),
        }
        for cited in finding.citations
    ] or [
        {
            "instrument": OWN,
            "article": "",
            **dict.fromkeys(("statute", "in_force_from", "reviewed")),
        }
    ]


def as_github(report: Report) -> str:
    """Annotations of a pull request; what they may not hold is escaped as the format asks.

    A step shows ten of each level (errors, warnings, notices), and no more are written; against
    other data, those that are new and no others.
    """
    rows = []
    for finding in _first_of_each_level(report):
        level = "notice" if finding.accepted else finding.level.value
        place = (
            f"file={_property(report.in_repository(finding))},line={finding.origin.line},"
            f"col={finding.origin.column},title={_property(f'{finding.name} {finding.slug}')}"
        )
        words = _sentences(report, finding, report.source(finding.citations))
        said = _value("\n".join([words, *map(report.said, finding.block)]))
        rows.append(f"::{level} {place}::{said}")
    return "\n".join([*rows, summary(report)])


def _first_of_each_level(report: Report) -> Iterator[Finding]:
    shown = dict.fromkeys(("error", "warning", "accepted"), 0)
    for finding in report.news.new if report.news else report.findings:
        shown[_level(finding)] += 1
        if shown[_level(finding)] <= ANNOTATIONS:
            yield finding


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0 (OASIS); accepted findings are results that are suppressed."""
    found = {finding.code for finding in report.findings}
    driver = {
        "name": "kvkk-notices",
        "rules": [
            {
                "id": rule.code,
                "name": rule.slug,
                "shortDescription": {"text": report.said(rule.what)},
                "fullDescription": {"text": report.said(rule.why)},
                "help": {
                    "text": report.said(
                        say(
                            "{source}. “notices explain {code}” tells more.",
                            source=report.source(rule.citations),
                            code=rule.code,
                        )
                    )
                },
            }
            for rule in all_rules()
            if rule.code in found
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding) for finding in report.findings],
    }
    data = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _sentences(report: Report, finding: Finding, behind: str) -> str:
    words = (report.said(part) for part in (finding.message, finding.hint) if part)
    return f"{' '.join(words)} ({behind})"


def _result(report: Report, finding: Finding) -> dict[str, object]:
    region = {"startLine": finding.origin.line, "startColumn": finding.origin.column}
    place = {"artifactLocation": {"uri": quote(report.in_repository(finding))}, "region": region}
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": finding.level.value,
        "message": {
            "text": _sentences(
                report, finding, f"{finding.name}; {report.source(finding.citations)}"
            )
        },
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {
            "place/v1": finding.origin.key,
            "finding/v1": f"{finding.name} {finding.place}",
        },
    }
    if finding.sub:
        result["properties"] = {"subCode": finding.sub}
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted}]
    return result


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "acceptances": as_acceptances,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
