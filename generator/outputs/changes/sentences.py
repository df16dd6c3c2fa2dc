"""A change as a sentence: where it is, what it is, in which words."""

from collections.abc import Iterator

from generator.comparison import Edit, Kind
from generator.languages import Labels
from generator.outputs.changes.labels import labels_of

MOST_WORDS = 12
"""More words of a change than these are cut; the marked text has them all."""
_MOST_PAIRS = 3
_WHOLE = (Kind.ROW_ADDED, Kind.ROW_REMOVED, Kind.ITEM_ADDED, Kind.ITEM_REMOVED)
_NO_WORDS = (Kind.CLAUSE_ADDED, Kind.CLAUSE_REMOVED, Kind.CLAUSE_MOVED, Kind.MARKUP)


def place(edit: Edit, language: str) -> str:
    """In which part of the text: the heading of the clause."""
    labels = labels_of(language)
    if not edit.heading or not edit.layer:
        return labels["whole_text"]
    if edit.layer == "short":
        return labels["in_short_place"].format(heading=edit.heading)
    return edit.heading


def what(edit: Edit, language: str) -> str:
    """`Row changed (period): “10 years” instead of “5 years”`, without a full stop."""
    labels = labels_of(language)
    about = dict.fromkeys(labels[f"about_{fact.about}"] for fact in edit.facts)
    kind = f"{labels[edit.kind]} ({', '.join(about)})" if about else labels[edit.kind]
    words = "; ".join(_words(edit, labels))
    return f"{kind}: {words}" if words else kind


def sentence(edit: Edit, language: str) -> str:
    """Where and what, in one line."""
    return f"{place(edit, language)} – {what(edit, language)}"


def _words(edit: Edit, labels: Labels) -> Iterator[str]:
    if edit.kind in _NO_WORDS:
        return
    if edit.kind in _WHOLE:
        whole = edit.subject or " ".join(before or after for before, after in edit.pairs)
        yield labels["only"].format(words=cut(whole))
        return
    named = f"{edit.subject}, " if edit.subject else ""
    for before, after in edit.pairs[:_MOST_PAIRS]:
        key = "instead" if before and after else "came" if after else "went"
        yield named + labels[key].format(before=cut(before), after=cut(after))
        named = ""
    if (more := len(edit.pairs) - _MOST_PAIRS) > 0:
        yield labels["more"].format(count=more)


def cut(words: str) -> str:
    """At most `MOST_WORDS` words, in one line."""
    several = words.split()
    short = " ".join(several[:MOST_WORDS])
    return f"{short} …" if len(several) > MOST_WORDS else short
