"""A clause of the tool as a controller begins to word it anew: what to copy, and its heading."""

import re
from pathlib import Path

_TEMPLATES = Path(__file__).parent
_TAG = re.compile(r"\{%-?\s*(?:clause\s+\"([a-z0-9-]+)\"|(endclause))[^%]*%\}")
_LAYER = re.compile(r"\{%-?\s*layer\s+\"(\w+)\"\s*-?%\}(.*?)\{%-?\s*endlayer", re.DOTALL)
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


def names(kind: str) -> list[str]:
    """The ids of the clauses of a type, in any language and layer."""
    written = (path.read_text(encoding="utf-8") for path in (_TEMPLATES / kind).glob("*.jinja"))
    return list(dict.fromkeys(tag[1] for text in written for tag in _TAG.finditer(text) if tag[1]))


def begun(kind: str, clause: str, language: str) -> str | None:
    """The tool's words of a clause of the full layer, below the line that says why they are
    replaced; None where there is no such clause."""
    words = typed(kind, clause, language, "full")
    return None if words is None else f"{{# reason: … #}}\n{words}\n"


def typed(kind: str, clause: str, language: str, layer: str) -> str | None:
    """The tool's words of a clause in a layer, those of the clauses inside it included, which
    would be gone without them; None where the template has no such clause."""
    template = _TEMPLATES / kind / f"{language}.jinja"
    source = template.read_text(encoding="utf-8") if template.is_file() else ""
    found = next((part for part in _LAYER.finditer(source) if part[1] == layer), None)
    own = found[2] if found else ""
    opened: list[tuple[str, int]] = []
    for tag in _TAG.finditer(own):
        if tag[1]:
            opened.append((tag[1], tag.end()))
            continue
        name, start = opened.pop()
        if name == clause:
            return own[start : tag.start()].strip()
    return None
