"""A clause of the tool as a controller begins to word it anew: what to copy, and its heading."""

import re
from pathlib import Path

_TEMPLATES = Path(__file__).parent
_TAG = re.compile(r"\{%-?\s*(?:clause\s+\"([a-z0-9-]+)\"|(endclause))[^%]*%\}")
_HEADING = re.compile(r"\s*<h[2-6][^>]*>(.*?)</h[2-6]>")


def headings(template: str) -> dict[str, str]:
    """The headings of the clauses of a template by id, in their order; empty where values stand."""
    found: dict[str, str] = {}
    for tag in _TAG.finditer(template):
        heading = _HEADING.match(template, tag.end())
        if tag[1]:
            plain = heading[1] if heading and "{" not in heading[1] else ""
            found[tag[1]] = plain or found.get(tag[1], "")
    return found


def listed(template: str) -> list[str]:
    """Each clause once, with its heading: `answer (Başvurunun sonuçlandırılması)`."""
    return [f"{id_} ({words})" if words else id_ for id_, words in headings(template).items()]


def begun(kind: str, clause: str, language: str) -> str | None:
    """The tool's words of a clause of the full layer, below the line that says why they are
    replaced; None where there is no such clause. Clauses inside it stay the tool's."""
    template = _TEMPLATES / kind / f"{language}.jinja"
    source = template.read_text(encoding="utf-8") if template.is_file() else ""
    tags = list(_TAG.finditer(source))
    starts = [number for number, tag in enumerate(tags) if tag[1] == clause]
    if not starts:
        return None
    first = tags[starts[-1]]
    after = tags[starts[-1] + 1]
    words = source[first.end() : after.start()].strip()
    return f"{{# reason: … #}}\n{words}\n"
