"""Marks in a composed text what a reader may want explained: terms, and articles of law.

A term of the glossary becomes `<span class="term" data-term="…">` and a citation a link to the
official text; no word changes, so neither does the text digest. A term is marked once in a layer,
a statute once in a clause (once in a short layer): each mark is a stop for whoever reads with the
keyboard, and a page full of the same link helps nobody. What a term means stands beside the text
(`Expression.terms`); how it is shown is the business of each output.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from xml.etree import ElementTree

from generator.expression import Term
from generator.languages import Language
from generator.model.statements import Definition
from generator.model.statute import Statute

Element = ElementTree.Element
_NEVER = frozenset("a code h1 h2 h3 h4 caption".split())
# Terms are explained in running text: a list of definitions explains them itself, and a table
# is looked up, not read.
_RUNNING = frozenset({"p", "li"})
_NO_TERMS = frozenset({"dl", "table"})


_SMALL_WORDS = frozenset("ve ile of and the for on in &".split())
"""What a proper name may have in small letters."""
_IN_A_NAME = re.compile(r"[^\s.!?:;(“\"][\s\u00a0]+[A-ZÇĞİÖŞÜ][^\W\d_]*[\s\u00a0]+$")
"""What ends with a capitalised word that does not begin a sentence."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one alternative of the pattern stands for: a term, or the address of a statute.

    A proper name has neither: what stands inside it is not the term. A term that is a name itself
    (`as_written`) is another behind a word with a capital letter: “Genel Kurul”.
    """

    term: Term | None = None
    url: str = ""
    is_name: bool = False


Hits = dict[str, tuple[tuple[str, int, int], ...]]
"""Words, and where something stands in them: the name of its group, from where to where."""


@lru_cache(maxsize=8)
def _hits(pattern: str) -> Hits:  # noqa: ARG001
    """What was found by a pattern so far: most words outlive an edit."""
    return {}


class References:
    """The terms and statutes of one day in one language, ready to be found in many texts."""

    def __init__(
        self,
        definitions: Iterable[Definition],
        statutes: Mapping[str, Statute],
        language: Language,
        names: Iterable[str] = (),
    ) -> None:
        self._wanted: dict[str, _Wanted] = {}
        found = [*_terms(definitions, language), *_citations(statutes.values(), language)]
        known = {wanted.term.term for _, _, wanted in found if wanted.term}
        found += _names(set(names) - known)
        # The longest first: “special categories of personal data” before “personal data”.
        found.sort(key=lambda entry: -entry[0])
        parts = []
        for is_term, entries in groupby(found, key=lambda entry: entry[2].term is not None):
            row = []
            for _, pattern, wanted in entries:
                name = f"w{len(self._wanted)}"
                self._wanted[name] = wanted
                row.append(f"(?P<{name}>{pattern})")
            # Terms in a row share their endings: a pattern costs by its length.
            ending = rf"(?:{language.endings})(?!\w)" if is_term else ""
            parts.append(f"(?:{'|'.join(row)}){ending}")
        # All of them begin where a word begins; said once, it spares a look at each letter.
        at_a_word = rf"(?<!\w)(?=\w)(?:{'|'.join(parts)})"
        self._pattern = re.compile(at_a_word) if found else None
        self._hits = _hits(self._pattern.pattern if self._pattern else "")

    def mark(self, root: Element) -> list[Term]:
        """Mark terms and citations below `root`; returns the terms that were found."""
        if self._pattern is None:
            return []
        terms: dict[str, Term] = {}
        short = root.get("data-layer") == "short"
        seen: set[str] = set()
        for section in root:
            if not short:
                seen = set()
            self._walk(section, seen, terms, running=False)
        return list(terms.values())

    def _walk(
        self, element: Element, seen: set[str], terms: dict[str, Term], *, running: bool | None
    ) -> None:
        """`running` says whether terms are explained here; None where they never are."""
        if element.tag in _NEVER or element.get("class") == "option":
            return
        if running is not None:
            running = None if element.tag in _NO_TERMS else running or element.tag in _RUNNING
        children = list(element)
        at = self._replace(element, None, seen, terms, bool(running))
        for child in children:
            inside = set[str]() if child.tag == "section" else seen
            self._walk(child, inside, terms, running=running)
            at += 1 + self._replace(element, at, seen, terms, bool(running))

    def _replace(
        self,
        parent: Element,
        at: int | None,
        seen: set[str],
        terms: dict[str, Term],
        running: bool,
    ) -> int:
        """Mark the text of `parent`, or what follows its child `at`; how many were put in."""
        before = parent if at is None else parent[at]
        words = before.text if at is None else before.tail
        if not words or not self._places(words):  # as most
            return 0
        place, done, made = 0 if at is None else at + 1, 0, 0
        for start, end, element in self._found(words, seen, terms, running):
            said = words[done:start]
            if made:
                parent[place + made - 1].tail = said
            elif at is None:
                before.text = said
            else:
                before.tail = said
            parent.insert(place + made, element)
            element.tail = words[end:]
            done, made = end, made + 1
        return made

    def _found(
        self, words: str, seen: set[str], terms: dict[str, Term], running: bool
    ) -> Iterator[tuple[int, int, Element]]:
        for group, start, end in self._places(words):
            wanted = self._wanted[group]
            if wanted.term:
                if not running or wanted.term.term in terms:
                    continue
                terms[wanted.term.term] = wanted.term
                element = Element("span", {"class": "term", "data-term": wanted.term.term})
            elif not wanted.url:
                continue
            else:
                if wanted.url in seen:
                    continue
                seen.add(wanted.url)
                element = Element("a", {"class": "law", "href": wanted.url})
            element.text = words[start:end]
            yield start, end, element

    def _places(self, words: str) -> tuple[tuple[str, int, int], ...]:
        """Where something stands in `words`; the same words come in many texts."""
        if words not in self._hits:
            assert self._pattern
            self._hits[words] = tuple(
                (str(hit.lastgroup), hit.start(), hit.end())
                for hit in self._pattern.finditer(words)
                if not self._is_another(str(hit.lastgroup), words[: hit.start()])
            )
        return self._hits[words]

    def _is_another(self, group: str, before: str) -> bool:
        return self._wanted[group].is_name and _IN_A_NAME.search(before[-60:]) is not None


_Entry = tuple[int, str, _Wanted]


def _terms(definitions: Iterable[Definition], language: Language) -> Iterator[_Entry]:
    for definition in definitions:
        term, meaning = (text.find(language.code) for text in (definition.term, definition.meaning))
        if not (term and meaning) or (definition.only_here and definition.only_here.value):
            continue
        first, rest = term.value[0], re.escape(term.value[1:]).replace(r"\ ", r"[\s\u00a0]+")
        exact = definition.as_written and definition.as_written.value
        either = first if exact else f"[{first}{language.lower(first)}]"
        wanted = _Wanted(Term(term.value, meaning.value), is_name=bool(exact))
        yield len(term.value), f"{either}{rest}", wanted


def _names(names: Iterable[str]) -> Iterator[_Entry]:
    """Those of several words that are all capitalised; a group of people has small letters."""
    for name in sorted(names):
        words = [word for word in name.split() if word not in _SMALL_WORDS]
        if len(words) > 1 and all(word.strip('(“"')[:1].isupper() for word in words):
            pattern = r"[\s\u00a0]+".join(map(re.escape, name.split()))
            yield len(name), pattern, _Wanted()


def _citations(statutes: Iterable[Statute], language: Language) -> Iterator[_Entry]:
    for statute in statutes:
        title, short = statute.title.find(language.code), statute.short.find(language.code)
        if statute.url and title and short:
            number = statute.number.value if statute.number else ""
            pattern = language.citation(title.value, short.value, number)
            yield len(title.value), pattern, _Wanted(url=statute.url.value)
