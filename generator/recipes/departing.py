"""The departures from the source policy as one page, for the lawyers of the controller.

The page leads nowhere and asks for nothing: it is printed, or filed as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from generator import languages
from generator.catalogue import said
from generator.checks import all_rules
from generator.message import say
from generator.model.controller import Site
from generator.model.facts import Facts
from generator.model.statements import Departure

_STYLE = (
    "@page{size:A4 landscape;margin:15mm}"
    "body{font:11pt/1.4 'Noto Sans',sans-serif;margin:1.5rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #767676;padding:.4rem;text-align:start;vertical-align:top}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
)


@dataclass(frozen=True, slots=True)
class Departures:
    """What the texts of `site` say otherwise than the source policy, in words of `language`."""

    facts: Facts
    site: Site
    day: date
    language: str

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """What the policy says, what is said instead, why, and the rule that asks for it."""
        return [self._row(departure) for departure in self.facts.departures.values()]

    def markdown(self) -> str:
        """To be read, or to be put into a message."""
        blocks = [f"# {self._title}", self._note]
        for number, (source, *rest) in enumerate(self.rows, 1):
            blocks += [f"## {number}. {source}", "\n".join(self._labelled(rest))]
        return "\n\n".join(blocks) + "\n"

    def html(self) -> str:
        """A page to be printed: a table whose head stands on every sheet."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self._columns)
        cells = (f"<td>{number}</td>{_cells(row)}" for number, row in enumerate(self.rows, 1))
        body = "\n".join(f"<tr>{row}</tr>" for row in cells)
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="utf-8">'
            f"<title>{escape(self._title)}</title><style>{_STYLE}</style></head>\n"
            f"<body><h1>{escape(self._title)}</h1>\n<p>{escape(self._note)}</p>\n"
            f'<table><thead><tr><th scope="col">#</th>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody></table></body></html>\n"
        )

    @property
    def _title(self) -> str:
        title = say("{brand}: departures from the source policy", brand=self.site.brand.value)
        return said(title, self.language)

    @property
    def _note(self) -> str:
        day = languages.get(self.language).date(self.day)
        note = say("For the lawyers of the controller; it is not published. As of {day}.", day=day)
        return said(note, self.language)

    @property
    def _columns(self) -> tuple[str, ...]:
        names = say("The source policy"), say("Our texts"), say("Why"), say("Rule")
        return tuple(said(name, self.language) for name in names)

    def _labelled(self, values: list[str]) -> Iterator[str]:
        """Each value that is there behind its name."""
        for name, value in zip(self._columns[1:], values, strict=True):
            if value:
                yield f"- **{name}:** {value}"

    def _row(self, departure: Departure) -> tuple[str, str, str, str]:
        words = departure.source, departure.instead, departure.why
        source, instead, why = (fact.value for fact in words)
        slug = departure.rule and departure.rule.value
        named = (rule for rule in all_rules() if slug in (rule.slug, rule.code))
        rules = (f"{rule.code}: {said(rule.what, self.language)}" for rule in named)
        return source, instead, why, next(rules, slug or "")


def _cells(row: tuple[str, ...]) -> str:
    return "".join(f"<td>{escape(value)}</td>" for value in row)
