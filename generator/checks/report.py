"""How findings are shown: for people, for programs, for a pull request. All say the same."""

import json
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from generator.checks import all_rules, by_code
from generator.checks.acceptance import block
from generator.checks.finding import OWN, Finding, Level, source
from generator.errors import in_one_line
from generator.provenance import Origin

_MORE = (
    "“notices explain CODE” tells more about a rule; “--format acceptances” prints what lets a "
    "finding stand for a while, for data/accepted.yml."
)
_DATA = "data/"
"""How the folder is called in origins and in messages, wherever it lies."""
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run on `data`, the folder as it was given."""

    findings: Sequence[Finding]
    data: Path

    def path(self, finding: Finding) -> Path:
        """The file of a finding, from the current folder; one of the tool as it is called there."""
        inside = finding.origin.file.removeprefix(_DATA)
        return self.data / inside if inside != finding.origin.file else Path(finding.origin.file)

    def in_repository(self, finding: Finding) -> str:
        """The same from the top of the repository around it, as programs there expect it."""
        path = self.path(finding)
        if path == Path(finding.origin.file) and not path.is_file():
            return finding.origin.file
        whole = path.absolute()
        top = next((f for f in whole.parents if (f / ".git").exists()), Path.cwd())
        return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path.as_posix()

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


def summary(report: Report) -> str:
    """One line."""
    if not report.findings:
        return "Checked: no findings."
    errors = f"{report.errors} {'error' if report.errors == 1 else 'errors'}"
    warnings = f"{report.warnings} {'warning' if report.warnings == 1 else 'warnings'}"
    accepted = f", {report.accepted} accepted" if report.accepted else ""
    return f"Checked: {errors}, {warnings}{accepted}. Errors block a publication, not a preview."


def as_text(report: Report) -> str:
    """A paragraph for each finding with the line it is about, then the summary."""
    parts = [_paragraph(finding, report.path(finding)) for finding in report.findings]
    hint = [_MORE] if parts else []
    return "\n".join([*parts, summary(report), *hint])


def _paragraph(finding: Finding, path: Path) -> str:
    lines = [
        f"{_shown(finding, path)}: {_level(finding)} {finding.name}: {finding.message}",
        f"    {finding.hint}",
        *(f"      {line}" for line in finding.block),
        f"    {finding.slug}; {finding.source}",
        f"    place: {finding.place}",
    ]
    if finding.accepted:
        lines.append(f"    accepted: {finding.accepted}")
    written = _lines(finding, path)
    if written:
        lines[1:1] = [f"    | {line}" for line in written]
    return "\n".join(map(in_one_line, lines)) + "\n"


def as_acceptances(report: Report) -> str:
    """The lines of data/accepted.yml that would let each open finding stand."""
    allowed = [f for f in report.findings if not f.accepted and _may_be_accepted(f)]
    # Two findings of a kind at a place are accepted together.
    first = {(finding.name, finding.place): finding for finding in reversed(allowed)}
    entries = [
        "\n".join(map(in_one_line, (f"# {finding.message}", *block(finding))))
        for finding in reversed(first.values())
    ]
    return "\n\n".join(entries) or "# There is nothing to accept."


def _may_be_accepted(finding: Finding) -> bool:
    """Questions are answered, and some findings no reason lets stand."""
    rule = by_code()[finding.code]
    return not (rule.question or rule.never_accepted or rule.longest.get(finding.sub) == 0)


def _level(finding: Finding) -> str:
    """How grave it is; an accepted finding is only noted."""
    return "accepted" if finding.accepted else finding.level.value


def _shown(finding: Finding, path: Path) -> Origin:
    return replace(finding.origin, file=path.as_posix())


def _lines(finding: Finding, path: Path) -> list[str]:
    """The line that a finding names, and the next one where it holds no more than a key."""
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()[finding.origin.line - 1 :]
    bare = bool(lines) and lines[0].rstrip().endswith(":") and lines[0].lstrip().startswith("- ")
    shown = textwrap.dedent("\n".join(lines[: 2 if bare else 1])).rstrip()
    return shown.split("\n") if shown else []


def as_json(report: Report) -> str:
    """`{ok, findings: […], errors, warnings}`."""
    rows = [
        {
            "code": finding.code,
            "sub": finding.sub or None,
            "slug": finding.slug,
            "level": finding.level.value,
            "accepted": finding.accepted or None,
            "message": finding.message,
            "hint": finding.hint,
            "block": "\n".join(finding.block) or None,
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
    """Annotations of a pull request; what they may not hold is escaped as the format asks."""
    rows = []
    for finding in report.findings:
        level = "notice" if finding.accepted else finding.level.value
        place = (
            f"file={_property(report.in_repository(finding))},line={finding.origin.line},"
            f"col={finding.origin.column},title={_property(f'{finding.name} {finding.slug}')}"
        )
        words = f"{finding.message} {finding.hint} ({finding.source})"
        said = _value("\n".join([words, *finding.block]))
        rows.append(f"::{level} {place}::{said}")
    return "\n".join([*rows, summary(report)])


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
                "shortDescription": {"text": rule.what},
                "fullDescription": {"text": rule.why},
                "help": {
                    "text": f"{source(rule.citations)}. “notices explain {rule.code}” tells more."
                },
            }
            for rule in all_rules()
            if rule.code in found
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, report.in_repository(finding)) for finding in report.findings],
    }
    data = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _result(finding: Finding, file: str) -> dict[str, object]:
    region = {"startLine": finding.origin.line, "startColumn": finding.origin.column}
    place = {"artifactLocation": {"uri": quote(file)}, "region": region}
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": finding.level.value,
        "message": {"text": f"{finding.message} {finding.hint} ({finding.name}; {finding.source})"},
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
