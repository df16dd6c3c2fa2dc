"""Clauses that stayed as they were: each is shown once, however many versions have it.

Where two texts are compared, one line stands for each clause that both write alike, so that only
the others are read, merged and judged; what it stands for is judged when it is shown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from xml.etree import ElementTree

from generator.comparison.marking import copied
from generator.comparison.reading import Version
from generator.expression import Layer, text
from generator.expression.markup import serialise

_SIGN = "\ue000"
"""What such a line begins with: a letter of no script."""
_PLACE = re.compile(rf"<section><p>{_SIGN}(\d+)</p></section>")
_MOST = 2_000


class NotShort(Exception):
    """Both texts are compared whole: a clause has moved, for example, or little has stayed."""


class Stayed:
    """The clauses that two texts have in common."""

    def __init__(self) -> None:
        self._written: list[str] = []

    def short(self, before: Version, after: Version) -> tuple[Version, Version]:
        """Both with a line instead of each of them; raises NotShort."""
        old = {layer.name: layer for layer in before.text.layers}
        pairs = [self._pair(old.pop(new.name, None), new) for new in after.text.layers]
        if 3 * sum(map(len, self._written)) < sum(len(new.html) for new in after.text.layers):
            raise NotShort  # read whole, they serve the next comparison as well
        was, now = [one for one, _ in pairs if one], [other for _, other in pairs]
        return _with(before, (*was, *old.values())), _with(after, now)

    def whole(self, html: str) -> str:
        """A layer of the redline with the clauses instead of their lines; raises NotShort where
        one of these did not stay as it was, marked, moved or told."""
        if html.count(_SIGN) != len(_PLACE.findall(html)):
            raise NotShort
        return _PLACE.sub(lambda place: _shown(self._written[int(place[1])]), html)

    def _pair(self, old: Layer | None, new: Layer) -> tuple[Layer | None, Layer]:
        if old is None:
            return None, new
        if _SIGN in old.html or _SIGN in new.html:
            raise NotShort
        was, now = old.sections, new.sections
        lines = dict[str, str]()
        for clause, (start, end) in now.items():
            written = new.html[start:end]
            if clause in was and old.html[slice(*was[clause])] == written:
                lines[clause] = (
                    f'<section data-clause="{clause}"><p>{_SIGN}{len(self._written)}</p></section>'
                )
                self._written.append(written)
        return _shortened(old, lines), _shortened(new, lines)


def _with(version: Version, layers: Iterable[Layer]) -> Version:
    return Version(replace(version.text, layers=tuple(layers)), version.facts)


def _shortened(layer: Layer, lines: Mapping[str, str]) -> Layer:
    """A layer with the lines of some clauses, without those inside them."""
    parts, done, inside = list[str](), 0, set[str]()
    for clause, (start, end) in sorted(layer.sections.items(), key=lambda found: found[1]):
        if start < done:
            inside.add(clause)
        elif clause in lines:
            parts += (layer.html[done:start], lines[clause])
            done = end
    parts.append(layer.html[done:])
    clauses = tuple(clause for clause in layer.clauses if clause.id not in inside)
    return Layer(layer.name, "".join(parts), clauses)


@lru_cache(maxsize=_MOST)
def _shown(written: str) -> str:
    """How a redline shows a clause that stayed; raises NotShort where that has other words."""
    root = ElementTree.Element("div")
    copied(root, text.parse(written))
    html = "".join(map(serialise, root))
    if text.lines(f"<div>{html}</div>") != text.lines(written):
        raise NotShort
    return html
